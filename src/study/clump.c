/* clump.c - hits counted by unit. */
#include "study/clump.h"

#include "study/unit-counts.h"
#include "study/unit-names.h"

#define FEWEST_HITS 10
#define FEWEST_UNITS 3

static bool
say (const CopiaIndex *index, const CopiaUnits *units, const char *by, uint32_t unit,
     uint64_t most, uint64_t hits, CopiaTable *table, GError **error)
{
    g_auto (CopiaUnitNames) names = { .units = NULL };
    g_autoptr (GString) name = g_string_new (NULL);

    if (!copia_unit_names_open (&names, index, units, by, by == NULL, error))
        return false;
    if (copia_units_is_outside (units, unit))
        g_string_printf (name,
                         "outside of each %s: what is said here may be true of "
                         "that alone",
                         by);
    else {
        g_string_printf (name, "in one unit, %s ", by ? by : "slice");
        copia_unit_names_short (&names, unit, name);
        g_string_append (name, ": what is said here may be true of it alone");
    }
    copia_table_note (table,
                      "%" G_GUINT64_FORMAT " of the %" G_GUINT64_FORMAT
                      " hits stand %s",
                      most, hits, name->str);
    return true;
}

bool
copia_say_clump (const CopiaIndex *index, const CopiaQuery *query,
                 const CopiaSubcorpus *where, CopiaTable *table, GError **error)
{
    CopiaScope scope = copia_scope_of (index, where);
    const char *by = NULL;
    g_autoptr (CopiaUnits) units = copia_units_usual (&scope, NULL, &by, error);
    g_autofree uint64_t *counts = NULL;
    uint32_t n = units ? copia_units_count (units) : 0, most = 0;
    uint64_t hits = 0, size = copia_index_tokens (index)->size;

    if (!units)
        return false;
    if (n < FEWEST_UNITS)
        return true;
    counts = g_new0 (uint64_t, n);
    if (!copia_count_units (index, units, query, where, 0, size, counts, error))
        return false;
    for (uint32_t unit = 0; unit < n; unit++) {
        hits += counts[unit];
        most = counts[unit] > counts[most] ? unit : most;
    }
    if (hits < FEWEST_HITS || 2 * counts[most] <= hits ||
        2 * copia_units_words (units, most) > copia_scope_words (&scope))
        return true;
    return say (index, units, by, most, counts[most], hits, table, error);
}
