/* writer.c - taking tokens and meta data in. */
#include "index/writer.h"

#include "index/meta.h"
#include "index/writer-private.h"

#include <string.h>

/* What a part has of its own, and the whole too. */
static CopiaIndexWriter *
new_writer (CopiaStore *store)
{
    CopiaIndexWriter *self = g_new0 (CopiaIndexWriter, 1);

    self->store = store;
    self->gaps = copia_types_new (0);
    self->numbers = copia_numbers_new (store);
    self->gap_cpos = copia_numbers_new (store);
    self->gap_value = copia_numbers_new (store);
    self->gap_count = g_array_new (FALSE, TRUE, sizeof (uint64_t));
    self->structures = g_ptr_array_new ();
    self->met = g_ptr_array_new ();
    self->layers =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_writer_layer_free);
    self->declared = g_ptr_array_new ();
    self->derivations = g_array_new (FALSE, FALSE, sizeof (CopiaDerivation));
    self->meta = g_string_new (NULL);
    self->idle = g_ptr_array_new ();
    pthread_mutex_init (&self->lock, NULL);
    return self;
}

CopiaIndexWriter *
copia_index_writer_new (void)
{
    return copia_index_writer_new_within (NULL, 1, 0);
}

CopiaIndexWriter *
copia_index_writer_new_within (const char *path, unsigned threads, uint64_t memory)
{
    CopiaIndexWriter *self = new_writer (copia_store_new (path ? path : "", memory));

    self->types = copia_types_new (1 << 13);
    self->recent = copia_recent_types_new (self->types);
    self->threads = threads;
    self->memory = memory;
    self->beside = g_strdup (path);
    if (memory > 0) {
        copia_types_free (self->gaps);
        self->gaps = copia_types_new_beside (path, memory / 8);
    }
    self->recents = g_new0 (CopiaRecentTypes *, threads);
    self->tellers = (CopiaTellers){ .threads = threads,
                                    .fork = copia_index_writer_fork,
                                    .end = copia_index_writer_end_part,
                                    .join = copia_index_writer_join,
                                    .drop = copia_index_writer_drop };
    return self;
}

