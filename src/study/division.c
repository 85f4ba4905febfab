/* division.c - a structure and an attribute by their names. */
#include "study/division.h"

#include "base/error.h"
#include "base/natural.h"
#include "study/parts.h"

#include <stdlib.h>
#include <string.h>

/* The index's own attributes begin with `_`. */
static bool
refuse (const CopiaRegions *regions, const char *name, GError **error)
{
    g_autoptr (GString) names = g_string_new (NULL);

    for (uint32_t i = 0; i < copia_regions_n_attributes (regions); i++) {
        const char *each = copia_regions_attribute_name (regions, i);

        if (*each != '_')
            g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", each);
    }
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "structure '%s' has no attribute '%s'; it has %s",
                 copia_regions_name (regions), name,
                 names->len > 0 ? names->str : "none");
    return false;
}

bool
copia_division_read (CopiaDivision *self, const CopiaIndex *index, const char *by,
                     GError **error)
{
    const char *dot = strchr (by, '.');
    g_autofree char *structure = g_strndup (by, dot ? (gsize) (dot - by) : strlen (by));

    self->regions = copia_ask_structure (index, structure, error);
    self->attribute = COPIA_NONE;
    if (!self->regions || !dot)
        return self->regions != NULL;
    if (dot[1] != '_')
        self->attribute = copia_regions_attribute (self->regions, dot + 1);
    return self->attribute != COPIA_NONE || refuse (self->regions, dot + 1, error);
}

typedef struct {
    char *value;
    uint32_t number;
} Value;

static int
compare_values (const void *one, const void *other)
{
    const Value *a = one, *b = other;

    return copia_natural_compare (a->value, b->value);
}

uint32_t *
copia_division_orders (const CopiaDivision *self, const uint8_t *used)
{
    const CopiaStrings *values = copia_regions_values (self->regions, self->attribute);
    uint32_t n = (uint32_t) values->count;
    Value *sorted = g_new (Value, MAX (n, 1));
    uint32_t *orders = g_new0 (uint32_t, (size_t) n + 1), places = 0;

    for (uint32_t i = 0; i < n; i++) {
        CopiaString value;

        if (used && !(used[(i + 1) / 8] >> ((i + 1) % 8) & 1))
            continue;
        value = copia_strings_get (values, i);
        sorted[places++] = (Value){ g_strndup (value.bytes, value.size), i };
    }
    qsort (sorted, places, sizeof *sorted, compare_values);
    for (uint32_t i = 0; i < places; i++) {
        orders[sorted[i].number + 1] = i;
        g_free (sorted[i].value);
    }
    g_free (sorted);
    return orders;
}
