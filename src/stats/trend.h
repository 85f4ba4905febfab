/* trend.h - does a rate rise or fall from unit to unit?
 *
 * Two series of n values that belong together; for a trend, y over the numbers of the
 * units.  Ties are allowed everywhere.  Fewer than three pairs, or a series that never
 * changes: NaN.  Time n^2 for Kendall and the slope: meant for chapters, not for tokens.
 */
#pragma once

#include <stddef.h>

/* C. Spearman 1904: correlation of the ranks (ties at their mean), [-1, 1]; log_p is ln of
 * the two-sided p from Student's t with n-2 degrees (fair from n = 10 on). */
typedef struct {
    double rho;
    double log_p;
} CopiaSpearman;

CopiaSpearman copia_spearman (const double *x, const double *y, size_t n);

/* M. Kendall 1938, 1945: tau-b = S / sqrt ((P - ties x) (P - ties y)), S concordant less
 * discordant of P pairs, [-1, 1]; z by the variance for ties, one step of S taken off for
 * continuity; log_p is ln of the two-sided normal p. */
typedef struct {
    double s;
    double tau;
    double z;
    double log_p;
} CopiaKendall;

CopiaKendall copia_kendall (const double *x, const double *y, size_t n);

/* Mann 1945, Kendall 1975: Kendall's test of y against its order, with the slope of Theil
 * 1950 and Sen 1968 (the median change of y from one unit to the next). */
typedef struct {
    CopiaKendall test;
    double slope;
} CopiaTrend;

CopiaTrend copia_trend (const double *y, size_t n);

/* Where its line is at the first unit: through the medians of y and of the units (Conover
 * 1980). */
double copia_trend_intercept (const double *y, size_t n, double slope);

/* RANKS gets the ranks of x from 1 on, ties at their mean. */
void copia_ranks (const double *x, size_t n, double *ranks);
