/* clump.c - hits counted by unit. */
#include "study/clump.h"

#include "base/number.h"
#include "study/majority.h"
#include "study/unit-counts.h"
#include "study/unit-names.h"

#define FEWEST_HITS 10
#define FEWEST_UNITS 3

bool
copia_clump_is (const CopiaClump *self, uint32_t units)
{
    return units >= FEWEST_UNITS && self->hits >= FEWEST_HITS &&
           self->most > self->hits / 2;
}

bool
copia_clump_stands (const CopiaClump *self, const CopiaUnits *units, uint64_t words)
{
    return copia_clump_is (self, copia_units_count (units)) &&
           copia_units_words (units, self->unit) <= words / 2;
}

bool
copia_clump_find (CopiaClump *self, const CopiaUnits *units, uint64_t words,
                  const uint64_t *counts)
{
    *self = (CopiaClump){ 0, 0, 0 };
    for (uint32_t unit = 0; unit < copia_units_count (units); unit++) {
        self->hits += counts[unit];
        if (counts[unit] <= self->most)
            continue;
        self->most = counts[unit];
        self->unit = unit;
    }
    return copia_clump_stands (self, units, words);
}

bool
copia_clump_note (const CopiaClump *self, const CopiaIndex *index,
                  const CopiaUnits *units, const char *by, const char *before,
                  const char *advice, CopiaTable *table, GError **error)
{
    g_auto (CopiaUnitNames) names = { .units = NULL };
    g_autoptr (GString) place = g_string_new (NULL);

    if (!copia_unit_names_open (&names, index, units, by, by == NULL, error))
        return false;
    if (copia_units_is_outside (units, self->unit))
        g_string_printf (place, "outside of each %s", by);
    else {
        g_string_printf (place, "in one unit, %s ", by ? by : "slice");
        copia_unit_names_short (&names, self->unit, place);
    }
    copia_table_note (table, "%s%s of the %s hits stand %s: %s", before,
                      COPIA_SAID (self->most), COPIA_SAID (self->hits), place->str,
                      advice);
    return true;
}

/* Where it can be told without counting by unit. */
static bool
is_no_clump (const CopiaScope *scope, const CopiaQuery *query,
             const CopiaSubcorpus *where, bool *none, GError **error)
{
    const CopiaRegions *regions = copia_units_usual_structure (scope->index);
    g_autoptr (CopiaTypeset) types = NULL;

    *none = false;
    if (!regions || where)
        return true;
    if (!copia_hits_types (scope->index, query, &types, error))
        return false;
    *none = types && types->kind == COPIA_TYPESET_LISTED &&
            copia_majority_is_impossible (scope, regions, types, 0,
                                          copia_index_tokens (scope->index)->size,
                                          types->freq);
    return true;
}

bool
copia_say_clump (const CopiaIndex *index, const CopiaQuery *query,
                 const CopiaSubcorpus *where, const char *before, const char *advice,
                 CopiaTable *table, GError **error)
{
    CopiaScope scope = copia_scope_of (index, where);
    const char *by = NULL;
    g_autoptr (CopiaUnits) units = NULL;
    g_autofree uint64_t *counts = NULL;
    uint64_t size = copia_index_tokens (index)->size;
    CopiaClump clump;
    bool none;

    if (!is_no_clump (&scope, query, where, &none, error))
        return false;
    if (none)
        return true;
    units = copia_units_usual (&scope, NULL, &by, error);
    if (!units)
        return false;
    if (copia_units_count (units) < FEWEST_UNITS)
        return true;
    counts = g_new0 (uint64_t, copia_units_count (units));
    return copia_count_units (index, units, query, where, 0, size, counts, error) &&
           (!copia_clump_find (&clump, units, copia_scope_words (&scope), counts) ||
            copia_clump_note (&clump, index, units, by, before, advice, table, error));
}
