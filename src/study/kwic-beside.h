/* kwic-beside.h - the words next to many hits.
 *
 * Of most hits it is the token beside them.  Where that is a mark, some behind it are read together
 * and the first word of them is taken without a guess: a wrong one costs more than all of them.
 */
#pragma once

#include "study/kwic-private.h"

typedef struct {
    const CopiaIndex *index;
    const CopiaKeptList *hits;
    bool right; /* of the two sides */
} CopiaKwicBeside;

/* The id of the word beside each of n hits, and 1; 0: their text has none there.  `items` are their
 * numbers, which ascend; NULL: they are those from `first` on. */
void copia_kwic_beside_read (const CopiaKwicBeside *self, const uint32_t *items,
                             uint32_t first, uint32_t n, uint32_t *values);
