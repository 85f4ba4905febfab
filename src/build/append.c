/* append.c - a file for the new texts, and a set of both. */
#include "build/append.h"

#include "base/draft.h"
#include "base/error.h"
#include "index/manifest.h"
#include "index/set-leftovers.h"
#include "index/set.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *
meta (const CopiaIndex *index, const char *key)
{
    const char *value = copia_index_meta (index, key);

    return value ? value : "";
}

/* Words are counted in one way only. */
static bool
follow_ranges (CopiaReaderOptions *reading, const CopiaIndex *index, const char *path,
               GError **error)
{
    const char *ranges =
        *meta (index, "ranges") ? meta (index, "ranges") : COPIA_READER_JOINED;

    if (reading->ranges && strcmp (reading->ranges, ranges) != 0) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "%s: was made with --ranges %s, and what is added must be too; "
                     "leave the option out",
                     path, ranges);
        return false;
    }
    reading->ranges = ranges;
    return true;
}

/* A question is read in one way only. */
static bool
follow (CopiaReaderOptions *reading, const CopiaIndex *index, const char *path,
        GError **error)
{
    const char *tokenizer = meta (index, "tokenizer");
    const char *options = meta (index, "tokenizer.options");

    if ((reading->tokenizer && strcmp (reading->tokenizer, tokenizer) != 0) ||
        (reading->tokenizer_options &&
         strcmp (reading->tokenizer_options, options) != 0)) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "%s: was made with --tokenizer %s%s%s, and what is added must be "
                     "too; leave the option out",
                     path, tokenizer, *options ? ", options " : "", options);
        return false;
    }
    reading->tokenizer = tokenizer;
    reading->tokenizer_options = *options ? options : NULL;
    if (!reading->language && *meta (index, "language"))
        reading->language = meta (index, "language");
    return follow_ranges (reading, index, path, error);
}

/* The index gets a second name, for its own will be that of the list of files. */
static bool
name_again (const char *path, const char *name, GError **error)
{
    if (linkat (AT_FDCWD, path, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0)
        return true;
    g_set_error (
        error, G_FILE_ERROR, g_file_error_from_errno (errno),
        "%s: cannot be called '%s' too: %s; rename it, and make a set of it and "
        "the new texts with 'copia merge --set'",
        path, name, g_strerror (errno));
    return false;
}

/* Joining asks for it too, but speaks of files that are gone after the error. */
static bool
has_same_attributes (const CopiaIndex *old, const CopiaIndex *added, const char *path,
                     GError **error)
{
    const char *had = meta (old, "attributes"), *has = meta (added, "attributes");

    if (strcmp (had, has) == 0)
        return true;
    g_set_error (
        error, COPIA_ERROR, COPIA_ERROR_QUERY,
        "%s: its tokens have %s%s besides the word, those to be added have %s%s; "
        "annotate them alike, or index them by themselves",
        path, *had ? "the attributes " : "no attributes", had,
        *has ? "the attributes " : "no attributes", has);
    return false;
}

/* The new texts: a draft until the list names them. */
typedef struct {
    char *name, *draft;
    int lock;
} Added;

static void
added_clear (Added *self)
{
    (void) g_unlink (self->draft); /* it has its name, or is not wanted */
    copia_draft_release (self->lock);
    g_free (self->name);
    g_free (self->draft);
}

/* What begins with a name that is gone when the error is read. */
static bool
rename_in (GError *trouble, const char *name, const char *other, GError **error)
{
    size_t size = strlen (name);

    if (g_str_has_prefix (trouble->message, name) && trouble->message[size] == ':') {
        g_autofree char *message = g_strconcat (other, trouble->message + size, NULL);

        g_free (trouble->message);
        trouble->message = g_steal_pointer (&message);
    }
    g_propagate_error (error, trouble);
    return false;
}

static bool
join (const CopiaIndex *old, const Added *added, const char *path, GError **error)
{
    GError *trouble = NULL;
    g_autoptr (CopiaIndex) behind = copia_index_open (added->draft, &trouble);

    return (behind && has_same_attributes (old, behind, path, &trouble) &&
            copia_set_append (old, behind, added->name, path, &trouble)) ||
           rename_in (trouble, added->draft, added->name, error);
}

/* `path` is one file: it has the name `first`. */
static bool
join_first (const char *first, const Added *added, const char *path, GError **error)
{
    g_autoptr (CopiaIndex) old = NULL;
    GError *trouble = NULL;

    old = copia_index_open (first, &trouble);
    if (old && join (old, added, path, &trouble))
        return true;
    (void) g_unlink (first);
    return rename_in (trouble, first, path, error);
}

/* It gets that name, and is called as a draft too until all is done (set-leftovers.h). */
static bool
join_file (const char *first, const Added *added, const char *path, GError **error)
{
    g_autofree char *mark = copia_draft_name (first, 0);
    bool marked = linkat (AT_FDCWD, path, AT_FDCWD, mark, AT_SYMLINK_FOLLOW) == 0;
    bool good =
        name_again (path, first, error) && join_first (first, added, path, error);

    if (marked)
        (void) g_unlink (mark);
    return good;
}

static bool
build (const CopiaRecipe *recipe, Added *added, CopiaReport *report, GError **error)
{
    GError *trouble = NULL;

    if (!copia_build (recipe, added->draft, report, &trouble))
        return rename_in (trouble, added->draft, added->name, error);
    added->lock = copia_draft_hold (added->draft);
    return true;
}

static bool
is_free (const char *path)
{
    struct stat status;

    return lstat (path, &status) != 0 && errno == ENOENT;
}

/* As rename that replaces nothing, as far as the file system can. */
static bool
move (const char *draft, const char *path)
{
    if (link (draft, path) != 0)
        return errno != EEXIST && is_free (path) && g_rename (draft, path) == 0;
    (void) g_unlink (draft);
    return true;
}

/* What is written becomes visible, but in the place of nothing.  False: something stands there.  At no
 * moment has it two names: by a draft that is a file's second name its owner is known (set-leftovers.h),
 * and a set that calls its files so is none. */
static bool
take_name (const char *draft, const char *path)
{
    g_autofree char *folder = g_path_get_dirname (path);
    bool good = renameat2 (AT_FDCWD, draft, AT_FDCWD, path, RENAME_NOREPLACE) == 0;
    int fd;

    if (!good && errno != EEXIST)
        good = move (draft, path);
    fd = good ? open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (fd >= 0) {
        (void) fsync (fd);
        (void) close (fd);
    }
    return good;
}

static bool
take_over (Added *ready, Added *added, GError **error)
{
    added->lock = ready->lock;
    ready->lock = -1;
    if (g_rename (ready->draft, added->draft) == 0)
        return true;
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                 "%s: cannot write: %s", added->name, g_strerror (errno));
    return false;
}

