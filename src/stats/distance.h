/* distance.h - how far units of a corpus lie apart in the words they use.
 *
 * A matrix has a row per unit and a column per feature, commonly rates of the most
 * frequent words, in falling order (the weights of dist.eder follow it).  z is the value
 * minus the mean of its column by the sample standard deviation of the column: a distance
 * on z depends on all units, not only on the two.  A column that is the same in all rows
 * has no z and counts as 0.
 * All distances are symmetric, 0 from a unit to itself, and NaN where the formula is 0/0
 * (dist.cosine of a unit without any words).  Names as in the R package stylo (M. Eder, J.
 * Rybicki & M. Kestemont 2016, The R Journal 8(1)).
 */
#pragma once

#include <stddef.h>

#include "stats/about.h"

typedef struct {
    const double *values; /* row after row */
    size_t rows;
    size_t columns;
} CopiaMatrix;

/* What a column becomes before two rows are compared. */
typedef enum { COPIA_AS_IS, COPIA_AS_Z, COPIA_AS_ENTROPY } CopiaScaling;

typedef struct {
    CopiaAbout about;
    CopiaScaling scaling;
    double (*distance) (const double *x, const double *y, size_t n);
} CopiaMetric;

/* The registry; the last entry has no name. */
extern const CopiaMetric copia_metrics[];

const CopiaMetric *copia_metric_find (const char *name);

/* All distances, rows x rows, row after row; the caller frees them. */
double *copia_metric_distances (const CopiaMetric *self, const CopiaMatrix *matrix);

/* The z-scores, as a matrix of the same form; the caller frees them.  One row: all 0. */
double *copia_matrix_z (const CopiaMatrix *matrix);
