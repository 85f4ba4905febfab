/* set.c - writing unions and manifests. */
#include "index/set.h"

#include "base/error.h"
#include "index/manifest.h"
#include "index/merge-private.h"
#include "index/packing.h"
#include "index/set-private.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static char *
free_name (const char *path, const char *ending, unsigned *number)
{
    size_t size = strlen (path);
    g_autofree char *stem =
        g_strndup (path, g_str_has_suffix (path, ".copia") ? size - 6 : size);

    for (;; ++*number) {
        g_autofree char *name = g_strdup_printf ("%s.%u.%s", stem, *number, ending);

        if (!g_file_test (name, G_FILE_TEST_EXISTS))
            return g_steal_pointer (&name);
    }
}

char *
copia_set_name (const char *path, unsigned *number)
{
    return free_name (path, "copia", number);
}

/* Whether a type is a word is counted in each file: it must be the same in all. */
static bool
agree_on_words (const CopiaMerge *self, GError **error)
{
    for (uint32_t part = 0; part < self->n; part++) {
        const CopiaLexicon *lexicon = self->lexicons[part];

        for (uint32_t id = 0; id < lexicon->types; id++) {
            uint32_t whole = self->words->id[part][id];
            CopiaString word;

            if (copia_lexicon_is_word (lexicon, id) ==
                (self->words->kind[whole / 8] >> (whole % 8) & 1))
                continue;
            word = copia_lexicon_word (lexicon, id);
            g_set_error (
                error, COPIA_ERROR, COPIA_ERROR_QUERY,
                "%s: '%.*s' is no word in it, as in another of the files; join "
                "them with 'copia merge'",
                copia_index_path (self->parts[part]), (int) word.size, word.bytes);
            return false;
        }
    }
    return true;
}

static bool
write_sections (const CopiaMerge *self, CopiaContainerWriter *out, GError **error)
{
    copia_merge_meta (self, out);
    copia_union_write (self->words, "", out);
    if (!copia_set_write_layers (self, out, error))
        return false;
    for (guint i = 0; i < self->structures->len; i++)
        if (!copia_merge_regions (self, self->structures->pdata[i], out, error))
            return false;
    copia_set_write_shards (self, out);
    for (uint32_t part = 0; part < self->n; part++)
        if (!copia_index_sound (self->parts[part], error))
            return false;
    return true;
}

static bool
write_union (const CopiaMerge *self, const char *path, GError **error)
{
    g_autoptr (CopiaContainerWriter) out = copia_container_writer_new (path);

    copia_index_pack (out, false);
    return write_sections (self, out, error) &&
           copia_container_writer_close (out, error);
}

static void
add_file (CopiaManifest *manifest, const CopiaIndex *file, const char *path)
{
    CopiaMember member =
        copia_member_new (copia_index_path (file), path,
                          copia_index_tokens (file)->size, copia_index_bytes (file),
                          copia_index_id (file));

    g_array_append_val (manifest->shards, member);
}

static CopiaManifest *
list_files (const CopiaMerge *self, const char *path)
{
    CopiaManifest *manifest = copia_manifest_new ();

    for (uint32_t part = 0; part < self->n; part++) {
        const CopiaShards *shards = copia_index_shards (self->parts[part]);

        if (!shards)
            add_file (manifest, self->parts[part], path);
        for (uint32_t i = 0; shards && i < shards->n; i++)
            add_file (manifest, shards->shards[i].index, path);
    }
    return manifest;
}

/* The manifest that stands there was not changed since `before` was read; both may be NULL. */
static bool
unchanged (const char *path, const CopiaManifest *before, GError **error)
{
    g_autoptr (CopiaManifest) now =
        copia_manifest_is (path) ? copia_manifest_read (path, NULL) : NULL;

    if (g_strcmp0 (before ? before->text : NULL, now ? now->text : NULL) == 0)
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "%s: somebody else has changed it meanwhile; try again", path);
    return false;
}

static bool
write_manifest (const CopiaMerge *self, const char *joint, const char *path,
                const CopiaManifest *before, GError **error)
{
    g_autoptr (CopiaContainer) container = copia_container_open (joint, error);
    g_autoptr (CopiaManifest) manifest = NULL;

    if (!container)
        return false;
    manifest = list_files (self, path);
    if (manifest->shards->len > COPIA_MOST_SHARDS) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                     "%s: a set of more than %u files; join some with 'copia merge'",
                     path, COPIA_MOST_SHARDS);
        return false;
    }
    manifest->joint =
        copia_member_new (joint, path, 0, copia_container_size (container),
                          copia_container_id (container));
    return unchanged (path, before, error) &&
           copia_manifest_write (manifest, path, error);
}

static bool
write_set (const CopiaMerge *self, const char *path, GError **error)
{
    g_autoptr (CopiaManifest) before =
        copia_manifest_is (path) ? copia_manifest_read (path, error) : NULL;
    unsigned number = 1;
    g_autofree char *joint = free_name (path, "union", &number);

    if (copia_manifest_is (path) && !before)
        return false;
    if (!write_union (self, joint, error))
        return false;
    if (!write_manifest (self, joint, path, before, error)) {
        (void) g_unlink (joint);
        return false;
    }
    if (before)
        (void) g_unlink (before->joint.path);
    return true;
}

static bool
is_manifest_or_none (const char *path, GError **error)
{
    if (copia_manifest_is (path) || !g_file_test (path, G_FILE_TEST_EXISTS))
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "%s: is there, and is no list of files; name another with -o", path);
    return false;
}

/* A list of files may stand where one of them did, if that has another name still. */
static bool
may_stand_at (const CopiaMerge *self, const char *path, GError **error)
{
    g_autoptr (CopiaManifest) files = list_files (self, path);
    g_autofree char *place = realpath (path, NULL);
    bool twin = false;

    for (guint i = 0; place && i < files->shards->len; i++) {
        const char *file = g_array_index (files->shards, CopiaMember, i).path;
        g_autofree char *there = realpath (file, NULL);

        if (there && strcmp (place, there) == 0)
            return copia_out_spares (path, file, error);
        twin = twin || !copia_out_spares (path, file, NULL);
    }
    return twin || is_manifest_or_none (path, error);
}

bool
copia_set_write (const CopiaIndex *const *parts, uint32_t n, const char *path,
                 GError **error)
{
    CopiaMerge self = { .parts = parts, .n = n };
    bool good;

    g_assert (n > 0);
    good = may_stand_at (&self, path, error) && copia_merge_begin (&self, error) &&
           agree_on_words (&self, error) && write_set (&self, path, error);
    copia_merge_end (&self);
    return good;
}
