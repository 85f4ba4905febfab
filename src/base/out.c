/* out.c - drafts that become files. */
#include "base/out.h"

#include "base/draft.h"
#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUFFER_SIZE (256u * 1024)
#define SENT (8u << 20) /* bytes that go to the disk together */

struct CopiaOut {
    char *path;   /* as given, for messages */
    char *target; /* the file itself where `path` leads to it by symbolic links */
    char *folder;
    char *draft; /* a name on disk that must go away, or NULL */
    bool replaces;
    mode_t mode; /* of the file that is replaced */
    int fd;
    uint64_t position;
    uint64_t written, sent; /* bytes in the file; of them, on their way to the disk */
    size_t used;
    GError *error;
    uint8_t buffer[BUFFER_SIZE];
};

bool
copia_out_spares (const char *path, const char *source, GError **error)
{
    struct stat written, read;

    if (stat (path, &written) != 0 || stat (source, &read) != 0 ||
        written.st_dev != read.st_dev || written.st_ino != read.st_ino)
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "%s: is read and would be replaced; name another file with -o",
                 source);
    return false;
}

/* Of a disk on which there is no room, as far as an error number tells. */
static const char *
way_out (int number)
{
    if (number == ENOSPC || number == EDQUOT)
        return "; make room on that disk, or write to another";
    return number == EFBIG ? "; files there may not be so long: write to another disk"
                           : "";
}

static void
keep_errno (CopiaOut *self, int number)
{
    if (self->error)
        return;
    if (number == ENOENT && !g_file_test (self->folder, G_FILE_TEST_IS_DIR))
        g_set_error (&self->error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                     "%s: cannot write: there is no folder '%s'; make it first",
                     self->path, self->folder);
    else
        g_set_error (&self->error, G_FILE_ERROR, g_file_error_from_errno (number),
                     "%s: cannot write: %s%s", self->path, g_strerror (number),
                     way_out (number));
}

static void
refuse (CopiaOut *self, const char *why)
{
    g_set_error (&self->error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                 "%s: cannot write: %s; name a file", self->path, why);
}

/* What stands under the name?  What would only fail at the end fails now. */
static void
look_at_target (CopiaOut *self)
{
    struct stat status;
    char *real;

    if (self->path[0] == '\0') {
        refuse (self, "the name is empty");
    } else if (stat (self->path, &status) != 0) {
        if (errno != ENOENT)
            keep_errno (self, errno);
    } else if (!S_ISREG (status.st_mode)) {
        refuse (self, S_ISDIR (status.st_mode) ? "it exists and is a folder"
                                               : "it exists and is not a regular file");
    } else {
        self->replaces = true;
        self->mode = status.st_mode & 0777;
        real = realpath (self->path, NULL);
        if (real) {
            g_free (self->target);
            g_free (self->folder);
            self->target = g_strdup (real);
            self->folder = g_path_get_dirname (real);
        }
        free (real);
    }
}

