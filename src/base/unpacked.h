/* unpacked.h - pieces of a packed section that one reader keeps to itself.
 *
 * What is unpacked for all lies in memory of the section, where each page that is touched first is a
 * fresh one of the system, and costs about as much as what is unpacked into it.  Whoever reads most
 * places once is served from the same few pages again and again.  Only a piece that is asked for
 * a second time, by whomever, is unpacked for all: so what is needed once takes no memory, and
 * what is needed often no time.  A reader belongs to one thread.
 *
 * Once much is unpacked for all (copia_container_limit(); files of a set share one), pieces are
 * only unpacked for one reader at a time.  What all have is never dropped: readers hold plain pointers into it, and nobody
 * knows when the last one has read.
 */
#pragma once

#include "base/container.h"

typedef struct CopiaUnpacked CopiaUnpacked;

CopiaUnpacked *copia_unpacked_new (void);
/* The piece around an element that there is: its elements [*first, *end) and COPIA_PADDING bytes
 * more, valid until the next call but one.  NULL: touch it, and read it in the section. */
const uint8_t *copia_unpacked_find (CopiaUnpacked *self, const CopiaSection *section,
                                    uint64_t element, uint64_t *first, uint64_t *end);
void copia_unpacked_free (CopiaUnpacked *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaUnpacked, copia_unpacked_free)
