/* chance.h - probabilities of counts and of test statistics.
 *
 * Every answer is a natural logarithm, so p-values far below 1e-300 keep their size;
 * divide by ln 10 for powers of ten.  Counts may reach 10^12.  A tail is summed from the
 * side where it is small, so ln p near 0 is as exact as ln p near -1e6.  The time of a
 * discrete tail grows with its standard deviation (10^6 terms: some 10 ms).
 * Arguments outside the stated range answer NaN in both tails.
 */
#pragma once

#include "stats/special.h"

/* Poisson, k >= 0 whole, mean >= 0. */
CopiaTails copia_poisson_tails (double k, double mean);

/* k successes of n, each with probability p; 0 <= k <= n whole, 0 <= p <= 1. */
CopiaTails copia_binomial_tails (double k, double n, double p);

/* A table with cell k and margins r1, c1 of n (Fisher 1922): the chance of k, of at most k
 * and of at least k, max (0, r1+c1-n) <= k <= min (r1, c1). */
double copia_log_hypergeometric (double k, double r1, double c1, double n);
CopiaTails copia_hypergeometric_tails (double k, double r1, double c1, double n);

/* ln of the sum of all tables no likelier than this one, ties within a relative 1e-7
 * included: the two-sided exact test as R's fisher.test has it. */
double copia_hypergeometric_two_sided (double k, double r1, double c1, double n);

/* Continuous statistics: P(X <= x) and P(X >= x).  df > 0, f >= 0, chi2 >= 0. */
CopiaTails copia_normal_tails (double z);
CopiaTails copia_chi2_tails (double chi2, double df);
CopiaTails copia_t_tails (double t, double df);

/* ln of the two-sided probability: twice the smaller tail, at most 1.  Evert's "central"
 * definition where the distribution is discrete. */
double copia_two_sided (CopiaTails tails);
