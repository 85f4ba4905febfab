/* shards.c - finding the file for a cpos or an id. */
#include "index/shards.h"

#include "index/column-name.h"
#include "index/index.h"

#include <string.h>

/* What the union says of a file must be what the file says. */
static bool
open_shard (CopiaShard *shard, uint32_t i, const CopiaContainer *container,
            const char *prefix, GError **error)
{
    g_autofree char *rest = g_strdup_printf ("set.map.%u", i);
    char name[COPIA_NAME_SIZE];
    const CopiaTokens *tokens = copia_index_tokens (shard->index);

    if (!shard->layer)
        return copia_container_damaged (container, error,
                                        "it does not know the attributes of '%s'",
                                        copia_index_path (shard->index));
    if (shard->end - shard->first != tokens->size || shard->end < tokens->size)
        return copia_container_damaged (container, error, "it does not belong to '%s'",
                                        copia_index_path (shard->index));
    return copia_ints_open (&shard->id, container,
                            copia_column_section (name, prefix, rest),
                            shard->layer->ids, error);
}

static bool
open_shards (CopiaShards *self, const CopiaContainer *container, const char *prefix,
             GError **error)
{
    CopiaInts tokens, words;

    if (!copia_ints_open (&tokens, container, "set.tokens", self->n + 1ull, error) ||
        !copia_ints_open (&words, container, "set.words", self->n + 1ull, error))
        return false;
    if (self->n == 0 || copia_ints_get (&tokens, 0) != 0)
        return copia_container_damaged (container, error, "it has no files");
    for (uint32_t i = 0; i < self->n; i++) {
        CopiaShard *shard = &self->shards[i];

        shard->first = copia_ints_get (&tokens, i);
        shard->end = copia_ints_get (&tokens, i + 1ull);
        shard->words = copia_ints_get (&words, i);
        if (copia_ints_get (&words, i + 1ull) - shard->words !=
            copia_index_tokens (shard->index)->words)
            return copia_container_damaged (container, error,
                                            "its numbers of words cannot be");
        if (!open_shard (shard, i, container, prefix, error))
            return false;
    }
    return true;
}

static bool
open_places (CopiaShards *self, const CopiaContainer *container, const char *prefix,
             GError **error)
{
    char name[COPIA_NAME_SIZE];
    const CopiaSection *in =
        copia_container_find (container,
                              copia_column_section (name, prefix, "set.shard"));
    uint64_t places = in ? in->count : 0;

    if (!copia_ints_open (&self->in, container, name, places, error))
        return false;
    copia_column_section (name, prefix, "set.local");
    if (!copia_ints_open (&self->local, container, name, places, error))
        return false;
    copia_column_section (name, prefix, "set.at");
    return copia_ints_open (&self->at, container, name, self->types + 1ull, error);
}

CopiaShards *
copia_shards_new (const CopiaContainer *container, const char *attribute,
                  CopiaIndex *const *indexes, uint32_t types, GError **error)
{
    g_autoptr (CopiaShards) self = g_new0 (CopiaShards, 1);
    char prefix[COPIA_LONGEST_PREFIX] = "";

    if (strcmp (attribute, "word") != 0)
        copia_column_prefix (prefix, attribute);
    self->types = types;
    while (indexes[self->n])
        self->n++;
    self->shards = g_new0 (CopiaShard, self->n + 1u);
    for (uint32_t i = 0; i < self->n; i++) {
        self->shards[i].index = indexes[i];
        self->shards[i].layer = copia_index_find_layer (indexes[i], attribute);
    }
    if (!open_places (self, container, prefix, error) ||
        !open_shards (self, container, prefix, error))
        return NULL;
    return g_steal_pointer (&self);
}

void
copia_shards_free (CopiaShards *self)
{
    if (!self)
        return;
    g_free (self->shards);
    g_free (self);
}

uint64_t
copia_shards_tokens (const CopiaShards *self)
{
    return self->shards[self->n - 1].end;
}

uint64_t
copia_shards_words (const CopiaShards *self)
{
    const CopiaShard *last = &self->shards[self->n - 1];

    return last->words + copia_index_tokens (last->index)->words;
}

const CopiaShard *
copia_shards_find (const CopiaShards *self, uint64_t cpos)
{
    uint32_t low = 0, high = self->n;

    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;

        if (self->shards[middle].first <= cpos)
            low = middle;
        else
            high = middle;
    }
    return &self->shards[low];
}

uint32_t
copia_shards_id (const CopiaShards *self, uint64_t cpos)
{
    const CopiaShard *shard = copia_shards_find (self, cpos);

    if (cpos >= shard->end)
        return 0;
    return copia_shards_map (self, shard,
                             copia_layer_id (shard->layer, cpos - shard->first));
}

uint32_t
copia_shards_map (const CopiaShards *self, const CopiaShard *shard, uint32_t local)
{
    uint64_t id = copia_ints_get (&shard->id, local);

    if (G_LIKELY (id < self->types))
        return (uint32_t) id;
    copia_container_blame (shard->id.section);
    return 0;
}

void
copia_shards_places (const CopiaShards *self, uint32_t id, uint64_t *first,
                     uint64_t *end)
{
    *first = copia_ints_get (&self->at, id);
    *end = copia_ints_get (&self->at, id + 1ull);
    if (G_UNLIKELY (*first > *end || *end > self->in.count)) {
        if (id < self->types)
            copia_shards_blame (self);
        *first = *end = 0;
    }
}

const CopiaShard *
copia_shards_place (const CopiaShards *self, uint64_t place, uint32_t *local)
{
    uint64_t shard = copia_ints_get (&self->in, place);

    if (G_UNLIKELY (shard >= self->n)) {
        copia_shards_blame (self);
        shard = 0;
    }
    *local = (uint32_t) copia_ints_get (&self->local, place);
    return &self->shards[shard];
}

void
copia_shards_blame (const CopiaShards *self)
{
    copia_container_blame (self->at.section);
}
