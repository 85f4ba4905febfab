/* near-dense.h - the windows of a frequent word, as bits.
 *
 * Where windows cover much of a corpus, walking from hit to hit looks at most tokens more than
 * once.  Here a token is looked at when it counts, and before that mostly not at all, as lists tell
 * which are words (word-bits.h): 64 of them are one number.
 */
#pragma once

#include "study/near.h"

/* True: the hits of these types, each a token, are so many that it is worth while. */
bool copia_near_is_dense (const CopiaIndex *index, const CopiaTypeset *types);

/* Adds to `near` the tokens in [from, to) that lie in windows, and to `hits` those that start
 * there.  What a range adds differs from copia_near_count(), the sum over all ranges does not. */
void copia_near_dense (const CopiaIndex *index, const CopiaTypeset *types,
                       const CopiaSubcorpus *where, const CopiaSides *sides,
                       uint64_t from, uint64_t to, CopiaTypeCounts *near,
                       uint64_t *hits);
