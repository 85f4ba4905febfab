/* layer.c - opening attributes of tokens and asking for their values. */
#include "index/layer.h"

#include "index/column-name.h"
#include "index/regions.h"
#include "text/fold.h"

#include <string.h>

bool
copia_layer_name_is_good (const char *name)
{
    return copia_regions_name_is_good (name) && name[0] != '_' &&
           strcmp (name, "word") != 0 && strcmp (name, "form") != 0;
}

/* Over the words' stream. */
static CopiaLayer *
over_words (const char *name, CopiaLayerKind kind, const CopiaTokens *tokens,
            const CopiaPostings *postings)
{
    CopiaLayer *self = g_new0 (CopiaLayer, 1);

    self->name = g_strdup (name);
    self->kind = kind;
    self->lexicon = self->words = tokens->lexicon;
    self->count = self->ids = tokens->lexicon->types;
    self->stream = tokens->ids;
    self->shards = tokens->shards;
    self->postings = postings;
    return self;
}

CopiaLayer *
copia_layer_word (const CopiaTokens *tokens, const CopiaPostings *postings)
{
    return over_words ("word", COPIA_LAYER_WORD, tokens, postings);
}

CopiaLayer *
copia_layer_form (const CopiaTokens *tokens, const CopiaPostings *postings)
{
    CopiaLayer *self = over_words ("form", COPIA_LAYER_FORM, tokens, postings);

    self->count = self->lexicon->forms;
    return self;
}

static bool
open_map (CopiaLayer *self, const CopiaContainer *container, const char *prefix,
          GError **error)
{
    char name[COPIA_NAME_SIZE];

    return copia_ints_open (&self->of, container,
                            copia_column_section (name, prefix, "of"), self->ids,
                            error) &&
           copia_ints_open (&self->types, container,
                            copia_column_section (name, prefix, "types"), self->ids,
                            error) &&
           copia_ints_open (&self->first, container,
                            copia_column_section (name, prefix, "first"),
                            self->count + 1ull, error);
}

/* Its lexicon, and the sections that say how it lies over the tokens. */
static bool
open_lexicon (CopiaLayer *self, const CopiaContainer *container, const char *prefix,
              GError **error)
{
    char name[COPIA_NAME_SIZE];

    if (!copia_lexicon_open (&self->own_lexicon, container, prefix, error))
        return false;
    self->lexicon = &self->own_lexicon;
    self->count = self->lexicon->types;
    return copia_ints_open (&self->words_of, container,
                            copia_column_section (name, prefix, "words"), self->count,
                            error);
}

static bool
is_map (const CopiaContainer *container, const char *prefix)
{
    char name[COPIA_NAME_SIZE];

    copia_column_section (name, prefix, "of");
    return copia_container_find (container, name) != NULL;
}

static bool
open_stream (CopiaLayer *self, const CopiaContainer *container, const char *prefix,
             uint64_t tokens, GError **error)
{
    char name[COPIA_NAME_SIZE];

    self->kind = COPIA_LAYER_STREAM;
    self->ids = self->count;
    self->postings = &self->own_postings;
    return copia_ints_open (&self->stream, container,
                            copia_column_section (name, prefix, "word.ids"), tokens,
                            error) &&
           copia_postings_open (&self->own_postings, container, prefix, tokens, error);
}

CopiaLayer *
copia_layer_open (const CopiaContainer *container, const char *name,
                  const CopiaTokens *tokens, const CopiaPostings *postings,
                  GError **error)
{
    g_autoptr (CopiaLayer) self = over_words (name, COPIA_LAYER_MAP, tokens, postings);
    char prefix[COPIA_LONGEST_PREFIX];

    copia_column_prefix (prefix, name);
    if (!open_lexicon (self, container, prefix, error))
        return NULL;
    if (is_map (container, prefix)
            ? !open_map (self, container, prefix, error)
            : !open_stream (self, container, prefix, tokens->size, error))
        return NULL;
    return g_steal_pointer (&self);
}

