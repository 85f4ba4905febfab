/* grow-layers.c - further attributes of tokens in a set that grew. */
#include "index/grow-private.h"

#include "index/column-name.h"

#include <stdlib.h>
#include <string.h>

/* One attribute. */
struct CopiaGrowLayer {
    const char *name;
    char prefix[COPIA_LONGEST_PREFIX];
    const CopiaLayer **layers; /* of each part */
    const CopiaLexicon **lexicons;
    CopiaUnion *added; /* values of all parts but the first */
    CopiaGrowth *growth;
    uint32_t *of; /* added word -> added value, both by lex; NULL: a stream */
};

/* ---- can it be told? ------------------------------------------------------------------ */

static bool
is_map (const CopiaGrow *self, const struct CopiaGrowLayer *layer, uint32_t part)
{
    return layer->layers[part]->kind == COPIA_LAYER_MAP &&
           copia_layer_shares (layer->layers[part],
                               copia_index_layer (self->merge->parts[part], 0));
}

/* Values follow from words in all parts, or in none. */
static bool
are_alike (const CopiaGrow *self, const struct CopiaGrowLayer *layer)
{
    const bool map = is_map (self, layer, 0);

    for (uint32_t part = 0; part < self->merge->n; part++)
        if (map ? !is_map (self, layer, part)
                : layer->layers[part]->kind != COPIA_LAYER_STREAM)
            return false;
    return true;
}

static uint32_t
lex_in (const CopiaUnion *added, uint32_t part, uint32_t id)
{
    return added->lex_of_id[added->id[part - 1][id]];
}

/* All parts agree on the value of each word that is added; else false. */
static bool
map_words (const CopiaGrow *self, struct CopiaGrowLayer *layer)
{
    const uint32_t n = self->added->types;

    layer->of = g_new (uint32_t, n);
    memset (layer->of, 0xFF, n * sizeof *layer->of);
    for (uint32_t part = 1; part < self->merge->n; part++)
        for (uint32_t id = 0; id < self->merge->lexicons[part]->types; id++) {
            uint32_t value =
                lex_in (layer->added, part, copia_layer_of (layer->layers[part], id));
            uint32_t *of = &layer->of[lex_in (self->added, part, id)];

            if (*of != COPIA_NONE && *of != value)
                return false;
            *of = value;
        }
    for (uint32_t lex = 0; lex < n; lex++) {
        uint32_t old = self->words->by_lex[lex].old_id;

        if (old != COPIA_NONE && layer->growth->by_lex[layer->of[lex]].old_id !=
                                     copia_layer_of (layer->layers[0], old))
            return false;
    }
    return true;
}

static void
free_layer (void *data)
{
    struct CopiaGrowLayer *self = data;

    g_free (self->layers);
    g_free (self->lexicons);
    copia_growth_free (self->growth);
    copia_union_free (self->added);
    g_free (self->of);
    g_free (self);
}

static bool
begin_layer (CopiaGrow *self, const char *name, bool *can, GError **error)
{
    const CopiaMerge *merge = self->merge;
    struct CopiaGrowLayer *layer = g_new0 (struct CopiaGrowLayer, 1);

    g_ptr_array_add (self->layers, layer);
    layer->name = name;
    copia_column_prefix (layer->prefix, name);
    layer->layers = g_new (const CopiaLayer *, merge->n);
    layer->lexicons = g_new (const CopiaLexicon *, merge->n);
    for (uint32_t part = 0; part < merge->n; part++) {
        layer->layers[part] = copia_index_find_layer (merge->parts[part], name);
        layer->lexicons[part] = layer->layers[part]->lexicon;
    }
    *can = are_alike (self, layer);
    if (!*can)
        return true;
    layer->added = copia_union_new (layer->lexicons + 1, merge->n - 1, error);
    if (!layer->added)
        return false;
    layer->growth = copia_growth_new (layer->lexicons[0], layer->added, error);
    if (!layer->growth)
        return false;
    *can = !is_map (self, layer, 0) || map_words (self, layer);
    return true;
}

bool
copia_grow_layers_begin (CopiaGrow *self, bool *can, GError **error)
{
    const CopiaIndex *base = self->merge->parts[0];

    self->layers = g_ptr_array_new_with_free_func (free_layer);
    *can = true;
    for (uint32_t i = 2; *can && i < copia_index_n_layers (base); i++)
        if (!begin_layer (self, copia_index_layer (base, i)->name, can, error))
            return false;
    return true;
}

/* ---- words of values ------------------------------------------------------------------ */

