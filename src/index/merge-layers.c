/* merge-layers.c - further attributes of tokens, part after part. */
#include "index/merge-private.h"

#include "index/columns.h"

#include <string.h>

#define BATCH 1024

static void
write_words (const CopiaMergeLayer *self, CopiaContainerWriter *out)
{
    g_autofree uint64_t *words = g_new0 (uint64_t, self->values->types);
    char name[COPIA_NAME_SIZE];

    for (uint32_t part = 0; part < self->merge->n; part++)
        for (uint32_t value = 0; value < self->layers[part]->count; value++)
            words[self->values->id[part][value]] +=
                copia_layer_words (self->layers[part], value);
    copia_ints_write64 (out, copia_column_section (name, self->prefix, "words"), words,
                        self->values->types);
}

/* Type -> value, where every part has such a map and they agree; else NULL. */
static uint32_t *
map_of (const CopiaMergeLayer *self)
{
    const CopiaUnion *types = self->merge->words;
    g_autofree uint32_t *of = g_new (uint32_t, types->types);

    memset (of, 0xFF, types->types * sizeof *of);
    for (uint32_t part = 0; part < self->merge->n; part++) {
        const CopiaLayer *layer = self->layers[part];

        if (layer->kind != COPIA_LAYER_MAP ||
            !copia_layer_shares (layer,
                                 copia_index_layer (self->merge->parts[part], 0)))
            return NULL;
        for (uint32_t id = 0; id < layer->ids; id++) {
            uint32_t *to = &of[types->id[part][id]];
            uint32_t value = self->values->id[part][copia_layer_of (layer, id)];

            if (*to != COPIA_NONE && *to != value)
                return NULL;
            *to = value;
        }
    }
    return g_steal_pointer (&of);
}

/* From the ids of a part's stream to values of the whole. */
static uint32_t *
values_of_stream (const CopiaMergeLayer *self, uint32_t part)
{
    const CopiaLayer *layer = self->layers[part];
    uint32_t *values = g_new (uint32_t, layer->ids);

    for (uint32_t id = 0; id < layer->ids; id++)
        values[id] = self->values->id[part][copia_layer_of (layer, id)];
    return values;
}

static void
put_stream (const CopiaMergeLayer *self, CopiaIntsWriter *ids)
{
    for (uint32_t part = 0; part < self->merge->n; part++) {
        uint64_t size = copia_index_tokens (self->merge->parts[part])->size;
        g_autofree uint32_t *values = values_of_stream (self, part);
        uint32_t batch[BATCH];

        for (uint64_t at = 0; at < size; at += BATCH) {
            uint32_t n = (uint32_t) MIN (BATCH, size - at);

            copia_layer_read (self->layers[part], at, n, batch);
            for (uint32_t i = 0; i < n; i++)
                copia_ints_put (ids, values[batch[i]]);
            copia_merge_tell (self->merge, n);
        }
    }
}

static void
write_stream (const CopiaMergeLayer *self, CopiaContainerWriter *out)
{
    char name[COPIA_NAME_SIZE];
    CopiaIntsWriter ids;

    copia_ints_begin (&ids, out, copia_column_section (name, self->prefix, "word.ids"),
                      copia_ints_width (self->values->types - 1));
    do
        put_stream (self, &ids);
    while (copia_ints_again (&ids));
    copia_ints_end (&ids);
}

bool
copia_merge_layer_begin (CopiaMergeLayer *self, const CopiaMerge *merge,
                         uint32_t number, GError **error)
{
    const char *name = copia_index_layer (merge->parts[0], number)->name;

    *self = (CopiaMergeLayer){ .merge = merge };
    self->layers = g_new (const CopiaLayer *, merge->n);
    self->lexicons = g_new (const CopiaLexicon *, merge->n);
    for (uint32_t part = 0; part < merge->n; part++) {
        self->layers[part] = copia_index_find_layer (merge->parts[part], name);
        self->lexicons[part] = self->layers[part]->lexicon;
    }
    if (number > 1)
        copia_column_prefix (self->prefix, name);
    self->values = copia_union_new (self->lexicons, merge->n, error);
    return self->values != NULL;
}

void
copia_merge_layer_end (CopiaMergeLayer *self)
{
    copia_union_free (self->values);
    g_free (self->layers);
    g_free (self->lexicons);
}

void
copia_merge_layer_lexicon (const CopiaMergeLayer *self, CopiaContainerWriter *out)
{
    copia_union_write (self->values, self->prefix, out);
    write_words (self, out);
}

bool
copia_merge_layer_map (const CopiaMergeLayer *self, CopiaContainerWriter *out)
{
    g_autofree uint32_t *of = map_of (self);
    uint32_t types = self->merge->words->types;
    char name[COPIA_NAME_SIZE];

    if (!of)
        return false;
    copia_ints_write (out, copia_column_section (name, self->prefix, "of"), of, types,
                      1);
    copia_column_write_groups (out, self->prefix, of, types, self->values->types);
    return true;
}

static bool
merge_layer (const CopiaMerge *merge, uint32_t number, CopiaContainerWriter *out,
             GError **error)
{
    CopiaMergeLayer self;
    bool good = copia_merge_layer_begin (&self, merge, number, error);

    if (good)
        copia_merge_layer_lexicon (&self, out);
    if (good && !copia_merge_layer_map (&self, out)) {
        write_stream (&self, out);
        copia_merge_lists (merge, self.prefix, self.values, self.layers, out);
    }
    copia_merge_layer_end (&self);
    return good;
}

bool
copia_merge_layers (const CopiaMerge *self, CopiaContainerWriter *out, GError **error)
{
    for (uint32_t i = 2; i < copia_index_n_layers (self->parts[0]); i++)
        if (!merge_layer (self, i, out, error))
            return false;
    return true;
}

void
copia_merge_postings (const CopiaMerge *self, CopiaContainerWriter *out)
{
    g_autofree const CopiaLayer **layers = g_new (const CopiaLayer *, self->n);

    for (uint32_t part = 0; part < self->n; part++)
        layers[part] = copia_index_layer (self->parts[part], 0);
    copia_merge_lists (self, "", self->words, layers, out);
}
