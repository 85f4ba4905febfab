/* out.c - drafts that become files. */
#include "base/out.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUFFER_SIZE (256u * 1024)

struct CopiaOut {
    char *path;
    char *folder;
    char *draft; /* a name on disk that must go away, or NULL */
    int fd;
    uint64_t position;
    size_t used;
    GError *error;
    uint8_t buffer[BUFFER_SIZE];
};

static void
keep_errno (CopiaOut *self, int number)
{
    if (!self->error)
        g_set_error (&self->error, G_FILE_ERROR, g_file_error_from_errno (number),
                     "%s: cannot write: %s", self->path, g_strerror (number));
}

static char *
draft_name (const CopiaOut *self, unsigned attempt)
{
    return g_strdup_printf ("%s.draft-%ld-%u", self->path, (long) getpid (), attempt);
}

/* A named draft, for file systems without O_TMPFILE. */
static int
open_named (CopiaOut *self)
{
    for (unsigned attempt = 0; attempt < 100; attempt++) {
        g_autofree char *name = draft_name (self, attempt);
        int fd = open (name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

        if (fd >= 0)
            self->draft = g_steal_pointer (&name);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

CopiaOut *
copia_out_new (const char *path)
{
    CopiaOut *self = g_malloc (sizeof *self);
    struct stat status;

    memset (self, 0, offsetof (CopiaOut, buffer));
    self->path = g_strdup (path);
    self->folder = g_path_get_dirname (path);
    self->fd = -1;
    if (stat (path, &status) == 0 && !S_ISREG (status.st_mode)) {
        g_set_error (&self->error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
                     "%s: cannot write: it exists and is %s; name a file", path,
                     S_ISDIR (status.st_mode) ? "a folder" : "not a regular file");
        return self;
    }
    self->fd = open (self->folder, O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
    if (self->fd < 0 && errno != ENOENT && errno != EACCES && errno != EROFS)
        self->fd = open_named (self);
    if (self->fd < 0)
        keep_errno (self, errno);
    return self;
}

static void
flush (CopiaOut *self)
{
    size_t done = 0;

    while (!self->error && done < self->used) {
        ssize_t n = write (self->fd, self->buffer + done, self->used - done);

        if (n >= 0)
            done += (size_t) n;
        else if (errno != EINTR)
            keep_errno (self, errno);
    }
    self->used = 0;
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

/* linkat() cannot replace a file, so a nameless draft gets a name just before the rename. */
static void
give_name (CopiaOut *self)
{
    g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", self->fd);

    for (unsigned attempt = 0; !self->draft && attempt < 100; attempt++) {
        g_autofree char *name = draft_name (self, attempt);

        if (linkat (AT_FDCWD, link, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0)
            self->draft = g_steal_pointer (&name);
        else if (errno != EEXIST)
            break;
    }
    if (!self->draft)
        keep_errno (self, errno);
}

static void
publish (CopiaOut *self)
{
    int folder;

    if (fsync (self->fd) != 0)
        keep_errno (self, errno);
    if (!self->error && !self->draft)
        give_name (self);
    if (self->error)
        return;
    if (rename (self->draft, self->path) != 0) {
        keep_errno (self, errno);
        return;
    }
    g_clear_pointer (&self->draft, g_free);
    folder = open (self->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        (void) fsync (
            folder); /* some file systems refuse; the rename stands all the same */
        (void) close (folder);
    }
}

bool
copia_out_close (CopiaOut *self, GError **error)
{
    flush (self);
    if (!self->error)
        publish (self);
    if (self->fd >= 0 && close (self->fd) != 0)
        keep_errno (self, errno);
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
    g_free (self->path);
    g_free (self);
}