static void
write_word_tokens (CopiaGrow *self, const struct CopiaGrowLayer *layer,
                   const CopiaBorrowParts *ids)
{
    const uint32_t n = layer->added->types;
    g_autofree uint64_t *words = g_new0 (uint64_t, n);
    g_autoptr (GArray) fresh = copia_borrow_numbers_new ();
    CopiaBorrowParts parts = *ids;
    char name[COPIA_NAME_SIZE];
    uint64_t most = 0;

    for (uint32_t part = 1; part < self->merge->n; part++)
        for (uint32_t value = 0; value < layer->layers[part]->count; value++)
            words[lex_in (layer->added, part, value)] +=
                copia_layer_words (layer->layers[part], value);
    for (uint32_t i = 0; i < n; i++) {
        const CopiaGrown *grown = layer->growth->by_id[i];
        uint64_t sum = words[grown - layer->growth->by_lex];

        if (grown->old_id != COPIA_NONE)
            sum += copia_layer_words (layer->layers[0], grown->old_id);
        most = MAX (most, sum);
        copia_borrow_add (fresh, sum);
    }
    parts.old = parts.new = COPIA_NO_PART;
    parts.fresh = copia_borrow_array (&self->borrow, fresh);
    copia_borrow_section (&self->borrow,
                          copia_column_section (name, layer->prefix, "words"),
                          MAX (copia_ints_width (most),
                               layer->layers[0]->words_of.width),
                          layer->growth->types, name, &parts);
}

/* ---- maps ----------------------------------------------------------------------------- */

/* The words of the values, in groups, as they become. */
typedef struct {
    const CopiaInts *first, *types; /* of the base */
    CopiaRuns runs;
    GArray *words;               /* uint64_t: what is fresh in `types` */
    GArray *add, *beginning;     /* the same of `first` */
    const CopiaGrown **by_value; /* words that are added, by value and id */
    uint32_t *at; /* added value, by lex -> where its words begin there */
} Groups;

static int
compare_old_ids (const void *a, const void *b)
{
    const CopiaGrown *x = *(CopiaGrown *const *) a, *y = *(CopiaGrown *const *) b;

    return x->old_id < y->old_id ? -1 : x->old_id > y->old_id;
}

static void
sort_by_value (Groups *self, const CopiaGrow *grow, const struct CopiaGrowLayer *layer)
{
    const uint32_t n = grow->added->types, values = layer->added->types;
    g_autofree uint32_t *next = NULL;

    self->at = g_new0 (uint32_t, values + 1u);
    self->by_value = g_new (const CopiaGrown *, n);
    for (uint32_t lex = 0; lex < n; lex++)
        self->at[layer->of[lex] + 1]++;
    for (uint32_t value = 0; value < values; value++)
        self->at[value + 1] += self->at[value];
    next = g_memdup2 (self->at, (values + 1u) * sizeof *next);
    for (uint32_t i = 0; i < n; i++) {
        const CopiaGrown *word = grow->words->by_id[i];

        self->by_value[next[layer->of[word - grow->words->by_lex]]++] = word;
    }
}

