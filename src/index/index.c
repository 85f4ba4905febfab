/* index.c - an open corpus: what it has, and whether it is sound. */
#include "index/index.h"

#include "index/index-private.h"
#include "index/shared-forms.h"

#include <string.h>

bool
copia_index_sound (const CopiaIndex *self, GError **error)
{
    for (uint32_t i = 0; self->shards && i < self->shards->n; i++)
        if (!copia_index_sound (self->shards->shards[i].index, error))
            return false;
    return (!self->base || copia_container_sound (self->base, error)) &&
           copia_container_sound (self->container, error);
}

void
copia_index_share (const CopiaIndex *self)
{
    for (uint32_t i = 0; self->shards && i < self->shards->n; i++)
        copia_index_share (self->shards->shards[i].index);
    if (self->base)
        copia_container_share (self->base);
    copia_container_share (self->container);
}

void
copia_index_settle (const CopiaIndex *self)
{
    for (uint32_t i = 0; self->shards && i < self->shards->n; i++)
        copia_index_settle (self->shards->shards[i].index);
    if (self->base)
        copia_container_settle (self->base);
    copia_container_settle (self->container);
}

void
copia_index_close (CopiaIndex *self)
{
    if (!self)
        return;
    g_ptr_array_unref (self->layers);
    g_ptr_array_unref (self->structures);
    g_ptr_array_unref (self->meta);
    g_free (self->meta_text);
    copia_known_words_free (
        atomic_load_explicit (&self->known_words, memory_order_relaxed));
    g_free (atomic_load_explicit (&self->shared_forms, memory_order_relaxed));
    copia_view_free (self->view);
    if (!self->ground) {
        copia_shards_free (self->shards);
        if (self->files)
            g_ptr_array_unref (self->files);
        copia_container_close (self->container);
        copia_borrowed_free (self->borrowed);
        copia_container_close (self->base);
    }
    g_free (self->path);
    g_free (self);
}

const CopiaIndex *
copia_index_ground (const CopiaIndex *self)
{
    return self->ground ? self->ground : self;
}

/* Threads that ask at one time may all make them; what the first made stands. */
CopiaKnownWords *
copia_index_known_words (const CopiaIndex *self)
{
    CopiaIndex *own = (CopiaIndex *) self;
    CopiaKnownWords *first = NULL, *known;

    if (self->tokens.through || self->tokens.size > COPIA_KNOWN_MOST)
        return NULL;
    known = atomic_load_explicit (&own->known_words, memory_order_acquire);
    if (known)
        return known;
    known = copia_known_words_new (self->tokens.size);
    if (atomic_compare_exchange_strong (&own->known_words, &first, known))
        return known;
    copia_known_words_free (known);
    return first;
}

const uint8_t *
copia_index_shared_forms (const CopiaIndex *self)
{
    CopiaIndex *own = (CopiaIndex *) self;
    uint8_t *first = NULL, *bits;

    bits = atomic_load_explicit (&own->shared_forms, memory_order_acquire);
    if (bits)
        return bits;
    bits = copia_shared_forms_new (&self->lexicon);
    if (atomic_compare_exchange_strong (&own->shared_forms, &first, bits))
        return bits;
    g_free (bits);
    return first;
}

const char *
copia_index_path (const CopiaIndex *self)
{
    return self->path;
}

const CopiaContainer *
copia_index_container (const CopiaIndex *self)
{
    return self->container;
}

const CopiaContainer *
copia_index_base (const CopiaIndex *self)
{
    return self->base;
}

const CopiaLexicon *
copia_index_lexicon (const CopiaIndex *self)
{
    return &self->lexicon;
}

const CopiaTokens *
copia_index_tokens (const CopiaIndex *self)
{
    return &self->tokens;
}

const CopiaPostings *
copia_index_postings (const CopiaIndex *self)
{
    return &self->postings;
}

const CopiaGaps *
copia_index_gaps (const CopiaIndex *self)
{
    return &self->gaps;
}

const char *
copia_index_id (const CopiaIndex *self)
{
    return copia_container_id (self->container);
}

uint64_t
copia_index_bytes (const CopiaIndex *self)
{
    uint64_t bytes = copia_container_size (self->container);

    if (self->base)
        bytes += copia_container_size (self->base);
    for (uint32_t i = 0; self->shards && i < self->shards->n; i++)
        bytes += copia_index_bytes (self->shards->shards[i].index);
    return bytes;
}

const CopiaShards *
copia_index_shards (const CopiaIndex *self)
{
    return self->shards;
}

bool
copia_index_spares (const CopiaIndex *self, const char *path, GError **error)
{
    for (uint32_t i = 0; self->shards && i < self->shards->n; i++)
        if (!copia_index_spares (self->shards->shards[i].index, path, error))
            return false;
    if (self->base &&
        !copia_out_spares (path, copia_container_path (self->base), error))
        return false;
    return copia_out_spares (path, copia_container_path (self->container), error);
}

guint
copia_index_key (const CopiaIndex *self, const char *key)
{
    guint i = 0;

    while (i + 1 < self->meta->len && strcmp (self->meta->pdata[i], key) != 0)
        i += 2;
    return i;
}

const char *
copia_index_meta (const CopiaIndex *self, const char *key)
{
    guint at = copia_index_key (self, key);

    return at + 1 < self->meta->len ? self->meta->pdata[at + 1] : NULL;
}

const char *const *
copia_index_meta_all (const CopiaIndex *self)
{
    return (const char *const *) self->meta->pdata;
}

uint32_t
copia_index_n_layers (const CopiaIndex *self)
{
    return self->layers->len;
}

const CopiaLayer *
copia_index_layer (const CopiaIndex *self, uint32_t i)
{
    return self->layers->pdata[i];
}

const CopiaLayer *
copia_index_find_layer (const CopiaIndex *self, const char *name)
{
    for (guint i = 0; i < self->layers->len; i++) {
        const CopiaLayer *layer = self->layers->pdata[i];

        if (strcmp (layer->name, name) == 0)
            return layer;
    }
    return NULL;
}

char *
copia_index_layer_names (const CopiaIndex *self)
{
    g_autoptr (GString) names = g_string_new (NULL);

    for (guint i = 0; i < self->layers->len; i++)
        g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                                copia_index_layer (self, i)->name);
    return g_string_free (g_steal_pointer (&names), FALSE);
}

uint32_t
copia_index_n_structures (const CopiaIndex *self)
{
    return self->structures->len;
}

const CopiaRegions *
copia_index_structure (const CopiaIndex *self, uint32_t i)
{
    return self->structures->pdata[i];
}

const CopiaRegions *
copia_index_find_structure (const CopiaIndex *self, const char *name)
{
    for (guint i = 0; i < self->structures->len; i++)
        if (strcmp (copia_regions_name (self->structures->pdata[i]), name) == 0)
            return self->structures->pdata[i];
    return NULL;
}

const CopiaRegions *
copia_index_texts (const CopiaIndex *self)
{
    return self->texts;
}
