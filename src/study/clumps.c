/* clumps.c - clumps by name. */
#include "study/clumps.h"

#include "base/number.h"
#include "study/unit-names.h"

#define MOST_NAMED 6

struct CopiaClumps {
    const CopiaUnits *units;
    uint64_t words;
    uint64_t count;
    GPtrArray *names; /* char *, of the first */
    GArray *clumps;   /* CopiaClump, theirs */
};

CopiaClumps *
copia_clumps_new (const CopiaUnits *units, uint64_t words)
{
    CopiaClumps *self = g_new0 (CopiaClumps, 1);

    self->units = units;
    self->words = words;
    self->names = g_ptr_array_new_with_free_func (g_free);
    self->clumps = g_array_new (FALSE, FALSE, sizeof (CopiaClump));
    return self;
}

void
copia_clumps_add (CopiaClumps *self, const CopiaClump *clump, CopiaString name)
{
    if (!copia_clump_stands (clump, self->units, self->words))
        return;
    self->count++;
    if (self->names->len == MOST_NAMED)
        return;
    g_ptr_array_add (self->names, g_strndup (name.bytes, name.size));
    g_array_append_val (self->clumps, *clump);
}

uint64_t
copia_clumps_count (const CopiaClumps *self)
{
    return self->count;
}

bool
copia_clumps_list (const CopiaClumps *self, const CopiaIndex *index, const char *by,
                   GString *into, GError **error)
{
    g_auto (CopiaUnitNames) names = { .units = NULL };

    if (!copia_unit_names_open (&names, index, self->units, by, by == NULL, error))
        return false;
    for (guint i = 0; i < self->names->len; i++) {
        const CopiaClump *clump = &g_array_index (self->clumps, CopiaClump, i);

        g_string_append_printf (into, "%s'%s' %s of %s %s", i > 0 ? ", " : "",
                                (char *) self->names->pdata[i],
                                COPIA_SAID (clump->most), COPIA_SAID (clump->hits),
                                copia_units_is_outside (self->units, clump->unit)
                                    ? "outside of each "
                                    : "in ");
        g_string_append (into, by ? by : "slice");
        if (copia_units_is_outside (self->units, clump->unit))
            continue;
        g_string_append_c (into, ' ');
        copia_unit_names_short (&names, clump->unit, into);
    }
    if (self->count > self->names->len)
        g_string_append_printf (into, " and %s more",
                                COPIA_SAID (self->count - self->names->len));
    return true;
}

bool
copia_clumps_note (const CopiaClumps *self, const CopiaIndex *index, const char *by,
                   const char *before, const char *behind, CopiaTable *table,
                   GError **error)
{
    g_autoptr (GString) list = g_string_new (NULL);

    if (self->count == 0)
        return true;
    if (!copia_clumps_list (self, index, by, list, error))
        return false;
    copia_table_note (table, "%s%s%s", before, list->str, behind);
    return true;
}

void
copia_clumps_free (CopiaClumps *self)
{
    if (!self)
        return;
    g_ptr_array_unref (self->names);
    g_array_unref (self->clumps);
    g_free (self);
}
