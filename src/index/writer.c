/* writer.c - taking tokens and meta data in. */
#include "index/writer.h"

#include "index/meta.h"
#include "index/writer-private.h"

#include <string.h>

#define MOST_TOKENS (UINT32_MAX - 2)

CopiaIndexWriter *
copia_index_writer_new (void)
{
    CopiaIndexWriter *self = g_new0 (CopiaIndexWriter, 1);

    self->types = copia_types_new (1 << 13);
    self->recent = copia_recent_types_new (self->types);
    self->gaps = copia_types_new (0);
    self->ids = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    self->freq = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    self->word = g_byte_array_new ();
    self->gap_of = g_array_new (FALSE, FALSE, sizeof (CopiaGapAt));
    self->gap_count = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    self->structures = g_ptr_array_new ();
    self->layers =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_writer_layer_free);
    self->declared = g_ptr_array_new ();
    self->meta = g_string_new (NULL);
    return self;
}

void
copia_index_writer_fail (CopiaIndexWriter *self, CopiaError code, const char *format,
                         ...)
{
    va_list arguments;

    if (self->error)
        return;
    va_start (arguments, format);
    self->error = g_error_new_valist (COPIA_ERROR, code, format, arguments);
    va_end (arguments);
}

static void
take_gap (CopiaIndexWriter *self, const char *gap, size_t size)
{
    CopiaGapAt at = { self->ids->len, 0 };
    const uint64_t zero = 0;

    if (size == 0)
        return;
    if (size == 1 && gap[0] == ' ') {
        copia_bits_set (&self->spaces, at.cpos);
        return;
    }
    at.gap = copia_types_add (self->gaps, gap, size);
    if (at.gap == COPIA_MOST_TYPES) {
        copia_index_writer_fail (self, COPIA_ERROR_LIMIT,
                                 "more than %u different gaps between words; make "
                                 "several indexes",
                                 COPIA_MOST_TYPES);
        return;
    }
    if (at.gap == self->gap_count->len)
        g_array_append_val (self->gap_count, zero);
    g_array_append_val (self->gap_of, at);
    g_array_index (self->gap_count, uint64_t, at.gap)++;
}

/* A type met for the first time; the lexicon is sorted by bytes with a NUL between. */
static bool
add_type (CopiaIndexWriter *self, const CopiaTokenEvent *event)
{
    const uint32_t zero = 0;
    const uint8_t no = 0;

    if (event->token_size == 0 ||
        !g_utf8_validate_len (event->token, event->token_size, NULL)) {
        copia_index_writer_fail (self, COPIA_ERROR_INPUT,
                                 "token %u is empty, holds a NUL or is not UTF-8",
                                 self->ids->len);
        return false;
    }
    g_array_append_val (self->freq, zero);
    g_byte_array_append (self->word, &no, 1);
    return true;
}

static bool
may_take (CopiaIndexWriter *self)
{
    if (self->ids->len >= MOST_TOKENS)
        copia_index_writer_fail (
            self, COPIA_ERROR_LIMIT,
            "more than 4,294,967,293 tokens; make several indexes");
    if (!self->text || !self->text->open)
        copia_index_writer_fail (self, COPIA_ERROR_INPUT, "token %u is in no text",
                                 self->ids->len);
    return !self->error;
}

static void
take_token (void *data, const CopiaTokenEvent *event)
{
    CopiaIndexWriter *self = data;
    uint32_t type;
    bool old;

    if (self->error || !may_take (self))
        return;
    take_gap (self, event->gap, event->gap_size);
    type = copia_recent_types_add (self->recent, event->token, event->token_size,
                                   event->word, &old);
    if (type == COPIA_MOST_TYPES) {
        copia_index_writer_fail (self, COPIA_ERROR_LIMIT,
                                 "more than %u different words; make several indexes",
                                 COPIA_MOST_TYPES);
        return;
    }
    if (!old && type == self->freq->len && !add_type (self, event))
        return;
    g_array_index (self->freq, uint32_t, type)++;
    self->word->data[type] |= event->word;
    self->words += event->word;
    if (G_UNLIKELY (self->declared->len > 0))
        copia_index_writer_take_values (self, event->values);
    g_array_append_val (self->ids, type);
}

void
copia_index_writer_compact (CopiaIndexWriter *self, bool compact)
{
    self->compact = compact;
}

CopiaReceiver
copia_index_writer_receiver (CopiaIndexWriter *self)
{
    return (CopiaReceiver){ self,
                            copia_index_writer_open,
                            take_token,
                            copia_index_writer_shut,
                            copia_index_writer_tail,
                            copia_index_writer_layers };
}

void
copia_index_writer_meta (CopiaIndexWriter *self, const char *key, const char *value)
{
    copia_meta_line (self->meta, key, value);
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
    g_assert (!self->closed); /* numbers of types have become ids */
    self->closed = true;
    copia_index_writer_check_structures (self);
    copia_index_writer_end_layers (self);
    if (self->ids->len == 0)
        copia_index_writer_fail (self, COPIA_ERROR_INPUT,
                                 "there is not one word in the input");
    if (self->error) {
        g_propagate_error (error, g_steal_pointer (&self->error));
        return false;
    }
    return copia_index_write (self, path, error);
}

void
copia_index_writer_free (CopiaIndexWriter *self)
{
    if (!self)
        return;
    g_clear_error (&self->error);
    copia_recent_types_free (self->recent);
    copia_types_free (self->types);
    copia_types_free (self->gaps);
    g_array_unref (self->ids);
    g_array_unref (self->freq);
    g_byte_array_unref (self->word);
    g_array_unref (self->gap_of);
    g_array_unref (self->gap_count);
    g_free (self->spaces.bytes);
    for (guint i = 0; i < self->structures->len; i++)
        copia_structure_free (self->structures->pdata[i]);
    g_ptr_array_unref (self->structures);
    g_ptr_array_unref (self->layers);
    g_ptr_array_unref (self->declared);
    g_string_free (self->meta, TRUE);
    g_free (self);
}
