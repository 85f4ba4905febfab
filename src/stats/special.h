/* special.h - the functions behind the distributions, as natural logarithms.
 *
 * Differences of lgamma() lose every digit when counts reach 10^12, so factorials are
 * written as Stirling's formula plus its error, and what remains of x ln (x/m) as a
 * deviance that does not cancel (C. Loader 2000, "Fast and accurate computation of
 * binomial probabilities").  Relative accuracy of a probability: about 1e-13 for counts
 * to 10^6, 1e-9 at 10^12; the smallest one is bounded by the range of its logarithm.
 * Parameters so large that 2 10^7 terms are not enough give NaN.
 */
#pragma once

/* Two tails as natural logarithms.  Continuous: exp (lower) + exp (upper) = 1; discrete:
 * P(X <= k) and P(X >= k), which share the point k. */
typedef struct {
    double lower;
    double upper;
} CopiaTails;

/* ln (1 - e^x) for x <= 0; -INFINITY at 0. */
double copia_log1m_exp (double x);

/* ln (e^a + e^b). */
double copia_log_add (double a, double b);

/* a b - c d, right to the last place but one even where the products nearly cancel
 * (W. Kahan's use of the fused multiply-add). */
double copia_product_difference (double a, double b, double c, double d);

/* x ln (x/m) - (x - m), x >= 0, m >= 0: never negative, 0 where x = m, m where x = 0,
 * INFINITY where m = 0 < x. */
double copia_deviance (double x, double m);

/* ln n! - ln (sqrt (2 pi n) (n/e)^n), n > 0. */
double copia_stirling_error (double n);

/* ln of e^-m m^x / Gamma (x+1), x >= 0 real. */
double copia_log_poisson_term (double x, double m);

/* ln of Gamma (n+1) / (Gamma (x+1) Gamma (n-x+1)) p^x q^(n-x), 0 <= x <= n real, p + q = 1. */
double copia_log_binomial_term (double x, double n, double p, double q);

/* Regularised incomplete gamma function: P(a, x) and Q(a, x), a > 0, x >= 0. */
CopiaTails copia_gamma_tails (double a, double x);

/* Regularised incomplete beta function: I_x(a, b) and 1 - I_x(a, b), a, b > 0, x + y = 1.
 * x and y are both given because either may be too small to be seen from 1. */
CopiaTails copia_beta_tails (double a, double b, double x, double y);

/* psi (n+1) + 0.5772...: the harmonic number of n, n >= 0 (0 at 0). */
double copia_harmonic (double n);
