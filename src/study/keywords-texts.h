/* keywords-texts.h - in how many units each word of a tally stands.
 *
 * Private to keywords-rows.c.
 */
#pragma once

#include "study/tally.h"
#include "study/units.h"

/* By item of the tally; free with g_free().  One pass over the tokens of the units. */
uint32_t *copia_key_texts_count (const CopiaScope *scope, const CopiaUnits *units,
                                 const CopiaTally *tally);
