/* unit-pairs.h - how often each of some things stands in each unit, where units come again.
 *
 * A hash table of pairs of numbers, which grows with them.
 */
#pragma once

#include <stdint.h>

typedef struct CopiaUnitPairs CopiaUnitPairs;

CopiaUnitPairs *copia_unit_pairs_new (void);
void copia_unit_pairs_free (CopiaUnitPairs *self);
/* As new, in the same memory. */
void copia_unit_pairs_clear (CopiaUnitPairs *self);
/* Once more: how often the pair was added by now, 1 the first time. */
uint32_t copia_unit_pairs_add (CopiaUnitPairs *self, uint32_t thing, uint32_t unit);
