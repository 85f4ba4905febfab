/* union.c - joining lexicons: forms first, then the words of each form. */
#include "index/union.h"

#include "base/error.h"
#include "index/column-name.h"
#include "index/falling.h"
#include "index/types.h"
#include "text/fold.h"

#include <string.h>

/* Where a part stands among the words of the form at hand: its lexes [next, end). */
typedef struct {
    uint32_t part, next, end;
} Turn;

static CopiaString
word_at (const CopiaUnion *self, uint32_t part, uint32_t lex)
{
    return copia_strings_get (&self->parts[part]->words, lex);
}

/* The type number `lex` of a part is the last one of the union. */
static void
take_type (CopiaUnion *self, uint32_t part, uint32_t lex)
{
    const CopiaLexicon *lexicon = self->parts[part];
    uint32_t id = copia_lexicon_id (lexicon, lex), last = self->words->len - 1;

    if (id >= lexicon->types || self->id[part][id] != COPIA_NONE) {
        copia_container_blame (lexicon->id.section);
        self->broken = true;
        return;
    }
    self->id[part][id] = last;
    g_array_index (self->freq_of_lex, uint64_t, last) +=
        copia_lexicon_freq (lexicon, id);
    g_array_index (self->kind_of_lex, uint8_t, last) |=
        copia_lexicon_is_word (lexicon, id);
}

/* The least of the words at hand; false: there is none. */
static bool
least (const CopiaUnion *self, const GArray *turns, CopiaPlace *place)
{
    CopiaString word = { NULL, 0 };

    for (guint i = 0; i < turns->len; i++) {
        Turn turn = g_array_index (turns, Turn, i);
        CopiaString other;

        if (turn.next >= turn.end)
            continue;
        other = word_at (self, turn.part, turn.next);
        if (!word.bytes || copia_string_compare (other, word) < 0) {
            word = other;
            *place = (CopiaPlace){ turn.part, turn.next };
        }
    }
    return word.bytes != NULL;
}

/* Joins the words of one form. */
static void
join_words (CopiaUnion *self, GArray *turns)
{
    const uint64_t zero = 0;
    CopiaPlace place;

    while (!self->broken && least (self, turns, &place)) {
        CopiaString word = word_at (self, place.part, place.at);

        g_array_append_val (self->words, place);
        g_array_append_val (self->freq_of_lex, zero);
        g_array_append_vals (self->kind_of_lex, &zero, 1);
        for (guint i = 0; i < turns->len; i++) {
            Turn *turn = &g_array_index (turns, Turn, i);

            if (turn->next < turn->end &&
                copia_string_compare (word_at (self, turn->part, turn->next), word) ==
                    0)
                take_type (self, turn->part, turn->next++);
        }
    }
    g_array_set_size (turns, 0);
    g_array_append_val (self->first, self->words->len);
}

typedef struct {
    CopiaUnion *of;
    uint32_t *next; /* a part's form that is next */
} Forms;

static bool
next_form (void *data, uint32_t source, CopiaString *string)
{
    Forms *self = data;
    const CopiaLexicon *lexicon = self->of->parts[source];

    if (self->next[source] >= lexicon->forms)
        return false;
    *string = copia_lexicon_form (lexicon, self->next[source]++);
    return true;
}

static void
join_forms (CopiaUnion *self)
{
    g_autofree uint32_t *next = g_new0 (uint32_t, self->n);
    g_autoptr (GArray) turns = g_array_new (FALSE, FALSE, sizeof (Turn));
    Forms forms = { self, next };
    g_autoptr (CopiaRising) rising = copia_rising_new (self->n, next_form, &forms);
    const uint32_t zero = 0;
    CopiaRisingItem item;

    g_array_append_val (self->first, zero);
    while (!self->broken && self->words->len < COPIA_MOST_TYPES &&
           copia_rising_next (rising, &item)) {
        CopiaPlace place = { item.source, next[item.source] - 1 };
        Turn turn = { .part = item.source };

        if (item.fresh && turns->len > 0)
            join_words (self, turns);
        if (item.fresh)
            g_array_append_val (self->folded, place);
        copia_lexicon_types_of (self->parts[turn.part], place.at, &turn.next,
                                &turn.end);
        g_array_append_val (turns, turn);
    }
    join_words (self, turns);
    self->types = self->words->len;
    self->forms = self->folded->len;
    self->broken = self->broken || !copia_rising_was_sorted (rising);
}

