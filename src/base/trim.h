/* trim.h - what was freed goes back to the system.
 *
 * Much that was small and is free again stays with the process, and is of use to nobody when what
 * comes next is large.  To look for it takes a millisecond or two.
 */
#pragma once

#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

static inline void
copia_trim (void)
{
#ifdef __GLIBC__
    (void) malloc_trim (0);
#endif
}
