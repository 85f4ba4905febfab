/* unit-names.c - references of regions, numbers of slices. */
#include "study/unit-names.h"

#include "base/number.h"

#define OUTSIDE "(outside)"

char *
copia_unit_names_tell (const CopiaUnits *units, const char *by)
{
    uint32_t n = copia_units_count (units);
    bool outside = n > 0 && copia_units_is_outside (units, n - 1);
    uint64_t words = outside ? copia_units_words (units, n - 1) : 0;
    g_autoptr (GString) said = g_string_new (NULL);

    n -= outside;
    g_string_printf (said, "%u unit%s: %s", n, n == 1 ? "" : "s",
                     by ? by : "slices of equal length");
    if (words > 0)
        g_string_append_printf (said, ", %s word%s outside", COPIA_SAID (words),
                                words == 1 ? "" : "s");
    return g_string_free (g_steal_pointer (&said), FALSE);
}

bool
copia_unit_names_open (CopiaUnitNames *self, const CopiaIndex *index,
                       const CopiaUnits *units, const char *by, bool slices,
                       GError **error)
{
    *self = (CopiaUnitNames){ .units = units, .slices = slices, .by = by };
    if (by && !copia_division_read (&self->division, index, by, error))
        return false;
    if (by && self->division.attribute == COPIA_NONE) {
        self->references = copia_references_path (index, by, error);
        if (!self->references)
            return false;
    }
    self->label = g_string_new (NULL);
    return true;
}

void
copia_unit_names_columns (const CopiaUnitNames *self, GArray *columns)
{
    const CopiaColumn slice = { .name = "slice", .kind = COPIA_COLUMN_COUNT };
    const CopiaColumn value = { .name = self->by, .kind = COPIA_COLUMN_TEXT };

    if (self->slices)
        g_array_append_val (columns, slice);
    if (self->references)
        copia_references_columns (self->references, columns);
    else if (self->by)
        g_array_append_val (columns, value);
}

static uint64_t
start_of (const CopiaUnitNames *self, uint32_t unit)
{
    return copia_regions_start (self->division.regions,
                                copia_units_region (self->units, unit));
}

static void
append_value (const CopiaUnitNames *self, uint32_t unit, GString *name)
{
    CopiaString value = { "", 0 };

    copia_regions_value (self->division.regions, self->division.attribute,
                         copia_units_region (self->units, unit), &value);
    g_string_append_len (name, value.bytes, (gssize) value.size);
}

void
copia_unit_names_put (const CopiaUnitNames *self, uint32_t unit, CopiaTable *table)
{
    size_t n = self->references ? copia_references_count (self->references) : 0;

    if (self->slices)
        copia_table_count (table, (uint64_t) unit + 1);
    if (!self->by)
        return;
    if (!self->references) {
        g_string_truncate (self->label, 0);
        copia_unit_names_short (self, unit, self->label);
        copia_table_text (table, self->label->str);
        return;
    }
    if (!copia_units_is_outside (self->units, unit)) {
        copia_references_put (self->references, start_of (self, unit), table,
                              self->label);
        return;
    }
    for (size_t i = 0; i + 1 < n; i++)
        copia_table_text (table, "");
    copia_table_text (table, OUTSIDE);
}

void
copia_unit_names_short (const CopiaUnitNames *self, uint32_t unit, GString *name)
{
    if (self->slices)
        g_string_append_printf (name, "%u", unit + 1);
    else if (!self->by)
        g_string_append (name, "all");
    else if (copia_units_is_outside (self->units, unit))
        g_string_append (name, OUTSIDE);
    else if (!self->references)
        append_value (self, unit, name);
    else
        copia_references_short (self->references, start_of (self, unit), name);
}

void
copia_unit_names_clear (CopiaUnitNames *self)
{
    g_clear_pointer (&self->references, copia_references_free);
    if (self->label)
        g_string_free (g_steal_pointer (&self->label), TRUE);
}
