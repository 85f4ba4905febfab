/* kwic-early.h - the first lines of a concordance sorted by the word beside its hits, found from
 * these words.
 *
 * Whoever shows the first page of millions of hits need not look at the hits: the words that come
 * first in reading order stand at few places, and beside these are the hits of the page.  This
 * serves queries of one word, whose hits are known where one meets them and numbered by counting.
 */
#pragma once

#include "study/kwic-private.h"

typedef struct {
    uint64_t total; /* hits there are */
    /* Of these the ones that may stand on the page, or before it, and some more; in corpus order. */
    CopiaKeptList hits;
    /*< private >*/
    CopiaTypeset *types;
} CopiaKwicEarly;

/* NULL: the question is another, or it takes longer than to look at all hits. */
CopiaKwicEarly *copia_kwic_early_find (const CopiaIndex *index,
                                       const CopiaKwicAsk *ask);
/* The numbers, among all hits and from 0, of n of `hits`, whose places there are `items`; free with
 * g_free(). */
uint64_t *copia_kwic_early_numbers (const CopiaKwicEarly *self, const CopiaIndex *index,
                                    const uint32_t *items, uint32_t n);
void copia_kwic_early_free (CopiaKwicEarly *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaKwicEarly, copia_kwic_early_free)
