/* units-private.h - what the making of units and the counting by them share. */
#pragma once

#include "study/unit-table.h"

#include <pthread.h>

typedef struct {
    uint64_t words;
    uint32_t region;
    bool outside;
} CopiaUnit;

/* A piece in half the bytes, for a pass of many lists over all of them is as quick as they are
 * short. */
typedef struct {
    uint32_t start, end, unit;
} CopiaShortPiece;

struct CopiaUnits {
    CopiaScope scope;
    GArray *units;  /* CopiaUnit */
    GArray *pieces; /* CopiaPiece */
    bool recur; /* of a unit there are pieces before and behind one of another unit */
    /* The corpus in blocks of 1 << shift tokens: the first piece that ends in one or behind. */
    uint32_t *blocks;
    uint64_t n_blocks;
    unsigned shift;
    CopiaUnitTable *table;  /* NULL: unit-table.h says when */
    CopiaShortPiece *brief; /* the pieces; NULL: there is a table, or too many tokens */
    /* Few who ask for units want their words. */
    bool known;           /* from the beginning */
    gsize weighed;        /* now */
    pthread_mutex_t lock; /* while they are added up */
    _Atomic guint next;   /* the first piece that no thread has weighed */
};

/* The first piece that ends at or after cpos, a token: where its block begins or, as blocks are
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
