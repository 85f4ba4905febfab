/* keywords-listed.h - what must be said of a list of frequencies that stands for a corpus.
 *
 * Private to keywords-rows.c.
 */
#pragma once

#include "study/keywords-list.h"

/* Which list it is, and how it was read. */
void copia_key_listed_say (const CopiaFrequencyList *self, CopiaTable *table);
/* What it cannot tell; `unlisted` of the rows shown are not in it. */
void copia_key_listed_warn (const CopiaFrequencyList *self, uint64_t unlisted,
                            uint64_t shown, CopiaTable *table);
