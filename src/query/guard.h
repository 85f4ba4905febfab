/* guard.h - what is asked of a stretch within a match: `"a" ("b" []* "c" within s) "d"`.
 *
 * The machine marks where a stretch begins; where it ends, the guard is asked whether it lies in
 * a region or a hit, contains one, or is what another pattern matches.
 */
#pragma once

#include "query/bound.h"
#include "query/subcorpus.h"

typedef struct CopiaGuard CopiaGuard;

/* Of WITHIN, CONTAINING or NOT.  NULL: the binding's error is set. */
CopiaGuard *copia_guard_new (const CopiaBinding *binding, const CopiaNode *node);
/* Of the tokens between two borders in `text`, in a match that begins at `start`, which does not
 * fall. */
bool copia_guard_holds (CopiaGuard *self, uint64_t from, uint64_t to, CopiaSpan text,
                        uint64_t start);
/* The last token a stretch from the border on can have. */
uint64_t copia_guard_last (CopiaGuard *self, uint64_t from, CopiaSpan text,
                           uint64_t start);
/* Whether `tree` has parts that need one. */
bool copia_guard_needed (const CopiaNode *tree);
void copia_guard_free (CopiaGuard *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaGuard, copia_guard_free)