/* The ids that lie in the files; a map may do without ids of its own. */
static bool
open_stream_of_set (CopiaLayer *self, const CopiaContainer *container,
                    const char *prefix, CopiaIndex *const *indexes, GError **error)
{
    char name[COPIA_NAME_SIZE];
    const CopiaSection *at =
        copia_container_find (container, copia_column_section (name, prefix, "set.at"));

    if (!at)
        return is_map (container, prefix) ||
               copia_container_damaged (container, error,
                                        "the ids of attribute '%s' are missing",
                                        self->name);
    if (at->count == 0 || at->count > COPIA_NONE ||
        (at->count != self->count + 1ull && !is_map (container, prefix)))
        return copia_container_damaged (container, error,
                                        "section '%s' has a wrong size", name);
    self->kind = COPIA_LAYER_STREAM;
    self->ids = (uint32_t) at->count - 1;
    self->postings = &self->own_postings;
    self->own_shards =
        copia_shards_new (container, self->name, indexes, self->ids, error);
    self->shards = self->own_shards;
    copia_column_section (name, prefix, "set.freq");
    return self->own_shards && copia_postings_open_set (&self->own_postings, container,
                                                        name, self->shards, error);
}

CopiaLayer *
copia_layer_open_set (const CopiaContainer *container, const char *name,
                      CopiaIndex *const *indexes, const CopiaTokens *tokens,
                      const CopiaPostings *postings, GError **error)
{
    g_autoptr (CopiaLayer) self = over_words (name, COPIA_LAYER_MAP, tokens, postings);
    char prefix[COPIA_LONGEST_PREFIX];

    copia_column_prefix (prefix, name);
    if (!open_lexicon (self, container, prefix, error))
        return NULL;
    if (!open_stream_of_set (self, container, prefix, indexes, error))
        return NULL;
    self->kind = is_map (container, prefix) ? COPIA_LAYER_MAP : COPIA_LAYER_STREAM;
    if (self->kind == COPIA_LAYER_MAP && !open_map (self, container, prefix, error))
        return NULL;
    return g_steal_pointer (&self);
}

void
copia_layer_free (CopiaLayer *self)
{
    if (!self)
        return;
    copia_shards_free (self->own_shards);
    g_free (self->name);
    g_free (self);
}

static void
read_in_set (const CopiaLayer *self, uint64_t first, uint32_t n, uint32_t *ids)
{
    while (n > 0) {
        const CopiaShard *shard = copia_shards_find (self->shards, first);
        uint32_t here = (uint32_t) MIN (n, shard->end - first);

        copia_layer_read (shard->layer, first - shard->first, here, ids);
        for (uint32_t i = 0; i < here; i++)
            ids[i] = copia_shards_map (self->shards, shard, ids[i]);
        first += here;
        ids += here;
        n -= here;
    }
}

void
copia_layer_read (const CopiaLayer *self, uint64_t first, uint32_t n, uint32_t *ids)
{
    uint32_t most = 0;

    if (self->shards || n == 0) {
        read_in_set (self, first, n, ids);
        return;
    }
    copia_layer_touch (self, first, first + n);
    for (uint32_t i = 0; i < n; i++) {
        ids[i] = copia_layer_raw (self, first + i);
        most = MAX (most, ids[i]);
    }
    if (G_LIKELY (most < self->ids))
        return;
    copia_container_blame (self->stream.section);
    for (uint32_t i = 0; i < n; i++)
        ids[i] = ids[i] < self->ids ? ids[i] : 0;
}

uint32_t
copia_layer_of (const CopiaLayer *self, uint32_t id)
{
    uint64_t value = self->kind == COPIA_LAYER_FORM
                         ? copia_lexicon_form_of (self->words, id)
                     : self->kind == COPIA_LAYER_MAP ? copia_ints_get (&self->of, id)
                                                     : id;

    if (G_UNLIKELY (value >= self->count)) {
        copia_container_blame (self->kind == COPIA_LAYER_MAP
                                   ? self->of.section
                                   : self->words->form.section);
        return 0;
    }
    return (uint32_t) value;
}

CopiaString
copia_layer_value (const CopiaLayer *self, uint32_t value)
{
    return self->kind == COPIA_LAYER_FORM ? copia_lexicon_form (self->lexicon, value)
                                          : copia_lexicon_word (self->lexicon, value);
}

CopiaString
copia_layer_written (const CopiaLayer *self, uint32_t value, GString *room)
{
    return self->kind == COPIA_LAYER_FORM
               ? copia_lexicon_written (self->lexicon, value, room)
               : copia_layer_value (self, value);
}

uint64_t
copia_layer_freq (const CopiaLayer *self, uint32_t value)
{
    return self->kind == COPIA_LAYER_FORM
               ? copia_lexicon_form_freq (self->lexicon, value)
               : copia_lexicon_freq (self->lexicon, value);
}

