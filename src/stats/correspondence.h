/* correspondence.h - a table of counts as a map: correspondence analysis.
 *
 * Rows (units) and columns (words) become points; those with like profiles lie together.
 * Axis k shows inertia_k of the total, which is chi2 / N of the table.  M. Greenacre 1984,
 * "Theory and Applications of Correspondence Analysis": singular values of the standardised
 * residuals, points in principal coordinates.
 * The direction of an axis has no meaning; here it is so that the column coordinates add
 * up to more than 0 (exactly 0: the first that is not 0 is positive).
 * Rows and columns of zeros lie at NaN and do not count.
 */
#pragma once

#include "stats/distance.h"

typedef struct {
    size_t axes;     /* at most min (rows, columns) - 1 */
    double total;    /* inertia of the table */
    double *inertia; /* of each axis, falling */
    double *rows;    /* rows x axes, row after row */
    double *columns; /* columns x axes */
} CopiaCorrespondence;

/* NULL if a value is below zero or not finite, or if there is nothing to see: fewer than
 * two rows or columns with counts. */
CopiaCorrespondence *copia_correspondence (const CopiaMatrix *table);
void copia_correspondence_free (CopiaCorrespondence *self);
