/* writer.c - taking events in. */
#include "index/writer.h"

#include "index/writer-private.h"

#include "base/error.h"

#include <string.h>

#define MOST_TOKENS (UINT32_MAX - 2)

CopiaIndexWriter *
copia_index_writer_new (void)
{
    CopiaIndexWriter *self = g_new0 (CopiaIndexWriter, 1);

    self->types = copia_types_new ();
    self->gaps = copia_types_new ();
    self->ids = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    self->freq = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    self->word = g_byte_array_new ();
    self->gap_of = g_array_new (FALSE, FALSE, sizeof (CopiaGapAt));
    self->gap_count = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    self->structures = g_ptr_array_new ();
    self->meta = g_string_new (NULL);
    return self;
}

static void
fail (CopiaIndexWriter *self, CopiaError code, const char *what)
{
    if (!self->error)
        g_set_error_literal (&self->error, COPIA_ERROR, code, what);
}

/* The number of a gap; 0 and 1 are "" and " " and are not listed. */
static uint32_t
gap_number (CopiaIndexWriter *self, const char *gap, size_t size)
{
    uint64_t zero = 0;
    uint32_t number;

    if (size == 0)
        return 0;
    if (size == 1 && gap[0] == ' ')
        return 1;
    number = copia_types_add (self->gaps, gap, size);
    if (number == self->gap_count->len)
        g_array_append_val (self->gap_count, zero);
    return number + 2;
}

static void
take_token (void *data, const CopiaTokenEvent *event)
{
    CopiaIndexWriter *self = data;
    uint32_t type, gap;

    if (self->error)
        return;
    if (self->ids->len >= MOST_TOKENS) {
        fail (self, COPIA_ERROR_LIMIT,
              "more than 4,294,967,293 tokens; make several indexes");
        return;
    }
    gap = gap_number (self, event->gap, event->gap_size);
    if (gap >= 2) {
        CopiaGapAt at = { (uint32_t) self->ids->len, gap - 2 };

        g_array_append_val (self->gap_of, at);
        g_array_index (self->gap_count, uint64_t, gap - 2)++;
    } else if (gap == 1) {
        copia_bits_set (&self->spaces, self->ids->len);
    }
    type = copia_types_add (self->types, event->token, event->token_size);
    if (type == self->freq->len) {
        const uint32_t zero = 0;
        const uint8_t no = 0;

        g_array_append_val (self->freq, zero);
        g_byte_array_append (self->word, &no, 1);
    }
    g_array_index (self->freq, uint32_t, type)++;
    self->word->data[type] |= event->word;
    self->words += event->word;
    g_array_append_val (self->ids, type);
}

static CopiaStructure *
find_structure (CopiaIndexWriter *self, const char *name)
{
    for (guint i = 0; i < self->structures->len; i++) {
        CopiaStructure *structure = self->structures->pdata[i];

        if (strcmp (structure->name, name) == 0)
            return structure;
    }
    return NULL;
}

/* Keeps the list outermost first: what is open around a structure stands before it. */
static void
order_structure (CopiaIndexWriter *self, CopiaStructure *inner)
{
    guint at = 0;

    g_ptr_array_find (self->structures, inner, &at);
    for (guint i = self->structures->len; i-- > at + 1;) {
        CopiaStructure *outer = self->structures->pdata[i];

        if (!outer->open)
            continue;
        g_ptr_array_remove_index (self->structures, i);
        g_ptr_array_insert (self->structures, (gint) at, outer);
        i++;
        at++;
    }
}

static CopiaStructure *
add_structure (CopiaIndexWriter *self, const char *name)
{
    CopiaStructure *structure = g_new0 (CopiaStructure, 1);

    structure->name = g_strdup (name);
    structure->start = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    structure->end = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    structure->attributes = g_ptr_array_new ();
    g_ptr_array_add (self->structures, structure);
    return structure;
}

void
copia_structure_set (CopiaStructure *self, guint region, const char *name,
                     const char *value, size_t size)
{
    CopiaStructureAttribute *attribute = NULL;
    uint32_t number;

    for (guint i = 0; i < self->attributes->len && !attribute; i++) {
        attribute = self->attributes->pdata[i];
        if (strcmp (attribute->name, name) != 0)
            attribute = NULL;
    }
    if (!attribute) {
        attribute = g_new0 (CopiaStructureAttribute, 1);
        attribute->name = g_strdup (name);
        attribute->values = copia_types_new ();
        attribute->value = g_array_new (FALSE, TRUE, sizeof (uint32_t));
        g_ptr_array_add (self->attributes, attribute);
    }
    number = copia_types_add (attribute->values, value, size) + 1;
    g_array_set_size (attribute->value, MAX (attribute->value->len, region + 1));
    g_array_index (attribute->value, uint32_t, region) = number;
}

