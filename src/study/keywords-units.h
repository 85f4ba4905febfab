/* keywords-units.h - keywords unit by unit: is it the target that differs, or one unit of it?
 *
 * The rates of the units of the target are compared with those of the reference, so that a
 * word which one chapter repeats is not taken for many finds (Kilgarriff 2001; Lijffijt et al.
 * 2016).  Private to keywords-rows.c.
 */
#pragma once

#include "study/keywords-list.h"
#include "study/units.h"

typedef struct CopiaKeyUnits CopiaKeyUnits;

/* Units as units_usual in units.h has them, without those outside of all regions or without
 * words. */
CopiaKeyUnits *copia_key_units_new (const CopiaScope *target,
                                    const CopiaScope *reference, const char *by,
                                    GError **error);
void copia_key_units_free (CopiaKeyUnits *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaKeyUnits, copia_key_units_free)

/* The columns key_units delta p_units p_welch (keywords.h), and a row's cells of them. */
void copia_key_units_columns (GArray *columns);
void copia_key_units_put (CopiaKeyUnits *self, const CopiaKeyList *list,
                          const CopiaKeyItem *item, double alpha, CopiaTable *table);
void copia_key_units_say (const CopiaKeyUnits *self, CopiaTable *table);
