/* rhythm.h - the lengths of sentences in their order.
 */
#pragma once

#include <stddef.h>

#define COPIA_SHORT_SENTENCE 8 /* tokens; at most so many make a sentence short */

/*   n, mean, sd   sentences, mean length and sample sd (NaN for one sentence)
 *   cv            sd / mean: 0 = all alike; prose lies around 0.5
 *   lag1          autocorrelation from one sentence to the next, sum (x_i - m)(x_i+1 - m)
 *                 / sum (x_i - m)^2, [-1, 1]: above 0 like stand by like, below 0 long and
 *                 short take turns (G. Box & G. Jenkins 1970); NaN when all are alike
 *   alternation   share of the sentences inside that are longer or shorter than both
 *                 neighbours, [0, 1]; 2/3 in random order (Bienayme 1874); NaN below 3
 *   short_runs    runs of two or more short sentences; longest_short the longest run
 *   longest_rise  the longest run in which each sentence is longer than the one before,
 *   longest_fall  and shorter (1 = none)
 *   runs_z        fewer (below 0) or more runs of long and short than chance gives, long =
 *                 above the median (A. Wald & J. Wolfowitz 1940); NaN if one kind is missing
 * No sentences: n 0, counts 0, NaN in all else. */
typedef struct {
    size_t n;
    double mean;
    double sd;
    double cv;
    double lag1;
    double alternation;
    size_t short_runs;
    size_t longest_short;
    size_t longest_rise;
    size_t longest_fall;
    double runs_z;
} CopiaRhythm;

CopiaRhythm copia_rhythm (const double *lengths, size_t n);
