/* natural.h - names in the order a reader would put them: `chapter2` before `chapter10`.
 *
 * Byte by byte, but runs of ASCII digits by their value; of names that are alike so far, the
 * one that comes first in byte order.  A total order.
 */
#pragma once

/* Of two strings, as strcmp() answers. */
int copia_natural_compare (const char *a, const char *b);
