/* near-nodes.h - which tokens belong to hits themselves. */
#pragma once

#include "study/near.h"

/* The tokens of hits, as sorted and disjoint ranges, as far as windows of the hits that start
 * in [from, to) reach; CopiaSpan, free with g_array_unref(). */
GArray *copia_near_nodes (const CopiaIndex *index, const CopiaQuery *query,
                          const CopiaSubcorpus *where, const CopiaSides *sides,
                          uint64_t from, uint64_t to, GError **error);
/* Whether any token from `first` to `last` is one of them. */
bool copia_near_has_node (const GArray *nodes, uint64_t first, uint64_t last);

/* How many tokens belong to hits of the whole corpus, each once; words unless `marks`. */
bool copia_near_node_tokens (const CopiaIndex *index, const CopiaQuery *query,
                             const CopiaSubcorpus *where, bool marks, uint64_t *n,
                             GError **error);
