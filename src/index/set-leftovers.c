/* set-leftovers.c - removing unions that nobody names. */
#include "index/set-leftovers.h"

#include "base/draft.h"
#include "base/strings.h"
#include "index/manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

int
copia_set_enter (const char *path)
{
    g_autofree char *name = g_path_get_dirname (path);
    int folder = open (name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (folder >= 0 && flock (folder, LOCK_SH) == 0)
        return folder;
    if (folder >= 0)
        (void) close (folder);
    return -1;
}

/* As files of a set are called: "NAME.1.union" beside "NAME.copia". */
static bool
is_called_so (const char *name, const char *stem, const char *ending)
{
    size_t size = strlen (stem), digits;

    if (strncmp (name, stem, size) != 0 || name[size] != '.' ||
        !(name[size + 1] >= '1' && name[size + 1] <= '9'))
        return false;
    digits = strspn (name + size + 1, G_CSET_DIGITS);
    return digits < 10 && strcmp (name + size + 1 + digits, ending) == 0;
}

static bool
is_at (const struct stat *file, const char *path)
{
    struct stat there;

    return stat (path, &there) == 0 && there.st_dev == file->st_dev &&
           there.st_ino == file->st_ino;
}

static bool
names (const CopiaManifest *list, const char *path)
{
    struct stat file;

    if (stat (path, &file) != 0)
        return false;
    if (is_at (&file, list->joint.path) ||
        (list->base.name && is_at (&file, list->base.path)))
        return true;
    for (guint i = 0; i < list->shards->len; i++)
        if (is_at (&file, g_array_index (list->shards, CopiaMember, i).path))
            return true;
    return false;
}

static void
spare_named (GPtrArray *left, const CopiaManifest *list)
{
    for (guint i = left->len; i-- > 0;)
        if (names (list, left->pdata[i]))
            g_ptr_array_remove_index (left, i);
}

/* What must not be read may be a list. */
static bool
is_secret (const char *path)
{
    return access (path, R_OK) != 0 && errno == EACCES;
}

/* A list that is damaged, or must not be read, may name any of them. */
static void
spare_named_by (GPtrArray *left, const char *path)
{
    bool is_list = copia_manifest_is (path);
    g_autoptr (CopiaManifest) list = is_list ? copia_manifest_read (path, NULL) : NULL;

    if (list)
        spare_named (left, list);
    else if (is_list || is_secret (path))
        g_ptr_array_set_size (left, 0);
}

static GPtrArray *
files_of (const char *folder)
{
    GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
    GDir *dir = g_dir_open (folder, 0, NULL);

    for (const char *name; dir && (name = g_dir_read_name (dir));)
        g_ptr_array_add (files, g_build_filename (folder, name, NULL));
    if (dir)
        g_dir_close (dir);
    return files;
}

/* It begins with a file of the set, as every union of the set does. */
static bool
is_of_the_set (const CopiaContainer *file, const CopiaManifest *set)
{
    CopiaStrings ids;
    CopiaString first;

    if (!copia_strings_open (&ids, file, "set.id", NULL))
        return false;
    first = copia_strings_get (&ids, 0);
    if (!copia_container_sound (file, NULL))
        return false;
    for (guint i = 0; i < set->shards->len; i++) {
        const char *id = g_array_index (set->shards, CopiaMember, i).id;

        if (first.size == strlen (id) && memcmp (first.bytes, id, first.size) == 0)
            return true;
    }
    return false;
}

static void
remove_union (const char *path, const CopiaManifest *set)
{
    g_autoptr (CopiaContainer) file = NULL;
    struct stat status;

    if (lstat (path, &status) != 0 || !S_ISREG (status.st_mode))
        return;
    file = copia_container_open (path, NULL);
    if (file && is_of_the_set (file, set))
        (void) g_unlink (path);
}

static char *
stem_of (const char *path)
{
    g_autofree char *name = g_path_get_basename (path);

    return g_strndup (name,
                      strlen (name) -
                          (g_str_has_suffix (name, ".copia") ? strlen (".copia") : 0));
}

static void
sweep (const char *path, const CopiaManifest *set)
{
    g_autofree char *folder = g_path_get_dirname (path);
    g_autofree char *stem = stem_of (path);
    g_autoptr (GPtrArray) files = files_of (folder);
    g_autoptr (GPtrArray) left = g_ptr_array_new ();

    for (guint i = 0; i < files->len; i++) {
        g_autofree char *name = g_path_get_basename (files->pdata[i]);

        if (is_called_so (name, stem, ".union"))
            g_ptr_array_add (left, files->pdata[i]);
    }
    spare_named (left, set);
    for (guint i = 0; i < files->len && left->len > 0; i++)
        spare_named_by (left, files->pdata[i]);
    for (guint i = 0; i < left->len; i++)
        remove_union (left->pdata[i], set);
}

bool
copia_set_calls_so (const char *path, const char *file, const char *ending)
{
    g_autofree char *stem = stem_of (path);
    g_autofree char *name = g_path_get_basename (file);

    return is_called_so (name, stem, ending);
}

void
copia_set_remove_unnamed (GPtrArray *paths, const char *path)
{
    g_autofree char *folder = g_path_get_dirname (path);
    g_autoptr (GPtrArray) files = paths->len > 0 ? files_of (folder) : NULL;

    for (guint i = 0; files && i < files->len && paths->len > 0; i++)
        spare_named_by (paths, files->pdata[i]);
    for (guint i = 0; i < paths->len; i++)
        (void) g_unlink (paths->pdata[i]);
}

void
copia_set_leave (int folder, const char *path)
{
    g_autoptr (CopiaManifest) set = NULL;

    if (folder < 0)
        return;
    set = copia_manifest_is (path) ? copia_manifest_read (path, NULL) : NULL;
    if (set && flock (folder, LOCK_EX | LOCK_NB) == 0)
        sweep (path, set);
    (void) close (folder);
}

/* The file of the set that it is a draft of, or NULL. */
static char *
target_of (const char *draft, const char *stem)
{
    g_autofree char *folder = g_path_get_dirname (draft);
    g_autofree char *name = g_path_get_basename (draft);
    char *end = strstr (name, ".copia.draft-");
    g_autofree char *target = NULL;

    if (!end)
        return NULL;
    end[strlen (".copia")] = '\0';
    target = g_build_filename (folder, name, NULL);
    return is_called_so (name, stem, ".copia") && copia_draft_is_of (draft, target)
               ? g_steal_pointer (&target)
               : NULL;
}

/* Its process is gone.  The file that stands at `path` is locked by who asks. */
static bool
is_nobodys (const char *draft, const char *path, struct stat *status)
{
    int fd = open (draft, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    bool free = fd >= 0 && fstat (fd, status) == 0 && S_ISREG (status->st_mode) &&
                (is_at (status, path) || flock (fd, LOCK_EX | LOCK_NB) == 0);

    if (fd >= 0)
        (void) close (fd);
    return free;
}

static bool
is_other_name (const struct stat *file, const char *path)
{
    struct stat there;

    return lstat (path, &there) == 0 && there.st_dev == file->st_dev &&
           there.st_ino == file->st_ino;
}

/* The file, where the draft is another name of it.  No draft of the list will be the list. */
static void
remove_target (char *target, const struct stat *draft, const char *path,
               const GPtrArray *files)
{
    g_autoptr (GPtrArray) left = g_ptr_array_new ();

    if (is_other_name (draft, target))
        g_ptr_array_add (left, target);
    for (guint i = 0; i < files->len && left->len > 0; i++)
        if (!copia_draft_is_of (files->pdata[i], path))
            spare_named_by (left, files->pdata[i]);
    if (left->len > 0)
        (void) g_unlink (target);
}

/* The file of the set that it is a draft of, where nobody has the draft any more; else NULL. */
static char *
target_left (const char *draft, const char *stem, const char *path, struct stat *status)
{
    g_autofree char *target = target_of (draft, stem);

    return target && is_nobodys (draft, path, status) ? g_steal_pointer (&target)
                                                      : NULL;
}

/* All names go before any draft does: a file joined and the one that was added to it may both have
 * been about to be called so, and their drafts go together. */
void
copia_set_sweep_drafts (const char *path)
{
    g_autofree char *folder = g_path_get_dirname (path);
    g_autofree char *stem = stem_of (path);
    g_autoptr (GPtrArray) files = files_of (folder);
    struct stat status;

    for (guint i = 0; i < files->len; i++) {
        g_autofree char *target = target_left (files->pdata[i], stem, path, &status);

        if (target)
            remove_target (target, &status, path, files);
    }
    for (guint i = 0; i < files->len; i++) {
        g_autofree char *target = target_left (files->pdata[i], stem, path, &status);

        if (target && is_at (&status, path))
            (void) g_unlink (files->pdata[i]);
        else if (target)
            copia_container_sweep (target);
    }
}
