/* noise.h - is this unit different, or is it noise?
 *
 * Words clump, so tokens are no independent draws; paragraphs nearly are.  All paragraphs of
 * the scope (and what stands between them) are shuffled and dealt out to the units again, many
 * times: rates outside of the band that arises so are different.  And the paragraphs of each
 * unit are drawn with replacement: an interval of its rate that knows of clumps
 * (stats/resample.h).  The same seed gives the same answer, on
 * any number of threads.
 */
#pragma once

#include "query/hits.h"
#include "stats/resample.h"
#include "study/units.h"

#define COPIA_MOST_SHUFFLES 100000

typedef struct {
    uint32_t units;
    CopiaBand *bands;         /* by unit; rates per word */
    CopiaInterval *intervals; /* by unit */
    size_t blocks;            /* that were shuffled */
} CopiaNoise;

/* The paragraphs of `scope`, or its sentences where it has none, by the unit they lie in. */
CopiaNoise *copia_noise_new (const CopiaScope *scope, const CopiaUnits *units,
                             const CopiaQuery *query, const CopiaSubcorpus *where,
                             uint32_t shuffles, uint64_t seed, unsigned threads,
                             GError **error);
void copia_noise_free (CopiaNoise *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaNoise, copia_noise_free)
