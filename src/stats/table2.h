/* table2.h - the 2 x 2 contingency table.
 *
 *               collocate    not
 *      node        O11       O12    R1      R1 = tokens near the node (or node frequency)
 *      not         O21       O22    R2      C1 = frequency of the collocate
 *                  C1        C2     N
 *
 * Keyness uses the same table: first row the target, second the reference corpus.
 * Four numbers fix it: O11, R1, C1, N.  They are counts, held as double because a window
 * convention may scale a margin; whole numbers are exact to 9 10^15.
 */
#pragma once

#include <math.h>
#include <stdbool.h>

#include "stats/special.h"

typedef struct {
    double o11;
    double r1;
    double c1;
    double n;
} CopiaTable2;

/* From the four cells a b / c d. */
static inline CopiaTable2
copia_table2_from_cells (double a, double b, double c, double d)
{
    return (CopiaTable2){ a, a + b, a + c, a + b + c + d };
}

/* From the frequencies of a word in two corpora that share no token. */
static inline CopiaTable2
copia_table2_from_corpora (double f1, double n1, double f2, double n2)
{
    return (CopiaTable2){ f1, n1, f1 + f2, n1 + n2 };
}

static inline double
copia_table2_o12 (const CopiaTable2 *self)
{
    return self->r1 - self->o11;
}

static inline double
copia_table2_o21 (const CopiaTable2 *self)
{
    return self->c1 - self->o11;
}

static inline double
copia_table2_r2 (const CopiaTable2 *self)
{
    return self->n - self->r1;
}

static inline double
copia_table2_c2 (const CopiaTable2 *self)
{
    return self->n - self->c1;
}

static inline double
copia_table2_o22 (const CopiaTable2 *self)
{
    return copia_table2_r2 (self) - copia_table2_o21 (self);
}

/* The count expected in cell 11 if rows and columns were independent; NaN when n = 0. */
static inline double
copia_table2_e11 (const CopiaTable2 *self)
{
    return self->r1 * (self->c1 / self->n);
}

/* O11 O22 - O12 O21 = N (O11 - E11), without cancellation. */
static inline double
copia_table2_determinant (const CopiaTable2 *self)
{
    return copia_product_difference (self->o11, self->n, self->r1, self->c1);
}

/* 0 < n <= 9 10^15 and no cell below zero. */
static inline bool
copia_table2_possible (const CopiaTable2 *self)
{
    return self->n > 0 && self->n <= 9e15 && self->o11 >= 0 && self->o11 <= self->r1 &&
           self->o11 <= self->c1 && self->r1 <= self->n && self->c1 <= self->n &&
           copia_table2_o22 (self) >= 0;
}
