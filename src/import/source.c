/* source.c - the bytes of a file. */
#include "import/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/workers.h"

bool
copia_source_too_long (const char *name, uint64_t limit, GError **error)
{
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                 "%s: longer than %" G_GUINT64_FORMAT
                 " bytes, the most a text may have that is not annotated, one token a "
                 "line; divide it into files (split -C 1G --additional-suffix=.txt), "
                 "and index their folder",
                 name, (guint64) limit);
    return false;
}

static bool
fail_file (const char *name, int number, const char *what, GError **error)
{
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number), "%s: %s: %s",
                 name, what, g_strerror (number));
    return false;
}

bool
copia_source_is_whole (const char *path, uint64_t size, uint64_t expected,
                       GError **error)
{
    if (size >= expected)
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "%s: ended after %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                 " bytes: it changed while it was read; try again",
                 path, (guint64) size, (guint64) expected);
    return false;
}

/* ---- a long file by several threads ----------------------------------------------------- */

#define PART ((size_t) 8 << 20)
#define WORTH_THREADS (4 * PART)

typedef struct {
    int fd;
    char *buffer;
    size_t size;
} Parts;

/* NULL: it is not all there. */
static void *
read_part (void *data, unsigned thread, size_t job)
{
    Parts *self = data;
    size_t at = job * PART, end = MIN (at + PART, self->size);

    (void) thread;
    while (at < end) {
        ssize_t got = pread (self->fd, self->buffer + at, end - at, (off_t) at);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return NULL;
        at += (size_t) got;
    }
    return self;
}

static bool
is_there (void *data, size_t job, void *result)
{
    (void) data;
    (void) job;
    return result != NULL;
}

/* Most of the time goes into making room for the bytes.  The file is then read on behind them;
 * false: it was not read at all, and reading it as any other says what is wrong. */
static bool
read_parts (int fd, char *buffer, size_t size, unsigned threads)
{
    Parts self = { fd, buffer, size };
    const CopiaWork work = { &self, read_part, is_there, NULL, 4 };

    return buffer && threads > 1 && size >= WORTH_THREADS &&
           copia_workers_run (&work, threads, (size + PART - 1) / PART) &&
           lseek (fd, (off_t) size, SEEK_SET) == (off_t) size;
}

/* Everything up to the end of file, in a buffer with room for one byte more. */
static bool
read_all (int fd, const char *path, uint64_t expected, uint64_t limit, unsigned threads,
          char **bytes, size_t *size, GError **error)
{
    size_t room = MIN (expected, limit) + 1;
    g_autofree char *buffer = g_try_malloc (room + 1);
    size_t n = read_parts (fd, buffer, room - 1, threads) ? room - 1 : 0;

    while (buffer) {
        ssize_t got = read (fd, buffer + n, room - n);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail_file (path, errno, "cannot be read", error);
        if (got == 0)
            break;
        n += (size_t) got;
        if (n > limit)
            return copia_source_too_long (path, limit, error);
        if (n == room) {
            char *more = g_try_realloc (buffer, room * 2 + 4096);

            if (!more)
                return fail_file (path, ENOMEM, "cannot be read", error);
            g_steal_pointer (&buffer);
            buffer = more;
            room = room * 2 + 4095;
        }
    }
    if (!buffer)
        return fail_file (path, ENOMEM, "cannot be read", error);
    buffer[n] = 0;
    *bytes = g_steal_pointer (&buffer);
    *size = n;
    return true;
}

static bool
read_open (int fd, const char *path, uint64_t limit, unsigned threads, char **bytes,
           size_t *size, GError **error)
{
    struct stat status;
    bool regular;

    if (fstat (fd, &status) != 0)
        return fail_file (path, errno, "cannot be read", error);
    if (S_ISDIR (status.st_mode))
        return fail_file (path, EISDIR, "cannot be read as a text", error);
    regular = S_ISREG (status.st_mode);
    if (regular && (uint64_t) status.st_size > limit)
        return copia_source_too_long (path, limit, error);
    if (!read_all (fd, path, regular ? (uint64_t) status.st_size : 65535, limit,
                   regular ? threads : 1, bytes, size, error))
        return false;
    if (regular &&
        !copia_source_is_whole (path, *size, (uint64_t) status.st_size, error)) {
        g_clear_pointer (bytes, g_free);
        return false;
    }
    return true;
}

char *
copia_source_read (const char *path, uint64_t limit, unsigned threads, size_t *size,
                   GError **error)
{
    int fd = open (path, O_RDONLY | O_CLOEXEC);
    char *bytes = NULL;

    if (fd < 0) {
        fail_file (path, errno, "cannot be opened", error);
        return NULL;
    }
    read_open (fd, path, limit, threads, &bytes, size, error);
    close (fd);
    return bytes;
}