/* The first place of [low, high) whose word, in the base, is not before `id`. */
static uint64_t
lower_type (const Groups *self, uint64_t low, uint64_t high, uint64_t id)
{
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;

        if (copia_ints_get (self->types, middle) < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The words [low, high) of the base, of which those that are added go, and come where they belong. */
static void
collect_group (Groups *self, uint64_t low, uint64_t high, const CopiaGrown **words,
               uint32_t n)
{
    g_autofree const CopiaGrown **old = g_memdup2 (words, n * sizeof *words);
    uint64_t copied = low;
    uint32_t next = 0, gone = 0;

    qsort (old, n, sizeof *old, compare_old_ids);
    for (;;) {
        bool goes = gone < n && old[gone]->old_id != COPIA_NONE;
        uint64_t place =
            next < n ? lower_type (self, low, high, words[next]->place) : high;
        uint64_t leaves = goes ? lower_type (self, low, high, old[gone]->old_id) : high;
        uint64_t stop = MAX (copied, MIN (place, leaves));

        copia_runs_copy (&self->runs, copied, stop - copied);
        copied = stop;
        if (next < n && place <= copied) {
            copia_runs_fresh (&self->runs, self->words->len, 1);
            copia_borrow_add (self->words, words[next++]->id);
        } else if (goes) {
            copied++;
            gone++;
        } else {
            return;
        }
    }
}

static void
collect_values (Groups *self, const CopiaGrowth *growth, uint64_t from, uint64_t end)
{
    for (uint64_t i = from; i < end; i++) {
        const CopiaGrown *value = growth->by_id[i];
        size_t lex = (size_t) (value - growth->by_lex);
        uint64_t low = 0, high = 0;

        if (value->old_id != COPIA_NONE) {
            low = copia_ints_get (self->first, value->old_id);
            high = copia_ints_get (self->first, value->old_id + 1ull);
        }
        copia_borrow_add (self->beginning, self->runs.count);
        collect_group (self, low, MAX (low, high), self->by_value + self->at[lex],
                       self->at[lex + 1] - self->at[lex]);
    }
}

static void
collect (Groups *self, const CopiaGrowth *growth, uint32_t added)
{
    const CopiaRuns *ids = &growth->ids;

    for (guint i = 0; i < ids->run->len; i++) {
        uint64_t start = copia_borrow_number (ids->run, i),
                 from = copia_borrow_number (ids->from, i);
        uint64_t end =
            i + 1 < ids->run->len ? copia_borrow_number (ids->run, i + 1) : ids->count;

        if (from % 2) {
            copia_borrow_add (self->add, 0);
            collect_values (self, growth, from / 2,
                            MIN (from / 2 + end - start, added));
        } else {
            uint64_t low = copia_ints_get (self->first, from / 2);
            uint64_t high = copia_ints_get (self->first, from / 2 + end - start);

            copia_borrow_add (self->add, self->runs.count - low);
            copia_runs_copy (&self->runs, low, MAX (low, high) - low);
        }
    }
    copia_borrow_add (self->beginning, self->runs.count);
}

static void
write_of (CopiaGrow *self, const struct CopiaGrowLayer *layer,
          const CopiaBorrowParts *ids)
{
    g_autoptr (GArray) fresh = copia_borrow_numbers_new ();
    CopiaBorrowParts parts = self->word_ids;
    char name[COPIA_NAME_SIZE];

    for (uint32_t i = 0; i < self->added->types; i++) {
        size_t lex = (size_t) (self->words->by_id[i] - self->words->by_lex);

        copia_borrow_add (fresh, layer->growth->by_lex[layer->of[lex]].id);
    }
    parts.old = ids->old;
    parts.new = ids->new;
    parts.fresh = copia_borrow_array (&self->borrow, fresh);
    copia_borrow_section (&self->borrow,
                          copia_column_section (name, layer->prefix, "of"),
                          copia_ints_width (layer->growth->types - 1),
                          self->words->types, name, &parts);
}

static void
write_groups (CopiaGrow *self, const struct CopiaGrowLayer *layer,
              const CopiaBorrowParts *ids)
{
    CopiaBorrowParts first = *ids, types = COPIA_BORROW_NOTHING;
    Groups groups = { .first = &layer->layers[0]->first,
                      .types = &layer->layers[0]->types,
                      .runs = copia_runs_new (),
                      .words = copia_borrow_numbers_new (),
                      .add = copia_borrow_numbers_new (),
                      .beginning = copia_borrow_numbers_new () };
    char name[COPIA_NAME_SIZE];

    sort_by_value (&groups, self, layer);
    collect (&groups, layer->growth, layer->added->types);
    copia_borrow_runs (&self->borrow, &groups.runs, &types);
    types.old = self->word_ids.old;
    types.new = self->word_ids.new;
    types.fresh = copia_borrow_array (&self->borrow, groups.words);
    copia_borrow_section (&self->borrow,
                          copia_column_section (name, layer->prefix, "types"),
                          copia_ints_width (self->words->types - 1), self->words->types,
                          name, &types);
    first.old = first.new = COPIA_NO_PART;
    first.add = copia_borrow_array (&self->borrow, groups.add);
    first.fresh = copia_borrow_array (&self->borrow, groups.beginning);
    copia_borrow_section (&self->borrow,
                          copia_column_section (name, layer->prefix, "first"),
                          copia_ints_width (self->words->types),
                          layer->growth->types + 1ull, name, &first);
    copia_runs_clear (&groups.runs);
    g_array_unref (groups.words);
    g_array_unref (groups.add);
    g_array_unref (groups.beginning);
    g_free (groups.by_value);
    g_free (groups.at);
}

/* ---- streams -------------------------------------------------------------------------- */

/* An id is a value. */
static void
write_frequencies (CopiaGrow *self, const struct CopiaGrowLayer *layer,
                   const CopiaBorrowParts *ids)
{
    g_autoptr (GArray) fresh = copia_borrow_numbers_new ();
    CopiaBorrowParts parts = *ids;
    char name[COPIA_NAME_SIZE], source[COPIA_NAME_SIZE];
    uint64_t most = copia_lexicon_freq (layer->lexicons[0], 0);

    for (uint32_t i = 0; i < layer->added->types; i++)
        copia_borrow_add (fresh, layer->growth->by_id[i]->freq);
    parts.old = parts.new = COPIA_NO_PART;
    parts.fresh = copia_borrow_array (&self->borrow, fresh);
    copia_borrow_section (&self->borrow,
                          copia_column_section (name, layer->prefix, "set.freq"),
                          copia_ints_width (MAX (most, copia_borrow_number (fresh, 0))),
                          layer->growth->types,
                          copia_column_section (source, layer->prefix, "word.freq"),
                          &parts);
}

static bool
write_layer (CopiaGrow *self, const struct CopiaGrowLayer *layer, GError **error)
{
    CopiaBorrowParts ids;
    const CopiaGrowStream stream = { self,          layer->prefix, layer->name,
                                     layer->growth, layer->added,  layer->lexicons,
                                     &ids };

    copia_growth_write (layer->growth, layer->prefix, &self->borrow, &ids);
    write_word_tokens (self, layer, &ids);
    if (layer->of) {
        write_of (self, layer, &ids);
        write_groups (self, layer, &ids);
        return true;
    }
    write_frequencies (self, layer, &ids);
    return copia_grow_stream (&stream, error);
}

bool
copia_grow_layers_write (CopiaGrow *self, GError **error)
{
    for (guint i = 0; i < self->layers->len; i++)
        if (!write_layer (self, self->layers->pdata[i], error))
            return false;
    return true;
}
