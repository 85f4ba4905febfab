/* writer-structures.c - taking structures in: their regions, attributes and order. */
#include "index/writer-private.h"

#include <string.h>

/* Names of one letter, as of what opens most often, are told without a call. */
static inline bool
is_called (const CopiaStructure *self, const char *name)
{
    return self->name[0] == name[0] && name[0] && self->name[1] == name[1] &&
           (!name[1] || strcmp (self->name + 2, name + 2) == 0);
}

CopiaStructure *
copia_index_writer_find_structure (const CopiaIndexWriter *self, const char *name)
{
    for (guint i = 0; i < self->structures->len; i++)
        if (is_called (self->structures->pdata[i], name))
            return self->structures->pdata[i];
    return NULL;
}

/* Keeps the list outermost first: what is open around a structure stands before it, in the
 * order it had. */
void
copia_index_writer_order (CopiaIndexWriter *self, CopiaStructure *inner)
{
    guint at = self->structures->len - 1;
    bool any = false;

    for (; self->structures->pdata[at] != inner; at--)
        any |= ((const CopiaStructure *) self->structures->pdata[at])->open;
    if (!any)
        return;
    for (guint i = at + 1; i < self->structures->len; i++) {
        CopiaStructure *outer = self->structures->pdata[i];

        if (!outer->open)
            continue;
        g_ptr_array_remove_index (self->structures, i);
        g_ptr_array_insert (self->structures, (gint) at++, outer);
    }
}

/* NULL when it cannot be added; the writer has failed then. */
CopiaStructure *
copia_index_writer_add_structure (CopiaIndexWriter *self, const char *name)
{
    CopiaStructure *structure;

    if (!copia_regions_name_is_good (name)) {
        copia_index_writer_fail (self, COPIA_ERROR_LIMIT,
                                 "a structure cannot be called '%s'; names are at most "
                                 "%d ASCII letters, digits, _ and -",
                                 name, COPIA_LONGEST_NAME);
        return NULL;
    }
    if (self->structures->len == COPIA_MOST_NAMES) {
        copia_index_writer_fail (
            self, COPIA_ERROR_LIMIT,
            "more than %d structures, as each name of a tag is; "
            "'%s' is one too many. If these are no tags, "
            "--importer plain reads the text as it stands; if they "
            "are, take those out that nobody will ask for",
            COPIA_MOST_NAMES, name);
        return NULL;
    }
    structure = g_new0 (CopiaStructure, 1);
    structure->name = g_strdup (name);
    structure->start = copia_numbers_new (self->store);
    structure->end = copia_numbers_new (self->store);
    structure->within = g_ptr_array_new ();
    structure->attributes = g_ptr_array_new ();
    g_ptr_array_add (self->structures, structure);
    g_ptr_array_add (self->met, structure);
    if (strcmp (name, "text") == 0)
        self->text = structure;
    return structure;
}

static CopiaStructureAttribute *
find_attribute (CopiaStructure *self, const char *name)
{
    CopiaStructureAttribute *attribute;

    for (guint i = 0; i < self->attributes->len; i++) {
        attribute = self->attributes->pdata[i];
        if (strcmp (attribute->name, name) == 0)
            return attribute;
    }
    attribute = g_new0 (CopiaStructureAttribute, 1);
    attribute->name = g_strdup (name);
    attribute->values = copia_types_new (0);
    attribute->value = g_array_new (FALSE, TRUE, sizeof (uint32_t));
    g_ptr_array_add (self->attributes, attribute);
    return attribute;
}

/* The value of the region that was opened last; of two, the first. */
static void
set_value (CopiaIndexWriter *self, CopiaStructure *structure, const char *name,
           const char *value, size_t size)
{
    CopiaStructureAttribute *attribute = find_attribute (structure, name);
    uint32_t number;

    g_array_set_size (attribute->value, (guint) copia_numbers_size (structure->start));
    if (g_array_index (attribute->value, uint32_t, attribute->value->len - 1) > 0)
        return;
    number = copia_types_add (attribute->values, value, size);
    if (structure->attributes->len > COPIA_MOST_NAMES) {
        copia_index_writer_fail (
            self, COPIA_ERROR_LIMIT,
            "structure '%s' has more than %d attributes, as '%s' is one; leave out "
            "those "
            "that nobody needs: of a table columns, say (csvcut -c id,text,year FILE)",
            structure->name, COPIA_MOST_NAMES, name);
        return;
    }
    if (number == COPIA_MOST_TYPES) {
        copia_index_writer_fail (
            self, COPIA_ERROR_LIMIT,
            "attribute '%s' of structure '%s' has more values than "
            "fit an index; leave it out",
            name, structure->name);
        return;
    }
    g_array_index (attribute->value, uint32_t, attribute->value->len - 1) = number + 1;
}