static void
number_ids (CopiaUnion *self)
{
    uint32_t types = self->types;
    g_autofree uint32_t *form_of_lex = g_new (uint32_t, types);

    for (uint32_t form = 0; form < self->forms; form++)
        for (uint32_t lex = g_array_index (self->first, uint32_t, form);
             lex < g_array_index (self->first, uint32_t, form + 1); lex++)
            form_of_lex[lex] = form;
    self->lex_of_id = g_new (uint32_t, types);
    self->id_of_lex = g_new (uint32_t, types);
    self->form = g_new (uint32_t, types);
    self->freq = g_new (uint64_t, types);
    self->kind = g_malloc0 (types / 8 + 1);
    copia_falling ((const uint64_t *) (const void *) self->freq_of_lex->data, types,
                   self->lex_of_id);
    for (uint32_t id = 0; id < types; id++) {
        uint32_t lex = self->lex_of_id[id];

        self->id_of_lex[lex] = id;
        self->form[id] = form_of_lex[lex];
        self->freq[id] = g_array_index (self->freq_of_lex, uint64_t, lex);
        self->tokens += self->freq[id];
        if (g_array_index (self->kind_of_lex, uint8_t, lex))
            self->kind[id / 8] |= (uint8_t) (1u << (id % 8));
    }
}

/* The maps of the parts lead to lexes so far; none must leave a type out. */
static void
finish_maps (CopiaUnion *self)
{
    for (uint32_t part = 0; part < self->n; part++)
        for (uint32_t id = 0; id < self->parts[part]->types; id++) {
            uint32_t *to = &self->id[part][id];

            self->broken = self->broken || *to == COPIA_NONE;
            *to = self->id_of_lex[*to == COPIA_NONE ? 0 : *to];
        }
}

/* The words of each part in their reading order. */
typedef struct {
    const CopiaUnion *of;
    uint32_t **id_at; /* of each part: place in reading order -> id */
    uint32_t *next;
    GString **key;
} Reading;

static bool
next_key (void *data, uint32_t source, CopiaString *string)
{
    Reading *self = data;
    const CopiaLexicon *lexicon = self->of->parts[source];
    GString *key = self->key[source];
    CopiaString word;

    if (self->next[source] >= lexicon->types)
        return false;
    word = copia_lexicon_word (lexicon, self->id_at[source][self->next[source]++]);
    g_string_truncate (key, 0);
    copia_collation_key (word.bytes, word.size, key);
    *string = (CopiaString){ key->str, key->len };
    return true;
}

static uint32_t *
invert_ranks (const CopiaLexicon *lexicon)
{
    uint32_t *id_at = g_new0 (uint32_t, lexicon->types);

    for (uint32_t id = 0; id < lexicon->types; id++) {
        uint32_t rank = copia_lexicon_rank (lexicon, id);

        if (rank < lexicon->types)
            id_at[rank] = id;
        else
            copia_container_blame (lexicon->rank.section);
    }
    return id_at;
}

/* Words that differ have keys that differ, so the union has as many of them. */
static void
join_reading (CopiaUnion *self)
{
    Reading reading = { self, g_new (uint32_t *, self->n), g_new0 (uint32_t, self->n),
                        g_new (GString *, self->n) };
    CopiaRising *rising;
    CopiaRisingItem item;
    uint32_t places = 0;

    self->rank = g_new0 (uint32_t, self->types);
    for (uint32_t part = 0; part < self->n; part++) {
        reading.id_at[part] = invert_ranks (self->parts[part]);
        reading.key[part] = g_string_new (NULL);
    }
    rising = copia_rising_new (self->n, next_key, &reading);
    while (copia_rising_next (rising, &item)) {
        uint32_t id = reading.id_at[item.source][reading.next[item.source] - 1];

        if (item.fresh)
            self->rank[self->id[item.source][id]] = places++;
    }
    if (places != self->types || !copia_rising_was_sorted (rising))
        self->broken = true;
    copia_rising_free (rising);
    for (uint32_t part = 0; part < self->n; part++) {
        g_free (reading.id_at[part]);
        g_string_free (reading.key[part], TRUE);
    }
    g_free (reading.id_at);
    g_free (reading.next);
    g_free (reading.key);
}

