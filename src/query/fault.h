/* fault.h - an error in a query, shown where it is.
 *
 * The message is three lines: what is wrong and the way out; the query; a caret under the
 * fault.  Queries longer than a line show the part around the caret.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Always false, for `return copia_fault (..)`; `at` is in bytes from the start of `query`. */
bool copia_fault (GError **error, const char *query, size_t at, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
