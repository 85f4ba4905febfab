/* growth.h - the vocabulary as the text goes on.
 */
#pragma once

#include <stddef.h>

#include "stats/running.h"

/* Types and hapaxes after the first n tokens. */
typedef struct {
    size_t n;
    size_t v;
    size_t v1;
} CopiaGrowthPoint;

/* Puts a point after every STEP tokens and one at the end; returns how many there are,
 * which is also the answer when POINTS is NULL.  STEP 0 or an empty text: 0. */
size_t copia_growth (const CopiaRunning *text, size_t step, CopiaGrowthPoint *points);

/* Heaps' law V = K N^beta through the points by least squares on logarithms, every point of
 * the same weight (H. S. Heaps 1978; G. Herdan 1960).  beta near 1: each token brings a new
 * type.  r2: share of the variance of ln V explained.  NaN with fewer than two points. */
typedef struct {
    double k;
    double beta;
    double r2;
} CopiaHeaps;

CopiaHeaps copia_heaps (const CopiaGrowthPoint *points, size_t n);
