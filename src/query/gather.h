/* gather.h - the positions of many types at once, decoded before they are asked for.
 *
 * As a bit a token where that takes no more room than the positions; else as an array, sorted
 * by their bytes, which costs the same for any order of lists.
 */
#pragma once

#include "index/index.h"

typedef struct CopiaGathered CopiaGathered;

#define COPIA_GATHERED_MOST ((uint64_t) 1 << 32) /* tokens */

/* `ids` (uint32_t, each once) stand at `freq` positions, of which those in [from, to) are
 * gathered; so many tokens at most. */
CopiaGathered *copia_gathered_new (const CopiaPostings *postings, const GArray *ids,
                                   uint64_t freq, uint64_t from, uint64_t to);
/* The first positions that are not before `target`, less `from`, `most` (>= 64) or fewer; 0: no
 * more. */
uint32_t copia_gathered_fill (const CopiaGathered *self, uint64_t target,
                              uint32_t *positions, uint32_t most);
void copia_gathered_free (CopiaGathered *self);

/* Sorts uint32_t and drops doubles. */
void copia_gather_sort (GArray *numbers);
