/* set.c - writing unions and manifests. */
#include "index/set.h"

#include "base/draft.h"
#include "base/error.h"
#include "index/index-private.h"
#include "index/merge-private.h"
#include "index/packing.h"
#include "index/set-join.h"
#include "index/set-leftovers.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Be it by a link that leads to nothing. */
static bool
is_taken (const char *name)
{
    struct stat status;

    return lstat (name, &status) == 0;
}

static char *
free_name (const char *path, const char *ending, unsigned *number)
{
    size_t size = strlen (path);
    g_autofree char *stem =
        g_strndup (path, g_str_has_suffix (path, ".copia") ? size - 6 : size);

    for (;; ++*number) {
        g_autofree char *name = g_strdup_printf ("%s.%u.%s", stem, *number, ending);

        if (!is_taken (name))
            return g_steal_pointer (&name);
    }
}

char *
copia_set_name (const char *path, unsigned *number)
{
    return free_name (path, "copia", number);
}

void
copia_set_disagree (const CopiaIndex *index, uint32_t id, GError **error)
{
    CopiaString word = copia_lexicon_word (copia_index_lexicon (index), id);

    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "%s: '%.*s' is no word in it, as in another of the files; join "
                 "them with 'copia merge'",
                 copia_index_path (index), (int) word.size, word.bytes);
}

