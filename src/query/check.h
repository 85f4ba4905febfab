/* check.h - a condition on labels, bound to a corpus. */
#pragma once

#include "query/alike.h"
#include "query/binding.h"

#define COPIA_UNPLACED UINT64_MAX /* a label that stands nowhere */

typedef struct CopiaCheck CopiaCheck;

/* A distance that may not be too large: once `first` is placed, `second` can stand at most so
 * many tokens behind it.  Bits of labels; 0: the match's start, the match's end. */
typedef struct {
    uint32_t first, second;
    uint64_t most;
} CopiaCheckReach;

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
/* What a distance that is asked for bounds; answers how many. */
unsigned copia_check_reaches (const CopiaCheck *self, CopiaCheckReach reaches[2]);
/* The labels (numbers) of two tokens whose values it wants to be the same; NULL: it does
 * not. */
CopiaAlike *copia_check_alike (const CopiaCheck *self, uint32_t *left, uint32_t *right);
/* The tokens that the one with the label (a number) must be among; NULL: it says no such
 * thing. */
CopiaTypeset *copia_check_set (const CopiaCheck *self, uint32_t *label);
void copia_check_free (CopiaCheck *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaCheck, copia_check_free)
