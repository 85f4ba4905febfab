/* growths.h - the vocabulary as the text goes on.
 *
 * Columns: words types hapaxes expected expected_hapaxes rate.
 *   words      word tokens read so far; rows after equal steps, the last at the end
 *   types      different ones among them; hapaxes those that occurred once so far
 *   expected   types and hapaxes in so many words drawn at random from the whole (binomial
 *              interpolation, Baayen 2001): what the text would have if its words were shuffled
 *   rate       hapaxes / words: the chance that the next word is new (Baayen's P)
 * Beyond the end, where `beyond` says so, `expected` is what the finite Zipf-Mandelbrot model
 * of the whole foretells, and the text's own columns are empty.
 */
#pragma once

#include "study/ask.h"

#define COPIA_MOST_POINTS 1000

typedef struct {
    CopiaAsk of;
    CopiaCounted counted;
    uint32_t points; /* 2 .. COPIA_MOST_POINTS */
    uint32_t
        beyond; /* more points behind the end, as far apart; 0 .. COPIA_MOST_POINTS */
    bool explain;
} CopiaGrowthsAsk;

#define COPIA_GROWTHS_USUAL                                                            \
    {                                                                                  \
        .of = COPIA_ASK_USUAL, .points = 20                                            \
    }

bool copia_growths (const CopiaIndex *index, const CopiaGrowthsAsk *ask,
                    CopiaTable *table, CopiaFound *found, GError **error);
