/* near-each.h - what stands in the windows of hits, every window for itself.
 *
 * A token in several windows counts once for each, and with `nodes` a token of one hit counts
 * in the window of another; near.h counts each token once and tokens of hits not at all.
 */
#pragma once

#include "study/near.h"

/* Adds to the numbers of `near`, which are settled, to what they add up to and to `hits` what the hits
 * that start in [from, to) have beside them. */
bool copia_near_each (const CopiaIndex *index, const CopiaQuery *query,
                      const CopiaSubcorpus *where, const CopiaSides *sides,
                      uint64_t from, uint64_t to, CopiaTypeCounts *near, uint64_t *hits,
                      GError **error);

/* How often the rows of an answer stand beside the hits of `where`. */
typedef struct {
    const uint32_t *row; /* which row a type adds to, by id; COPIA_NONE: none */
    uint32_t rows;
    uint64_t *hits;   /* by row: hits that have it in their window at all */
    uint64_t *places; /* left + right numbers a row, from the leftmost place to the
                       * rightmost; NULL: not asked for */
    uint64_t any;     /* hits that have any token in their window */
} CopiaNearRows;

/* By so many threads; the counts do not depend on them. */
bool copia_near_rows (const CopiaIndex *index, const CopiaQuery *query,
                      const CopiaSubcorpus *where, const CopiaSides *sides,
                      unsigned threads, CopiaNearRows *rows, GError **error);
