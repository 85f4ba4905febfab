/* child.c - another program, given bytes and asked for its output. */
#include "import/child.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"

typedef struct {
    const char *name;
    const CopiaChildLimits *limits;
    GPid pid;
    int output;
    gint64 deadline;
} Child;

/* A file without a name that holds the bytes, read from its start; -1 on error. */
static int
hold (const char *bytes, size_t size)
{
    int fd = memfd_create ("copia", MFD_CLOEXEC);
    size_t done = 0;

    while (fd >= 0 && done < size) {
        ssize_t n = write (fd, bytes + done, size - done);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            close (fd);
            return -1;
        }
        done += (size_t) n;
    }
    if (fd >= 0)
        lseek (fd, 0, SEEK_SET);
    return fd;
}

static bool
fail_limit (const Child *self, GError **error, const char *what)
{
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                 "'%s' %s; it is not read. Convert it to text yourself", self->name,
                 what);
    return false;
}

static bool
listen_to (Child *self, GString *said, GError **error)
{
    g_autofree char *buffer = g_malloc (65536);

    for (;;) {
        struct pollfd wait = { .fd = self->output, .events = POLLIN };
        gint64 left = (self->deadline - g_get_monotonic_time ()) / 1000;
        int ready = left > 0 ? poll (&wait, 1, (int) MIN (left, 10000)) : -2;
        ssize_t n;

        if (ready == -2)
            return fail_limit (self, error, "takes too long");
        if (ready <= 0)
            continue;
        n = read (self->output, buffer, 65536);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return true;
        if (said->len + (size_t) n > self->limits->output)
            return fail_limit (self, error, "gives too much text");
        g_string_append_len (said, buffer, n);
    }
}

static bool
spawn (Child *self, const char *const *argv, int input, GError **error)
{
    GSpawnFlags flags =
        G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL;

    return g_spawn_async_with_pipes_and_fds (NULL, argv, NULL, flags, NULL, NULL, input,
                                             -1, -1, NULL, NULL, 0, &self->pid, NULL,
                                             &self->output, NULL, error);
}

/* Its status; one that has nothing more to say may still not end. */
static int
wait_for (const Child *self, bool *heard)
{
    int status = 0;

    while (*heard && waitpid (self->pid, &status, WNOHANG) == 0) {
        if (g_get_monotonic_time () > self->deadline)
            *heard = false;
        else
            g_usleep (1000);
    }
    if (!*heard) {
        kill (self->pid, SIGKILL);
        while (waitpid (self->pid, &status, 0) < 0 && errno == EINTR)
            continue;
    }
    g_spawn_close_pid (self->pid);
    return status;
}

static bool
end (const Child *self, bool heard, GError **error)
{
    bool ended = heard;
    int status = wait_for (self, &ended);

    if (heard && !ended)
        return fail_limit (self, error, "takes too long");
    if (!heard || (WIFEXITED (status) && WEXITSTATUS (status) == 0))
        return heard;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "'%s' cannot read it (it ended with %s %d)", self->name,
                 WIFEXITED (status) ? "status" : "signal",
                 WIFEXITED (status) ? WEXITSTATUS (status) : WTERMSIG (status));
    return false;
}

char *
copia_child_run (const char *const *argv, const char *bytes, size_t size,
                 const CopiaChildLimits *limits, size_t *said, GError **error)
{
    Child self = { .name = argv[0], .limits = limits };
    g_autoptr (GString) output = g_string_new (NULL);
    int input = hold (bytes, size);
    bool spawned;

    if (input < 0) {
        g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                     "no room to hand it to '%s': %s", argv[0], g_strerror (errno));
        return NULL;
    }
    spawned = spawn (&self, argv, input, error);
    close (input);
    if (!spawned)
        return NULL;
    if (limits->memory) {
        struct rlimit room = { limits->memory, limits->memory };

        prlimit (self.pid, RLIMIT_AS, &room, NULL);
    }
    self.deadline =
        g_get_monotonic_time () + (gint64) (limits->seconds * G_USEC_PER_SEC);
    spawned = listen_to (&self, output, error);
    close (self.output);
    if (!end (&self, spawned, error))
        return NULL;
    *said = output->len;
    return g_string_free (g_steal_pointer (&output), FALSE);
}