static void
set_attribute (CopiaIndexWriter *self, CopiaStructure *structure,
               const CopiaAttribute *attribute)
{
    g_autofree char *valid = NULL;

    if (!copia_regions_name_is_good (attribute->name) ||
        (attribute->name[0] == '_' && strcmp (attribute->name, COPIA_OWN_TEXT) != 0)) {
        copia_index_writer_fail (self, COPIA_ERROR_LIMIT,
                                 "an attribute cannot be called '%s'; names are at "
                                 "most %d ASCII letters, digits, _ and -",
                                 attribute->name, COPIA_LONGEST_NAME);
        return;
    }
    valid = g_utf8_make_valid (attribute->value, -1);
    set_value (self, structure, attribute->name, valid, strlen (valid));
}

static bool
was_within (const CopiaStructure *self, const CopiaStructure *outer)
{
    for (guint i = 0; i < self->within->len; i++)
        if (self->within->pdata[i] == outer->name)
            return true;
    return false;
}

/* What a part has seen open around a structure is told to the whole. */
static void
note_outer (CopiaIndexWriter *self, CopiaStructure *inner)
{
    for (guint i = 0; i < self->structures->len; i++) {
        const CopiaStructure *outer = self->structures->pdata[i];

        if (outer->open && !was_within (inner, outer))
            g_ptr_array_add (inner->within, outer->name);
    }
}

void
copia_index_writer_open (void *data, const char *name, const CopiaAttribute *attributes,
                         size_t n)
{
    CopiaIndexWriter *self = data;
    CopiaStructure *structure;
    uint32_t start = self->tokens;

    if (self->error)
        return;
    structure = copia_index_writer_find_structure (self, name);
    if (!structure)
        structure = copia_index_writer_add_structure (self, name);
    if (!structure)
        return;
    if (structure->open) {
        copia_index_writer_fail (self, COPIA_ERROR_INPUT,
                                 "at token %u structure '%s' is opened inside itself",
                                 start, name);
        return;
    }
    if (self->parent)
        note_outer (self, structure);
    structure->open = true;
    copia_index_writer_order (self, structure);
    copia_numbers_append (structure->start, &start, 1);
    for (size_t i = 0; i < n && !self->error; i++)
        set_attribute (self, structure, &attributes[i]);
}

void
copia_index_writer_shut (void *data, const char *name)
{
    CopiaIndexWriter *self = data;
    CopiaStructure *structure = copia_index_writer_find_structure (self, name);
    uint32_t tokens = self->tokens, end = tokens - 1;

    if (self->error)
        return;
    if (!structure || !structure->open) {
        copia_index_writer_fail (self, COPIA_ERROR_INPUT,
                                 "at token %u structure '%s' is closed, but not open",
                                 tokens, name);
        return;
    }
    if (copia_numbers_last (structure->start) == tokens) {
        copia_index_writer_fail (self, COPIA_ERROR_INPUT,
                                 "at token %u structure '%s' is closed, but holds no "
                                 "token",
                                 tokens, name);
        return;
    }
    structure->open = false;
    copia_numbers_append (structure->end, &end, 1);
}

void
copia_index_writer_tail (void *data, const char *gap, size_t size)
{
    CopiaIndexWriter *self = data;

    if (self->error || size == 0)
        return;
    if (self->text && self->text->open)
        set_value (self, self->text, "_tail", gap, size);
    else
        copia_index_writer_fail (self, COPIA_ERROR_INPUT,
                                 "after token %u a tail is in no text", self->tokens);
}

void
copia_index_writer_check_structures (CopiaIndexWriter *self)
{
    for (guint i = 0; i < self->structures->len; i++) {
        CopiaStructure *structure = self->structures->pdata[i];

        if (structure->open)
            copia_index_writer_fail (self, COPIA_ERROR_INPUT,
                                     "structure '%s' is opened, but not closed",
                                     structure->name);
    }
}

void
copia_structure_free (CopiaStructure *self)
{
    for (guint i = 0; i < self->attributes->len; i++) {
        CopiaStructureAttribute *attribute = self->attributes->pdata[i];

        g_free (attribute->name);
        copia_types_free (attribute->values);
        g_array_unref (attribute->value);
        g_free (attribute);
    }
    g_ptr_array_unref (self->attributes);
    g_ptr_array_unref (self->within);
    copia_numbers_free (self->start);
    copia_numbers_free (self->end);
    g_free (self->name);
    g_free (self);
}
