/* order.c - sorting the types of a corpus. */
#include "index/order.h"

#include "index/falling.h"
#include "index/keys.h"
#include "text/fold.h"

#define WORTH_A_THREAD 20000 /* types */

/* Sorts by (form, word); the keys are form 00 word, and no token holds a NUL. */
static void
sort_lex (CopiaOrder *self, const CopiaTypes *types, CopiaKeys *keys,
          uint32_t *form_size)
{
    copia_keys_begin (keys, self->types);
    for (uint32_t number = 0; number < self->types; number++) {
        CopiaString word = copia_types_get (types, number);
        uint64_t at = keys->arena->len;

        copia_fold (word.bytes, word.size, keys->arena);
        form_size[number] = (uint32_t) (keys->arena->len - at);
        g_string_append_c (keys->arena, '\0');
        g_string_append_len (keys->arena, word.bytes, (gssize) word.size);
        copia_keys_end_one (keys, at, number);
    }
    copia_keys_sort (keys);
    for (uint32_t lex = 0; lex < self->types; lex++)
        self->by_lex[lex] = copia_key (keys, lex)->number;
}

/* Cuts the sorted lexicon into forms; `form_of_lex` is filled. */
static void
group_forms (CopiaOrder *self, const CopiaKeys *keys, const uint32_t *form_size,
             uint32_t *form_of_lex)
{
    CopiaString last = { "", 0 };
    uint64_t end = 0;

    g_array_append_val (self->folded_at, end);
    for (uint32_t lex = 0; lex < self->types; lex++) {
        const CopiaKey *key = copia_key (keys, lex);
        CopiaString form = { keys->arena->str + key->at, form_size[key->number] };

        if (lex == 0 || copia_string_compare (form, last) != 0) {
            self->first[self->forms++] = lex;
            g_string_append_len (self->folded, form.bytes, (gssize) form.size);
            end = self->folded->len;
            g_array_append_val (self->folded_at, end);
            last = form;
        }
        form_of_lex[lex] = self->forms - 1;
    }
    self->first[self->forms] = self->types;
}

static void
number_ids (CopiaOrder *self, const uint32_t *freq, const uint32_t *form_of_lex)
{
    g_autofree uint64_t *freq_of_lex = g_new (uint64_t, self->types);

    for (uint32_t lex = 0; lex < self->types; lex++)
        freq_of_lex[lex] = freq[self->by_lex[lex]];
    copia_falling (freq_of_lex, self->types, self->lex_of_id);
    for (uint32_t id = 0; id < self->types; id++) {
        uint32_t lex = self->lex_of_id[id];

        self->id_of_lex[lex] = id;
        self->form[id] = form_of_lex[lex];
        self->id[self->by_lex[lex]] = id;
    }
}

/* Sorting for reading needs nothing of the other orders: it goes on beside them. */
typedef struct {
    const CopiaTypes *types;
    CopiaKeys keys;
} Reading;

static void *
sort_reading (void *data)
{
    Reading *self = data;
    uint32_t n = copia_types_count (self->types);

    copia_keys_begin (&self->keys, n);
    for (uint32_t number = 0; number < n; number++) {
        CopiaString word = copia_types_get (self->types, number);
        uint64_t at = self->keys.arena->len;

        copia_collation_key (word.bytes, word.size, self->keys.arena);
        copia_keys_end_one (&self->keys, at, number);
    }
    copia_keys_sort (&self->keys);
    return NULL;
}

static void
rank_ids (CopiaOrder *self, Reading *reading)
{
    for (uint32_t place = 0; place < self->types; place++) {
        uint32_t number = copia_key (&reading->keys, place)->number;

        self->rank[self->id[number]] = place;
    }
    copia_keys_clear (&reading->keys);
}

CopiaOrder *
copia_order_new (const CopiaTypes *types, const uint32_t *freq, unsigned threads)
{
    CopiaOrder *self = g_new0 (CopiaOrder, 1);
    uint32_t n = self->types = copia_types_count (types);
    g_autofree uint32_t *form_size = g_new (uint32_t, n);
    g_autofree uint32_t *form_of_lex = g_new (uint32_t, n);
    Reading reading = { .types = types };
    GThread *beside = NULL;
    CopiaKeys keys;

    if (threads > 1 && n >= WORTH_A_THREAD)
        beside = g_thread_new ("reading", sort_reading, &reading);
    self->folded = g_string_sized_new ((gsize) n * 8);
    self->folded_at = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    self->first = g_new (uint32_t, n + 1u);
    self->by_lex = g_new (uint32_t, n);
    self->lex_of_id = g_new (uint32_t, n);
    self->id_of_lex = g_new (uint32_t, n);
    self->form = g_new (uint32_t, n);
    self->rank = g_new (uint32_t, n);
    self->id = g_new (uint32_t, n);
    sort_lex (self, types, &keys, form_size);
    group_forms (self, &keys, form_size, form_of_lex);
    copia_keys_clear (&keys);
    number_ids (self, freq, form_of_lex);
    if (beside)
        g_thread_join (beside);
    else
        (void) sort_reading (&reading);
    rank_ids (self, &reading);
    return self;
}

void
copia_order_free (CopiaOrder *self)
{
    if (!self)
        return;
    g_string_free (self->folded, TRUE);
    g_array_unref (self->folded_at);
    g_free (self->first);
    g_free (self->by_lex);
    g_free (self->lex_of_id);
    g_free (self->id_of_lex);
    g_free (self->form);
    g_free (self->rank);
    g_free (self->id);
    g_free (self);
}