CopiaIndexWriter *
copia_index_writer_new_part (CopiaIndexWriter *parent)
{
    CopiaIndexWriter *self = new_writer (copia_store_new ("", 0));

    self->parent = parent;
    self->types = parent->types;
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

void
copia_index_writer_blame (CopiaIndexWriter *self, const char *input)
{
    if (self->error && !self->blamed)
        g_prefix_error (&self->error, "%s: ", input);
    self->blamed = self->error != NULL;
}

/* Codes of gaps in streams of numbers: which one is the commonest, 2, is known at the end. */
enum { GAP_NONE, GAP_SPACE, GAP_COMMON, GAP_LISTED };

unsigned
copia_index_writer_take_gap (CopiaIndexWriter *self, const char *gap, size_t size)
{
    const uint64_t zero = 0;
    uint32_t number;

    if (size == 0)
        return GAP_NONE;
    if (size == 1 && gap[0] == ' ')
        return GAP_SPACE;
    number = copia_types_add (self->gaps, gap, size);
    if (number == COPIA_MOST_TYPES) {
        copia_index_writer_fail (self, COPIA_ERROR_LIMIT,
                                 "more than %u different gaps between words; make "
                                 "several indexes",
                                 COPIA_MOST_TYPES);
        return GAP_NONE;
    }
    if (number == self->gap_count->len)
        g_array_append_val (self->gap_count, zero);
    copia_numbers_append (self->gap_cpos, &self->tokens, 1);
    copia_numbers_append (self->gap_value, &number, 1);
    g_array_index (self->gap_count, uint64_t, number)++;
    return GAP_LISTED;
}

/* The lexicon is sorted by bytes with a NUL between. */
static void
check_type (CopiaIndexWriter *self, uint32_t type, uint32_t token)
{
    CopiaString word;

    if (type == COPIA_MOST_TYPES) {
        copia_index_writer_fail (self, COPIA_ERROR_LIMIT,
                                 "more than %u different words; make several indexes",
                                 COPIA_MOST_TYPES);
        return;
    }
    word = copia_types_get (self->types, type);
    if (word.size == 0 || !g_utf8_validate_len (word.bytes, word.size, NULL))
        copia_index_writer_fail (self, COPIA_ERROR_INPUT,
                                 "token %u is empty, holds a NUL or is not UTF-8",
                                 token);
}

void
copia_index_writer_settle (CopiaIndexWriter *self)
{
    uint32_t numbers[COPIA_RECENT_MOST], *to = self->buffer + self->known;
    uint32_t first = self->tokens - (self->used - self->known);
    uint8_t which[COPIA_RECENT_MOST];
    unsigned n, asked;

    if (self->known == self->used)
        return;
    n = copia_recent_types_take (self->recent, numbers, which, &asked);
    for (unsigned i = 0; i < asked; i++)
        check_type (self, numbers[which[i]], first + which[i]);
    for (unsigned i = 0; i < n; i++)
        to[i] |= numbers[i];
    self->known = self->used;
}

void
copia_index_writer_flush (CopiaIndexWriter *self)
{
    copia_index_writer_settle (self);
    copia_numbers_append (self->numbers, self->buffer, self->used);
    self->used = self->known = 0;
}

static bool
may_take (CopiaIndexWriter *self)
{
    if (self->tokens >= COPIA_MOST_TOKENS)
        copia_index_writer_fail (
            self, COPIA_ERROR_LIMIT,
            "more than 4,294,967,293 tokens; make several indexes");
    if (!self->parent && (!self->text || !self->text->open))
        copia_index_writer_fail (self, COPIA_ERROR_INPUT, "token %u is in no text",
                                 self->tokens);
    return !self->error;
}

static void
take_token (void *data, const CopiaTokenEvent *event)
{
    CopiaIndexWriter *self = data;
    unsigned code = GAP_NONE;

    if (self->error || !may_take (self))
        return;
    if (G_UNLIKELY (self->tokens == 0 && self->parent))
        code = GAP_NONE; /* join() has it */
    else if (G_LIKELY (event->gap_size == 1 && event->gap[0] == ' '))
        code = GAP_SPACE;
    else if (event->gap_size > 0)
        code = copia_index_writer_take_gap (self, event->gap, event->gap_size);
    if (G_UNLIKELY (self->declared->len > 0))
        copia_index_writer_take_values (self, self->tokens, event->values);
    self->buffer[self->used++] = code << COPIA_NUMBER_BITS;
    self->tokens++;
    if (copia_recent_types_put (self->recent, event->token, event->token_size,
                                event->word))
        copia_index_writer_settle (self);
    if (self->used == G_N_ELEMENTS (self->buffer))
        copia_index_writer_flush (self);
}

void
copia_index_writer_compact (CopiaIndexWriter *self, bool compact)
{
    self->compact = compact;
}

static void
tell_watch (void *data, uint64_t bytes)
{
    const CopiaIndexWriter *self = data;

    self->watch (self->watch_data, bytes, 0);
}

void
copia_index_writer_watch (CopiaIndexWriter *self, CopiaWatch watch, void *data)
{
    self->watch = watch;
    self->watch_data = data;
    self->tellers.told = tell_watch;
}

void
copia_index_writer_written (const CopiaIndexWriter *self, double part)
{
    if (self->watch)
        self->watch (self->watch_data, 0, part);
}

CopiaReceiver
copia_index_writer_receiver (CopiaIndexWriter *self)
{
    return (CopiaReceiver){ self,
                            copia_index_writer_open,
                            take_token,
                            copia_index_writer_shut,
                            copia_index_writer_tail,
                            copia_index_writer_layers,
                            self->parent ? NULL : &self->tellers };
}

void
copia_index_writer_meta (CopiaIndexWriter *self, const char *key, const char *value)
{
    copia_meta_line (self->meta, key, value);
}

uint64_t
copia_index_writer_tokens (const CopiaIndexWriter *self)
{
    return self->tokens;
}

uint64_t
copia_index_writer_texts (const CopiaIndexWriter *self)
{
    return self->text ? copia_numbers_size (self->text->start) : 0;
}

bool
copia_index_writer_met_word (CopiaIndexWriter *self)
{
    uint32_t count, number = 0;

    copia_index_writer_settle (self);
    count = copia_types_count (self->types);
    while (number < count && !copia_types_marked (self->types, number))
        number++;
    return number < count;
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
    copia_index_writer_settle (self);
    copia_index_writer_check_structures (self);
    copia_index_writer_end_layers (self);
    copia_index_writer_flush (self);
    if (self->tokens == 0)
        copia_index_writer_fail (self, COPIA_ERROR_INPUT,
                                 "there is not one word in the input");
    if (self->error) {
        g_propagate_error (error, g_steal_pointer (&self->error));
        return false;
    }
    copia_index_writer_free_parts (self);
    return copia_index_write (self, path, error);
}

void
copia_index_writer_free (CopiaIndexWriter *self)
{
    if (!self)
        return;
    copia_index_writer_free_parts (self);
    g_clear_error (&self->error);
    if (!self->parent) {
        copia_recent_types_free (self->recent);
        copia_types_free (self->types);
    }
    copia_types_free (self->gaps);
    copia_numbers_free (self->numbers);
    copia_numbers_free (self->gap_cpos);
    copia_numbers_free (self->gap_value);
    g_array_unref (self->gap_count);
    for (guint i = 0; i < self->structures->len; i++)
        copia_structure_free (self->structures->pdata[i]);
    g_ptr_array_unref (self->structures);
    g_ptr_array_unref (self->met);
    g_ptr_array_unref (self->layers);
    g_ptr_array_unref (self->declared);
    g_array_unref (self->derivations);
    g_string_free (self->meta, TRUE);
    g_free (self->beside);
    copia_store_free (self->store);
    pthread_mutex_destroy (&self->lock);
    g_free (self);
}
