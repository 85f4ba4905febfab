/* unit-table.h - which unit a token is in, told by one number of 32 bits for a block of tokens.
 *
 * That one and the counters of thousands of units stay in a core's cache while many lists of
 * positions pass by, where pieces and their borders would not.
 */
#pragma once

#include "study/units.h"

#define COPIA_TABLE_PIECE 0xFFFFu /* bits of a block: where its first token is */
#define COPIA_TABLE_BORDER 16     /* the last of its tokens that is there */
#define COPIA_TABLE_MANY (1u << 31)

typedef struct {
    /*< private >*/
    uint32_t *blocks; /* of 1 << shift tokens */
    uint32_t shift;
    bool plain;      /* piece i is unit i */
    uint32_t *ends;  /* of pieces, and of what lies between them */
    uint32_t *units; /* theirs; COPIA_NONE: outside of the scope */
} CopiaUnitTable;

/* Of `size` tokens.  NULL: there are too many pieces, or tokens, or too few pieces for so many, of
 * which blocks would be longer to make than what they tell is to find. */
CopiaUnitTable *copia_unit_table_new (const CopiaUnits *units, uint64_t size);
void copia_unit_table_free (CopiaUnitTable *self);

/* The piece of cpos, a token.  Nothing is guessed where a block has one border at most. */
static inline uint32_t
copia_unit_table_at (const CopiaUnitTable *self, uint32_t cpos)
{
    uint32_t block = self->blocks[cpos >> self->shift];
    uint32_t past = cpos & ((1u << self->shift) - 1);
    uint32_t border = (block & ~COPIA_TABLE_MANY) >> COPIA_TABLE_BORDER;
    uint32_t piece = (block & COPIA_TABLE_PIECE) + (past > border);

    if (G_UNLIKELY (block & COPIA_TABLE_MANY))
        while (self->ends[piece] < cpos)
            piece++;
    return piece;
}
