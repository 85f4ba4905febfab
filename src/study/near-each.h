/* near-each.h - what stands in the windows of hits, every window for itself.
 *
 * A token in several windows counts once for each, and a token of one hit counts in the
 * window of another; near.h counts each token once and tokens of hits not at all.
 */
#pragma once

#include "study/near.h"

/* Adds to `near` (by type id) and `hits` what the hits that start in [from, to) have beside
 * them. */
bool copia_near_each (const CopiaIndex *index, const CopiaQuery *query,
                      const CopiaSubcorpus *where, const CopiaSides *sides,
                      uint64_t from, uint64_t to, uint32_t *near, uint64_t *hits,
                      GError **error);

/* Where in the windows: `places` has `left` + `right` numbers a row, from the leftmost place
 * to the rightmost; `row` says by type id which row a token adds to, COPIA_NONE: none.  Of
 * all hits in `where`. */
bool copia_near_places (const CopiaIndex *index, const CopiaQuery *query,
                        const CopiaSubcorpus *where, const CopiaSides *sides,
                        const uint32_t *row, uint64_t *places, GError **error);
