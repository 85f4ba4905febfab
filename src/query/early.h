/* early.h - conditions on labels, each decided as soon as its labels are placed.
 *
 * A label can be placed once and for all where no way leads from a token that bears it to
 * another one.  When all conditions on such a label are decided its place is forgotten: ways
 * that differed in it become one.
 */
#pragma once

#include "query/automaton.h"
#include "query/check.h"

typedef struct CopiaEarly CopiaEarly;

/* `checks` (CopiaCheck) must all hold; all is borrowed.  The places of the labels
 * `kept` (bits) are kept. */
CopiaEarly *copia_early_new (const CopiaAutomaton *automaton, const GPtrArray *checks,
                             guint labels, uint32_t kept);
/* False: no match begins there. */
bool copia_early_starts (const CopiaEarly *self, uint64_t start);
/* The labels `placed` (bits) were just placed; false: that is no way to a match. */
bool copia_early_place (const CopiaEarly *self, uint64_t *places, uint32_t placed,
                        uint64_t start);
/* False: whatever the tokens from `cpos` on are, they come too late. */
bool copia_early_lives (const CopiaEarly *self, const uint64_t *places, uint64_t start,
                        uint64_t cpos);
/* What was not decided on the way holds of a match that ends with `end`. */
bool copia_early_ends (const CopiaEarly *self, const uint64_t *places, uint64_t start,
                       uint64_t end);
void copia_early_free (CopiaEarly *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaEarly, copia_early_free)
