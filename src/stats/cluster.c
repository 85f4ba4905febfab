/* cluster.c - units joined step by step into a tree: hierarchical clustering. */
#include "stats/cluster.h"

#include <glib.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

int
copia_linkage_find (const char *name)
{
    static const char *const names[] = { "ward", "average", "complete", "single" };

    for (unsigned i = 0; i < G_N_ELEMENTS (names); i++)
        if (g_ascii_strcasecmp (names[i], name) == 0)
            return (int) i;
    return -1;
}

/* Clusters live in the slots of their earliest unit. */
typedef struct {
    size_t n;
    CopiaLinkage linkage;
    double *d;    /* n x n between slots */
    size_t *size; /* 0: the slot is empty */
    size_t *chain;
    size_t length;
} State;

static double
between (const State *self, size_t i, size_t j)
{
    return self->d[i * self->n + j];
}

/* The nearest other slot of I; among equals the one before it in the chain, then the
 * lowest, without which chains could run in circles. */
static size_t
nearest (const State *self, size_t i)
{
    size_t best = self->length > 1 ? self->chain[self->length - 2] : self->n;

    for (size_t j = 0; j < self->n; j++)
        if (j != i && self->size[j] > 0 &&
            (best == self->n || between (self, i, j) < between (self, i, best)))
            best = j;
    return best;
}

/* The distance from k to the union of i and j. */
static double
joined (const State *self, size_t i, size_t j, size_t k)
{
    double ik = between (self, i, k), jk = between (self, j, k);
    double ni = self->size[i], nj = self->size[j], nk = self->size[k];

    switch (self->linkage) {
    case COPIA_AVERAGE:
        return (ni * ik + nj * jk) / (ni + nj);
    case COPIA_COMPLETE:
        return fmax (ik, jk);
    case COPIA_SINGLE:
        return fmin (ik, jk);
    case COPIA_WARD:
        break;
    }
    double ij = between (self, i, j);
    double squared = ((ni + nk) * ik * ik + (nj + nk) * jk * jk - nk * ij * ij);
    return sqrt (fmax (0, squared / (ni + nj + nk)));
}

/* J goes into the slot of I, i < j. */
static void
join (State *self, size_t i, size_t j)
{
    for (size_t k = 0; k < self->n; k++)
        if (k != i && k != j && self->size[k] > 0) {
            double d = joined (self, i, j, k);
            self->d[i * self->n + k] = self->d[k * self->n + i] = d;
        }
    self->size[i] += self->size[j];
    self->size[j] = 0;
}

/* Grows the chain until its last two are each other's nearest, and takes them off. */
static CopiaJoin
next_pair (State *self)
{
    if (self->length == 0) {
        size_t first = 0;
        while (self->size[first] == 0)
            first++;
        self->chain[self->length++] = first;
    }
    for (;;) {
        size_t last = self->chain[self->length - 1], near = nearest (self, last);
        if (self->length > 1 && near == self->chain[self->length - 2]) {
            self->length -= 2;
            return (CopiaJoin){ MIN (last, near), MAX (last, near), 0,
                                between (self, last, near) };
        }
        self->chain[self->length++] = near;
    }
}

static int
by_height (const void *a, const void *b)
{
    const CopiaJoin *x = a, *y = b;

    if (x->height != y->height)
        return x->height < y->height ? -1 : 1;
    if (x->left != y->left)
        return x->left < y->left ? -1 : 1;
    return x->right < y->right ? -1 : x->right > y->right;
}

/* Joins in the order of height name slots; they come to name nodes. */
static void
name_nodes (CopiaJoin *joins, size_t n)
{
    g_autofree size_t *node = g_new (size_t, n);  /* of the cluster in a slot */
    g_autofree size_t *owner = g_new (size_t, n); /* the slot a unit's slot went into */
    g_autofree size_t *size = g_new (size_t, n);

    for (size_t i = 0; i < n; i++) {
        node[i] = owner[i] = i;
        size[i] = 1;
    }
    for (size_t k = 0; k + 1 < n; k++) {
        size_t i = joins[k].left, j = joins[k].right;
        while (owner[i] != i)
            i = owner[i] = owner[owner[i]];
        while (owner[j] != j)
            j = owner[j] = owner[owner[j]];
        size_t low = MIN (i, j), high = MAX (i, j);
        size[low] += size[high];
        joins[k] = (CopiaJoin){ node[low], node[high], size[low], joins[k].height };
        owner[high] = low;
        node[low] = n + k;
    }
}

void
copia_cluster (const double *distances, size_t n, CopiaLinkage linkage,
               CopiaJoin *joins)
{
    if (n < 2)
        return;
    g_autofree double *d = g_memdup2 (distances, n * n * sizeof *distances);
    g_autofree size_t *size = g_new (size_t, n);
    g_autofree size_t *chain = g_new (size_t, n + 2);
    State state = { n, linkage, d, size, chain, 0 };

    for (size_t i = 0; i < n * n; i++)
        if (isnan (d[i]))
            d[i] = INFINITY;
    for (size_t i = 0; i < n; i++)
        size[i] = 1;
    for (size_t k = 0; k + 1 < n; k++) {
        joins[k] = next_pair (&state);
        join (&state, joins[k].left, joins[k].right);
    }
    qsort (joins, n - 1, sizeof *joins, by_height);
    name_nodes (joins, n);
}

void
copia_cluster_order (const CopiaJoin *joins, size_t n, size_t *order)
{
    g_autofree size_t *stack = g_new (size_t, n + 1);
    size_t depth = 0, at = 0;

    if (n > 0)
        stack[depth++] = n == 1 ? 0 : 2 * n - 2;
    while (depth > 0) {
        size_t node = stack[--depth];
        if (node < n) {
            order[at++] = node;
            continue;
        }
        stack[depth++] = joins[node - n].right;
        stack[depth++] = joins[node - n].left;
    }
}

double
copia_cluster_cophenetic (const CopiaJoin *joins, size_t n, const double *distances)
{
    g_autofree size_t *order = g_new (size_t, n + 1);
    g_autofree double *gap =
        g_new0 (double, n + 1); /* height of the join after place i */
    double pairs = n * ((double) n - 1) / 2, x = 0, y = 0, xx = 0, xy = 0, yy = 0;

    if (n < 3)
        return NAN;
    copia_cluster_order (joins, n, order);
    g_autofree size_t *first = g_new (size_t, 2 * n); /* leftmost place below a node */
    for (size_t i = 0; i < n; i++)
        first[order[i]] = i;
    for (size_t k = 0; k + 1 < n; k++) {
        first[n + k] = first[joins[k].left];
        gap[first[joins[k].right] - 1] = joins[k].height;
    }
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < n; i++) {
            double height = 0; /* at which place i and place j are joined */
            for (size_t j = i + 1; j < n; j++) {
                double d = distances[order[i] * n + order[j]];
                height = fmax (height, gap[j - 1]);
                if (pass == 0) {
                    x += height / pairs;
                    y += d / pairs;
                } else {
                    xx += (height - x) * (height - x);
                    xy += (height - x) * (d - y);
                    yy += (d - y) * (d - y);
                }
            }
        }
    return xy / sqrt (xx) / sqrt (yy);
}
