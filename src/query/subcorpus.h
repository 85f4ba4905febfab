/* subcorpus.h - the part of a corpus a question is restricted to.
 *
 * Sorted, disjoint ranges of cpos, ends inclusive.  A hit lies in it when one range holds
 * the whole hit.  Conditions: `STRUCT.ATTR=REGEX`, `!=`, `=~`, `<`, `>`, joined by `&`;
 * `part=3` matches the attributes `n` (as a number, Roman or Arabic) and `title`.
 */
#pragma once

#include "index/index.h"

typedef struct {
    uint64_t start, end;
} CopiaSpan;

typedef struct CopiaSubcorpus CopiaSubcorpus;

/* All of the corpus when `conditions` is NULL or empty; several conditions all hold.
 * COPIA_ERROR_QUERY: an unknown structure or attribute, naming those there are; or nothing
 * matches, naming values there are. */
CopiaSubcorpus *copia_subcorpus_new (const CopiaIndex *index,
                                     const char *const *conditions, GError **error);
bool copia_subcorpus_is_all (const CopiaSubcorpus *self);
const CopiaSpan *copia_subcorpus_spans (const CopiaSubcorpus *self, size_t *n);
uint64_t copia_subcorpus_words (const CopiaSubcorpus *self); /* word tokens in it */
bool copia_subcorpus_holds (const CopiaSubcorpus *self, uint64_t start, uint64_t end);
void copia_subcorpus_free (CopiaSubcorpus *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaSubcorpus, copia_subcorpus_free)
