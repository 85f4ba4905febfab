/* cluster.h - units joined step by step into a tree: hierarchical clustering.
 *
 * Of the n - 1 joins, number k makes node n + k out of two nodes; leaves are 0 .. n-1.
 * Heights never fall from one join to the next.  Ties go to the lower numbers, so the tree
 * is the same every time.  Lance & Williams 1967; nearest-neighbour chains after F. Murtagh
 * 1983, time and memory n^2.
 */
#pragma once

#include <stddef.h>

typedef enum {
    COPIA_WARD,     /* J. Ward 1963, distances squared within ("ward.D2" of R) */
    COPIA_AVERAGE,  /* UPGMA */
    COPIA_COMPLETE, /* farthest members */
    COPIA_SINGLE,   /* nearest members */
} CopiaLinkage;

typedef struct {
    size_t left; /* the node with the earliest unit */
    size_t right;
    size_t size; /* units below */
    double height;
} CopiaJoin;

/* By name ("ward", "average", "complete", "single"), -1 if there is none. */
int copia_linkage_find (const char *name);

/* DISTANCES: n x n, symmetric, finite, >= 0 (NaN counts as infinity).  JOINS gets n - 1
 * entries; nothing for n < 2. */
void copia_cluster (const double *distances, size_t n, CopiaLinkage linkage,
                    CopiaJoin *joins);

/* ORDER gets the n units as they stand side by side below the tree. */
void copia_cluster_order (const CopiaJoin *joins, size_t n, size_t *order);

/* The correlation of the heights at which pairs are joined with their distances (Sokal &
 * Rohlf 1962): how far the tree tells the truth.  [-1, 1]; NaN for n < 3. */
double copia_cluster_cophenetic (const CopiaJoin *joins, size_t n,
                                 const double *distances);
