/* words-spread.h - in how many units the words of a list stand, and how evenly.
 *
 * All postings of a word are read for it, so words are counted by several threads; what is found
 * does not depend on how many.  Private to words.c.
 */
#pragma once

#include "study/clump.h"
#include "study/tally.h"

typedef struct {
    const CopiaIndex *index;
    const CopiaTally *tally;
    const CopiaUnits *units;
    uint64_t inside; /* word tokens in the regions the units are */
} CopiaWordUnits;

typedef struct {
    uint32_t range;   /* units that have it; what is outside of all regions is left out,
                     * and units without words */
    double dp;        /* deviation of proportions; NaN: none has it */
    CopiaClump clump; /* the unit that has most */
} CopiaWordSpread;

/* False: no more is wanted. */
typedef bool (*CopiaTakeSpread) (void *data, size_t i, const CopiaWordSpread *spread);

/* Of the n items in their order. */
void copia_word_spreads (const CopiaWordUnits *self, const uint32_t *items, size_t n,
                         unsigned threads, CopiaTakeSpread take, void *data);
/* Of one, and how often it stands in each unit: a number a unit, all 0. */
CopiaWordSpread copia_word_spread (const CopiaWordUnits *self, uint32_t item,
                                   uint64_t *counts);
