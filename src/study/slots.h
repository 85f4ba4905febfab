/* slots.h - what stands at a place of a hit: the match, a word beside it, its chapter.
 *
 *   slots     := slot (',' slot)*
 *   slot      := place ('.' ATTRIBUTE)? | STRUCTURE ('.' ATTRIBUTE)? | 'cpos' | 'end'
 *   place     := 'match' | 'first' | 'last' | 'target' | 'L' NUMBER | 'R' NUMBER
 *
 * `match` is all tokens of the hit with a blank between them, `first` and `last` those at its
 * ends, `target` the one with @.  L1, L2 .. are the words before the hit, counted outwards, R1 ..
 * those behind it; marks are stepped over, and a text is not left.  Without an attribute, tokens
 * are shown by their `form`.  A structure is shown by its label, as references are.
 */
#pragma once

#include "query/hits.h"

#define COPIA_MOST_SLOTS 20
#define COPIA_FARTHEST_SLOT 100

typedef struct CopiaSlots CopiaSlots;

/* COPIA_ERROR_QUERY names what there is. */
CopiaSlots *copia_slots_new (const CopiaIndex *index, const char *names,
                             GError **error);
size_t copia_slots_count (const CopiaSlots *self);
const char *copia_slots_name (const CopiaSlots *self, size_t i); /* as it was given */
/* The structure that slot i shows; NULL: it shows tokens or numbers. */
const CopiaRegions *copia_slots_structure (const CopiaSlots *self, size_t i);
bool copia_slots_is_number (const CopiaSlots *self, size_t i); /* cpos, end */
/* Appends what stands there; false: nothing does, and nothing is appended. */
bool copia_slots_read (const CopiaSlots *self, size_t i, const CopiaHit *hit,
                       GString *value);
/* The same as a number: equal values have equal numbers, but not always the other way round.
 * False: it has none, being of several tokens or of a place that is not there. */
bool copia_slots_number (const CopiaSlots *self, size_t i, const CopiaHit *hit,
                         uint32_t *number);
void copia_slots_free (CopiaSlots *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaSlots, copia_slots_free)
