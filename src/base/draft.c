/* draft.c - names and locks of drafts. */
#include "base/draft.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define STEM 200 /* bytes of the file's own name in a draft's: names have 255 */
#define MARK ".draft-"

static char *
stem_of (const char *target)
{
    g_autofree char *base = g_path_get_basename (target);

    return g_strdup_printf ("%.*s" MARK, STEM, base);
}

char *
copia_draft_name (const char *target, unsigned attempt)
{
    g_autofree char *folder = g_path_get_dirname (target);
    g_autofree char *stem = stem_of (target);

    return g_strdup_printf ("%s/%s%ld-%u", folder, stem, (long) getpid (), attempt);
}

/* Where there are no locks, nobody can take one and sweep. */
bool
copia_draft_claim (int fd)
{
    struct stat status;

    return (flock (fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) &&
           fstat (fd, &status) == 0 && status.st_nlink > 0;
}

int
copia_draft_hold (const char *path)
{
    int fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);

    if (fd < 0 || copia_draft_claim (fd))
        return fd;
    (void) close (fd);
    return -1;
}

void
copia_draft_release (int fd)
{
    if (fd >= 0)
        (void) close (fd);
}

/* The number of a process, and of an attempt; what follows them, or NULL. */
static const char *
pass_numbers (const char *name)
{
    size_t process = strspn (name, G_CSET_DIGITS), attempt;

    if (process == 0 || name[process] != '-')
        return NULL;
    attempt = strspn (name + process + 1, G_CSET_DIGITS);
    return attempt > 0 ? name + process + 1 + attempt : NULL;
}

/* Or a draft of a draft: what will be called otherwise once it is whole is written as any file. */
static bool
is_draft (const char *name, const char *stem)
{
    if (!g_str_has_prefix (name, stem))
        return false;
    name = pass_numbers (name + strlen (stem));
    if (name && g_str_has_prefix (name, MARK))
        name = pass_numbers (name + strlen (MARK));
    return name && *name == '\0';
}

bool
copia_draft_is_of (const char *path, const char *target)
{
    g_autofree char *name = g_path_get_basename (path);
    g_autofree char *stem = stem_of (target);

    return is_draft (name, stem);
}

/* So much of it as there is. */
static bool
begins_so (int fd, const char *begins)
{
    g_autofree char *bytes = g_malloc (strlen (begins) + 1);
    ssize_t got = pread (fd, bytes, strlen (begins), 0);

    return got >= 0 && memcmp (bytes, begins, (size_t) got) == 0;
}

static void
sweep_one (const char *path, const char *begins)
{
    int fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat status;

    if (fd < 0)
        return;
    if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode) &&
        begins_so (fd, begins) && flock (fd, LOCK_EX | LOCK_NB) == 0)
        (void) unlink (path);
    (void) close (fd);
}

void
copia_draft_sweep (const char *target, const char *begins)
{
    g_autofree char *folder = g_path_get_dirname (target);
    g_autofree char *stem = stem_of (target);
    g_autoptr (GDir) names = g_dir_open (folder, 0, NULL);

    for (const char *name; names && (name = g_dir_read_name (names));) {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        if (is_draft (name, stem))
            sweep_one (path, begins);
    }
}
