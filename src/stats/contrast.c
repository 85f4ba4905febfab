/* contrast.c - two groups of units compared. */
#include "stats/contrast.h"

#include "stats/chance.h"

#include <glib.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum { MOST_EXACT = 50 };

typedef struct {
    double value;
    bool in_x;
} Unit;

static int
rising (const void *a, const void *b)
{
    double x = ((const Unit *) a)->value, y = ((const Unit *) b)->value;

    return (x > y) - (x < y);
}

/* Sum of the ranks of x in the sorted units; *ties becomes the sum of t^3 - t. */
static double
sum_ranks (const Unit *units, size_t n, double *ties)
{
    double sum = 0;

    *ties = 0;
    for (size_t i = 0, j; i < n; i = j) {
        size_t of_x = 0;
        for (j = i; j < n && units[j].value == units[i].value; j++)
            of_x += units[j].in_x;
        double t = j - i;
        *ties += t * t * t - t;
        sum += of_x * (i + (t + 1) / 2); /* ranks i+1 .. j */
    }
    return sum;
}

/* ln of the two-sided p from the numbers of orders with each U (Mann & Whitney's
 * recurrence, one value of x or y after the other). */
static double
exact_log_p (double u, size_t m, size_t n)
{
    size_t most = m * n;
    g_autofree double *orders = g_new0 (double, most + 1);
    double all = 0, low = 0, least = fmin (u, most - u);

    orders[0] =
        1; /* coefficients of the Gaussian binomial: prod (1-q^(n+i)) / (1-q^i) */
    for (size_t i = 1; i <= m; i++) {
        for (size_t k = most; k >= n + i; k--)
            orders[k] -= orders[k - n - i];
        for (size_t k = i; k <= most; k++)
            orders[k] += orders[k - i];
    }
    for (size_t k = 0; k <= most; k++) {
        all += orders[k];
        if (k <= least)
            low += orders[k];
    }
    return fmin (0, log (2 * low / all));
}

CopiaRankTest
copia_rank_test (const double *x, size_t m, const double *y, size_t n)
{
    size_t both = m + n;
    g_autofree Unit *units = g_new (Unit, both + 1);
    double ties;

    for (size_t i = 0; i < both; i++)
        units[i] = i < m ? (Unit){ x[i], true } : (Unit){ y[i - m], false };
    qsort (units, both, sizeof *units, rising);
    CopiaRankTest test = { .rank_sum = sum_ranks (units, both, &ties) };
    double pairs = (double) m * n, all = both;
    test.u = test.rank_sum - m * (m + 1.0) / 2;
    if (m == 0 || n == 0)
        return (CopiaRankTest){ test.rank_sum, NAN, NAN, NAN, NAN };
    test.delta = 2 * test.u / pairs - 1;
    double variance = pairs / 12 * (all + 1 - ties / (all * (all - 1)));
    double d = test.u - pairs / 2, size = fmax (0, fabs (d) - 0.5);
    if (variance > 0)
        test.z = (d < 0 ? -size : size) / sqrt (variance);
    test.log_p = copia_two_sided (copia_normal_tails (test.z));
    if (ties == 0 && both <= MOST_EXACT)
        test.log_p = exact_log_p (test.u, m, n);
    return test;
}

static double
mean (const double *x, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += x[i];
    return sum / n;
}

/* Sum of squared deviations from the mean. */
static double
scatter (const double *x, size_t n)
{
    double centre = mean (x, n), sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += (x[i] - centre) * (x[i] - centre);
    return sum;
}

CopiaWelchTest
copia_welch_test (const double *x, size_t m, const double *y, size_t n)
{
    CopiaWelchTest test = { mean (x, m) - mean (y, n), NAN, NAN, NAN, NAN };
    double sx = scatter (x, m), sy = scatter (y, n);

    if (m < 2 || n < 2 || !(sx + sy > 0))
        return test;
    double vx = sx / (m - 1) / m, vy = sy / (n - 1) / n; /* squared standard errors */
    test.t = test.difference / sqrt (vx + vy);
    test.df = (vx + vy) * (vx + vy) / (vx * vx / (m - 1) + vy * vy / (n - 1));
    test.d = test.difference / sqrt ((sx + sy) / (m + n - 2));
    test.log_p = copia_two_sided (copia_t_tails (test.t, test.df));
    return test;
}
