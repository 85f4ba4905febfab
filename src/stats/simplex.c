/* simplex.c - the lowest point of a function of a few variables. */
#include "stats/simplex.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { MOST = COPIA_SIMPLEX_MOST, MOST_STEPS = 2000, MOST_STARTS = 6 };

typedef struct {
    double x[MOST];
    double value;
} Corner;

typedef struct {
    CopiaSimplexFunction f;
    void *data;
    int n;
    double tolerance;
    Corner corners[MOST + 1]; /* best first */
} Simplex;

static void
measure (const Simplex *self, Corner *corner)
{
    corner->value = self->f (corner->x, self->data);
}

/* Insertion: only a corner or two are ever out of place. */
static void
sort (Simplex *self)
{
    for (int i = 1; i <= self->n; i++) {
        Corner corner = self->corners[i];
        int j = i;
        for (; j > 0 && self->corners[j - 1].value > corner.value; j--)
            self->corners[j] = self->corners[j - 1];
        self->corners[j] = corner;
    }
}

static void
spread (Simplex *self, const double *x, double step)
{
    for (int i = 0; i <= self->n; i++) {
        memcpy (self->corners[i].x, x, self->n * sizeof *x);
        if (i > 0)
            self->corners[i].x[i - 1] += step;
        measure (self, &self->corners[i]);
    }
    sort (self);
}

/* The point on the line from the worst corner through the middle of the others: 1 is the
 * worst mirrored, 0 the middle, -1 the worst itself. */
static Corner
along (const Simplex *self, double way)
{
    Corner corner = { { 0 }, 0 };

    for (int k = 0; k < self->n; k++) {
        double middle = 0, worst = self->corners[self->n].x[k];
        for (int i = 0; i < self->n; i++)
            middle += self->corners[i].x[k] / self->n;
        corner.x[k] = middle + way * (middle - worst);
    }
    measure (self, &corner);
    return corner;
}

static void
shrink (Simplex *self)
{
    for (int i = 1; i <= self->n; i++) {
        for (int k = 0; k < self->n; k++)
            self->corners[i].x[k] = (self->corners[i].x[k] + self->corners[0].x[k]) / 2;
        measure (self, &self->corners[i]);
    }
}

static void
step (Simplex *self)
{
    Corner *worst = &self->corners[self->n];
    Corner mirrored = along (self, 1);

    if (mirrored.value < self->corners[0].value) {
        Corner farther = along (self, 2);
        *worst = farther.value < mirrored.value ? farther : mirrored;
    } else if (mirrored.value < self->corners[self->n - 1].value) {
        *worst = mirrored;
    } else {
        bool outside = mirrored.value < worst->value;
        Corner nearer = along (self, outside ? 0.5 : -0.5);
        if (nearer.value < (outside ? mirrored.value : worst->value))
            *worst = nearer;
        else
            shrink (self);
    }
    sort (self);
}

static bool
flat (const Simplex *self)
{
    double low = self->corners[0].value, high = self->corners[self->n].value;

    return high - low <= self->tolerance + 1e-13 * fabs (low);
}

double
copia_simplex_minimum (CopiaSimplexFunction f, void *data, double tolerance, double *x,
                       int n)
{
    Simplex simplex = { .f = f, .data = data, .n = n, .tolerance = tolerance };
    double before = INFINITY;

    for (int start = 0; start < MOST_STARTS; start++) {
        spread (&simplex, x, start == 0 ? 0.5 : 0.1);
        for (int i = 0; i < MOST_STEPS && !flat (&simplex); i++)
            step (&simplex);
        memcpy (x, simplex.corners[0].x, n * sizeof *x);
        double value = simplex.corners[0].value;
        if (start > 0 && !(value < before - tolerance - 1e-10 * fabs (before)))
            return value;
        before = value;
    }
    return before;
}
