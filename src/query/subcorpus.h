/* subcorpus.h - the part of a corpus a question is restricted to.
 *
 * Sorted, disjoint ranges of cpos, ends inclusive.  A hit lies in it when one range holds
 * the whole hit.
 *
 *   conditions := condition ('&' condition)*      a `&` before anything else is part of a value
 *   condition  := '@' NAME                        what was saved under it (saved.h)
 *               | STRUCTURE ('.' ATTRIBUTE)? sign value
 *   sign       := '=' | '!=' | '=~' | '!~' | '<' | '>' | '<=' | '>='
 *
 * `=` holds when the attribute equals the value, letter case aside, or as a number, or when the
 * value, as a regular expression (PCRE2, caseless), matches the whole attribute; `=~` when it
 * matches somewhere in it; < > <= >= compare numbers.  Without an attribute `n` is meant, as a
 * number in any writing (3, III, three), and with `=` `!=` `=~` `!~` also `title`, and `file` or the
 * last part of its path, and `id`; where a structure has none of these, its regions are counted
 * from 1 in the chapter, part or text around them.  `!=` is the
 * opposite of `=`, `!~` of `=~`; a region without the attribute fulfils no
 * condition.
 */
#pragma once

#include "index/index.h"

typedef struct {
    uint64_t start, end;
} CopiaSpan;

typedef struct CopiaSubcorpus CopiaSubcorpus;

/* All of the corpus when `conditions` (NULL-terminated) is NULL or empty; all of them hold.
 * COPIA_ERROR_QUERY: an unknown structure or attribute, naming those there are; or nothing
 * matches, naming values there are.  COPIA_ERROR_LIMIT: a regular expression takes too long. */
CopiaSubcorpus *copia_subcorpus_new (const CopiaIndex *index,
                                     const char *const *conditions, GError **error);
/* What may have been meant otherwise: `chapter=1` where each part has a chapter 1, and none of the
 * other conditions leaves only one of them; or NULL. */
const char *copia_subcorpus_caution (const CopiaSubcorpus *self);
bool copia_subcorpus_is_all (const CopiaSubcorpus *self);
const CopiaSpan *copia_subcorpus_spans (const CopiaSubcorpus *self, size_t *n);
uint64_t copia_subcorpus_words (const CopiaSubcorpus *self); /* word tokens in it */
bool copia_subcorpus_holds (const CopiaSubcorpus *self, uint64_t start, uint64_t end);
void copia_subcorpus_free (CopiaSubcorpus *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaSubcorpus, copia_subcorpus_free)
