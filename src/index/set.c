/* set.c - writing unions and manifests. */
#include "index/set.h"

#include "base/error.h"
#include "index/index-private.h"
#include "index/merge-private.h"
#include "index/packing.h"
#include "index/set-leftovers.h"
#include "index/set-private.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define LITTLE                                                                         \
    8 /* what was added: at most this part of the base, in types and in tokens */

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

/* Parts that become a set, and what they can borrow of. */
typedef struct {
    const CopiaIndex *const *parts;
    uint32_t n;
    const char *path;
    CopiaManifest *before;   /* what stands there; NULL: no manifest */
    const CopiaIndex *base;  /* NULL: nothing is borrowed */
    CopiaIndex *opened;      /* it, if it was opened for that */
    CopiaMember base_member; /* its file */
    uint32_t base_files;
    GPtrArray *added; /* CopiaIndex of each further file */
} Making;

static bool
write_whole (const Making *self, CopiaContainerWriter *out, GError **error)
{
    CopiaMerge merge = { .parts = self->parts, .n = self->n };
    bool good = copia_merge_begin (&merge, error) && agree_on_words (&merge, error) &&
                write_sections (&merge, out, error);

    copia_merge_end (&merge);
    return good;
}

/* `*can`: true, or there is no file after all. */
static bool
write_difference (const Making *self, const char *path, bool *can, GError **error)
{
    g_autoptr (CopiaContainerWriter) out = copia_container_writer_new (path);

    copia_index_pack (out, false);
    return copia_set_grow (self->base, self->base_files, self->added, out, can,
                           error) &&
           (!*can || copia_container_writer_close (out, error));
}

/* What cannot be told as a difference is told whole. */
static bool
write_union (Making *self, const char *path, GError **error)
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
list_files (const Making *self)
{
    CopiaManifest *manifest = copia_manifest_new ();
    g_autoptr (GPtrArray) files = copia_set_indexes (self->parts, self->n);

    for (guint i = 0; i < files->len; i++)
        add_file (manifest, files->pdata[i], self->path);
    return manifest;
}

static bool
changed_meanwhile (const char *path, GError **error)
{
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "%s: somebody else has changed it meanwhile; try again", path);
    return false;
}

/* The manifest that stands there was not changed since `before` was read; both may be NULL. */
static bool
unchanged (const char *path, const CopiaManifest *before, GError **error)
{
    g_autoptr (CopiaManifest) now =
        copia_manifest_is (path) ? copia_manifest_read (path, NULL) : NULL;

    if (g_strcmp0 (before ? before->text : NULL, now ? now->text : NULL) == 0)
        return true;
    return changed_meanwhile (path, error);
}

static bool
write_manifest (const Making *self, const char *joint, GError **error)
{
    g_autoptr (CopiaContainer) container = copia_container_open (joint, error);
    g_autoptr (CopiaManifest) manifest = NULL;

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
    return unchanged (self->path, self->before, error) &&
           copia_manifest_write (manifest, self->path, error);
}

/* Nobody vouches for a list that was never opened: no file goes for its name alone. */
static bool
is_union (const CopiaMember *old)
{
    g_autoptr (CopiaContainer) file = NULL;

    if (!old->name || !g_str_has_suffix (old->path, ".union"))
        return false;
    file = copia_container_open (old->path, NULL);
    return file && strcmp (copia_container_id (file), old->id) == 0;
}

/* A union that is no longer used goes; a file of the set stays. */
static void
remove_union (const Making *self, const CopiaMember *old)
{
    if (!is_union (old) ||
        (self->base && strcmp (old->path, self->base_member.path) == 0))
        return;
    for (guint i = 0; i < self->before->shards->len; i++)
        if (strcmp (g_array_index (self->before->shards, CopiaMember, i).path,
                    old->path) == 0)
            return;
    (void) g_unlink (old->path);
}