/* A named draft, where files without a name cannot be had or cannot be named later. */
static int
open_named (CopiaOut *self)
{
    for (unsigned attempt = 0; attempt < 100; attempt++) {
        g_autofree char *name = copia_draft_name (self->target, attempt);
        int fd = open (name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

        if (fd >= 0 && !copia_draft_claim (fd)) {
            (void) close (fd);
            continue;
        }
        if (fd >= 0)
            self->draft = g_steal_pointer (&name);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

/* How linkat() can speak of a file that has no name yet. */
static char *
nameless (int fd)
{
    return g_strdup_printf ("/proc/self/fd/%d", fd);
}

static int
open_draft (CopiaOut *self)
{
    int fd = open (self->folder, O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
    g_autofree char *link = nameless (fd);

    if (fd < 0)
        return errno == ENOENT || errno == EACCES || errno == EROFS ? -1
                                                                    : open_named (self);
    if (access (link, F_OK) == 0) {
        (void) flock (fd, LOCK_EX | LOCK_NB); /* for the name that it may get */
        return fd;
    }
    (void) close (fd);
    return open_named (self);
}

CopiaOut *
copia_out_new (const char *path)
{
    CopiaOut *self = g_malloc (sizeof *self);

    memset (self, 0, offsetof (CopiaOut, buffer));
    self->path = g_strdup (path);
    self->target = g_strdup (path);
    self->folder = g_path_get_dirname (path);
    self->fd = -1;
    look_at_target (self);
    if (self->error)
        return self;
    self->fd = open_draft (self);
    if (self->fd < 0 || (self->replaces && fchmod (self->fd, self->mode) != 0))
        keep_errno (self, errno);
    return self;
}

/* What stands in the file goes to the disk while more is made: then closing has less to wait for. */
static void
send (CopiaOut *self)
{
#ifdef SYNC_FILE_RANGE_WRITE
    if (self->error || self->written - self->sent < SENT)
        return;
    /* What a disk does not take now it may not be asked to take again: who closes the file would not
     * hear of it.  Others know no such call. */
    if (sync_file_range (self->fd, (off64_t) self->sent,
                         (off64_t) (self->written - self->sent),
                         SYNC_FILE_RANGE_WRITE) != 0 &&
        (errno == EIO || errno == ENOSPC || errno == EDQUOT))
        keep_errno (self, errno);
    self->sent = self->written;
#else
    (void) self;
#endif
}

static void
flush (CopiaOut *self)
{
    size_t done = 0;

    while (!self->error && done < self->used) {
        ssize_t n = write (self->fd, self->buffer + done, self->used - done);

        if (n > 0)
            done += (size_t) n;
        else if (n == 0 || errno != EINTR)
            keep_errno (self, n == 0 ? ENOSPC : errno);
    }
    self->written += done;
    self->used = 0;
    send (self);
}

void
copia_out_sweep (const CopiaOut *self, const char *begins)
{
    copia_draft_sweep (self->target, begins);
}

void
copia_out_bytes (CopiaOut *self, const void *data, size_t size)
{
    const uint8_t *bytes = data;

    self->position += size;
    while (size > 0 && !self->error) {
        size_t n = MIN (size, BUFFER_SIZE - self->used);

        memcpy (self->buffer + self->used, bytes, n);
        self->used += n;
        bytes += n;
        size -= n;
        if (self->used == BUFFER_SIZE)
            flush (self);
    }
}

uint64_t
copia_out_position (const CopiaOut *self)
{
    return self->position;
}

bool
copia_out_failed (const CopiaOut *self)
{
    return self->error != NULL;
}

static bool
link_to (const CopiaOut *self, const char *name)
{
    g_autofree char *link = nameless (self->fd);

    return linkat (AT_FDCWD, link, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0;
}

/* linkat() cannot replace a file, so a nameless draft gets a name just before the rename. */
static void
give_name (CopiaOut *self)
{
    for (unsigned attempt = 0; !self->draft && attempt < 100; attempt++) {
        g_autofree char *name = copia_draft_name (self->target, attempt);

        if (link_to (self, name))
            self->draft = g_steal_pointer (&name);
        else if (errno != EEXIST)
            break;
    }
    if (!self->draft)
        keep_errno (self, errno);
}

static void
sync_folder (const CopiaOut *self)
{
    int folder = open (self->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (folder < 0)
        return;
    (void) fsync (folder); /* some file systems refuse; the file stands all the same */
    (void) close (folder);
}

static void
publish (CopiaOut *self)
{
    if (fsync (self->fd) != 0)
        keep_errno (self, errno);
    if (!self->error && !self->draft && !self->replaces &&
        link_to (self, self->target)) {
        sync_folder (self);
        return;
    }
    if (!self->error && !self->draft)
        give_name (self);
    if (self->error)
        return;
    if (rename (self->draft, self->target) != 0) {
        keep_errno (self, errno);
        return;
    }
    g_clear_pointer (&self->draft, g_free);
    sync_folder (self);
}

void
copia_out_settle (CopiaOut *self)
{
    flush (self);
    if (!self->error && fsync (self->fd) != 0)
        keep_errno (self, errno);
}

bool
copia_out_close (CopiaOut *self, GError **error)
{
    flush (self);
    if (!self->error)
        publish (self);
    if (self->fd >= 0)
        (void) close (self->fd); /* it is on the disk, and may have its name */
    self->fd = -1;
    if (self->error) {
        g_propagate_error (error, g_steal_pointer (&self->error));
        return false;
    }
    return true;
}

void
copia_out_free (CopiaOut *self)
{
    if (!self)
        return;
    if (self->fd >= 0)
        (void) close (self->fd);
    if (self->draft)
        (void) unlink (self->draft);
    g_clear_error (&self->error);
    g_free (self->draft);
    g_free (self->folder);
    g_free (self->target);
    g_free (self->path);
    g_free (self);
}