/* Whether a type is a word is counted in each file: it must be the same in all. */
static bool
agree_on_words (const CopiaMerge *self, GError **error)
{
    for (uint32_t part = 0; part < self->n; part++) {
        const CopiaLexicon *lexicon = self->lexicons[part];

        for (uint32_t id = 0; id < lexicon->types; id++) {
            uint32_t whole = self->words->id[part][id];

            if (copia_lexicon_is_word (lexicon, id) ==
                (self->words->kind[whole / 8] >> (whole % 8) & 1))
                continue;
            copia_set_disagree (self->parts[part], id, error);
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
write_parts (const CopiaIndex *const *parts, uint32_t n, CopiaMergeWatch *watch,
             CopiaContainerWriter *out, GError **error)
{
    CopiaMerge merge = { .parts = parts, .n = n, .watch = watch };
    bool good;

    if (watch)
        copia_merge_watch_union (&merge);
    good = copia_merge_begin (&merge, error) && agree_on_words (&merge, error) &&
           write_sections (&merge, out, error);
    copia_merge_end (&merge);
    return good;
}

static GPtrArray *
indexes_from (const CopiaMaking *self, guint first)
{
    GPtrArray *indexes = g_ptr_array_new ();

    for (guint i = first; i < self->files->len; i++)
        g_ptr_array_add (indexes,
                         (void *) (uintptr_t) copia_making_file (self, i)->index);
    return indexes;
}

/* Of sets their unions are read, while all of their files are there still. */
static bool
write_whole (const CopiaMaking *self, CopiaContainerWriter *out, GError **error)
{
    g_autoptr (GPtrArray) files = indexes_from (self, 0);

    if (!self->joined)
        return write_parts (self->parts, self->n, self->watch, out, error);
    return write_parts ((const CopiaIndex *const *) files->pdata, files->len,
                        self->watch, out, error);
}

/* `*can`: true, or there is no file after all. */
static bool
write_difference (const CopiaMaking *self, const char *path, bool *can, GError **error)
{
    g_autoptr (CopiaContainerWriter) out = copia_container_writer_new (path);
    g_autoptr (GPtrArray) added = indexes_from (self, self->base_files);

    copia_index_pack (out, false);
    return copia_set_grow (self->base, self->base_files, added, out, can, error) &&
           (!*can || copia_container_writer_close (out, error));
}

/* What cannot be told as a difference is told whole. */
static bool
write_union (CopiaMaking *self, const char *path, GError **error)
{
    g_autoptr (CopiaContainerWriter) out = NULL;
    bool can = self->base != NULL;

    if (can && !write_difference (self, path, &can, error))
        return false;
    if (can)
        return true;
    self->base = NULL;
    out = copia_container_writer_new (path);
    copia_index_pack (out, false);
    return write_whole (self, out, error) && copia_container_writer_close (out, error);
}

static CopiaManifest *
list_files (const CopiaMaking *self)
{
    CopiaManifest *manifest = copia_manifest_new ();

    for (guint i = 0; i < self->files->len; i++) {
        CopiaMember member = copia_making_member (self, i);

        g_array_append_val (manifest->shards, member);
    }
    return manifest;
}

static bool
changed_meanwhile (const char *path, GError **error)
{
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "%s: somebody else has changed it meanwhile; try again", path);
    return false;
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
may_stand_at (const CopiaMaking *self, GError **error)
{
    g_autofree char *place = realpath (self->path, NULL);
    bool twin = false;

    for (guint i = 0; place && i < self->files->len; i++) {
        const char *file = copia_making_file (self, i)->path;
        g_autofree char *there = realpath (file, NULL);

        if (there && strcmp (place, there) == 0)
            return copia_out_spares (self->path, file, error);
        twin = twin || !copia_out_spares (self->path, file, NULL);
    }
    return twin || is_manifest_or_none (self->path, error);
}

/* The manifest that stands there was not changed since it was read, and where there was none nobody
 * has made an index. */
static bool
unchanged (const CopiaMaking *self, GError **error)
{
    const char *before = self->before ? self->before->text : NULL;
    g_autoptr (CopiaManifest) now =
        copia_manifest_is (self->path) ? copia_manifest_read (self->path, NULL) : NULL;

    if (g_strcmp0 (before, now ? now->text : NULL) == 0 && may_stand_at (self, NULL))
        return true;
    return changed_meanwhile (self->path, error);
}

static bool
write_manifest (CopiaMaking *self, const char *joint, GError **error)
{
    g_autoptr (CopiaContainer) container = copia_container_open (joint, error);
    g_autoptr (CopiaManifest) manifest = NULL;
    g_autoptr (CopiaOut) out = NULL;

    if (!container)
        return false;
    manifest = list_files (self);
    if (manifest->shards->len > COPIA_MOST_SHARDS) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                     "%s: a set of more than %u files; join some with 'copia merge'",
                     self->path, COPIA_MOST_SHARDS);
        return false;
    }
    if (self->base)
        manifest->base =
            copia_member_new (self->base_member.path, self->path, 0,
                              self->base_member.bytes, self->base_member.id);
    manifest->joint =
        copia_member_new (joint, self->path, 0, copia_container_size (container),
                          copia_container_id (container));
    out = copia_manifest_draft (manifest, self->path);
    return unchanged (self, error) && copia_making_name_drafts (self, error) &&
           copia_out_close (out, error);
}

/* Nobody vouches for a list that was never opened: no file goes for its name alone. */
static bool
is_union_of (const char *path, const CopiaMember *old)
{
    g_autoptr (CopiaContainer) file = NULL;

    if (!old->name || strchr (old->name, '/') ||
        !copia_set_calls_so (path, old->name, ".union"))
        return false;
    file = copia_container_open (old->path, NULL);
    return file && strcmp (copia_container_id (file), old->id) == 0;
}

/* A union that is no longer used goes; a file of the set stays. */
static bool
may_go (const CopiaMaking *self, const CopiaMember *old)
{
    if (!is_union_of (self->path, old) ||
        (self->base && strcmp (old->path, self->base_member.path) == 0))
        return false;
    for (guint i = 0; i < self->before->shards->len; i++)
        if (strcmp (g_array_index (self->before->shards, CopiaMember, i).path,
                    old->path) == 0)
            return false;
    return true;
}

static void
remove_old (const CopiaMaking *self)
{
    g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func (g_free);
    const CopiaMember *unions[] = { &self->before->joint, &self->before->base };

    for (size_t i = 0; i < G_N_ELEMENTS (unions); i++)
        if (may_go (self, unions[i]))
            g_ptr_array_add (old, g_strdup (unions[i]->path));
    copia_making_joined_to (self, old);
    copia_set_remove_unnamed (old, self->path);
}

static bool
write_set (CopiaMaking *self, GError **error)
{
    unsigned number = 1;
    g_autofree char *joint = free_name (self->path, "union", &number);

    if (!write_union (self, joint, error))
        return false;
    if (!write_manifest (self, joint, error)) {
        (void) g_unlink (joint);
        return false;
    }
    if (self->before)
        remove_old (self);
    return true;
}

/* The set that stands at the path was read before it was grown: it must be the same still. */
static bool
is_of_the_parts (const CopiaMaking *self, GError **error)
{
    for (uint32_t part = 0; part < self->n; part++)
        if (copia_making_is_grown (self, self->parts[part]) &&
            strcmp (copia_index_id (self->parts[part]), self->before->joint.id) != 0)
            return changed_meanwhile (self->path, error);
    return true;
}

static bool
making_begin (CopiaMaking *self, CopiaSetKind kind, GError **error)
{
    self->files = g_array_new (FALSE, FALSE, sizeof (CopiaSetEntry));
    self->gone = g_array_new (FALSE, FALSE, sizeof (CopiaSetEntry));
    self->lock = -1;
    if (copia_manifest_is (self->path) &&
        !(self->before = copia_manifest_read (self->path, error)))
        return false;
    return is_of_the_parts (self, error) && copia_making_take_files (self, error) &&
           may_stand_at (self, error) && copia_making_find_base (self, kind, error);
}

static void
free_entries (GArray *entries)
{
    for (guint i = 0; i < entries->len; i++) {
        g_free (g_array_index (entries, CopiaSetEntry, i).path);
        g_free (g_array_index (entries, CopiaSetEntry, i).draft);
        g_free (g_array_index (entries, CopiaSetEntry, i).mark);
    }
    g_array_unref (entries);
}

/* `good`: what it says. */
static bool
making_end (CopiaMaking *self, bool good)
{
    if (!good)
        copia_making_drop_new (self);
    copia_making_drop_marks (self);
    free_entries (self->files);
    free_entries (self->gone);
    copia_index_close (self->joined);
    copia_draft_release (self->lock);
    copia_index_close (self->opened);
    copia_manifest_free (self->before);
    return good;
}

static bool
write_as (const CopiaIndex *const *parts, uint32_t n, const char *path,
          CopiaSetKind kind, CopiaMergeWatch *watch, GError **error)
{
    g_autofree char *place = copia_manifest_place (path);
    CopiaMaking self = { .parts = parts, .n = n, .path = place, .watch = watch };
    int lock = copia_set_lock (path, error), folder;
    bool good;

    g_assert (n > 0);
    if (lock == COPIA_SET_TAKEN)
        return false;
    folder = copia_set_enter (place);
    good = making_begin (&self, kind, error) && write_set (&self, error);
    copia_set_leave (folder, place);
    copia_set_unlock (lock);
    return making_end (&self, good);
}

bool
copia_set_write_as (const CopiaIndex *const *parts, uint32_t n, const char *path,
                    CopiaSetKind kind, GError **error)
{
    return write_as (parts, n, path, kind, NULL, error);
}

bool
copia_set_write_watched (const CopiaIndex *const *parts, uint32_t n, const char *path,
                         CopiaMergeProgress progress, void *data, GError **error)
{
    CopiaMergeWatch watch = { .progress = progress, .data = data };

    return write_as (parts, n, path, COPIA_SET_USUAL, progress ? &watch : NULL, error);
}

bool
copia_set_write (const CopiaIndex *const *parts, uint32_t n, const char *path,
                 GError **error)
{
    return copia_set_write_as (parts, n, path, COPIA_SET_USUAL, error);
}

bool
copia_set_append (const CopiaIndex *old, const CopiaIndex *added, const char *name,
                  const char *path, GError **error)
{
    const CopiaIndex *parts[] = { old, added };
    CopiaMaking self = { .parts = parts, .n = 2, .path = path };
    unsigned number = 1;
    int folder = copia_set_enter (path);
    bool good = making_begin (&self, COPIA_SET_USUAL, error);

    if (good) {
        CopiaSetEntry *file = copia_making_file (&self, self.files->len - 1);

        file->own = true;
        file->draft = g_steal_pointer (&file->path);
        /* while the texts were indexed somebody may have taken the name */
        file->path = is_taken (name) ? copia_set_name (path, &number) : g_strdup (name);
        copia_making_join (&self);
        good = write_set (&self, error);
    }
    copia_set_leave (folder, path);
    return making_end (&self, good);
}
