/* index-open.c - opening a corpus: container, meta, and the parts found through them. */
#include "base/error.h"
#include "index/index-private.h"
#include "index/meta.h"

#include <string.h>

#define MOST_CHANGES 100 /* of a set while it is opened */

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
    guint at = copia_index_key (self, "structures");
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
                     "%s: its file '%s' is missing; put it back, or " COPIA_SET_WAY_OUT,
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

/* All of them unpack as much as one file would. */
static void
share_limit (const GPtrArray *files)
{
    uint64_t all = 0;

    for (guint i = 0; i < files->len; i++)
        all += copia_index_bytes (files->pdata[i]);
    for (guint i = 0; i < files->len; i++)
        copia_container_limit_among (((CopiaIndex *) files->pdata[i])->container, all);
}

static bool
open_members (CopiaIndex *self, const CopiaManifest *manifest, GError **error)
{
    self->files = g_ptr_array_new_with_free_func (close_file);
    for (guint i = 0; i < manifest->shards->len; i++) {
        const CopiaMember *member = &g_array_index (manifest->shards, CopiaMember, i);
        CopiaIndex *file = open_file (member->path, error);

        if (file) {
            file->own = member->own;
            g_ptr_array_add (self->files, file);
        }
        if (!is_member (member, file ? file->container : NULL, self->path, error))
            return false;
        if (file->tokens.size != member->tokens)
            return copia_container_damaged (file->container, error,
                                            "'%s' counts its tokens otherwise",
                                            self->path);
    }
    share_limit (self->files);
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
    self->base =
        copia_container_open_named (manifest->base.path, COPIA_SET_WAY_OUT, error);
    return is_member (&manifest->base, self->base, self->path, error) ? self->base
                                                                      : NULL;
}

static bool
open_union (CopiaIndex *self, const CopiaManifest *manifest, GError **error)
{
    const CopiaContainer *base = NULL;

    self->container =
        copia_container_open_named (manifest->joint.path, COPIA_SET_WAY_OUT, error);
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
    CopiaIndex *index = manifest ? copia_index_open_set (path, manifest, error) : NULL;

    for (unsigned i = 0; !index && manifest && i < MOST_CHANGES; i++) {
        g_autofree char *before = g_steal_pointer (&manifest->text);

        copia_manifest_free (manifest);
        manifest = copia_manifest_read (path, NULL);
        if (!manifest || strcmp (manifest->text, before) == 0)
            break;
        g_clear_error (error);
        index = copia_index_open_set (path, manifest, error);
    }
    return index;
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
