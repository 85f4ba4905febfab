/* positions.h - where the tokens of some types stand, in corpus order.
 *
 * Five ways, chosen by frequency.  A few lists are merged as they are read, those of frequent
 * words as bits, stretch by stretch.  Many lists are
 * decoded at once, into a bit a token where that is small beside their positions, else into an
 * array that is sorted.  Types that make up much of the corpus are met by reading along it.
 */
#pragma once

#include "query/typeset.h"

typedef struct CopiaPositions CopiaPositions;

/* Those of all sets together that lie in [from, to), each once; of a compound, those of what
 * covers it. */
CopiaPositions *copia_positions_new (const CopiaIndex *index,
                                     const CopiaTypeset *const *sets, size_t n,
                                     uint64_t from, uint64_t to);
bool copia_positions_next (CopiaPositions *self, uint64_t *cpos);
/* The first at or after `target`, and after the last one given.  After `false`, next and seek
 * say false for ever. */
bool copia_positions_seek (CopiaPositions *self, uint64_t target, uint64_t *cpos);
/* The first of them at or after `target`, `most` (at least 1) or fewer; 0: no more. */
uint32_t copia_positions_take (CopiaPositions *self, uint64_t target,
                               uint64_t *positions, uint32_t most);
void copia_positions_free (CopiaPositions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaPositions, copia_positions_free)
