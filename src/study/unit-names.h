/* unit-names.h - what the units of an answer are called: the columns before its numbers.
 *
 * Regions have the references of their structure (references.h: part chapter), units by an
 * attribute its value in a column `text.year`, slices their number from 1 in the column `slice`,
 * the whole none.  What lies outside of all regions is
 * "(outside)".
 */
#pragma once

#include "study/division.h"
#include "study/references.h"
#include "study/units.h"

typedef struct {
    /*< private >*/
    const CopiaUnits *units;
    CopiaDivision division;      /* without regions: no structure */
    CopiaReferences *references; /* NULL: by an attribute, or no structure */
    const char *by;
    bool slices;
    GString *label;
} CopiaUnitNames;

/* `by` is what the units are by (division.h), or NULL, and outlives the columns.
 * COPIA_ERROR_QUERY. */
bool copia_unit_names_open (CopiaUnitNames *self, const CopiaIndex *index,
                            const CopiaUnits *units, const char *by, bool slices,
                            GError **error);
/* Appends a column for each part of the name to `columns` (CopiaColumn). */
void copia_unit_names_columns (const CopiaUnitNames *self, GArray *columns);
void copia_unit_names_put (const CopiaUnitNames *self, uint32_t unit,
                           CopiaTable *table);
/* What they are, for a note: "8 units: chapter, 22 words outside"; `by` NULL:
 * slices. */
char *copia_unit_names_tell (const CopiaUnits *units, const char *by);
/* Appends a name of a few characters: "II.5", "7". */
void copia_unit_names_short (const CopiaUnitNames *self, uint32_t unit, GString *name);
void copia_unit_names_clear (CopiaUnitNames *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CopiaUnitNames, copia_unit_names_clear)
