/* order.c - sorting the types of a corpus. */
#include "index/order.h"

#include "index/falling.h"
#include "index/keys.h"
#include "text/fold.h"

#define WORTH_A_THREAD 20000 /* types */

/* Form 00 word: no token holds a NUL. */
static void
lex_key (const void *types, uint32_t number, GString *out)
{
    CopiaString word = copia_types_get (types, number);

    copia_fold (word.bytes, word.size, out);
    g_string_append_c (out, '\0');
    g_string_append_len (out, word.bytes, (gssize) word.size);
}

static void
reading_key (const void *types, uint32_t number, GString *out)
{
    CopiaString word = copia_types_get (types, number);

    copia_collation_key (word.bytes, word.size, out);
}

/* The lexes of a form begin where a bit is set; the form of each lex is what is returned. */
static uint32_t *
group_forms (CopiaOrder *self, const uint8_t *fresh)
{
    uint32_t *form_of_lex = g_new (uint32_t, self->types);

    for (uint32_t lex = 0; lex < self->types; lex++)
        form_of_lex[lex] = (self->forms += fresh[lex / 8] >> (lex % 8) & 1) - 1;
    self->first = g_new (uint32_t, self->forms + 1u);
    for (uint32_t lex = self->types; lex-- > 0;)
        self->first[form_of_lex[lex]] = lex;
    self->first[self->forms] = self->types;
    return form_of_lex;
}

static void
sort_by_frequency (CopiaOrder *self, const uint32_t *freq)
{
    g_autofree uint64_t *freq_of_lex = g_new (uint64_t, self->types);

    for (uint32_t lex = 0; lex < self->types; lex++)
        freq_of_lex[lex] = freq[self->by_lex[lex]];
    self->lex_of_id = g_new (uint32_t, self->types);
    copia_falling (freq_of_lex, self->types, self->lex_of_id);
}

static void
number_ids (CopiaOrder *self, const uint32_t *form_of_lex)
{
    self->id_of_lex = g_new (uint32_t, self->types);
    self->form = g_new (uint32_t, self->types);
    self->id = g_new (uint32_t, self->types);
    for (uint32_t id = 0; id < self->types; id++) {
        uint32_t lex = self->lex_of_id[id];

        self->id_of_lex[lex] = id;
        self->form[id] = form_of_lex[lex];
        self->id[self->by_lex[lex]] = id;
    }
}

/* Sorting for reading needs nothing of the other orders: it goes on beside them. */
typedef struct CopiaReadingOrder {
    const CopiaTypes *types;
    uint32_t *numbers; /* in that order */
    GThread *beside;   /* NULL: they are there */
} Reading;

static void *
sort_reading (void *data)
{
    Reading *self = data;
    uint32_t n = copia_types_count (self->types);

    self->numbers = g_new (uint32_t, n);
    copia_keys_order (n, reading_key, self->types, self->numbers, NULL);
    return NULL;
}

/* Of both sorts nothing else is there yet: they take the most memory. */
static void
sort_words (CopiaOrder *self, const CopiaTypes *types, uint8_t *fresh, unsigned threads)
{
    Reading *reading = self->reading = g_new0 (Reading, 1);

    reading->types = types;
    if (threads > 1 && self->types >= WORTH_A_THREAD)
        reading->beside = g_thread_new ("reading", sort_reading, reading);
    self->by_lex = g_new (uint32_t, self->types);
    copia_keys_order (self->types, lex_key, types, self->by_lex, fresh);
    if (!reading->beside)
        (void) sort_reading (reading);
}

CopiaOrder *
copia_order_new (const CopiaTypes *types, const uint32_t *freq, unsigned threads)
{
    CopiaOrder *self = g_new0 (CopiaOrder, 1);
    uint32_t n = self->types = copia_types_count (types);
    g_autofree uint8_t *fresh = g_malloc0 (n / 8 + 1);
    g_autofree uint32_t *form_of_lex = NULL;

    sort_words (self, types, fresh, threads);
    form_of_lex = group_forms (self, fresh);
    sort_by_frequency (self, freq);
    number_ids (self, form_of_lex);
    return self;
}

static void
end_reading (CopiaOrder *self)
{
    Reading *reading = self->reading;

    if (reading && reading->beside)
        g_thread_join (g_steal_pointer (&reading->beside));
}

static void
clear_reading (CopiaOrder *self)
{
    end_reading (self);
    if (self->reading)
        g_free (self->reading->numbers);
    g_clear_pointer (&self->reading, g_free);
}

void
copia_order_rank (CopiaOrder *self)
{
    if (!self->reading)
        return;
    end_reading (self);
    self->rank = g_new (uint32_t, self->types);
    for (uint32_t place = 0; place < self->types; place++)
        self->rank[self->id[self->reading->numbers[place]]] = place;
    clear_reading (self);
}

void
copia_order_keep_ids (CopiaOrder *self)
{
    clear_reading (self);
    g_clear_pointer (&self->first, g_free);
    g_clear_pointer (&self->by_lex, g_free);
    g_clear_pointer (&self->lex_of_id, g_free);
    g_clear_pointer (&self->id_of_lex, g_free);
    g_clear_pointer (&self->form, g_free);
    g_clear_pointer (&self->rank, g_free);
}

void
copia_order_free (CopiaOrder *self)
{
    if (!self)
        return;
    copia_order_keep_ids (self);
    g_free (self->id);
    g_free (self);
}
