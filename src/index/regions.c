/* regions.c - starts, ends and values of one structure. */
#include "index/regions.h"

#include "base/error.h"

typedef struct {
    char *name;
    CopiaInts value; /* string + 1, 0: none */
    CopiaStrings strings;
} Attribute;

struct CopiaRegions {
    char *name;
    uint64_t tokens;
    uint32_t count;
    CopiaInts start, end; /* end.section NULL: regions follow each other closely */
    Attribute *attributes;
    uint32_t n_attributes;
};

static bool
open_attribute (CopiaRegions *self, Attribute *attribute,
                const CopiaContainer *container, const char *name, GError **error)
{
    g_autofree char *stem = g_strdup_printf ("%s@%s", self->name, name);
    g_autofree char *value = g_strconcat (stem, ".value", NULL);

    attribute->name = g_strdup (name);
    return copia_strings_open (&attribute->strings, container, stem, error) &&
           copia_ints_open (&attribute->value, container, value, self->count, error);
}

static bool
open_attributes (CopiaRegions *self, const CopiaContainer *container,
                 const char *attributes, GError **error)
{
    g_auto (GStrv) names = g_strsplit (attributes, " ", -1);

    self->attributes = g_new0 (Attribute, g_strv_length (names) + 1);
    for (char **name = names; *name; name++) {
        if (**name == '\0')
            continue;
        self->n_attributes++;
        if (!open_attribute (self, &self->attributes[self->n_attributes - 1], container,
                             *name, error))
            return false;
    }
    return true;
}

CopiaRegions *
copia_regions_open (const CopiaContainer *container, const char *name,
                    const char *attributes, uint64_t tokens, GError **error)
{
    g_autoptr (CopiaRegions) self = g_new0 (CopiaRegions, 1);
    g_autofree char *start = g_strconcat (name, ".start", NULL);
    g_autofree char *end = g_strconcat (name, ".end", NULL);
    const CopiaSection *section = copia_container_find (container, start);
    uint64_t count = section ? section->count : 0;

    self->name = g_strdup (name);
    self->tokens = tokens;
    if (count > tokens) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_DAMAGED,
                     "%s: damaged index: more regions '%s' than tokens; build it again "
                     "with 'copia index'",
                     copia_container_path (container), name);
        return NULL;
    }
    self->count = (uint32_t) count;
    if (!copia_ints_open (&self->start, container, start, count, error))
        return NULL;
    if (copia_container_find (container, end) &&
        !copia_ints_open (&self->end, container, end, count, error))
        return NULL;
    if (!open_attributes (self, container, attributes, error))
        return NULL;
    return g_steal_pointer (&self);
}

const char *
copia_regions_name (const CopiaRegions *self)
{
    return self->name;
}

uint32_t
copia_regions_count (const CopiaRegions *self)
{
    return self->count;
}

uint64_t
copia_regions_start (const CopiaRegions *self, uint32_t region)
{
    uint64_t start = copia_ints_get (&self->start, region);

    if (G_UNLIKELY (start >= self->tokens)) {
        if (region < self->count)
            copia_container_blame (self->start.section);
        return self->tokens - 1;
    }
    return start;
}

uint64_t
copia_regions_end (const CopiaRegions *self, uint32_t region)
{
    uint64_t start = copia_regions_start (self, region), end;

    if (self->end.section)
        end = copia_ints_get (&self->end, region);
    else if (region + 1 < self->count)
        end = copia_regions_start (self, region + 1) - 1;
    else
        end = self->tokens - 1;
    if (G_UNLIKELY (end < start || end >= self->tokens)) {
        if (region < self->count)
            copia_container_blame (self->start.section);
        return start;
    }
    return end;
}

uint32_t
copia_regions_find (const CopiaRegions *self, uint64_t cpos)
{
    uint32_t region = (uint32_t) copia_ints_upper (&self->start, cpos);

    if (region == 0 || copia_regions_end (self, region - 1) < cpos)
        return COPIA_NONE;
    return region - 1;
}

uint32_t
copia_regions_from (const CopiaRegions *self, uint64_t cpos)
{
    uint32_t region = (uint32_t) copia_ints_upper (&self->start, cpos);

    if (region > 0 && copia_regions_end (self, region - 1) >= cpos)
        return region - 1;
    return region;
}

uint32_t
copia_regions_n_attributes (const CopiaRegions *self)
{
    return self->n_attributes;
}

const char *
copia_regions_attribute_name (const CopiaRegions *self, uint32_t attribute)
{
    return self->attributes[attribute].name;
}

uint32_t
copia_regions_attribute (const CopiaRegions *self, const char *name)
{
    for (uint32_t i = 0; i < self->n_attributes; i++)
        if (strcmp (self->attributes[i].name, name) == 0)
            return i;
    return COPIA_NONE;
}

bool
copia_regions_value (const CopiaRegions *self, uint32_t attribute, uint32_t region,
                     CopiaString *value)
{
    uint64_t string;

    if (attribute >= self->n_attributes)
        return false;
    string = copia_ints_get (&self->attributes[attribute].value, region);
    if (string == 0)
        return false;
    *value = copia_strings_get (&self->attributes[attribute].strings, string - 1);
    return true;
}

void
copia_regions_free (CopiaRegions *self)
{
    if (!self)
        return;
    for (uint32_t i = 0; i < self->n_attributes; i++)
        g_free (self->attributes[i].name);
    g_free (self->attributes);
    g_free (self->name);
    g_free (self);
}
