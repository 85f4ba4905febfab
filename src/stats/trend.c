/* trend.c - does a rate rise or fall from unit to unit? */
#include "stats/trend.h"

#include "stats/chance.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    double value;
    size_t at;
} Ranked;

static int
rising (const void *a, const void *b)
{
    const Ranked *x = a, *y = b;

    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* Sums over groups of t equal values: t (t-1), with the factors (t-2) and (2t+5). */
typedef struct {
    double pairs, triples, weighted;
} Ties;

static Ties
rank (const double *x, size_t n, double *ranks)
{
    g_autofree Ranked *sorted = g_new (Ranked, n + 1);
    Ties ties = { 0, 0, 0 };

    for (size_t i = 0; i < n; i++)
        sorted[i] = (Ranked){ x[i], i };
    qsort (sorted, n, sizeof *sorted, rising);
    for (size_t i = 0, j; i < n; i = j) {
        for (j = i; j < n && sorted[j].value == sorted[i].value; j++)
            continue;
        double t = j - i;
        for (size_t k = i; k < j && ranks; k++)
            ranks[sorted[k].at] = i + (t + 1) / 2;
        ties.pairs += t * (t - 1);
        ties.triples += t * (t - 1) * (t - 2);
        ties.weighted += t * (t - 1) * (2 * t + 5);
    }
    return ties;
}

void
copia_ranks (const double *x, size_t n, double *ranks)
{
    rank (x, n, ranks);
}

static double
correlation (const double *x, const double *y, size_t n)
{
    double mx = 0, my = 0, xx = 0, xy = 0, yy = 0;

    for (size_t i = 0; i < n; i++) {
        mx += x[i];
        my += y[i];
    }
    mx /= n; /* divided once: the mean of equal ranks is then exactly their value */
    my /= n;
    for (size_t i = 0; i < n; i++) {
        xx += (x[i] - mx) * (x[i] - mx);
        xy += (x[i] - mx) * (y[i] - my);
        yy += (y[i] - my) * (y[i] - my);
    }
    return xx > 0 && yy > 0 ? fmax (-1, fmin (1, xy / sqrt (xx * yy))) : NAN;
}

CopiaSpearman
copia_spearman (const double *x, const double *y, size_t n)
{
    g_autofree double *rx = g_new (double, n + 1);
    g_autofree double *ry = g_new (double, n + 1);

    if (n < 3)
        return (CopiaSpearman){ NAN, NAN };
    copia_ranks (x, n, rx);
    copia_ranks (y, n, ry);
    double rho = correlation (rx, ry, n);
    double t = rho * sqrt ((n - 2) / ((1 - rho) * (1 + rho)));
    return (CopiaSpearman){ rho, copia_two_sided (copia_t_tails (t, n - 2)) };
}

static double
sign (double x)
{
    return (x > 0) - (x < 0);
}

/* The variance of S with ties in both series (Kendall 1970, eq. 4.4). */
static double
variance (double n, Ties x, Ties y)
{
    double all = n * (n - 1);

    return (all * (2 * n + 5) - x.weighted - y.weighted) / 18 +
           x.triples * y.triples / (9 * all * (n - 2)) + x.pairs * y.pairs / (2 * all);
}

CopiaKendall
copia_kendall (const double *x, const double *y, size_t n)
{
    CopiaKendall test = { 0, NAN, NAN, NAN };
    double all = n * ((double) n - 1);

    if (n < 3)
        return (CopiaKendall){ NAN, NAN, NAN, NAN };
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            test.s += sign (x[i] - x[j]) * sign (y[i] - y[j]);
    Ties tx = rank (x, n, NULL), ty = rank (y, n, NULL);
    if (tx.pairs == all || ty.pairs == all)
        return test;
    test.tau = 2 * test.s / sqrt (all - tx.pairs) / sqrt (all - ty.pairs);
    double step = fmin (1, fabs (test.s));
    test.z = (test.s - sign (test.s) * step) / sqrt (variance (n, tx, ty));
    test.log_p = copia_two_sided (copia_normal_tails (test.z));
    return test;
}

static int
by_value (const void *a, const void *b)
{
    double x = *(const double *) a, y = *(const double *) b;

    return (x > y) - (x < y);
}

/* The median of the slopes between any two units. */
static double
theil_sen (const double *y, size_t n)
{
    size_t pairs = n * (n - 1) / 2, at = 0;
    g_autofree double *slopes = g_new (double, pairs + 1);

    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            slopes[at++] = (y[i] - y[j]) / (i - j);
    qsort (slopes, pairs, sizeof *slopes, by_value);
    return (slopes[(pairs - 1) / 2] + slopes[pairs / 2]) / 2;
}

CopiaTrend
copia_trend (const double *y, size_t n)
{
    g_autofree double *order = g_new (double, n + 1);

    for (size_t i = 0; i < n; i++)
        order[i] = i;
    return (CopiaTrend){ copia_kendall (order, y, n), n < 3 ? NAN : theil_sen (y, n) };
}

double
copia_trend_intercept (const double *y, size_t n, double slope)
{
    g_autofree double *sorted = g_new (double, n + 1);

    if (n == 0)
        return NAN;
    memcpy (sorted, y, n * sizeof *y);
    qsort (sorted, n, sizeof *sorted, by_value);
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2 - slope * ((double) n - 1) / 2;
}
