/* near-hits.h - where the tokens of some types stand, as bits, along a whole corpus. */
#pragma once

#include "query/positions.h"
#include "query/stretch.h"

#define COPIA_NEAR_HITS_BATCH 256

typedef struct {
    /*< private >*/
    CopiaStretch *stretch; /* NULL: they are many types, whose positions are taken */
    CopiaPositions *positions;
    uint64_t batch[COPIA_NEAR_HITS_BATCH]; /* at hand are those from `used` to `n` */
    uint32_t used, n;
    bool ended;
} CopiaNearHits;

/* To be read from `from` on, a multiple of 64; the types are listed, and outlive it. */
CopiaNearHits copia_near_hits_of (const CopiaIndex *index, const CopiaTypeset *types,
                                  uint64_t from);
/* The n * 64 tokens from cpos on, a multiple of 64, where the last ones ended or later; bit 0 of a
 * number is that of the first.  Bits behind the last token are 0. */
void copia_near_hits_read (CopiaNearHits *self, uint64_t cpos, size_t n,
                           uint64_t *bits);
void copia_near_hits_clear (CopiaNearHits *self);
