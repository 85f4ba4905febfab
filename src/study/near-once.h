/* near-once.h - what stands in the windows of hits, each token once, those of hits too.
 *
 * A token of a hit counts where it stands in the window of another; near.h leaves such tokens
 * out, near-each.h counts windows one by one.
 */
#pragma once

#include "study/near.h"

/* As copia_near_count(). */
bool copia_near_once (const CopiaIndex *index, const CopiaQuery *query,
                      const CopiaSubcorpus *where, const CopiaSides *sides,
                      uint64_t from, uint64_t to, uint32_t *near, uint64_t *hits,
                      GError **error);
