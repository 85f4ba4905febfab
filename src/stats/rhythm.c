/* rhythm.c - the lengths of sentences in their order. */
#include "stats/rhythm.h"

#include <glib.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static int
by_value (const void *a, const void *b)
{
    double x = *(const double *) a, y = *(const double *) b;

    return (x > y) - (x < y);
}

static double
median (const double *x, size_t n)
{
    g_autofree double *sorted = g_memdup2 (x, n * sizeof *x);

    qsort (sorted, n, sizeof *sorted, by_value);
    return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
}

static void
find_moments (const double *x, size_t n, CopiaRhythm *rhythm)
{
    double squares = 0, products = 0;

    rhythm->mean = 0;
    for (size_t i = 0; i < n; i++)
        rhythm->mean += x[i];
    rhythm->mean /= n;
    for (size_t i = 0; i < n; i++) {
        double d = x[i] - rhythm->mean;
        squares += d * d;
        if (i > 0)
            products += d * (x[i - 1] - rhythm->mean);
    }
    rhythm->sd = sqrt (squares / ((double) n - 1));
    rhythm->cv = rhythm->sd / rhythm->mean;
    rhythm->lag1 = squares > 0 ? products / squares : NAN;
}

static double
alternation (const double *x, size_t n)
{
    size_t turns = 0;

    if (n < 3)
        return NAN;
    for (size_t i = 1; i + 1 < n; i++)
        turns += (x[i] > x[i - 1] && x[i] > x[i + 1]) ||
                 (x[i] < x[i - 1] && x[i] < x[i + 1]);
    return (double) turns / (n - 2);
}

static void
find_short_runs (const double *x, size_t n, CopiaRhythm *rhythm)
{
    size_t run = 0;

    for (size_t i = 0; i < n; i++) {
        run = x[i] <= COPIA_SHORT_SENTENCE ? run + 1 : 0;
        rhythm->short_runs += run == 2;
        rhythm->longest_short = MAX (rhythm->longest_short, run);
    }
}

/* The longest run in which each value times SIGN is above the one before. */
static size_t
longest_climb (const double *x, size_t n, double sign)
{
    size_t run = 0, longest = 0;

    for (size_t i = 0; i < n; i++) {
        run = i > 0 && sign * x[i] > sign * x[i - 1] ? run + 1 : 1;
        longest = MAX (longest, run);
    }
    return longest;
}

static double
runs_test (const double *x, size_t n)
{
    double middle = median (x, n), above = 0, runs = 0;

    for (size_t i = 0; i < n; i++) {
        bool high = x[i] > middle;
        above += high;
        runs += i == 0 || high != (x[i - 1] > middle);
    }
    double product = 2 * above * (n - above), mean = product / n + 1;
    double variance = product * (product - n) / ((double) n * n * (n - 1.0));
    return variance > 0 ? (runs - mean) / sqrt (variance) : NAN;
}

CopiaRhythm
copia_rhythm (const double *lengths, size_t n)
{
    CopiaRhythm rhythm = { n, NAN, NAN, NAN, NAN, NAN, 0, 0, 0, 0, NAN };

    if (n == 0)
        return rhythm;
    find_moments (lengths, n, &rhythm);
    find_short_runs (lengths, n, &rhythm);
    rhythm.alternation = alternation (lengths, n);
    rhythm.longest_rise = longest_climb (lengths, n, 1);
    rhythm.longest_fall = longest_climb (lengths, n, -1);
    rhythm.runs_z = runs_test (lengths, n);
    return rhythm;
}
