/* adjust.h - p-values when many words are tested at once.
 *
 * n is the number of words tested, not of those shown.  The adjusted p-values are compared
 * with alpha as if there had been one test; they keep the order of the original ones and
 * never exceed 1.  A NaN among them is left as it is and not counted.
 */
#pragma once

#include <stddef.h>

typedef enum {
    COPIA_BONFERRONI, /* p m: any error at all below alpha */
    COPIA_SIDAK,      /* 1 - (1-p)^m: the same if the tests are independent */
    COPIA_HOLM,       /* S. Holm 1979: as Bonferroni, always at least as strong */
    COPIA_BH,         /* Benjamini & Hochberg 1995: share of errors among the found */
    COPIA_BY,         /* Benjamini & Yekutieli 2001: the same under any dependence */
} CopiaCorrection;

/* By name ("bonferroni", "sidak", "holm", "BH", "BY"), -1 if there is none. */
int copia_correction_find (const char *name);

/* Adjusts p[0..n) in place. */
void copia_adjust (double *p, size_t n, CopiaCorrection correction);

/* The level of one of M tests that keeps ALPHA for all: Bonferroni alpha/m, or Sidak
 * 1 - (1-alpha)^(1/m), without cancellation. */
double copia_bonferroni_alpha (double alpha, double m);
double copia_sidak_alpha (double alpha, double m);
