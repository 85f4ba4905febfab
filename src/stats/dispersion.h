/* dispersion.h - how evenly a word is spread over the parts of a corpus.
 *
 *      v_i  occurrences in part i        w_i  tokens in part i       n  parts
 *      f    sum of v                     N    sum of w
 *      t_i  = v_i / f                    s_i  = w_i / N
 *      R_i  = v_i / w_i, the rate        r_i  = R_i / sum of R
 *
 * Names with "_equal" or "_counts" take the parts for equally long, whatever w says.
 * Edges, for all of them:
 *   - a part without tokens (w_i = 0) is left out, and n counts the others; occurrences
 *     in it, or any number below zero, or no part with tokens: NaN;
 *   - a word that does not occur (f = 0): 0 for range, range_rel, maxmin, sd, engvall and
 *     the frequency forms (U, Um, KF, UR); INFINITY for IDF; NaN for the others;
 *   - one part (n = 1): NaN where the measure compares parts with each other (sample sd,
 *     D, D2, DA, DPnorm, DP_egbert); the others keep their formula.
 * Caution: D and D2 rise with the number of parts (Biber, Reppen, Schnur & Ghanem 2016);
 * with more parts than occurrences no measure can show an even spread.
 */
#pragma once

#include <stddef.h>

#include "stats/about.h"

typedef struct {
    const double *v;
    const double *w; /* NULL: parts of equal length */
    size_t n;
} CopiaParts;

typedef struct {
    CopiaAbout about;
    double (*spread) (const CopiaParts *parts);
} CopiaSpread;

/* The registry; the last entry has no name. */
extern const CopiaSpread copia_spreads[];

/* By name or alias, ASCII case ignored; NULL if there is none. */
const CopiaSpread *copia_spread_find (const char *name);

double copia_spread_score (const CopiaSpread *self, const CopiaParts *parts);

/* The same freed of frequency: 0 where the f occurrences could not be spread worse (all in
 * the smallest parts), 1 where not better (in proportion to size, by largest remainder);
 * cut to [0, 1], and 1 is even for every measure.  NaN where f < 2 or where the extremes
 * score alike.  S. Th. Gries 2022, JSLS 5(2), pp. 184-191; extremes by evenness as in
 * L. Soenning's tlda.  v must be whole numbers. */
double copia_spread_adjusted (const CopiaSpread *self, const CopiaParts *parts);