/* Texts that were indexed already while nothing stood at `path` are `ready`: these are not built. */
static bool
append (const CopiaRecipe *recipe, const char *path, Added *ready, CopiaReport *report,
        GError **error)
{
    CopiaRecipe following = *recipe;
    g_autoptr (CopiaIndex) old = copia_index_open (path, error);
    g_autofree char *first = NULL;
    Added added = { .lock = -1 };
    unsigned number = 1;
    bool good;

    if (!old || !follow (&following.reading, old, path, error))
        return false;
    following.corpus = old;
    if (!copia_index_shards (old)) {
        first = copia_set_name (path, &number);
        number++;
    }
    copia_set_sweep_drafts (path);
    added.name = copia_set_name (path, &number);
    added.draft = copia_draft_name (added.name, 0);
    good = (ready ? take_over (ready, &added, error)
                  : build (&following, &added, report, error)) &&
           (first ? join_file (first, &added, path, error)
                  : join (old, &added, path, error));
    added_clear (&added);
    return good;
}

static bool
append_locked (const CopiaRecipe *recipe, const char *path, Added *ready,
               CopiaReport *report, GError **error)
{
    int lock = copia_set_lock (path, error);
    bool good = lock != COPIA_SET_TAKEN && append (recipe, path, ready, report, error);

    copia_set_unlock (lock);
    return good;
}

/* The texts become the index, or come behind those of somebody who was quicker. */
static bool
begin (const CopiaRecipe *recipe, const char *path, CopiaReport *report, GError **error)
{
    Added added = { g_strdup (path), copia_draft_name (path, 0), -1 };
    bool good = build (recipe, &added, report, error);

    if (good && !take_name (added.draft, path))
        good = append_locked (recipe, path, &added, report, error);
    added_clear (&added);
    return good;
}

bool
copia_append (const CopiaRecipe *recipe, const char *path, CopiaReport *report,
              GError **error)
{
    g_autofree char *place = NULL;

    if (is_free (path))
        return begin (recipe, path, report, error);
    /* a link that leads to nothing, or what can be no file */
    if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return copia_build (recipe, path, report, error);
    place = copia_manifest_place (path);
    return append_locked (recipe, place, NULL, report, error);
}
