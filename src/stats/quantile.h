/* quantile.h - distributions read backwards.
 *
 * The probability is given as the natural logarithm of a tail, so that alpha = 0.05 shared
 * among a million tests, or p = 10^-1000, loses nothing.  Sought by Newton's steps inside
 * a shrinking bracket; relative accuracy about 1e-12.  log_p must be <= 0 and the
 * parameters positive, else the answer is NaN.
 */
#pragma once

#include <stdbool.h>

/* z with P(Z >= z) = exp (log_p): 1.96 for 0.025, -INFINITY for 1. */
double copia_normal_quantile (double log_p);

/* x >= 0 with P(X >= x) = exp (log_p). */
double copia_chi2_quantile (double log_p, double df);

/* x >= 0 whose lower (upper = false) or upper tail of the gamma distribution with shape a
 * and scale 1 is exp (log_p). */
double copia_gamma_quantile (double log_p, double a, bool upper);

/* ln (x / (1-x)) for the x whose lower (or upper) tail of the beta distribution is
 * exp (log_p); -INFINITY and INFINITY at the ends. */
double copia_beta_quantile_logit (double log_p, double a, double b, bool upper);
