/* regions.c - starts, ends and values of one structure. */
#include "index/regions.h"

#include <stdatomic.h>

typedef struct {
    char *name;
    CopiaInts value; /* string + 1, 0: none */
    CopiaStrings strings;
} Attribute;

struct CopiaRegions {
    char *name;
    uint64_t tokens;
    uint32_t count;
    CopiaInts start;
    CopiaInts end;   /* section NULL: each ends before the next begins, less .. */
    CopiaInts apart; /* so many tokens; section NULL: none */
    Attribute *attributes;
    uint32_t n_attributes;
    _Atomic (CopiaLongest *) longest; /* NULL: not looked for yet */
};

bool
copia_regions_name_is_good (const char *name)
{
    size_t size = strlen (name);

    if (size == 0 || size > COPIA_LONGEST_NAME || g_ascii_isdigit (name[0]) ||
        name[0] == '-')
        return false;
    for (; *name; name++)
        if (!g_ascii_isalnum (*name) && *name != '_' && *name != '-')
            return false;
    return true;
}

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
    g_auto (GStrv) names = g_strsplit (attributes, " ", COPIA_MOST_NAMES + 1);

    self->attributes = g_new0 (Attribute, g_strv_length (names) + 1);
    for (char **name = names; *name; name++) {
        if (!copia_regions_name_is_good (*name) ||
            copia_regions_attribute (self, *name) != COPIA_NONE)
            return copia_container_damaged (
                container, error, "the names of the attributes of '%s' cannot be",
                self->name);
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
    g_autofree char *apart = g_strconcat (name, ".apart", NULL);
    const CopiaSection *section = copia_container_find (container, start);
    uint64_t count = section ? section->count : 0;

    self->name = g_strdup (name);
    self->tokens = tokens;
    if (count > tokens) {
        copia_container_damaged (container, error, "more regions '%s' than tokens",
                                 name);
        return NULL;
    }
    self->count = (uint32_t) count;
    if (!copia_ints_open (&self->start, container, start, count, error))
        return NULL;
    if (copia_container_find (container, end) &&
        !copia_ints_open (&self->end, container, end, count, error))
        return NULL;
    if (copia_container_find (container, apart) &&
        !copia_ints_open (&self->apart, container, apart, count, error))
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
    if (self->apart.section && !self->end.section)
        end -=
            copia_ints_get (&self->apart, region); /* below 0 is far above `tokens` */
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

static uint64_t
size_of (const CopiaRegions *self, uint32_t region)
{
    return copia_regions_end (self, region) - copia_regions_start (self, region) + 1;
}

/* Among the longest so far, whose sizes these are, and of which the last may have to go. */
static void
insert (CopiaLongest *longest, uint64_t sizes[COPIA_REGIONS_LONGEST], uint32_t region,
        uint64_t size)
{
    uint32_t at = longest->n;

    while (at > 0 && sizes[at - 1] < size)
        at--;
    if (at == COPIA_REGIONS_LONGEST) {
        longest->next = MAX (longest->next, size);
        return;
    }
    if (longest->n == COPIA_REGIONS_LONGEST)
        longest->next = sizes[--longest->n];
    memmove (longest->regions + at + 1, longest->regions + at,
             (longest->n - at) * sizeof *longest->regions);
    memmove (sizes + at + 1, sizes + at, (longest->n - at) * sizeof *sizes);
    longest->regions[at] = region;
    sizes[at] = size;
    longest->n++;
}

static CopiaLongest *
look_for_longest (const CopiaRegions *self)
{
    CopiaLongest *longest = g_new0 (CopiaLongest, 1);
    uint64_t sizes[COPIA_REGIONS_LONGEST];

    longest->outside = self->tokens;
    for (uint32_t i = 0; i < self->count; i++) {
        uint64_t size = size_of (self, i);

        longest->outside -= MIN (longest->outside, size);
        insert (longest, sizes, i, size);
    }
    return longest;
}

/* Threads that ask at one time may all look; what the first found stands. */
const CopiaLongest *
copia_regions_longest (const CopiaRegions *self)
{
    CopiaRegions *own = (CopiaRegions *) self;
    CopiaLongest *known = atomic_load_explicit (&own->longest, memory_order_acquire);
    CopiaLongest *first = NULL;

    if (known)
        return known;
    known = look_for_longest (self);
    if (atomic_compare_exchange_strong_explicit (&own->longest, &first, known,
                                                 memory_order_acq_rel,
                                                 memory_order_acquire))
        return known;
    g_free (known);
    return first;
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

uint64_t
copia_regions_value_number (const CopiaRegions *self, uint32_t attribute,
                            uint32_t region)
{
    if (attribute >= self->n_attributes)
        return 0;
    return copia_ints_get (&self->attributes[attribute].value, region);
}

const CopiaStrings *
copia_regions_values (const CopiaRegions *self, uint32_t attribute)
{
    return &self->attributes[attribute].strings;
}

bool
copia_regions_value (const CopiaRegions *self, uint32_t attribute, uint32_t region,
                     CopiaString *value)
{
    uint64_t number = copia_regions_value_number (self, attribute, region);

    if (number == 0)
        return false;
    *value = copia_strings_get (&self->attributes[attribute].strings, number - 1);
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
    g_free (atomic_load_explicit (&self->longest, memory_order_relaxed));
    g_free (self->name);
    g_free (self);
}
