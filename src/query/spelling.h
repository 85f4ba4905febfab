/* spelling.h - the forms of a corpus nearest to a word it does not have. */
#pragma once

#include "index/index.h"

/* Up to `most` form numbers (uint32_t), by distance (insertions, deletions, replacements and
 * exchanges of neighbours, in characters; at most 2, at most 1 for words under five), then by
 * falling frequency, then by form. */
GArray *copia_spelling_near (const CopiaIndex *index, CopiaString form, guint most);