static CopiaUnion *
union_new (const CopiaLexicon *const *parts, uint32_t n)
{
    CopiaUnion *self = g_new0 (CopiaUnion, 1);

    self->parts = parts;
    self->n = n;
    self->first = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    self->words = g_array_new (FALSE, FALSE, sizeof (CopiaPlace));
    self->folded = g_array_new (FALSE, FALSE, sizeof (CopiaPlace));
    self->freq_of_lex = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    self->kind_of_lex = g_array_new (FALSE, FALSE, sizeof (uint8_t));
    self->id = g_new0 (uint32_t *, n + 1u);
    for (uint32_t i = 0; i < n; i++) {
        self->id[i] = g_new (uint32_t, parts[i]->types);
        memset (self->id[i], 0xFF, parts[i]->types * sizeof **self->id);
    }
    return self;
}

CopiaUnion *
copia_union_new (const CopiaLexicon *const *parts, uint32_t n, GError **error)
{
    g_autoptr (CopiaUnion) self = union_new (parts, n);

    join_forms (self);
    if (self->types >= COPIA_MOST_TYPES) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                     "more than %u different words; make several indexes",
                     COPIA_MOST_TYPES);
        return NULL;
    }
    if (self->types > 0 && !self->broken) {
        number_ids (self);
        finish_maps (self);
        join_reading (self);
    }
    if (self->types == 0 || self->broken) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_DAMAGED,
                     "damaged index: its words are not in order; build it again with "
                     "'copia index'");
        return NULL;
    }
    return g_steal_pointer (&self);
}

CopiaString
copia_union_word (const CopiaUnion *self, uint32_t lex)
{
    CopiaPlace place = g_array_index (self->words, CopiaPlace, lex);

    return word_at (self, place.part, place.at);
}

CopiaString
copia_union_form (const CopiaUnion *self, uint32_t form)
{
    CopiaPlace place = g_array_index (self->folded, CopiaPlace, form);

    return copia_lexicon_form (self->parts[place.part], place.at);
}

static CopiaString
word_by_lex (const void *self, uint64_t lex)
{
    return copia_union_word (self, (uint32_t) lex);
}

static CopiaString
form_at (const void *self, uint64_t form)
{
    return copia_union_form (self, (uint32_t) form);
}

void
copia_union_write (const CopiaUnion *self, const char *prefix,
                   CopiaContainerWriter *out)
{
    uint32_t types = self->types;
    char name[COPIA_NAME_SIZE];

#define NAMED(rest) copia_column_section (name, prefix, (rest))
    copia_strings_write (out, NAMED ("word"), types, word_by_lex, self);
    copia_ints_write (out, NAMED ("word.id"), self->id_of_lex, types, 1);
    copia_ints_write (out, NAMED ("word.lex"), self->lex_of_id, types, 1);
    copia_ints_write (out, NAMED ("word.form"), self->form, types, 1);
    copia_ints_write64 (out, NAMED ("word.freq"), self->freq, types);
    copia_ints_write (out, NAMED ("word.rank"), self->rank, types, 1);
    copia_container_begin (out, NAMED ("word.kind"), 0);
    copia_container_put (out, self->kind, (types + 7) / 8);
    copia_container_end (out, types);
    copia_strings_write (out, NAMED ("form"), self->forms, form_at, self);
    copia_ints_write (out, NAMED ("form.first"),
                      (const uint32_t *) (void *) self->first->data, self->forms + 1u,
                      1);
#undef NAMED
}

void
copia_union_free (CopiaUnion *self)
{
    if (!self)
        return;
    for (uint32_t i = 0; i < self->n; i++)
        g_free (self->id[i]);
    g_free (self->id);
    g_free (self->lex_of_id);
    g_free (self->id_of_lex);
    g_free (self->form);
    g_free (self->rank);
    g_free (self->freq);
    g_free (self->kind);
    g_array_unref (self->first);
    g_array_unref (self->words);
    g_array_unref (self->folded);
    g_array_unref (self->freq_of_lex);
    g_array_unref (self->kind_of_lex);
    g_free (self);
}
