/* positions.h - where the tokens of some types stand, in corpus order.
 *
 * One list is read as it is; a few are merged as they are read; many are decoded and sorted;
 * and types that make up much of the corpus are met by reading along it.
 */
#pragma once

#include "query/typeset.h"

typedef struct CopiaPositions CopiaPositions;

/* Of all sets together, from cpos `from` on.  The sets are borrowed. */
CopiaPositions *copia_positions_new (const CopiaIndex *index,
                                     const CopiaTypeset *const *sets, size_t n,
                                     uint64_t from);
bool copia_positions_next (CopiaPositions *self, uint64_t *cpos);
/* The first at or after `target`, not before the last one given. */
bool copia_positions_seek (CopiaPositions *self, uint64_t target, uint64_t *cpos);
void copia_positions_free (CopiaPositions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaPositions, copia_positions_free)
