/* beside.h - counting the tokens beside many places, on each side up to the n-th word.
 *
 * Places are looked at before it is known how far a side may go, some of them one after the other:
 * what the tokens next to them are decides nothing then, so nothing is guessed wrong, and where
 * they do not hold words enough, those behind them are on their way from memory when the place is
 * counted.  Marks on the way are counted too.  A value; a thread has its own.
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

/* The tokens on one side of a place, up to the last word that is wanted, as far as they were
 * looked at. */
typedef struct {
    /*< private >*/
    uint32_t n, words; /* how many, and of these are words */
    uint32_t ids
        [COPIA_BESIDE_LOOK]; /* the nearest first; what is behind the n says nothing */
} CopiaBesideSide;

typedef struct {
    CopiaBesideSide left, right;
} CopiaBesidePlace;

/* False: the index has its ids not in one array, and nothing was begun.  The counter, which must
 * outlive it, counts. */
bool copia_beside_begin (CopiaBeside *self, const CopiaTokens *tokens, uint32_t left,
                         uint32_t right, CopiaCounter *counter);
/* Looks at what stands before `start` and from `end` on; counts nothing.  Packed ids are left alone:
 * they are looked at when they count. */
void copia_beside_look (CopiaBeside *self, uint64_t start, uint64_t end,
                        CopiaBesidePlace *place);
/* Counts of the `room` tokens before cpos, or from cpos on, those up to the last word wanted, going
 * away from cpos; all of them where there are not so many words.  `side` is what was seen there.
 * How many tokens that were. */
uint64_t copia_beside_before (CopiaBeside *self, const CopiaBesideSide *side,
                              uint64_t cpos, uint64_t room);
uint64_t copia_beside_after (CopiaBeside *self, const CopiaBesideSide *side,
                             uint64_t cpos, uint64_t room);
void copia_beside_end (CopiaBeside *self);
