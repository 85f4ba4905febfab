/* set-join.c - which files, and their end. */
#include "index/set-join.h"

#include "base/draft.h"
#include "index/index-private.h"
#include "index/set-leftovers.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define FEWEST 8 /* files that become one */
#define GROWS 4  /* times as large as any of them it is then, at least */
#define MOST_TOKENS (UINT64_C (1) << 25) /* of it: joining them takes seconds */

guint
copia_join_from (const uint64_t *tokens, guint n)
{
    uint64_t sum = 0, most = 0;
    guint first = n;

    for (guint i = n; i-- > 0;) {
        most = MAX (most, tokens[i]);
        if (tokens[i] > MOST_TOKENS - sum)
            break;
        sum += tokens[i];
        if (n - i >= FEWEST && most <= sum / GROWS)
            first = i;
    }
    return first;
}

/* A list that was copied or written by somebody else may say so of any file beside it. */
static bool
is_its_own (const CopiaMaking *self, const CopiaSetEntry *file)
{
    return file->own && copia_set_calls_so (self->path, file->path, ".copia");
}

/* The first file of those at the end that may be joined. */
static guint
first_free (const CopiaMaking *self)
{
    guint i = self->files->len, least = self->base ? self->base_files : 0;

    while (i > least && is_its_own (self, copia_making_file (self, i - 1)))
        i--;
    return i;
}

static guint
choose (const CopiaMaking *self)
{
    g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    guint first = first_free (self);

    for (guint i = first; i < self->files->len; i++) {
        uint64_t size = copia_index_tokens (copia_making_file (self, i)->index)->size;

        g_array_append_val (tokens, size);
    }
    return first + copia_join_from ((const uint64_t *) (const void *) tokens->data,
                                    tokens->len);
}

static CopiaIndex *
join (const CopiaMaking *self, guint first, const char *path)
{
    g_autoptr (GPtrArray) parts = g_ptr_array_new ();
    CopiaIndex *joined;

    for (guint i = first; i < self->files->len; i++)
        g_ptr_array_add (parts,
                         (void *) (uintptr_t) copia_making_file (self, i)->index);
    if (!copia_merge ((const CopiaIndex *const *) parts->pdata, parts->len, path, NULL))
        return NULL;
    joined = copia_index_open (path, NULL);
    if (!joined)
        (void) g_unlink (path);
    return joined;
}

void
copia_making_join (CopiaMaking *self)
{
    unsigned number = 1;
    guint first = choose (self), n = self->files->len - first;
    CopiaSetEntry entry = { .own = true, .is_new = true };

    if (n == 0)
        return;
    entry.path = copia_set_name (self->path, &number);
    entry.draft = copia_draft_name (entry.path, n);
    self->joined = join (self, first, entry.draft);
    if (!self->joined) {
        g_free (entry.path);
        g_free (entry.draft);
        return;
    }
    self->lock = copia_draft_hold (entry.draft);
    entry.index = self->joined;
    for (guint i = first; i < self->files->len; i++)
        g_array_append_val (self->gone, *copia_making_file (self, i));
    g_array_set_size (self->files, first);
    g_array_append_val (self->files, entry);
}

/* ---- what was joined ------------------------------------------------------------------ */

static bool
is_same_file (const char *path, const struct stat *file)
{
    struct stat other;

    return stat (path, &other) == 0 && other.st_dev == file->st_dev &&
           other.st_ino == file->st_ino;
}

/* By whatever name. */
static bool
is_named_still (const CopiaMaking *self, const char *path)
{
    struct stat file;

    if (stat (path, &file) != 0)
        return true;
    for (guint i = 0; i < self->files->len; i++)
        if (is_same_file (copia_making_file (self, i)->path, &file))
            return true;
    return false;
}

/* It may have been replaced since it was opened. */
static bool
is_still (const CopiaSetEntry *entry)
{
    g_autoptr (CopiaContainer) file =
        copia_container_open (copia_set_entry_place (entry), NULL);

    return file &&
           strcmp (copia_container_id (file), copia_index_id (entry->index)) == 0;
}

void
copia_making_joined_to (const CopiaMaking *self, GPtrArray *paths)
{
    for (guint i = 0; i < self->gone->len; i++) {
        const CopiaSetEntry *entry = &g_array_index (self->gone, CopiaSetEntry, i);

        const char *place = copia_set_entry_place (entry);

        if (is_still (entry) && !is_named_still (self, place))
            g_ptr_array_add (paths, g_strdup (place));
    }
}
