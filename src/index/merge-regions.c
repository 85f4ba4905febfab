/* merge-regions.c - the regions of a structure, part after part, and their values. */
#include "index/merge-private.h"

#include "base/error.h"

#include <string.h>

/* The regions of one structure in all parts. */
typedef struct {
    const CopiaMerge *merge;
    const CopiaRegions **regions; /* of each part; NULL: it has none */
    uint32_t part, region;        /* found .. */
    uint64_t start, end;          /* .. and where it lies in the whole */
} Walk;

static void
walk_begin (Walk *self, const CopiaMerge *merge, const char *structure)
{
    *self = (Walk){ .merge = merge };
    self->regions = g_new (const CopiaRegions *, merge->n);
    for (uint32_t part = 0; part < merge->n; part++)
        self->regions[part] =
            copia_index_find_structure (merge->parts[part], structure);
}

static void
walk_end (Walk *self)
{
    g_free (self->regions);
}

/* Before the first region. */
static void
walk_again (Walk *self)
{
    self->part = 0;
    self->region = UINT32_MAX;
}

static uint32_t
count_in (const Walk *self, uint32_t part)
{
    return self->regions[part] ? copia_regions_count (self->regions[part]) : 0;
}

static bool
walk_next (Walk *self)
{
    self->region++;
    while (self->part < self->merge->n && self->region >= count_in (self, self->part)) {
        copia_merge_tell_union (self->merge, self->region);
        self->part++;
        self->region = 0;
    }
    if (self->part == self->merge->n)
        return false;
    self->start = self->merge->offset[self->part] +
                  copia_regions_start (self->regions[self->part], self->region);
    self->end = self->merge->offset[self->part] +
                copia_regions_end (self->regions[self->part], self->region);
    return true;
}

GPtrArray *
copia_merge_attributes (const CopiaMerge *self, const char *structure)
{
    GPtrArray *names = g_ptr_array_new ();

    for (uint32_t part = 0; part < self->n; part++) {
        const CopiaRegions *regions =
            copia_index_find_structure (self->parts[part], structure);
        uint32_t n = regions ? copia_regions_n_attributes (regions) : 0;

        for (uint32_t i = 0; i < n; i++) {
            const char *name = copia_regions_attribute_name (regions, i);
            bool known = false;

            for (guint k = 0; k < names->len && !known; k++)
                known = strcmp (names->pdata[k], name) == 0;
            if (!known)
                g_ptr_array_add (names, (void *) (uintptr_t) name);
        }
    }
    return names;
}

typedef struct {
    const CopiaStrings **lists; /* of each part; NULL: it has no such attribute */
    uint32_t *attribute;        /* its number there */
    CopiaJoined *joined;
} Values;

static CopiaString
value_at (const void *data, uint64_t i)
{
    const Values *self = data;
    CopiaPlace place = g_array_index (self->joined->places, CopiaPlace, i);

    return copia_strings_get (self->lists[place.part], place.at);
}

/* The value of the region found, plus one; 0: none. */
static uint32_t
value_of (const Values *self, const Walk *walk)
{
    const CopiaStrings *list = self->lists[walk->part];
    uint64_t number;

    if (!list)
        return 0;
    number = copia_regions_value_number (walk->regions[walk->part],
                                         self->attribute[walk->part], walk->region);
    if (number == 0)
        return 0;
    if (number > list->count) {
        copia_container_blame (list->bytes);
        return 0;
    }
    return self->joined->number[walk->part][number - 1] + 1;
}

