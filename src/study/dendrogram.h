/* dendrogram.h - a tree of units drawn with line characters, one line a leaf.
 *
 * Leaves stand at the left, the root at the right; a join stands the further right the higher
 * it is, in proportion.
 */
#pragma once

#include "stats/cluster.h"

#include <glib.h>
#include <stdint.h>

/* n lines of `width` >= 4 columns, in the order of copia_cluster_order(); n >= 2. */
GPtrArray *copia_dendrogram_draw (const CopiaJoin *joins, size_t n, uint32_t width);
