/* index.c - opening a corpus: container, meta, and the parts found through them. */
#include "index/index.h"

#include "base/error.h"
#include "index/index-private.h"
#include "index/manifest.h"
#include "index/meta.h"

#include <string.h>

static void
add_line (CopiaIndex *self, char *line)
{
    char *tab = strchr (line, '\t');

    if (!tab)
        return;
    *tab = '\0';
    copia_meta_unescape (tab + 1);
    g_ptr_array_add (self->meta, line);
    g_ptr_array_add (self->meta, tab + 1);
}

static bool
load_meta (CopiaIndex *self, GError **error)
{
    const CopiaSection *section = copia_container_find (self->container, "meta");
    char *end;

    if (!section || section->size == 0)
        return copia_container_damaged (self->container, error,
                                        "its meta data are missing");
    copia_section_touch (section, 0, section->size);
    self->meta_text = g_strndup ((const char *) section->bytes, section->size);
    if (!copia_container_sound (self->container, error))
        return false;
    if (!g_utf8_validate_len (self->meta_text, section->size, NULL))
        return copia_container_damaged (self->container, error,
                                        "its meta data are not UTF-8");
    for (char *line = self->meta_text; line; line = end) {
        end = strchr (line, '\n');
        if (end)
            *end++ = '\0';
        add_line (self, line);
    }
    g_ptr_array_add (self->meta, NULL);
    return true;
}

/* The place of a key among the meta data; their number when it is not there. */
static guint
find_key (const CopiaIndex *self, const char *key)
{
    guint i = 0;

    while (i + 1 < self->meta->len && strcmp (self->meta->pdata[i], key) != 0)
        i += 2;
    return i;
}

/* `at`: the place of the line `attributes:NAME`. */
static bool
load_structure (CopiaIndex *self, const char *name, guint at, GError **error)
{
    g_autofree char *key = g_strconcat ("attributes:", name, NULL);
    CopiaRegions *regions;

    if (at + 1 >= self->meta->len || strcmp (self->meta->pdata[at], key) != 0 ||
        !copia_regions_name_is_good (name) || copia_index_find_structure (self, name))
        return copia_container_damaged (self->container, error,
                                        "its meta data do not describe its structures");
    regions = copia_regions_open (self->container, name, self->meta->pdata[at + 1],
                                  self->tokens.size, error);
    if (regions)
        g_ptr_array_add (self->structures, regions);
    return regions != NULL;
}

static bool
load_structures (CopiaIndex *self, GError **error)
{
    guint at = find_key (self, "structures");
    g_auto (GStrv) names = NULL;

    if (at + 1 < self->meta->len)
        names = g_strsplit (self->meta->pdata[at + 1], " ", COPIA_MOST_NAMES + 1);
    for (guint i = 0; names && names[i]; i++)
        if (!load_structure (self, names[i], at + 2 + 2 * i, error))
            return false;
    self->texts = copia_index_find_structure (self, "text");
    if (!self->texts || copia_regions_count (self->texts) == 0)
        return copia_container_damaged (self->container, error, "it has no texts");
    return true;
}

static bool
load_layers (CopiaIndex *self, GError **error)
{
    const char *list = copia_index_meta (self, "attributes");
    g_auto (GStrv) names = g_strsplit (list ? list : "", " ", COPIA_MOST_NAMES + 1);

    g_ptr_array_add (self->layers, copia_layer_word (&self->tokens, &self->postings));
    g_ptr_array_add (self->layers, copia_layer_form (&self->tokens, &self->postings));
    for (char **name = names; *name; name++) {
        CopiaLayer *layer;

        if (!copia_layer_name_is_good (*name) || copia_index_find_layer (self, *name))
            return copia_container_damaged (self->container, error,
                                            "the names of its attributes cannot be");
        layer = self->shards
                    ? copia_layer_open_set (self->container, *name,
                                            (CopiaIndex **) self->files->pdata,
                                            &self->tokens, &self->postings, error)
                    : copia_layer_open (self->container, *name, &self->tokens,
                                        &self->postings, error);
        if (!layer)
            return false;
        g_ptr_array_add (self->layers, layer);
    }
    return true;
}

static CopiaIndex *
index_new (const char *path)
{
    CopiaIndex *self = g_new0 (CopiaIndex, 1);

    self->path = g_strdup (path);
    self->meta = g_ptr_array_new ();
    self->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) copia_layer_free);
    self->structures =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_regions_free);
    return self;
}

static CopiaIndex *
open_file (const char *path, GError **error)
{
    g_autoptr (CopiaIndex) self = index_new (path);

    self->container = copia_container_open (path, error);
    if (!self->container || !load_meta (self, error) ||
        !copia_lexicon_open (&self->lexicon, self->container, "", error) ||
        !copia_tokens_open (&self->tokens, self->container, &self->lexicon, error) ||
        !copia_postings_open (&self->postings, self->container, "", self->tokens.size,
                              error) ||
        !copia_gaps_open (&self->gaps, self->container, self->tokens.size, error) ||
        !load_layers (self, error) || !load_structures (self, error) ||
        !copia_container_sound (self->container, error))
        return NULL;
    return g_steal_pointer (&self);
}