static void
write_attribute (Walk *walk, const char *structure, const char *name,
                 CopiaContainerWriter *out)
{
    uint32_t n = walk->merge->n;
    g_autofree char *stem = g_strdup_printf ("%s@%s", structure, name);
    g_autofree char *section = g_strconcat (stem, ".value", NULL);
    g_autofree const CopiaStrings **lists = g_new0 (const CopiaStrings *, n);
    g_autofree uint32_t *attribute = g_new (uint32_t, n);
    g_autoptr (CopiaJoined) joined = NULL;
    Values values = { lists, attribute, NULL };
    CopiaIntsWriter ints;

    for (uint32_t part = 0; part < n; part++) {
        attribute[part] = walk->regions[part]
                              ? copia_regions_attribute (walk->regions[part], name)
                              : COPIA_NONE;
        if (attribute[part] != COPIA_NONE)
            lists[part] = copia_regions_values (walk->regions[part], attribute[part]);
    }
    values.joined = joined = copia_joined_new (lists, n);
    if (!joined->sorted)
        for (uint32_t part = 0; part < n; part++) /* which one, nobody knows */
            if (lists[part])
                copia_container_blame (lists[part]->bytes);
    copia_strings_write (out, stem, joined->count, value_at, &values);
    copia_ints_begin (&ints, out, section, copia_ints_width (joined->count));
    for (walk_again (walk); walk_next (walk);)
        copia_ints_put (&ints, value_of (&values, walk));
    copia_ints_end (&ints);
}

typedef struct {
    uint64_t last_start, last_end;
    uint64_t
        apart; /* the most tokens between one and the next, or the end of the corpus */
} Extent;

/* `ints` takes the tokens between each and the next; it may be NULL. */
static Extent
measure (Walk *walk, CopiaIntsWriter *ints)
{
    const uint64_t tokens = walk->merge->offset[walk->merge->n];
    Extent extent = { 0 };
    bool more;

    walk_again (walk);
    for (more = walk_next (walk); more;) {
        uint64_t next, apart;

        extent.last_start = walk->start;
        extent.last_end = walk->end;
        more = walk_next (walk);
        next = more ? walk->start : tokens;
        apart = next - MIN (next, extent.last_end + 1);
        extent.apart = MAX (extent.apart, apart);
        if (ints)
            copia_ints_put (ints, apart);
    }
    return extent;
}

static void
write_ends (Walk *walk, const char *structure, const Extent *extent,
            CopiaContainerWriter *out)
{
    const bool compact = walk->merge->compact;
    g_autofree char *name = g_strconcat (structure, compact ? ".apart" : ".end", NULL);
    CopiaIntsWriter ints;

    copia_ints_begin (&ints, out, name,
                      copia_ints_width (compact ? extent->apart : extent->last_end));
    if (compact)
        (void) measure (walk, &ints);
    else
        for (walk_again (walk); walk_next (walk);)
            copia_ints_put (&ints, walk->end);
    copia_ints_end (&ints);
}

static void
write_bounds (Walk *walk, const char *structure, CopiaContainerWriter *out)
{
    g_autofree char *start = g_strconcat (structure, ".start", NULL);
    Extent extent = measure (walk, NULL);
    CopiaIntsWriter ints;

    copia_ints_begin (&ints, out, start, copia_ints_width (extent.last_start));
    for (walk_again (walk); walk_next (walk);)
        copia_ints_put (&ints, walk->start);
    copia_ints_end (&ints);
    if (extent.apart > 0)
        write_ends (walk, structure, &extent, out);
}

bool
copia_merge_regions (const CopiaMerge *self, const char *structure,
                     CopiaContainerWriter *out, GError **error)
{
    g_autoptr (GPtrArray) attributes = copia_merge_attributes (self, structure);
    uint64_t count = 0;
    Walk walk;

    walk_begin (&walk, self, structure);
    for (uint32_t part = 0; part < self->n; part++)
        count += count_in (&walk, part);
    if (count >= COPIA_NONE || attributes->len > COPIA_MOST_NAMES) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                     "the regions '%s' have more attributes, or are more, than one "
                     "corpus can hold",
                     structure);
        walk_end (&walk);
        return false;
    }
    write_bounds (&walk, structure, out);
    for (guint i = 0; i < attributes->len; i++)
        write_attribute (&walk, structure, attributes->pdata[i], out);
    walk_end (&walk);
    return true;
}
