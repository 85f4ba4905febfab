/* near-hits.c - bits poured from a few lists, or set one by one. */
#include "study/near-hits.h"

#include <string.h>

#define FEW_LISTS 8

CopiaNearHits
copia_near_hits_of (const CopiaIndex *index, const CopiaTypeset *types, uint64_t from)
{
    CopiaNearHits self = { .stretch = NULL };

    if (types->ids->len <= FEW_LISTS)
        self.stretch = copia_stretch_new (types->layer->postings, types->ids, from, 0);
    else
        self.positions = copia_positions_new (index, &types, 1, from,
                                              copia_index_tokens (index)->size);
    return self;
}

static void
read_stretch (CopiaStretch *stretch, uint64_t cpos, size_t n, uint64_t *bits)
{
    while (n > 0) {
        size_t at, some;

        if (cpos - stretch->base >= COPIA_STRETCH)
            copia_stretch_move (stretch, cpos); /* behind the last, all bits are 0 */
        at = (size_t) ((cpos - stretch->base) / 64);
        some = MIN (n, COPIA_STRETCH_WORDS - at);
        memcpy (bits, stretch->bits + at, some * sizeof *bits);
        bits += some;
        cpos += some * 64;
        n -= some;
    }
}

static bool
take (CopiaNearHits *self, uint64_t cpos)
{
    if (self->used == self->n && !self->ended) {
        self->used = 0;
        self->n = copia_positions_take (self->positions, cpos, self->batch,
                                        COPIA_NEAR_HITS_BATCH);
        self->ended = self->n == 0;
    }
    return self->used < self->n;
}

void
copia_near_hits_read (CopiaNearHits *self, uint64_t cpos, size_t n, uint64_t *bits)
{
    uint64_t end = cpos + n * 64;

    if (self->stretch) {
        read_stretch (self->stretch, cpos, n, bits);
        return;
    }
    memset (bits, 0, n * sizeof *bits);
    for (; take (self, cpos) && self->batch[self->used] < end; self->used++) {
        uint64_t at = self->batch[self->used] - cpos;

        if (self->batch[self->used] >= cpos)
            bits[at / 64] |= (uint64_t) 1 << (at % 64);
    }
}

void
copia_near_hits_clear (CopiaNearHits *self)
{
    copia_stretch_free (self->stretch);
    copia_positions_free (self->positions);
    self->stretch = NULL;
    self->positions = NULL;
}
