/* met.h - the items of which enough was counted, with how often they stand in all.
 *
 * An item is a form or a type id, as CopiaCounted says (tally.h).  Of a million types a question
 * mostly meets some thousands: nothing here is done for each of the others.
 */
#pragma once

#include "index/type-counts.h"
#include "study/ask.h"

typedef struct {
    uint32_t item;
    bool is_word; /* by its first type */
    uint64_t count;
    uint64_t freq; /* in the corpus, or in the scope */
} CopiaMet;

/* Those counted `least` times or more, at least once, from counts; `scope` has the
 * frequencies by type id, NULL: those of the corpus.  `*words` are all word tokens counted.  The
 * order says nothing, but is always the same.  CopiaMet, free with g_array_unref(). */
GArray *copia_met_list (const CopiaIndex *index, const CopiaTypeCounts *counts,
                        const uint32_t *scope, CopiaCounted counted, uint64_t least,
                        uint64_t *words);
/* Those word tokens alone. */
uint64_t copia_met_words (const CopiaIndex *index, const CopiaTypeCounts *counts);
/* How often one item was counted. */
uint64_t copia_met_count (const CopiaIndex *index, const CopiaTypeCounts *counts,
                          CopiaCounted counted, uint32_t item);
