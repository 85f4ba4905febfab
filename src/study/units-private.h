/* units-private.h - units inside: who makes them (units.c) and who counts in them. */
#pragma once

#include "study/units.h"

typedef struct {
    uint64_t words;
    uint32_t region;
    bool outside;
} CopiaUnit;

struct CopiaUnits {
    CopiaScope scope;
    GArray *units;  /* CopiaUnit */
    GArray *pieces; /* CopiaPiece */
    /* The corpus in blocks of 1 << shift tokens: the first piece that ends in one or behind. */
    uint32_t *blocks;
    unsigned shift;
    gsize weighed; /* the words of units are known, for not all who ask need them */
};

/* The first piece that ends at or after cpos: where the block of cpos begins or, as blocks are
 * shorter than most pieces, seldom far behind. */
static inline size_t
copia_units_piece_at (const CopiaUnits *self, uint64_t cpos)
{
    const CopiaPiece *pieces = (const CopiaPiece *) (const void *) self->pieces->data;
    size_t i = self->blocks[cpos >> self->shift];

    while (i < self->pieces->len && pieces[i].end < cpos)
        i++;
    return i;
}
