/* check.h - a condition on labels, bound to a corpus. */
#pragma once

#include "query/binding.h"

#define COPIA_UNPLACED UINT64_MAX /* a label that stands nowhere */

typedef struct CopiaCheck CopiaCheck;

/* The labels `constraint` (or NULL) and @ need, among those of the tree; they become the
 * binding's labels.  False: a label is not there, or too many are. */
bool copia_check_labels (const CopiaBinding *binding, const CopiaNode *tree,
                         const CopiaConstraint *constraint);
CopiaCheck *copia_check_new (const CopiaBinding *binding,
                             const CopiaConstraint *constraint);
/* `places`: the cpos of each of the binding's labels. */
bool copia_check_holds (const CopiaCheck *self, const uint64_t *places, uint64_t start,
                        uint64_t end);
/* The conditions that must all hold, CopiaCheck, borrowed, appended to `into`. */
void copia_check_split (const CopiaCheck *self, GPtrArray *into);
/* A bit for each of the binding's labels it concerns; UINT32_MAX: the match's end as well. */
uint32_t copia_check_concerns (const CopiaCheck *self);
void copia_check_free (CopiaCheck *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaCheck, copia_check_free)