/* Those of the types of a form that are words. */
static uint64_t
words_of_form (const CopiaLexicon *lexicon, uint32_t form)
{
    uint32_t lex, end;
    uint64_t sum = 0;

    copia_lexicon_types_of (lexicon, form, &lex, &end);
    for (; lex < end; lex++) {
        uint32_t id = copia_lexicon_id (lexicon, lex);

        if (copia_lexicon_is_word (lexicon, id))
            sum += copia_lexicon_freq (lexicon, id);
    }
    return sum;
}

uint64_t
copia_layer_words (const CopiaLayer *self, uint32_t value)
{
    switch (self->kind) {
    case COPIA_LAYER_WORD:
        return copia_lexicon_is_word (self->lexicon, value)
                   ? copia_lexicon_freq (self->lexicon, value)
                   : 0;
    case COPIA_LAYER_FORM:
        return words_of_form (self->lexicon, value);
    default:
        return copia_ints_get (&self->words_of, value);
    }
}

/* Forms share no type, nor do values: else, in a damaged index, ids could grow without end. */
static void
add_types_of_form (const CopiaLexicon *lexicon, uint32_t form, GArray *ids)
{
    uint32_t lex, end;

    copia_lexicon_types_of (lexicon, form, &lex, &end);
    for (; lex < end; lex++) {
        uint32_t id = copia_lexicon_id (lexicon, lex);

        if (G_UNLIKELY (copia_lexicon_form_of (lexicon, id) != form)) {
            copia_container_blame (lexicon->form.section);
            return;
        }
        g_array_append_val (ids, id);
    }
}

static void
add_types_of_value (const CopiaLayer *self, uint32_t value, GArray *ids)
{
    uint64_t at = copia_ints_get (&self->first, value);
    uint64_t end =
        value < self->count ? copia_ints_get (&self->first, value + 1ull) : at;

    if (G_UNLIKELY (at > end || end > self->types.count)) {
        copia_container_blame (self->first.section);
        return;
    }
    for (; at < end; at++) {
        uint32_t id = (uint32_t) copia_ints_get (&self->types, at);

        if (G_UNLIKELY (copia_ints_get (&self->of, id) != value)) {
            copia_container_blame (self->of.section);
            return;
        }
        g_array_append_val (ids, id);
    }
}

void
copia_layer_add_ids (const CopiaLayer *self, uint32_t value, GArray *ids)
{
    if (self->kind == COPIA_LAYER_FORM)
        add_types_of_form (self->lexicon, value, ids);
    else if (self->kind == COPIA_LAYER_MAP)
        add_types_of_value (self, value, ids);
    else if (value < self->count)
        g_array_append_val (ids, value);
}

uint32_t
copia_layer_by_lex (const CopiaLayer *self, uint32_t place)
{
    return self->kind == COPIA_LAYER_FORM ? place
                                          : copia_lexicon_id (self->lexicon, place);
}

CopiaString
copia_layer_text_at (const CopiaLayer *self, uint32_t place)
{
    return self->kind == COPIA_LAYER_FORM
               ? copia_lexicon_form (self->lexicon, place)
               : copia_strings_get (&self->lexicon->words, place);
}

void
copia_layer_places (const CopiaLayer *self, uint32_t form, uint32_t last,
                    uint32_t *first, uint32_t *end)
{
    uint32_t ignored;

    *first = form;
    *end = last;
    if (self->kind == COPIA_LAYER_FORM)
        return;
    copia_lexicon_types_of (self->lexicon, form, first, &ignored);
    copia_lexicon_types_of (self->lexicon, last - 1, &ignored, end);
}

uint32_t
copia_layer_find (const CopiaLayer *self, CopiaString value)
{
    g_autoptr (GString) folded = g_string_new (NULL);
    uint32_t form, place, end;

    copia_fold (value.bytes, value.size, folded);
    form = copia_lexicon_find_form (self->lexicon,
                                    (CopiaString){ folded->str, folded->len });
    if (form == COPIA_NONE)
        return COPIA_NONE;
    copia_layer_places (self, form, form + 1, &place, &end);
    for (; place < end; place++) {
        uint32_t number = copia_layer_by_lex (self, place);

        if (copia_string_compare (copia_layer_value (self, number), value) == 0)
            return number;
    }
    return COPIA_NONE;
}
