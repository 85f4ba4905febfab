/* special.c - the functions behind the distributions, as natural logarithms. */
#include "stats/special.h"

#include <float.h>
#include <math.h>

#define LN_SQRT_2PI 0.91893853320467274178
#define LN_2PI 1.83787706640934548356
#define EULER_GAMMA 0.57721566490153286061
#define TINY 1e-300 /* keeps a continued fraction away from 0 (modified Lentz) */

/* At counts of 10^12 the longest sum takes some 10^6 terms; one that is not done by now
 * belongs to counts out of all reason, and is NaN. */
#define MOST_TERMS 20000000L

double
copia_log1m_exp (double x)
{
    return x > -M_LN2 ? log (-expm1 (x)) : log1p (-exp (x));
}

double
copia_log_add (double a, double b)
{
    double high = fmax (a, b), low = fmin (a, b);

    if (isinf (high))
        return high;
    return high + log1p (exp (low - high));
}

double
copia_product_difference (double a, double b, double c, double d)
{
    double product = c * d;
    double rounding = fma (-c, d, product);

    return fma (a, b, -product) + rounding;
}

double
copia_deviance (double x, double m)
{
    if (x == 0)
        return m;
    if (m == 0)
        return INFINITY;
    if (fabs (x - m) >= 0.1 * (x + m))
        return fmax (0, x * log (x / m) + m - x);
    /* ln (x/m) = 2 artanh v: its first term is taken together with m - x, and of w = v^2 < 1/100
     * the others are below half a unit in the last place of the sum from w^9 on, or w^5 */
    double v = (x - m) / (x + m), w = v * v, rest = 0;
    for (int j = w < 1e-4 ? 9 : 17; j > 1; j -= 2)
        rest = w * (rest + 1.0 / j);
    return (x - m) * v + 2 * x * v * rest;
}

double
copia_stirling_error (double n)
{
    if (n <= 15) {
        int sign;
        return lgamma_r (n + 1, &sign) - (n + 0.5) * log (n) + n - LN_SQRT_2PI;
    }
    double nn = n * n;
    double tail = 1.0 / 1680 - (1.0 / 1188 - 691.0 / 360360 / nn) / nn;
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - tail / nn) / nn) / nn) / n;
}

double
copia_log_poisson_term (double x, double m)
{
    if (m == 0)
        return x == 0 ? 0 : -INFINITY;
    if (x == 0)
        return -m;
    if (x < 1e-8) { /* Stirling's formula has no sense there, the power has */
        int sign;
        return x * log (m) - m - lgamma_r (x + 1, &sign);
    }
    return -copia_stirling_error (x) - copia_deviance (x, m) - 0.5 * (LN_2PI + log (x));
}

double
copia_log_binomial_term (double x, double n, double p, double q)
{
    double rest = n - x;

    if (p == 0)
        return x == 0 ? 0 : -INFINITY;
    if (q == 0)
        return rest == 0 ? 0 : -INFINITY;
    if (x == 0)
        return n * (p < q ? log1p (-p) : log (q));
    if (rest == 0)
        return n * (q < p ? log1p (-q) : log (p));
    return copia_stirling_error (n) - copia_stirling_error (x) -
           copia_stirling_error (rest) - copia_deviance (x, n * p) -
           copia_deviance (rest, n * q) + 0.5 * (log (n / x / rest) - LN_2PI);
}

/* Lentz's continued fraction, kept between calls of step(). */
typedef struct {
    double c, d, value;
} Fraction;

static double
away_from_zero (double x)
{
    return fabs (x) < TINY ? TINY : x;
}

/* One more level: numerator A over denominator B; true once nothing changes any more, or
 * nothing is a number. */
static int
fraction_step (Fraction *self, double a, double b)
{
    self->d = 1 / away_from_zero (b + a * self->d);
    self->c = away_from_zero (b + a / self->c);
    double factor = self->c * self->d;
    self->value *= factor;
    return !(fabs (factor - 1) >= DBL_EPSILON);
}

/* Rounding may carry the logarithm of a probability past 0; fmin() would lose a NaN. */
static double
at_most_0 (double x)
{
    return x > 0 ? 0 : x;
}

/* P(a, x) / term, for x < a + 1. */
static double
gamma_series (double a, double x)
{
    double sum = 1, term = 1;

    for (long n = 1; n < MOST_TERMS; n++) {
        term *= x / (a + n);
        sum += term;
        if (!(term * x >= sum * (a + n - x) * DBL_EPSILON / 4)) /* all that is left */
            return sum;
    }
    return NAN;
}

/* Q(a, x) / (a term), for x >= a + 1. */
static double
gamma_fraction (double a, double x)
{
    double b = x + 1 - a;
    Fraction fraction = { 1 / TINY, 1 / b, 1 / b };

    for (long n = 1; n < MOST_TERMS; n++) {
        b += 2;
        if (fraction_step (&fraction, -n * (n - a), b))
            return fraction.value;
    }
    return NAN;
}

CopiaTails
copia_gamma_tails (double a, double x)
{
    CopiaTails tails = { -INFINITY, 0 };

    if (x <= 0)
        return tails;
    if (isinf (x))
        return (CopiaTails){ 0, -INFINITY };
    double term = copia_log_poisson_term (a, x);
    if (x < a + 1) {
        tails.lower = at_most_0 (term + log (gamma_series (a, x)));
        tails.upper = copia_log1m_exp (tails.lower);
    } else {
        tails.upper = at_most_0 (term + log (a) + log (gamma_fraction (a, x)));
        tails.lower = copia_log1m_exp (tails.upper);
    }
    return tails;
}

/* The continued fraction of I_x(a, b); converges fast for x < (a+1) / (a+b+2). */
static double
beta_fraction (double a, double b, double x)
{
    double first = 1 / away_from_zero (1 - (a + b) * x / (a + 1));
    Fraction fraction = { 1, first, first };

    for (long m = 1; m < MOST_TERMS; m++) {
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        fraction_step (&fraction, even, 1);
        if (fraction_step (&fraction, odd, 1))
            return fraction.value;
    }
    return NAN;
}

/* ln I_x(a, b) on the side where the fraction converges. */
static double
beta_log_lower (double a, double b, double x, double y)
{
    double n = a + b;
    double term = copia_log_binomial_term (a, n, x, y) + log (b / n);

    return at_most_0 (term + log (beta_fraction (a, b, x)));
}

CopiaTails
copia_beta_tails (double a, double b, double x, double y)
{
    CopiaTails tails;

    if (x <= 0)
        return (CopiaTails){ -INFINITY, 0 };
    if (y <= 0)
        return (CopiaTails){ 0, -INFINITY };
    if (x < (a + 1) / (a + b + 2)) {
        tails.lower = beta_log_lower (a, b, x, y);
        tails.upper = copia_log1m_exp (tails.lower);
    } else {
        tails.upper = beta_log_lower (b, a, y, x);
        tails.lower = copia_log1m_exp (tails.upper);
    }
    return tails;
}

double
copia_harmonic (double n)
{
    double sum = 0;

    if (n < 64 && n == floor (n)) {
        for (int i = (int) n; i > 0; i--)
            sum += 1.0 / i;
        return sum;
    }
    double x = n + 1, shift = 0; /* psi (x), raised to where its series is exact */
    for (; x < 16; x++)
        shift += 1 / x;
    double xx = 1 / (x * x);
    double series = xx * (1.0 / 12 - xx * (1.0 / 120 - xx * (1.0 / 252 - xx / 240)));
    return log (x) - 0.5 / x - series - shift + EULER_GAMMA;
}
