/* contrast.h - two groups of units compared: rates per chapter, text or speaker here
 * against rates there.
 *
 * The unit is what was sampled, so the tests do not take a word that one author repeats
 * for many independent finds (Kilgarriff 2001; Lijffijt et al. 2016).  Values are any
 * finite numbers, usually rates.  Group x has m values, y has n.
 */
#pragma once

#include <stddef.h>

/* H. B. Mann & D. R. Whitney 1947; ties get the mean of their ranks.
 *   rank_sum  of x                                       [m(m+1)/2, ...]
 *   u         pairs in which x is above y, ties half     [0, m n]
 *   delta     2 u / (m n) - 1: Cliff's delta, which is the rank-biserial correlation [-1, 1]
 *   z, log_p  normal approximation, corrected for ties and continuity; ln of the two-sided p
 * Exact for no ties and m + n <= 50: then log_p comes from all orders there are.
 * An empty group: NaN in all but rank_sum.  All values equal: z 0, p 1. */
typedef struct {
    double rank_sum;
    double u;
    double delta;
    double z;
    double log_p;
} CopiaRankTest;

CopiaRankTest copia_rank_test (const double *x, size_t m, const double *y, size_t n);

/* B. L. Welch 1947: means of unequal variances.
 *   difference  mean x - mean y
 *   t, df       Welch's statistic and the degrees of freedom after Satterthwaite
 *   d           Cohen's d: difference by the pooled sample sd
 *   log_p       ln of the two-sided p
 * Fewer than two values in a group, or no variance at all: NaN (difference is still given). */
typedef struct {
    double difference;
    double t;
    double df;
    double d;
    double log_p;
} CopiaWelchTest;

CopiaWelchTest copia_welch_test (const double *x, size_t m, const double *y, size_t n);
