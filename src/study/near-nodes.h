/* near-nodes.h - which tokens belong to hits themselves. */
#pragma once

#include "study/near.h"

/* The tokens of hits, as sorted and disjoint ranges, as far as windows of the hits that start
 * in [from, to) reach; CopiaSpan, free with g_array_unref(). */
GArray *copia_near_nodes (const CopiaIndex *index, const CopiaQuery *query,
                          const CopiaSubcorpus *where, const CopiaSides *sides,
                          uint64_t from, uint64_t to, GError **error);
bool copia_near_is_node (const GArray *nodes, uint64_t cpos);

/* How many tokens belong to hits of the whole corpus, each once; words unless `marks`. */
bool copia_near_node_tokens (const CopiaIndex *index, const CopiaQuery *query,
                             const CopiaSubcorpus *where, bool marks, uint64_t *n,
                             GError **error);
