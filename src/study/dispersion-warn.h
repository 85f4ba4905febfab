/* dispersion-warn.h - what makes measures of dispersion say less than they seem to.
 *
 * Private to the study of dispersion.
 */
#pragma once

#include "study/units.h"
#include "table/table.h"

/* Of a query with so many hits in each unit; `by` is what those are by, NULL: slices. */
bool copia_dispersion_warn (const CopiaIndex *index, const CopiaUnits *units,
                            const char *by, const char *query, const uint64_t *counts,
                            CopiaTable *table, GError **error);
/* Where so many words are in no unit, and so many units have no word. */
void copia_dispersion_warn_outside (uint64_t words, size_t empty, CopiaTable *table);
/* Where all words are in one unit. */
void copia_dispersion_warn_single (const CopiaUnits *units, CopiaTable *table);
/* Of a text of so many words. */
void copia_dispersion_warn_short (uint64_t words, CopiaTable *table);
