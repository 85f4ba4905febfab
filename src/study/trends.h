/* trends.h - what rises or falls through a text, and what comes in bursts.
 *
 * Columns: query (or word) count range units slope rho tau p burstiness weibull.
 *   range units  units with a hit, of so many
 *   slope        change of the rate from one unit to the next, per `per` words: the median of
 *                the slopes of all pairs (Theil 1950, Sen 1968)
 *   rho          Spearman's correlation of the rate with the order of the units
 *   tau          Kendall's, with p of the test of Mann (1945), corrected after Holm for the
 *                number of queries or words tested
 *   burstiness   of the distances between hits, in tokens, corrected for few of them (Kim & Jo
 *                2016): -1 regular, 0 as chance has it, 1 bursts
 *   weibull      shape of their distribution: 1 as chance has it, below 1 bursts
 * Units without words and what lies outside of all regions do not count.  Without queries all
 * words that occur `min` times or more and are on no stop list are tested, and listed by
 * falling |tau|, then count, then code points; with queries, in their order.
 * COPIA_ERROR_LIMIT: too many words in too many units.
 */
#pragma once

#include "study/ask.h"

typedef struct {
    CopiaAsk of;
    const CopiaQuery *const *queries;
    size_t n_queries; /* 0: all words */
    const char *by;   /* a structure, NULL: the usual (units.h) */
    uint32_t slices;  /* 0: none; not together with `by` */
    uint64_t min;     /* of words, at least 1 */
    CopiaCounted counted;
    CopiaStop stop; /* of words, by form */
    uint64_t per;
    bool explain;
} CopiaTrendsAsk;

#define COPIA_TRENDS_USUAL                                                             \
    {                                                                                  \
        .of = COPIA_ASK_USUAL, .min = 10, .per = 1000000                               \
    }

bool copia_trends (const CopiaIndex *index, const CopiaTrendsAsk *ask,
                   CopiaTable *table, CopiaFound *found, GError **error);
