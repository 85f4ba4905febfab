/* condition.h - one condition on the regions of a structure: `chapter.title=~war`.
 *
 * Grammar and meaning: subcorpus.h.
 */
#pragma once

#include "index/index.h"

typedef struct CopiaCondition CopiaCondition;

/* The `&` that parts the first condition of `text` from the next, which begins like one or with
 * `@`; NULL: there is no other. */
const char *copia_condition_end (const char *text);
/* Tests all values the corpus has.  COPIA_ERROR_QUERY names what is wrong and what there is;
 * COPIA_ERROR_LIMIT: a regular expression that takes too long. */
CopiaCondition *copia_condition_parse (const CopiaIndex *index, const char *text,
                                       GError **error);
const CopiaRegions *copia_condition_structure (const CopiaCondition *self);
bool copia_condition_holds (const CopiaCondition *self, uint32_t region);
/* It is `chapter=1`: a number that regions bear, which several may. */
bool copia_condition_is_number (const CopiaCondition *self);
/* The first few values that are tested: 'I', 'II', .. */
char *copia_condition_values (const CopiaCondition *self);
void copia_condition_free (CopiaCondition *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaCondition, copia_condition_free)
