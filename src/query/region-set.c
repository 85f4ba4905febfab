/* region-set.c - regions whose attributes pass a test. */
#include "query/token-test.h"

#include "index/missing.h"
#include "query/fault.h"
#include "query/value.h"

#include <string.h>

#define LONGEST_NAME 1000 /* bytes worth trying */

typedef struct {
    const CopiaBinding *binding;
    const CopiaRegions *regions;
} Place;

char *
copia_region_names (const CopiaIndex *index, const CopiaRegions *regions)
{
    g_autoptr (GString) names = g_string_new (NULL);
    uint32_t n = regions ? copia_regions_n_attributes (regions)
                         : copia_index_n_structures (index);

    for (uint32_t i = 0; i < n; i++) {
        const char *name = regions
                               ? copia_regions_attribute_name (regions, i)
                               : copia_regions_name (copia_index_structure (index, i));

        if (name[0] != '_')
            g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
    return g_string_free (g_steal_pointer (&names), FALSE);
}

/* A region without the attribute passes neither = nor !=. */
static uint8_t *
bits_of_value (const Place *place, const CopiaExpression *of, uint32_t attribute)
{
    uint32_t count = copia_regions_count (place->regions);
    g_autofree uint8_t *bits = g_malloc0 (count / 8 + 1);
    g_autoptr (CopiaValueTest) test = NULL;

    test = copia_value_test_new (place->binding, of, false);
    if (!test)
        return NULL;
    for (uint32_t i = 0; i < count; i++) {
        CopiaString value;

        if (copia_regions_value (place->regions, attribute, i, &value) &&
            copia_value_test_passes (test, value) != of->negated)
            bits[i / 8] |= (uint8_t) (1u << i % 8);
        if (!copia_value_test_goes_on (test, place->binding))
            return NULL;
    }
    return g_steal_pointer (&bits);
}

static bool
no_such_attribute (const CopiaBinding *binding, const CopiaRegions *regions,
                   const char *name, size_t at)
{
    g_autofree char *names = copia_region_names (binding->index, regions);

    return copia_binding_fault (binding, at,
                                "structure '%s' has no attribute '%s'; it has %s",
                                copia_regions_name (regions), name,
                                names[0] ? names : "none");
}

static uint8_t *
bits_of_compare (const Place *place, const CopiaExpression *of)
{
    uint32_t attribute = copia_regions_attribute (place->regions, of->attribute);

    if (attribute != COPIA_NONE)
        return bits_of_value (place, of, attribute);
    no_such_attribute (place->binding, place->regions, of->attribute, of->at);
    return NULL;
}

static uint8_t *
bits_of (const Place *place, const CopiaExpression *test)
{
    uint32_t size = copia_regions_count (place->regions) / 8 + 1;
    bool both = test->kind == COPIA_EXPRESSION_AND;
    g_autofree uint8_t *bits = NULL;

    if (test->kind == COPIA_EXPRESSION_COMPARE)
        return bits_of_compare (place, test);
    bits = g_malloc (size);
    memset (bits, both ? 0xFF : 0, size);
    for (guint i = 0; i < test->children->len; i++) {
        g_autofree uint8_t *child = bits_of (place, test->children->pdata[i]);

        if (!child)
            return NULL;
        for (uint32_t k = 0; k < size; k++)
            bits[k] = both ? bits[k] & child[k] : bits[k] | child[k];
    }
    for (uint32_t k = 0; test->kind == COPIA_EXPRESSION_NOT && k < size; k++)
        bits[k] = (uint8_t) ~bits[k];
    return g_steal_pointer (&bits);
}

static bool
has (const CopiaRegionSet *self, uint32_t region)
{
    return !self->bits || (self->bits[region / 8] >> (region % 8) & 1);
}

/* The name may be parted at any `.` or `_`: both may be letters of a name, too. */
bool
copia_region_attribute_find (const CopiaIndex *index, const char *name,
                             CopiaRegionAttribute *found)
{
    *found = (CopiaRegionAttribute){ NULL, COPIA_NONE };
    if (strlen (name) > LONGEST_NAME)
        return false;
    for (const char *sign = name; (sign = strpbrk (sign + 1, "._"));) {
        g_autofree char *structure = g_strndup (name, (gsize) (sign - name));
        const CopiaRegions *regions = copia_index_find_structure (index, structure);

        if (!regions || !sign[1])
            continue;
        *found = (CopiaRegionAttribute){ regions,
                                         copia_regions_attribute (regions, sign + 1) };
        if (found->attribute != COPIA_NONE)
            return true;
    }
    return false;
}

static void
count_regions (CopiaRegionSet *self)
{
    self->count = self->bits ? 0 : copia_regions_count (self->regions);
    for (uint32_t i = 0; self->bits && i < copia_regions_count (self->regions); i++)
        self->count += has (self, i);
}

/* CQP's <chapter_title>: where the attribute has any value. */
static void
take_regions_with (CopiaRegionSet *self, const CopiaRegionAttribute *attribute)
{
    uint32_t count = copia_regions_count (attribute->structure);
    CopiaString value;

    self->regions = attribute->structure;
    self->bits = g_malloc0 (count / 8 + 1);
    for (uint32_t i = 0; i < count; i++)
        if (copia_regions_value (self->regions, attribute->attribute, i, &value))
            self->bits[i / 8] |= (uint8_t) (1u << i % 8);
    count_regions (self);
}

CopiaRegionSet *
copia_region_set_new (const CopiaBinding *binding, const char *structure,
                      const CopiaExpression *test, size_t at)
{
    g_autoptr (CopiaRegionSet) self = g_new0 (CopiaRegionSet, 1);
    Place place = { binding, copia_index_find_structure (binding->index, structure) };
    CopiaRegionAttribute attribute;

    self->regions = place.regions;
    if (!self->regions && !test &&
        copia_region_attribute_find (binding->index, structure, &attribute)) {
        take_regions_with (self, &attribute);
        return g_steal_pointer (&self);
    }
    if (!self->regions) {
        g_autofree char *said = copia_missing_structure (binding->index, structure);

        copia_binding_fault (binding, at, "%s", said);
        return NULL;
    }
    if (test) {
        self->bits = bits_of (&place, test);
        if (!self->bits)
            return NULL;
    }
    count_regions (self);
    return g_steal_pointer (&self);
}

bool
copia_region_attribute_value (const CopiaRegionAttribute *self, uint64_t cpos,
                              CopiaString *value)
{
    uint32_t region = copia_regions_find (self->structure, cpos);

    return region != COPIA_NONE &&
           copia_regions_value (self->structure, self->attribute, region, value);
}

/* What corpora call the same; the first names the family. */
static const char *const families[][8] = {
    { "tags", "pos", "tag", "xpos", "upos", "msd", "ctag", NULL },
    { "lemmas", "lemma", "lempos", "lemma_lc", "base", "lem", "lemma2", NULL },
};

/* What is likely to be meant: another attribute, or none at all. */
static char *
say_likely (const CopiaIndex *index, const char *name)
{
    for (unsigned i = 0; i < G_N_ELEMENTS (families); i++) {
        if (!g_strv_contains (families[i] + 1, name))
            continue;
        for (const char *const *other = families[i] + 1; *other; other++)
            if (copia_index_find_layer (index, *other))
                return g_strdup_printf ("; %s are called '%s' here", families[i][0],
                                        *other);
        return g_strdup_printf ("; 'copia help annotated' tells how a corpus gets %s",
                                families[i][0]);
    }
    return g_strdup_printf ("; a value stands in quotes: \"%s\"", name);
}

bool
copia_token_attribute_fault (const CopiaBinding *binding, const char *name, size_t at)
{
    const CopiaRegions *regions = copia_index_find_structure (binding->index, name);
    g_autofree char *names = copia_index_layer_names (binding->index);
    g_autofree char *likely = say_likely (binding->index, name);
    CopiaRegionAttribute near;

    copia_region_attribute_find (binding->index, name, &near);
    if (near.structure)
        return no_such_attribute (binding, near.structure,
                                  name + strlen (copia_regions_name (near.structure)) +
                                      1,
                                  at);
    if (regions)
        return copia_binding_fault (binding, at,
                                    "'%s' is a structure, which is not compared; [%s] "
                                    "is a token in one, and %s_n=\"3\" would ask for "
                                    "its attribute n",
                                    name, name, name);
    return copia_binding_fault (binding, at,
                                "tokens of this corpus have no attribute '%s'; they "
                                "have %s%s",
                                name, names, likely);
}

CopiaRegionSet *
copia_region_set_of_attribute (const CopiaBinding *binding,
                               const CopiaRegionAttribute *attribute,
                               const CopiaExpression *of)
{
    g_autoptr (CopiaRegionSet) self = g_new0 (CopiaRegionSet, 1);
    Place place = { binding, attribute->structure };

    self->regions = attribute->structure;
    self->bits = bits_of_value (&place, of, attribute->attribute);
    if (!self->bits)
        return NULL;
    count_regions (self);
    return g_steal_pointer (&self);
}

/* Questions come mostly in rising order: the answer is often here or one further. */
static uint32_t
first_from (CopiaRegionSet *self, uint64_t cpos)
{
    uint32_t count = copia_regions_count (self->regions);

    for (unsigned i = 0; i < 2; i++) {
        if (self->at < count && copia_regions_end (self->regions, self->at) >= cpos &&
            (self->at == 0 || copia_regions_end (self->regions, self->at - 1) < cpos))
            return self->at;
        self->at += self->at < count;
    }
    self->at = copia_regions_from (self->regions, cpos);
    return self->at;
}

uint32_t
copia_region_set_find (CopiaRegionSet *self, uint64_t cpos)
{
    uint32_t region = first_from (self, cpos);

    if (region >= copia_regions_count (self->regions) || !has (self, region) ||
        copia_regions_start (self->regions, region) > cpos)
        return COPIA_NONE;
    return region;
}

uint32_t
copia_region_set_from (CopiaRegionSet *self, uint64_t cpos)
{
    uint32_t count = copia_regions_count (self->regions);
    uint32_t region = first_from (self, cpos);

    while (region < count && !has (self, region))
        region++;
    return region < count ? region : COPIA_NONE;
}

void
copia_region_set_free (CopiaRegionSet *self)
{
    if (!self)
        return;
    g_free (self->bits);
    g_free (self);
}