static void
take_open (void *data, const char *name, const CopiaAttribute *attributes, size_t n)
{
    CopiaIndexWriter *self = data;
    CopiaStructure *structure = find_structure (self, name);
    uint32_t start = (uint32_t) self->ids->len;

    if (self->error)
        return;
    if (strlen (name) > COPIA_LONGEST_NAME) {
        fail (self, COPIA_ERROR_LIMIT,
              "a structure's name is longer than 19 characters");
        return;
    }
    if (!structure)
        structure = add_structure (self, name);
    g_assert (!structure->open);
    structure->open = true;
    order_structure (self, structure);
    for (size_t i = 0; i < n && !self->error; i++) {
        if (strlen (attributes[i].name) > COPIA_LONGEST_NAME)
            fail (self, COPIA_ERROR_LIMIT,
                  "an attribute's name is longer than 19 characters");
        else
            copia_structure_set (structure, structure->start->len, attributes[i].name,
                                 attributes[i].value, strlen (attributes[i].value));
    }
    g_array_append_val (structure->start, start);
}

static void
take_close (void *data, const char *name)
{
    CopiaIndexWriter *self = data;
    CopiaStructure *structure = find_structure (self, name);
    uint32_t end = (uint32_t) self->ids->len - 1;

    if (self->error)
        return;
    g_assert (structure && structure->open);
    structure->open = false;
    g_assert (g_array_index (structure->start, uint32_t, structure->start->len - 1) <=
                  end &&
              self->ids->len > 0);
    g_array_append_val (structure->end, end);
}

static void
take_tail (void *data, const char *gap, size_t size)
{
    CopiaIndexWriter *self = data;
    CopiaStructure *text = find_structure (self, "text");

    if (!self->error && text && text->open && size > 0)
        copia_structure_set (text, text->start->len - 1, "_tail", gap, size);
}

CopiaReceiver
copia_index_writer_receiver (CopiaIndexWriter *self)
{
    return (CopiaReceiver){ self, take_open, take_token, take_close, take_tail };
}

void
copia_index_writer_meta (CopiaIndexWriter *self, const char *key, const char *value)
{
    g_string_append_printf (self->meta, "%s\t", key);
    for (; *value; value++) {
        switch (*value) {
        case '\t':
            g_string_append (self->meta, "\\t");
            break;
        case '\n':
            g_string_append (self->meta, "\\n");
            break;
        case '\r':
            g_string_append (self->meta, "\\r");
            break;
        case '\\':
            g_string_append (self->meta, "\\\\");
            break;
        default:
            g_string_append_c (self->meta, *value);
        }
    }
    g_string_append_c (self->meta, '\n');
}

uint64_t
copia_index_writer_tokens (const CopiaIndexWriter *self)
{
    return self->ids->len;
}

uint64_t
copia_index_writer_words (const CopiaIndexWriter *self)
{
    return self->words;
}

bool
copia_index_writer_close (CopiaIndexWriter *self, const char *path, GError **error)
{
    if (!self->error && self->ids->len == 0)
        fail (self, COPIA_ERROR_INPUT, "there is not one word in the input");
    if (self->error) {
        g_propagate_error (error, g_steal_pointer (&self->error));
        return false;
    }
    return copia_index_write (self, path, error);
}

static void
free_structure (CopiaStructure *self)
{
    for (guint i = 0; i < self->attributes->len; i++) {
        CopiaStructureAttribute *attribute = self->attributes->pdata[i];

        g_free (attribute->name);
        copia_types_free (attribute->values);
        g_array_unref (attribute->value);
        g_free (attribute);
    }
    g_ptr_array_unref (self->attributes);
    g_array_unref (self->start);
    g_array_unref (self->end);
    g_free (self->name);
    g_free (self);
}

void
copia_index_writer_free (CopiaIndexWriter *self)
{
    if (!self)
        return;
    g_clear_error (&self->error);
    copia_types_free (self->types);
    copia_types_free (self->gaps);
    g_array_unref (self->ids);
    g_array_unref (self->freq);
    g_byte_array_unref (self->word);
    g_array_unref (self->gap_of);
    g_array_unref (self->gap_count);
    g_free (self->spaces.bytes);
    for (guint i = 0; i < self->structures->len; i++)
        free_structure (self->structures->pdata[i]);
    g_ptr_array_unref (self->structures);
    g_string_free (self->meta, TRUE);
    g_free (self);
}
