/* resample.h - is this chapter different, or is it noise?
 *
 * Words clump: occurrences in one paragraph are not independent, so intervals that count
 * tokens are too short.  Here the paragraphs (blocks) are what is drawn.
 * Replicate number i draws from stream i of the seed (random.h), and results are sorted
 * afterwards: the same seed gives the same answer with any number of threads.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "stats/dispersion.h"
#include "stats/interval.h"

/* Bootstrap (B. Efron 1979): percentile interval of the rate sum v / sum w when as many
 * blocks are drawn with replacement as there are.  NaN ends: no tokens, fewer than two
 * blocks, no replicates.  Range as the rate's; fair from some twenty blocks on. */
CopiaInterval copia_bootstrap_rate (const CopiaParts *blocks, size_t replicates,
                                    uint64_t seed, double confidence);

/* The same for log2 of the ratio of two rates, each group drawn for itself; half an
 * occurrence stands for none. */
CopiaInterval copia_bootstrap_log_ratio (const CopiaParts *a, const CopiaParts *b,
                                         size_t replicates, uint64_t seed,
                                         double confidence);

/* Band of noise of a table by units: blocks in text order, unit[i] the unit (0 .. units-1,
 * never falling) that block i belongs to.  Each replicate shuffles all blocks and deals
 * them out again, each unit taking blocks until it has its old number of tokens; its rate
 * is kept.  Under "the units do not differ" the observed rate is one of these. */
typedef struct {
    const CopiaParts *blocks;
    const size_t *unit;
    size_t units;
} CopiaBlocks;

typedef struct {
    double rate; /* observed: occurrences per token; NaN for a unit without tokens */
    double low;  /* band at the confidence asked for, for this unit alone */
    double high;
    double p; /* two-sided; (1 + replicates as far from the mean) / (1 + replicates) */
    double
        p_all; /* the same for the unit that strays most: true for all units at once */
} CopiaBand;

/* Rates of replicates FIRST .. FIRST+COUNT-1, each a row of `units`: threads may share the
 * work, every one its rows. */
void copia_permute (const CopiaBlocks *blocks, uint64_t seed, size_t first,
                    size_t count, double *rates);

/* BANDS gets one per unit, from all replicates. */
void copia_band (const CopiaBlocks *blocks, const double *rates, size_t replicates,
                 double confidence, CopiaBand *bands);
