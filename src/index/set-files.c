/* set-files.c - the files of a set that is written: where they are, and whose they are. */
#include "index/set-private.h"

#include "base/draft.h"
#include "index/index-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

CopiaSetEntry *
copia_making_file (const CopiaMaking *self, guint i)
{
    return &g_array_index (self->files, CopiaSetEntry, i);
}

CopiaMember
copia_making_member (const CopiaMaking *self, guint i)
{
    const CopiaSetEntry *file = copia_making_file (self, i);
    CopiaMember member = copia_member_new (file->path, self->path,
                                           copia_index_tokens (file->index)->size,
                                           copia_index_bytes (file->index),
                                           copia_index_id (file->index));

    member.own = file->own;
    return member;
}

bool
copia_making_is_grown (const CopiaMaking *self, const CopiaIndex *part)
{
    g_autofree char *place = realpath (self->path, NULL);
    g_autofree char *there = realpath (copia_index_path (part), NULL);

    return self->before && copia_index_shards (part) && g_strcmp0 (place, there) == 0;
}

/* A file that another list has for itself alone may go when that one grows: it gets a name that stays. */
static bool
name_again (CopiaSetEntry *file, const char *path, unsigned *number, GError **error)
{
    g_autofree char *name = copia_set_name (path, number);

    if (linkat (AT_FDCWD, file->path, AT_FDCWD, name, AT_SYMLINK_FOLLOW) != 0) {
        g_set_error (
            error, G_FILE_ERROR, g_file_error_from_errno (errno),
            "%s: belongs to a set that grows, and cannot be called '%s' too: %s; "
            "make one index of that set with 'copia merge', and take it instead",
            file->path, name, g_strerror (errno));
        return false;
    }
    g_free (file->path);
    file->path = g_steal_pointer (&name);
    file->is_new = true;
    return true;
}

static bool
take_file (CopiaMaking *self, const CopiaIndex *index, bool grown, unsigned *number,
           GError **error)
{
    CopiaSetEntry file = { .index = index,
                           .path = g_strdup (copia_index_path (index)),
                           .own = index->own && grown };
    bool good = !index->own || grown || name_again (&file, self->path, number, error);

    g_array_append_val (self->files, file);
    return good;
}

bool
copia_making_take_files (CopiaMaking *self, GError **error)
{
    unsigned number = 1;

    for (uint32_t part = 0; part < self->n; part++) {
        bool grown = copia_making_is_grown (self, self->parts[part]);
        g_autoptr (GPtrArray) files = copia_set_indexes (self->parts + part, 1);

        for (guint i = 0; i < files->len; i++)
            if (!take_file (self, files->pdata[i], grown, &number, error))
                return false;
    }
    return true;
}

const char *
copia_set_entry_place (const CopiaSetEntry *self)
{
    return self->draft ? self->draft : self->path;
}

/* No other file goes for it, unless the file system knows no second names. */
static bool
name_draft (CopiaSetEntry *file)
{
    if (link (file->draft, file->path) == 0)
        file->mark = g_strdup (file->draft);
    else if (errno == EEXIST || g_rename (file->draft, file->path) != 0)
        return false;
    g_clear_pointer (&file->draft, g_free);
    file->is_new = true;
    return true;
}

/* Once the list is written somebody else may have its lock: he must not take for left what this
 * process is about to remove, and call a file of his so. */
static void
mark_gone (CopiaSetEntry *file)
{
    g_autofree char *mark = copia_draft_name (file->path, 0);

    if (file->draft || link (file->path, mark) != 0)
        return;
    file->held = copia_draft_hold (mark);
    if (file->held < 0)
        (void) g_unlink (mark);
    else
        file->mark = g_steal_pointer (&mark);
}

bool
copia_making_name_drafts (CopiaMaking *self, GError **error)
{
    for (guint i = 0; i < self->gone->len; i++)
        mark_gone (&g_array_index (self->gone, CopiaSetEntry, i));
    for (guint i = 0; i < self->files->len; i++) {
        CopiaSetEntry *file = copia_making_file (self, i);

        if (!file->draft || name_draft (file))
            continue;
        g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                     "%s: cannot write: %s", file->path, g_strerror (errno));
        return false;
    }
    return true;
}

void
copia_making_drop_new (const CopiaMaking *self)
{
    for (guint i = 0; i < self->files->len; i++)
        if (copia_making_file (self, i)->is_new)
            (void) g_unlink (copia_set_entry_place (copia_making_file (self, i)));
}

static void
drop_marks (const GArray *files)
{
    for (guint i = 0; i < files->len; i++) {
        const char *mark = g_array_index (files, CopiaSetEntry, i).mark;

        if (mark)
            (void) g_unlink (mark);
    }
}

void
copia_making_drop_marks (const CopiaMaking *self)
{
    drop_marks (self->files);
    drop_marks (self->gone);
    for (guint i = 0; i < self->gone->len; i++)
        if (g_array_index (self->gone, CopiaSetEntry, i).mark)
            copia_draft_release (g_array_index (self->gone, CopiaSetEntry, i).held);
}
