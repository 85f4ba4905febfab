/* set-lock.c - one at a time changes what a set is. */
#include "index/set.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define TRIES 10 /* each of which found another file than the one it had waited for */

/* The file that was locked stands there still. */
static bool
stands (int fd, const char *path)
{
    struct stat locked, now;

    return fstat (fd, &locked) == 0 && stat (path, &now) == 0 &&
           locked.st_dev == now.st_dev && locked.st_ino == now.st_ino;
}

/* Closed again where the file is not the one any more, or somebody else has it. */
static int
try_lock (const char *path, bool *again)
{
    int fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    bool taken = fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;

    *again = fd >= 0 && !taken && !stands (fd, path);
    if (taken || *again) {
        (void) close (fd);
        return COPIA_SET_TAKEN;
    }
    return fd;
}

int
copia_set_lock (const char *path, GError **error)
{
    bool again = true;
    int lock = COPIA_SET_TAKEN;

    for (unsigned i = 0; i < TRIES && again; i++)
        lock = try_lock (path, &again);
    if (lock == COPIA_SET_TAKEN)
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "%s: somebody else is changing it; try again when that is done",
                     path);
    return lock;
}

void
copia_set_unlock (int lock)
{
    if (lock >= 0)
        (void) close (lock);
}
