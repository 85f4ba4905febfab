/* near.h - how often each type stands in the windows of hits.
 *
 * A token in several windows counts once, the tokens of hits do not count, nor does punctuation
 * where it takes no room.
 */
#pragma once

#include "index/type-counts.h"
#include "query/hits.h"

typedef struct {
    uint32_t left, right; /* word tokens on each side */
    const CopiaRegions
        *within; /* cut at its borders; NULL: the text alone (window.h) */
    bool marks;  /* tokens on each side, not words */
    bool across; /* over borders of texts */
    bool nodes;  /* tokens of a hit count in the windows of others; not of near.c */
} CopiaSides;

/* Adds to `near` and `hits` what the hits that start in [from, to) contribute.
 * Contributions are numbers modulo 2^32, as a window may be partly covered by hits of the next
 * range: only the sum over all ranges of a corpus is a count. */
bool copia_near_count (const CopiaIndex *index, const CopiaQuery *query,
                       const CopiaSubcorpus *where, const CopiaSides *sides,
                       uint64_t from, uint64_t to, CopiaTypeCounts *near,
                       uint64_t *hits, GError **error);