static bool
write_set (Making *self, GError **error)
{
    unsigned number = 1;
    g_autofree char *joint = free_name (self->path, "union", &number);

    if (!write_union (self, joint, error))
        return false;
    if (!write_manifest (self, joint, error)) {
        (void) g_unlink (joint);
        return false;
    }
    if (self->before) {
        remove_union (self, &self->before->joint);
        remove_union (self, &self->before->base);
    }
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
may_stand_at (const Making *self, GError **error)
{
    g_autoptr (CopiaManifest) files = list_files (self);
    g_autofree char *place = realpath (self->path, NULL);
    bool twin = false;

    for (guint i = 0; place && i < files->shards->len; i++) {
        const char *file = g_array_index (files->shards, CopiaMember, i).path;
        g_autofree char *there = realpath (file, NULL);

        if (there && strcmp (place, there) == 0)
            return copia_out_spares (self->path, file, error);
        twin = twin || !copia_out_spares (self->path, file, NULL);
    }
    return twin || is_manifest_or_none (self->path, error);
}

/* ---- what can be borrowed of ---------------------------------------------------------- */

/* A set that grew before has a base, which is its first file, or a union of the first files. */
static bool
open_base (Making *self, GError **error)
{
    const CopiaManifest *before = self->before;
    const CopiaShards *shards = copia_index_shards (self->parts[0]);
    g_autoptr (CopiaManifest) first = copia_manifest_new ();
    g_autoptr (CopiaContainer) joint = NULL;
    const CopiaSection *tokens;

    self->base_member = before->base;
    if (strcmp (before->base.path,
                g_array_index (before->shards, CopiaMember, 0).path) == 0) {
        self->base = shards->shards[0].index;
        self->base_files = 1;
        return true;
    }
    joint = copia_container_open_named (before->base.path, COPIA_SET_WAY_OUT, error);
    if (!joint)
        return false;
    tokens = copia_container_find (joint, "set.tokens");
    self->base_files =
        tokens ? (uint32_t) MIN (tokens->count, shards->n + 1ull) - 1 : 0;
    for (uint32_t i = 0; i < self->base_files; i++)
        add_file (first, shards->shards[i].index, self->path);
    first->joint = copia_member_new (before->base.path, self->path, 0,
                                     before->base.bytes, before->base.id);
    self->opened =
        self->base_files > 0 ? copia_index_open_set (self->path, first, error) : NULL;
    self->base = self->opened;
    return self->base || (error && *error) ||
           copia_container_damaged (joint, error, "it tells of no files");
}

static bool
find_base (Making *self, GError **error)
{
    const CopiaIndex *first = self->parts[0];
    const CopiaShards *shards = copia_index_shards (first);

    if (!shards) {
        self->base = first;
        self->base_files = 1;
        self->base_member =
            (CopiaMember){ .path = (char *) (uintptr_t) copia_index_path (first),
                           .bytes = copia_index_bytes (first) };
        g_strlcpy (self->base_member.id, copia_index_id (first),
                   sizeof self->base_member.id);
    } else if (self->before && self->before->base.name) {
        if (!open_base (self, error))
            return false;
    } else if (self->before) {
        self->base = first;
        self->base_files = shards->n;
        self->base_member = self->before->joint;
    }
    return true;
}

/* Is what was added so little that telling the difference pays? */
static bool
is_little (const Making *self, CopiaSetKind kind)
{
    uint64_t types = 0, tokens = 0;

    if (self->added->len == 0)
        return false;
    for (guint i = 0; i < self->added->len; i++) {
        types += copia_index_lexicon (self->added->pdata[i])->types;
        tokens += copia_index_tokens (self->added->pdata[i])->size;
    }
    return kind == COPIA_SET_BORROWING ||
           (types <= copia_index_lexicon (self->base)->types / LITTLE &&
            tokens <= copia_index_tokens (self->base)->size / LITTLE);
}

/* The set that stands at the path was read before it was grown: it must be the same still. */
static bool
is_of_the_parts (const Making *self, GError **error)
{
    g_autofree char *place = realpath (self->path, NULL);

    for (uint32_t part = 0; self->before && part < self->n; part++) {
        const CopiaIndex *index = self->parts[part];
        g_autofree char *there = realpath (copia_index_path (index), NULL);

        if (copia_index_shards (index) && place && there &&
            strcmp (place, there) == 0 &&
            strcmp (copia_index_id (index), self->before->joint.id) != 0)
            return changed_meanwhile (self->path, error);
    }
    return true;
}

/* Unions of another set may go whenever that one grows. */
static bool
is_first_part (const Making *self)
{
    return !copia_index_shards (self->parts[0]) ||
           (self->before &&
            strcmp (copia_index_id (self->parts[0]), self->before->joint.id) == 0);
}

static bool
prepare (Making *self, CopiaSetKind kind, GError **error)
{
    g_autoptr (GPtrArray) files = copia_set_indexes (self->parts, self->n);

    if (copia_manifest_is (self->path) &&
        !(self->before = copia_manifest_read (self->path, error)))
        return false;
    if (!is_of_the_parts (self, error))
        return false;
    self->added = g_ptr_array_new ();
    if (kind == COPIA_SET_WHOLE || !is_first_part (self))
        return true;
    if (!find_base (self, error))
        return false;
    for (guint i = self->base_files; i < files->len; i++)
        g_ptr_array_add (self->added, files->pdata[i]);
    if (self->base && !is_little (self, kind))
        self->base = NULL;
    return true;
}

static void
making_clear (Making *self)
{
    copia_index_close (self->opened);
    copia_manifest_free (self->before);
    if (self->added)
        g_ptr_array_unref (self->added);
}

bool
copia_set_write_as (const CopiaIndex *const *parts, uint32_t n, const char *path,
                    CopiaSetKind kind, GError **error)
{
    Making self = { .parts = parts, .n = n, .path = path };
    int folder = copia_set_enter (path);
    bool good;

    g_assert (n > 0);
    good = may_stand_at (&self, error) && prepare (&self, kind, error) &&
           write_set (&self, error);
    making_clear (&self);
    copia_set_leave (folder, path);
    return good;
}

bool
copia_set_write (const CopiaIndex *const *parts, uint32_t n, const char *path,
                 GError **error)
{
    return copia_set_write_as (parts, n, path, COPIA_SET_USUAL, error);
}
