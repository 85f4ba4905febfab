/* adjust.c - p-values when many words are tested at once. */
#include "stats/adjust.h"

#include <glib.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

int
copia_correction_find (const char *name)
{
    static const char *const names[] = { "bonferroni", "sidak", "holm", "bh", "by" };

    for (unsigned i = 0; i < G_N_ELEMENTS (names); i++)
        if (g_ascii_strcasecmp (names[i], name) == 0)
            return (int) i;
    return -1;
}

typedef struct {
    double p;
    size_t at;
} Ranked;

static int
rising (const void *a, const void *b)
{
    const Ranked *x = a, *y = b;

    if (x->p != y->p)
        return x->p < y->p ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* From the smallest p up, each at least the one before. */
static void
step_down (double *p, const Ranked *ranked, size_t m)
{
    double most = 0;

    for (size_t i = 0; i < m; i++) {
        most = fmax (most, fmin (1, ranked[i].p * (m - i)));
        p[ranked[i].at] = most;
    }
}

/* From the largest p down, each at most the one after. */
static void
step_up (double *p, const Ranked *ranked, size_t m, bool any_dependence)
{
    double least = 1, factor = 1;

    if (any_dependence)
        for (size_t i = 2; i <= m; i++)
            factor += 1.0 / i;
    for (size_t i = m; i > 0; i--) {
        least = fmin (least, ranked[i - 1].p * factor * m / i);
        p[ranked[i - 1].at] = least;
    }
}

void
copia_adjust (double *p, size_t n, CopiaCorrection correction)
{
    g_autofree Ranked *ranked = g_new (Ranked, n + 1);
    size_t m = 0;

    for (size_t i = 0; i < n; i++)
        if (!isnan (p[i]))
            ranked[m++] = (Ranked){ p[i], i };
    qsort (ranked, m, sizeof *ranked, rising);
    if (correction == COPIA_HOLM)
        step_down (p, ranked, m);
    else if (correction == COPIA_BH || correction == COPIA_BY)
        step_up (p, ranked, m, correction == COPIA_BY);
    else
        for (size_t i = 0; i < m; i++) {
            double sidak = -expm1 (m * log1p (-ranked[i].p));
            double all = correction == COPIA_SIDAK ? sidak : ranked[i].p * m;
            p[ranked[i].at] = fmin (1, all);
        }
}

double
copia_bonferroni_alpha (double alpha, double m)
{
    return alpha / m;
}

double
copia_sidak_alpha (double alpha, double m)
{
    return -expm1 (log1p (-alpha) / m);
}
