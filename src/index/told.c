/* told.c - a walk over tokens and the borders of sentences beside it. */
#include "index/told.h"

#include "index/writer-private.h"

#include <string.h>

static void
advance (CopiaToldBorder *self)
{
    self->any = copia_numbers_cursor_next (&self->cursor, &self->at);
}

static void
begin_border (CopiaToldBorder *self, const CopiaNumbers *places)
{
    self->cursor = copia_numbers_cursor (places);
    advance (self);
}

static bool
is_at (CopiaToldBorder *self, uint32_t cpos)
{
    while (self->any && self->at < cpos)
        advance (self);
    return self->any && self->at == cpos;
}

bool
copia_told_begin (CopiaTold *self, CopiaIndexWriter *writer)
{
    const CopiaStructure *sentence = copia_index_writer_find_structure (writer, "s");

    *self = (CopiaTold){ .writer = writer };
    copia_index_writer_flush (writer);
    if (writer->error || !writer->text)
        return false;
    if (!sentence)
        sentence = copia_index_writer_find_structure (writer, "p");
    self->types = copia_numbers_cursor (writer->numbers);
    begin_border (&self->text, writer->text->end);
    if (sentence) {
        begin_border (&self->end, sentence->end);
        begin_border (&self->start, sentence->start);
    }
    self->cpos = COPIA_NONE;
    return true;
}

bool
copia_told_next (CopiaTold *self)
{
    uint32_t number, cpos = (uint32_t) self->cpos + 1;
    bool text, end, start;

    if (!copia_numbers_cursor_next (&self->types, &number))
        return false;
    self->cpos = cpos;
    self->word = copia_types_get (self->writer->types, number & COPIA_NUMBER_MASK);
    text = is_at (&self->text, cpos);
    end = is_at (&self->end, cpos);
    start = is_at (&self->start, cpos + 1);
    self->last = text || end || start;
    return true;
}

void
copia_told_clear (CopiaTold *self)
{
    copia_numbers_cursor_clear (&self->types);
    copia_numbers_cursor_clear (&self->text.cursor);
    copia_numbers_cursor_clear (&self->end.cursor);
    copia_numbers_cursor_clear (&self->start.cursor);
}

static const CopiaStructureAttribute *
find_file (const CopiaStructure *text)
{
    for (guint i = 0; i < text->attributes->len; i++) {
        const CopiaStructureAttribute *attribute = text->attributes->pdata[i];

        if (strcmp (attribute->name, "file") == 0)
            return attribute;
    }
    return NULL;
}

char *
copia_told_file (const CopiaIndexWriter *writer, uint64_t cpos, uint64_t *first)
{
    const CopiaStructureAttribute *file = find_file (writer->text);
    CopiaNumbersCursor ends = copia_numbers_cursor (writer->text->end);
    uint32_t text = 0, end, value = 0;
    CopiaString name;

    for (*first = 0; copia_numbers_cursor_next (&ends, &end) && end < cpos; text++)
        *first = end + 1;
    copia_numbers_cursor_clear (&ends);
    if (file && text < file->value->len)
        value = g_array_index (file->value, uint32_t, text);
    if (value == 0)
        return NULL;
    name = copia_types_get (file->values, value - 1);
    return g_strndup (name.bytes, name.size);
}

bool
copia_told_has (const CopiaIndexWriter *writer, const char *attribute)
{
    for (guint i = 0; i < writer->layers->len; i++)
        if (strcmp (copia_writer_layer_name (writer->layers->pdata[i]), attribute) == 0)
            return true;
    return false;
}

void
copia_told_layers (CopiaIndexWriter *writer, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        g_assert (!copia_told_has (writer, names[i]));
    copia_index_writer_layers (writer, names, n);
}

void
copia_told_put (CopiaIndexWriter *writer, uint64_t cpos, const CopiaString *values)
{
    if (!writer->error)
        copia_index_writer_take_values (writer, cpos, values);
}
