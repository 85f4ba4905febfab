/* beside.h - counting the words beside many places, on each side up to the n-th.
 *
 * Places are looked at before it is known how far a side may go, some of them one after the other:
 * what the tokens next to them are decides nothing then, so nothing is guessed wrong, and where
 * they do not hold words enough, those behind them are on their way from memory when the place is
 * counted.  Marks are passed over.  A value; a thread has its own.
 */
#pragma once

#include "index/counter.h"

#define COPIA_BESIDE_LOOK COPIA_COUNTER_GRAIN /* tokens; mostly they hold five words */

typedef struct {
    /*< private >*/
    CopiaWalk walk;
    CopiaCounter *counter;
    uint32_t left, right; /* words wanted */
} CopiaBeside;

/* The tokens on one side of a place, as far as they were looked at. */
typedef struct {
    /*< private >*/
    uint32_t n, words;               /* how many, and of these are words */
    uint32_t ids[COPIA_BESIDE_LOOK]; /* of those words, the nearest first */
} CopiaBesideSide;

typedef struct {
    CopiaBesideSide left, right;
} CopiaBesidePlace;

/* What lies between two places: where words right of the first may stand, and those left of the
 * second.  Both mostly overlap; neither need have any room.  Nothing before `right_start` counts. */
typedef struct {
    const CopiaBesideSide *right;
    uint64_t right_start, right_end;
    const CopiaBesideSide *left;
    uint64_t left_start, left_end;
} CopiaBesideGap;

/* False: the index has its ids not in one array, and nothing was begun.  The counter, which must
 * outlive it, counts. */
bool copia_beside_begin (CopiaBeside *self, const CopiaTokens *tokens, uint32_t left,
                         uint32_t right, CopiaCounter *counter);
/* Looks at what stands before `start` and from `end` on; counts nothing.  Packed ids are left alone:
 * they are looked at when they count. */
void copia_beside_look (CopiaBeside *self, uint64_t start, uint64_t end,
                        CopiaBesidePlace *place);
/* Counts the words on both sides of the gap, once those that are wanted on both. */
void copia_beside_between (CopiaBeside *self, const CopiaBesideGap *gap);
void copia_beside_end (CopiaBeside *self);
