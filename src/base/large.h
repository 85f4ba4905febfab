/* large.h - large arrays of zeros, of which much is written at random.
 *
 * They lie in large pages where the system has them: a page of 4 KiB costs its first touch, and
 * of millions of counters that is more than the counting.  Behind n elements there are none.
 */
#pragma once

#include <glib.h>

/* Aborts where there is no memory, as g_new0() does. */
void *copia_large_new0 (size_t n, size_t size);
void copia_large_free (void *array); /* of copia_large_new0(); NULL: nothing */

static inline void
copia_large_clear (void *array)
{
    copia_large_free (*(void **) array);
}

/* As g_autofree: a local that owns one. */
#define copia_autolarge __attribute__ ((cleanup (copia_large_clear)))
