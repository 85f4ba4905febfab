/* chance.c - probabilities of counts and of test statistics. */
#include "stats/chance.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#define MOST_TERMS 100000000L

static const CopiaTails undefined = { NAN, NAN };

static bool
whole (double x)
{
    return x >= 0 && x == floor (x) && x <= 9e15;
}

/* The two tails of a discrete distribution from one of them without its own point. */
static CopiaTails
around (double point, double beyond, bool upward)
{
    double inclusive = fmin (0, copia_log_add (point, beyond));
    double rest = copia_log1m_exp (fmin (0, beyond));

    if (isnan (beyond))
        return undefined;
    return upward ? (CopiaTails){ rest, inclusive } : (CopiaTails){ inclusive, rest };
}

CopiaTails
copia_poisson_tails (double k, double mean)
{
    if (!whole (k) || !(mean >= 0) || isinf (mean))
        return undefined;
    if (mean == 0)
        return (CopiaTails){ 0, k == 0 ? 0 : -INFINITY };
    double upper = k == 0 ? 0 : copia_gamma_tails (k, mean).lower;
    return (CopiaTails){ copia_gamma_tails (k + 1, mean).upper, upper };
}

CopiaTails
copia_binomial_tails (double k, double n, double p)
{
    CopiaTails tails = { 0, 0 };

    if (!whole (k) || !whole (n) || k > n || !(p >= 0 && p <= 1))
        return undefined;
    if (k < n)
        tails.lower = copia_beta_tails (k + 1, n - k, p, 1 - p).upper;
    if (k > 0)
        tails.upper = copia_beta_tails (k, n - k + 1, p, 1 - p).lower;
    return tails;
}

static bool
possible (double k, double r1, double c1, double n)
{
    return whole (k) && whole (r1) && whole (c1) && whole (n) && r1 <= n && c1 <= n &&
           k <= fmin (r1, c1) && k >= r1 + c1 - n;
}

double
copia_log_hypergeometric (double k, double r1, double c1, double n)
{
    if (!possible (k, r1, c1, n))
        return NAN;
    if (r1 == 0 || c1 == 0 || r1 == n || c1 == n)
        return 0;
    /* three binomials with one common p (Loader 2000) */
    double p = c1 / n, q = (n - c1) / n;
    return copia_log_binomial_term (k, r1, p, q) +
           copia_log_binomial_term (c1 - k, n - r1, p, q) -
           copia_log_binomial_term (c1, n, p, q);
}

/* Sum of the terms beyond k, in units of the term at k; they fall on the way.  NaN after
 * 10^8 terms, which is more than tables of 10^15 need. */
static double
beyond (double k, double r1, double c1, double n, bool upward)
{
    double o22 = n - r1 - c1 + k, o12 = r1 - k, o21 = c1 - k, o11 = k;
    double sum = 0, term = 1, ratio;
    long left = MOST_TERMS;

    do {
        if (--left == 0)
            return NAN;
        if (upward)
            ratio = (o12-- / ++o11) * (o21-- / ++o22);
        else
            ratio = (o11-- / ++o12) * (o22-- / ++o21);
        term *= ratio;
        sum += term;
    } while (term > 0 &&
             (ratio >= 1 || term * ratio > sum * (1 - ratio) * DBL_EPSILON));
    return sum;
}

CopiaTails
copia_hypergeometric_tails (double k, double r1, double c1, double n)
{
    if (!possible (k, r1, c1, n))
        return undefined;
    double point = copia_log_hypergeometric (k, r1, c1, n);
    bool upward = k >= (r1 + 1) * ((c1 + 1) / (n + 2));
    return around (point, point + log (beyond (k, r1, c1, n, upward)), upward);
}

/* The cell nearest to the mode, going to the given side, that is no likelier than ceiling;
 * the cell one past the end where there is none. */
static double
no_likelier (double mode, double end, double step, double r1, double c1, double n,
             double ceiling)
{
    double near = 0, far = fabs (end - mode) + 1;

    while (near < far) { /* the terms fall from the mode outwards */
        double middle = floor ((near + far) / 2);
        if (copia_log_hypergeometric (mode + step * middle, r1, c1, n) <= ceiling)
            far = middle;
        else
            near = middle + 1;
    }
    return mode + step * near;
}

double
copia_hypergeometric_two_sided (double k, double r1, double c1, double n)
{
    if (!possible (k, r1, c1, n))
        return NAN;
    double low = fmax (0, r1 + c1 - n), high = fmin (r1, c1);
    double mode = fmin (high, fmax (low, floor ((r1 + 1) * ((c1 + 1) / (n + 2)))));
    double ceiling = copia_log_hypergeometric (k, r1, c1, n) + 1e-7;
    double below = no_likelier (mode, low, -1, r1, c1, n, ceiling);
    double above = no_likelier (mode, high, 1, r1, c1, n, ceiling);

    if (below == above) /* the mode itself */
        return 0;
    double left = -INFINITY, right = -INFINITY;
    if (below >= low)
        left = copia_hypergeometric_tails (below, r1, c1, n).lower;
    if (above <= high)
        right = copia_hypergeometric_tails (above, r1, c1, n).upper;
    return fmin (0, copia_log_add (left, right));
}

CopiaTails
copia_normal_tails (double z)
{
    CopiaTails tails;
    double x = fabs (z), small;

    if (isnan (z))
        return undefined;
    if (x < 5)
        small = log (0.5 * erfc (x / M_SQRT2));
    else
        small = copia_gamma_tails (0.5, x * x / 2).upper - M_LN2;
    tails = (CopiaTails){ copia_log1m_exp (small), small };
    return z >= 0 ? tails : (CopiaTails){ tails.upper, tails.lower };
}

CopiaTails
copia_chi2_tails (double chi2, double df)
{
    if (!(chi2 >= 0) || !(df > 0))
        return undefined;
    return copia_gamma_tails (df / 2, chi2 / 2);
}

CopiaTails
copia_t_tails (double t, double df)
{
    if (isnan (t) || !(df > 0))
        return undefined;
    if (isinf (t))
        return t > 0 ? (CopiaTails){ 0, -INFINITY } : (CopiaTails){ -INFINITY, 0 };
    double tt = t * t;
    double half = copia_beta_tails (df / 2, 0.5, df / (df + tt), tt / (df + tt)).lower;
    double small = half - M_LN2;
    CopiaTails tails = { copia_log1m_exp (small), small };
    return t >= 0 ? tails : (CopiaTails){ tails.upper, tails.lower };
}

double
copia_two_sided (CopiaTails tails)
{
    return fmin (0, M_LN2 + fmin (tails.lower, tails.upper));
}
