/* keywords-range.h - in how many units key words stand, and whether one holds most of them.
 *
 * A word that one chapter repeats is key for that chapter.  Private to keywords-rows.c.
 */
#pragma once

#include "study/keywords-list.h"
#include "study/units.h"

typedef struct CopiaKeyRange CopiaKeyRange;

/* The usual units (units.h) of both; with `negative`, it is the reference in which a word may
 * clump.  COPIA_ERROR_QUERY. */
CopiaKeyRange *copia_key_range_new (const CopiaScope *target,
                                    const CopiaScope *reference, const char *by,
                                    bool negative, GError **error);
void copia_key_range_free (CopiaKeyRange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaKeyRange, copia_key_range_free)

typedef struct {
    uint32_t range; /* units of the target with the word */
    double peak;    /* the share of its tokens that one unit holds; NaN: it has none */
} CopiaKeySpread;

/* Of a row that is shown: what is to be said of it is remembered. */
CopiaKeySpread copia_key_range_put (CopiaKeyRange *self, const CopiaKeyList *list,
                                    const CopiaKeyItem *item);
bool copia_key_range_say (const CopiaKeyRange *self, const CopiaKeywordsAsk *ask,
                          uint64_t shown, CopiaTable *table, GError **error);