/* `container` is the file that a manifest names, or there is none. */
static bool
is_member (const CopiaMember *member, const CopiaContainer *container,
           const char *manifest, GError **error)
{
    if (!container && !g_file_test (member->path, G_FILE_TEST_EXISTS)) {
        g_clear_error (error);
        g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                     "%s: its file '%s' is missing; put it back, or make the set anew "
                     "with 'copia merge --set'",
                     manifest, member->path);
        return false;
    }
    if (!container && copia_manifest_is (member->path)) {
        g_clear_error (error);
        g_set_error (
            error, COPIA_ERROR, COPIA_ERROR_DAMAGED,
            "%s: its file '%s' is a set of files itself, and a set names index "
            "files; 'copia merge --set' makes one of both",
            manifest, member->path);
        return false;
    }
    if (!container || (copia_container_size (container) == member->bytes &&
                       strcmp (copia_container_id (container), member->id) == 0))
        return container != NULL;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_DAMAGED,
                 "%s: its file '%s' was replaced: index %s belongs there, and this is "
                 "%s",
                 manifest, member->path, member->id, copia_container_id (container));
    return false;
}

static void
close_file (void *file)
{
    copia_index_close (file);
}

static bool
open_members (CopiaIndex *self, const CopiaManifest *manifest, GError **error)
{
    self->files = g_ptr_array_new_with_free_func (close_file);
    for (guint i = 0; i < manifest->shards->len; i++) {
        const CopiaMember *member = &g_array_index (manifest->shards, CopiaMember, i);
        CopiaIndex *file = open_file (member->path, error);

        if (file)
            g_ptr_array_add (self->files, file);
        if (!is_member (member, file ? file->container : NULL, self->path, error))
            return false;
        if (file->tokens.size != member->tokens)
            return copia_container_damaged (file->container, error,
                                            "'%s' counts its tokens otherwise",
                                            self->path);
    }
    g_ptr_array_add (self->files, NULL);
    return true;
}

/* The first file, or one of its own. */
static const CopiaContainer *
open_base (CopiaIndex *self, const CopiaManifest *manifest, GError **error)
{
    const CopiaMember *first = &g_array_index (manifest->shards, CopiaMember, 0);
    const CopiaIndex *file = self->files->pdata[0];

    if (strcmp (manifest->base.path, first->path) == 0 &&
        manifest->base.bytes == first->bytes &&
        strcmp (manifest->base.id, first->id) == 0)
        return file->container;
    self->base = copia_container_open (manifest->base.path, error);
    return is_member (&manifest->base, self->base, self->path, error) ? self->base
                                                                      : NULL;
}

static bool
open_union (CopiaIndex *self, const CopiaManifest *manifest, GError **error)
{
    const CopiaContainer *base = NULL;

    self->container = copia_container_open (manifest->joint.path, error);
    if (!is_member (&manifest->joint, self->container, self->path, error))
        return false;
    if (manifest->base.name && !(base = open_base (self, manifest, error)))
        return false;
    self->borrowed = copia_borrowed_new (self->container, base, error);
    return self->borrowed != NULL;
}

CopiaIndex *
copia_index_open_set (const char *path, const CopiaManifest *manifest, GError **error)
{
    g_autoptr (CopiaIndex) self = index_new (path);

    if (!open_members (self, manifest, error) || !open_union (self, manifest, error) ||
        !load_meta (self, error) ||
        !copia_lexicon_open (&self->lexicon, self->container, "", error))
        return NULL;
    self->shards =
        copia_shards_new (self->container, "word", (CopiaIndex **) self->files->pdata,
                          self->lexicon.types, error);
    if (!self->shards || !copia_postings_open_set (&self->postings, self->container,
                                                   "word.freq", self->shards, error))
        return NULL;
    copia_tokens_open_set (&self->tokens, self->shards, &self->lexicon);
    self->gaps.shards = self->shards;
    if (!load_layers (self, error) || !load_structures (self, error) ||
        !copia_index_sound (self, error))
        return NULL;
    return g_steal_pointer (&self);
}

/* A set that grows while it is opened is opened as it is then. */
static CopiaIndex *
open_manifest (const char *path, GError **error)
{
    g_autoptr (CopiaManifest) manifest = copia_manifest_read (path, error);
    g_autoptr (CopiaManifest) again = NULL;
    CopiaIndex *index = manifest ? copia_index_open_set (path, manifest, error) : NULL;

    if (index || !manifest)
        return index;
    again = copia_manifest_read (path, NULL);
    if (!again || strcmp (manifest->text, again->text) == 0)
        return NULL;
    g_clear_error (error);
    return copia_index_open_set (path, again, error);
}

bool
copia_index_is (const char *path)
{
    return copia_container_is (path) || copia_manifest_is (path);
}

CopiaIndex *
copia_index_open (const char *path, GError **error)
{
    return copia_manifest_is (path) ? open_manifest (path, error)
                                    : open_file (path, error);
}

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

const char *
copia_index_meta (const CopiaIndex *self, const char *key)
{
    guint at = find_key (self, key);

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
