/* order.c - sorting the types of a corpus. */
#include "index/order.h"

#include "text/fold.h"

#define WORTH_A_THREAD 20000 /* types */

/* Strings to sort by bytes: the first eight are kept beside the place, for most decide. */
typedef struct {
    uint64_t head;
    uint64_t at;
    uint32_t size;
    uint32_t number;
} Key;

typedef struct {
    GString *arena;
    GArray *keys; /* Key */
} Keys;

static void
keys_begin (Keys *self, uint32_t n)
{
    self->arena = g_string_sized_new ((gsize) n * 24);
    self->keys = g_array_sized_new (FALSE, FALSE, sizeof (Key), n);
}

/* The key of `number` is what was appended to the arena since `at`. */
static void
keys_end_one (Keys *self, uint64_t at, uint32_t number)
{
    Key key = { 0, at, (uint32_t) (self->arena->len - at), number };
    unsigned char bytes[8] = { 0 };

    memcpy (bytes, self->arena->str + at, MIN (key.size, 8));
    for (unsigned i = 0; i < 8; i++)
        key.head = key.head << 8 | bytes[i];
    g_array_append_val (self->keys, key);
}

static int
compare_keys (const void *a, const void *b, void *arena)
{
    const Key *x = a, *y = b;
    const GString *bytes = arena;

    if (x->head != y->head)
        return x->head < y->head ? -1 : 1;
    return copia_string_compare ((CopiaString){ bytes->str + x->at, x->size },
                                 (CopiaString){ bytes->str + y->at, y->size });
}

static void
keys_sort (Keys *self)
{
    g_qsort_with_data (self->keys->data, (gint) self->keys->len, sizeof (Key),
                       compare_keys, self->arena);
}

static void
keys_clear (Keys *self)
{
    g_string_free (self->arena, TRUE);
    g_array_unref (self->keys);
}

/* Sorts by (form, word); the keys are form 00 word, and no token holds a NUL. */
static void
sort_lex (CopiaOrder *self, const CopiaTypes *types, Keys *keys, uint32_t *form_size)
{
    keys_begin (keys, self->types);
    for (uint32_t number = 0; number < self->types; number++) {
        CopiaString word = copia_types_get (types, number);
        uint64_t at = keys->arena->len;

        copia_fold (word.bytes, word.size, keys->arena);
        form_size[number] = (uint32_t) (keys->arena->len - at);
        g_string_append_c (keys->arena, '\0');
        g_string_append_len (keys->arena, word.bytes, (gssize) word.size);
        keys_end_one (keys, at, number);
    }
    keys_sort (keys);
    for (uint32_t lex = 0; lex < self->types; lex++)
        self->by_lex[lex] = g_array_index (keys->keys, Key, lex).number;
}

/* Cuts the sorted lexicon into forms; `form_of_lex` is filled. */
static void
group_forms (CopiaOrder *self, const Keys *keys, const uint32_t *form_size,
             uint32_t *form_of_lex)
{
    CopiaString last = { "", 0 };
    uint64_t end = 0;

    g_array_append_val (self->folded_at, end);
    for (uint32_t lex = 0; lex < self->types; lex++) {
        const Key *key = &g_array_index (keys->keys, Key, lex);
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

typedef struct {
    const uint32_t *freq;
    const uint32_t *by_lex;
} ByFrequency;

static int
compare_frequency (const void *a, const void *b, void *data)
{
    const ByFrequency *by = data;
    uint32_t x = *(const uint32_t *) a, y = *(const uint32_t *) b;
    uint32_t fx = by->freq[by->by_lex[x]], fy = by->freq[by->by_lex[y]];

    if (fx != fy)
        return fx > fy ? -1 : 1;
    return x < y ? -1 : x > y;
}

static void
number_ids (CopiaOrder *self, const uint32_t *freq, const uint32_t *form_of_lex)
{
    ByFrequency by = { freq, self->by_lex };

    for (uint32_t lex = 0; lex < self->types; lex++)
        self->lex_of_id[lex] = lex;
    g_qsort_with_data (self->lex_of_id, (gint) self->types, sizeof (uint32_t),
                       compare_frequency, &by);
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
    Keys keys;
} Reading;

static void *
sort_reading (void *data)
{
    Reading *self = data;
    uint32_t n = copia_types_count (self->types);

    keys_begin (&self->keys, n);
    for (uint32_t number = 0; number < n; number++) {
        CopiaString word = copia_types_get (self->types, number);
        uint64_t at = self->keys.arena->len;

        copia_collation_key (word.bytes, word.size, self->keys.arena);
        keys_end_one (&self->keys, at, number);
    }
    keys_sort (&self->keys);
    return NULL;
}

static void
rank_ids (CopiaOrder *self, Reading *reading)
{
    for (uint32_t place = 0; place < self->types; place++) {
        uint32_t number = g_array_index (reading->keys.keys, Key, place).number;

        self->rank[self->id[number]] = place;
    }
    keys_clear (&reading->keys);
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
    Keys keys;

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
    keys_clear (&keys);
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
