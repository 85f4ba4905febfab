/* correspondence.c - a table of counts as a map: correspondence analysis. */
#include "stats/correspondence.h"

#include <float.h>
#include <glib.h>
#include <math.h>
#include <stdlib.h>

enum { MOST_SWEEPS = 60 };

/* The table, its margins, and the residuals column after column with the longer side down,
 * which is how the rotations walk through them. */
typedef struct {
    const CopiaMatrix *table;
    double sum;
    double *row, *column; /* shares of the sum */
    bool turned;          /* the sides of the table are exchanged */
    size_t tall, wide;
    double *a; /* wide columns of tall residuals: becomes U S */
    double *v; /* wide columns of wide: V */
    size_t *order;
} Work;

static void
work_clear (Work *self)
{
    g_free (self->row);
    g_free (self->column);
    g_free (self->a);
    g_free (self->v);
    g_free (self->order);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static double
value (const Work *work, size_t r, size_t c)
{
    return work->table->values[r * work->table->columns + c];
}

static size_t
occupied (const double *shares, size_t n)
{
    size_t count = 0;

    for (size_t i = 0; i < n; i++)
        count += shares[i] > 0;
    return count;
}

static bool
find_margins (Work *work)
{
    const CopiaMatrix *t = work->table;

    work->row = g_new0 (double, t->rows + 1);
    work->column = g_new0 (double, t->columns + 1);
    for (size_t r = 0; r < t->rows; r++)
        for (size_t c = 0; c < t->columns; c++) {
            double x = value (work, r, c);
            if (!(x >= 0) || isinf (x))
                return false;
            work->row[r] += x;
            work->column[c] += x;
            work->sum += x;
        }
    for (size_t r = 0; r < t->rows; r++)
        work->row[r] /= work->sum;
    for (size_t c = 0; c < t->columns; c++)
        work->column[c] /= work->sum;
    return occupied (work->row, t->rows) > 1 && occupied (work->column, t->columns) > 1;
}

static void
find_residuals (Work *work)
{
    const CopiaMatrix *t = work->table;

    work->turned = t->rows < t->columns;
    work->tall = MAX (t->rows, t->columns);
    work->wide = MIN (t->rows, t->columns);
    work->a = g_new0 (double, work->tall * work->wide);
    work->v = g_new0 (double, work->wide * work->wide);
    for (size_t r = 0; r < t->rows; r++)
        for (size_t c = 0; c < t->columns; c++) {
            double expected = work->row[r] * work->column[c];
            size_t at = work->turned ? r * work->tall + c : c * work->tall + r;
            if (expected > 0)
                work->a[at] =
                    (value (work, r, c) / work->sum - expected) / sqrt (expected);
        }
    for (size_t i = 0; i < work->wide; i++)
        work->v[i * work->wide + i] = 1;
}

static double
product (const double *x, const double *y, size_t n)
{
    double sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += x[i] * y[i];
    return sum;
}

static void
rotate (double *x, double *y, size_t n, double c, double s)
{
    for (size_t i = 0; i < n; i++) {
        double kept = x[i];
        x[i] = c * kept - s * y[i];
        y[i] = s * kept + c * y[i];
    }
}

/* One-sided Jacobi: columns are turned pair by pair until each is at right angles to all
 * others; their lengths are then the singular values (M. Hestenes 1958). */
static void
make_orthogonal (Work *work)
{
    size_t tall = work->tall, wide = work->wide;
    bool turned = true;

    for (int sweep = 0; sweep < MOST_SWEEPS && turned; sweep++) {
        turned = false;
        for (size_t i = 0; i < wide; i++)
            for (size_t j = i + 1; j < wide; j++) {
                double *x = work->a + i * tall, *y = work->a + j * tall;
                double xx = product (x, x, tall), yy = product (y, y, tall);
                double xy = product (x, y, tall);
                if (fabs (xy) <= DBL_EPSILON * sqrt (xx * yy))
                    continue;
                double half = (yy - xx) / (2 * xy);
                double t = copysign (1 / (fabs (half) + hypot (1, half)), half);
                double c = 1 / hypot (1, t);
                rotate (x, y, tall, c, c * t);
                rotate (work->v + i * wide, work->v + j * wide, wide, c, c * t);
                turned = true;
            }
    }
}

typedef struct {
    double length;
    size_t at;
} Singular;

static int
falling (const void *a, const void *b)
{
    const Singular *x = a, *y = b;

    if (x->length != y->length)
        return x->length > y->length ? -1 : 1;
    return x->at < y->at ? -1 : 1;
}

/* The point of row or column I of the table on an axis: coordinate of the singular vector
 * times the singular value, by the root of the mass. */
static double
coordinate (const Work *work, size_t axis, bool of_row, size_t i)
{
    bool is_tall = of_row != work->turned;
    double mass = of_row ? work->row[i] : work->column[i];
    size_t at = work->order[axis];
    const double *us = work->a + at * work->tall;

    if (mass == 0)
        return NAN;
    if (is_tall)
        return us[i] / sqrt (mass);
    double length = sqrt (product (us, us, work->tall));
    return work->v[at * work->wide + i] * length / sqrt (mass);
}

/* -1 if the axis has to be turned round. */
static double
direction (const double *columns, size_t n, size_t axes, size_t axis)
{
    double sum = 0, first = 0, size = 0;

    for (size_t c = 0; c < n; c++) {
        double x = columns[c * axes + axis];
        if (isnan (x))
            continue;
        sum += x;
        size += fabs (x);
        if (first == 0)
            first = x;
    }
    if (fabs (sum) <= 1e-12 * size)
        sum = first;
    return sum < 0 ? -1 : 1;
}

static void
fill (const Work *work, CopiaCorrespondence *self)
{
    const CopiaMatrix *t = work->table;

    for (size_t k = 0; k < self->axes; k++) {
        for (size_t c = 0; c < t->columns; c++)
            self->columns[c * self->axes + k] = coordinate (work, k, false, c);
        double sign = direction (self->columns, t->columns, self->axes, k);
        for (size_t c = 0; c < t->columns; c++)
            self->columns[c * self->axes + k] *= sign;
        for (size_t r = 0; r < t->rows; r++)
            self->rows[r * self->axes + k] = sign * coordinate (work, k, true, r);
    }
}

static CopiaCorrespondence *
collect (Work *work)
{
    CopiaCorrespondence *self = g_new0 (CopiaCorrespondence, 1);
    const CopiaMatrix *t = work->table;
    g_autofree Singular *found = g_new (Singular, work->wide);

    for (size_t i = 0; i < work->wide; i++) {
        const double *x = work->a + i * work->tall;
        found[i] = (Singular){ product (x, x, work->tall), i };
        self->total += found[i].length;
    }
    qsort (found, work->wide, sizeof *found, falling);
    self->axes =
        MIN (occupied (work->row, t->rows), occupied (work->column, t->columns)) - 1;
    work->order = g_new (size_t, work->wide);
    self->inertia = g_new (double, self->axes);
    for (size_t k = 0; k < work->wide; k++) {
        work->order[k] = found[k].at;
        if (k < self->axes)
            self->inertia[k] = found[k].length;
    }
    self->rows = g_new (double, t->rows * self->axes);
    self->columns = g_new (double, t->columns * self->axes);
    fill (work, self);
    return self;
}

CopiaCorrespondence *
copia_correspondence (const CopiaMatrix *table)
{
    g_auto (Work) work = { .table = table };

    if (!find_margins (&work))
        return NULL;
    find_residuals (&work);
    make_orthogonal (&work);
    return collect (&work);
}

void
copia_correspondence_free (CopiaCorrespondence *self)
{
    if (!self)
        return;
    g_free (self->inertia);
    g_free (self->rows);
    g_free (self->columns);
    g_free (self);
}
