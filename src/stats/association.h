/* association.h - how strongly two words keep company: every measure on one table.
 *
 * A measure takes a 2 x 2 table (table2.h) and, where it is built on a test, the level of
 * the test; it answers one number, higher = more attracted unless its entry says otherwise.
 * Edges, for all of them:
 *   - an impossible table (a cell below zero, n = 0) is NaN;
 *   - E11 = 0 (a word that does not occur) is NaN where the formula is 0/0, else its limit;
 *     so is a margin of all tokens (R2 = 0, C2 = 0) where rates or chi2 divide by it;
 *   - O11 = 0 < E11 is the limit: -INFINITY where a logarithm of O11 is taken; npmi -1;
 *     anything multiplied by O11 is 0;
 *   - zero cells in a sum of O ln (O/E) count 0, and nothing is ever added to avoid them;
 *     entries called "discounted", "walter", "lambda" add 0.5 because their authors do;
 *   - measures called "signed" are negative where O11 < E11.
 * Sketch Engine, MonoConc and others take R1 = node frequency; CQPweb, UCS take R1 =
 * tokens inside the windows; LancsBox, Berry-Rogghe take R1 = node frequency x window size.
 * The measure is the same, the caller fills the table.
 */
#pragma once

#include "stats/about.h"
#include "stats/table2.h"

/* What a few measures are set to. */
typedef struct {
    double alpha; /* error allowed to the tests inside a measure ... */
    double tests; /* ... shared among so many words (Bonferroni) */
    double added; /* per million, to both rates of simple maths */
    double
        share; /* of hits, those that have the collocate beside them; below 0: unknown */
} CopiaLevel;

#define COPIA_LEVEL_USUAL                                                              \
    ((CopiaLevel){ .alpha = 0.05, .tests = 1, .added = 1, .share = -1 })

typedef struct {
    CopiaAbout about; /* the formula in the cells of table2.h */
    double (*score) (const CopiaTable2 *table, const CopiaLevel *level);
} CopiaMeasure;

/* The registry; the last entry has no name. */
extern const CopiaMeasure copia_measures[];

/* Is the formula one of O11, R1, C1 and N alone, so that it has sense where O21 < 0? */
bool copia_measure_of_margins (const CopiaMeasure *self);

/* Does it ask for the `share` of hits? */
bool copia_measure_of_hits (const CopiaMeasure *self);

/* By name or alias, ASCII case ignored; NULL if there is none. */
const CopiaMeasure *copia_measure_find (const char *name);

/* LEVEL NULL means COPIA_LEVEL_USUAL. */
double copia_measure_score (const CopiaMeasure *self, const CopiaTable2 *table,
                            const CopiaLevel *level);

/* The same for tokens that were counted once for each window they stand in, so that O11 may
 * be above C1, or above R1 where that is a number of hits.  Measures that need the other cells
 * are NaN there. */
double copia_measure_score_windows (const CopiaMeasure *self, const CopiaTable2 *table,
                                    const CopiaLevel *level);
