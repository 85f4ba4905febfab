/* program.c - pipes to and from a command, watched together. */
#include "build/program.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#define PIECE (64u << 10)
#define LAST_WORDS 4096 /* bytes of standard error that are kept, the last ones */

typedef struct {
    const char *command;
    const CopiaProgramEnds *ends;
    GPid pid;
    int input, output, errors; /* ours of the pipes; -1: closed */
    int signals;               /* where those arrive that would end us */
    int signal;                /* one that did; 0: none */
    sigset_t before;
    struct sigaction children; /* what was done when one ended */
    GString *bytes;            /* to be written, from `written` on */
    size_t written;
    GString *last_words;
    char piece[PIECE];
} Program;

static void
close_end (int *end)
{
    if (*end >= 0)
        (void) close (*end);
    *end = -1;
}

/* ---- signals -------------------------------------------------------------------------- */

/* Held back, what is ignored would arrive, too. */
static void
add_unless_ignored (sigset_t *set, int number)
{
    struct sigaction action;

    if (sigaction (number, NULL, &action) == 0 && action.sa_handler != SIG_IGN)
        sigaddset (set, number);
}

/* Writing to what has ended must not end us, and nothing may before the command is gone. */
static void
hold_signals (Program *self)
{
    sigset_t ending, held;

    sigemptyset (&ending);
    add_unless_ignored (&ending, SIGINT);
    add_unless_ignored (&ending, SIGTERM);
    add_unless_ignored (&ending, SIGHUP);
    held = ending;
    sigaddset (&held, SIGPIPE);
    pthread_sigmask (SIG_BLOCK, &held, &self->before);
    self->signals = signalfd (-1, &ending, SFD_CLOEXEC | SFD_NONBLOCK);
}

/* What arrived is let through now. */
static void
release_signals (Program *self)
{
    static const struct timespec now = { 0, 0 };
    sigset_t pipe;

    sigemptyset (&pipe);
    sigaddset (&pipe, SIGPIPE);
    if (!sigismember (&self->before, SIGPIPE))
        while (sigtimedwait (&pipe, NULL, &now) >= 0)
            continue;
    close_end (&self->signals);
    (void) sigaction (SIGCHLD, &self->children, NULL);
    pthread_sigmask (SIG_SETMASK, &self->before, NULL);
    if (self->signal)
        (void) raise (self->signal);
}

/* Who ignores them is never told how a child ended. */
static void
attend_to_children (Program *self)
{
    const struct sigaction usual = { .sa_handler = SIG_DFL };

    (void) sigaction (SIGCHLD, &usual, &self->children);
}

/* ---- starting and ending it ------------------------------------------------------------ */

/* In the child: a group of its own can be ended with all that it starts, and what is held back
 * here is not there. */
static void
begin_group (gpointer data)
{
    const Program *self = data;

    (void) setpgid (0, 0);
    (void) sigprocmask (SIG_SETMASK, &self->before, NULL);
}

static bool
start (Program *self, GError **error)
{
    char shell[] = "/bin/sh", option[] = "-c";
    char *argv[] = { shell, option, (char *) (uintptr_t) self->command, NULL };
    int *const ends[] = { &self->input, &self->output, &self->errors };

    if (!g_spawn_async_with_pipes (NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD,
                                   begin_group, self, &self->pid, &self->input,
                                   &self->output, &self->errors, error))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS (ends); i++)
        (void) fcntl (*ends[i], F_SETFL, fcntl (*ends[i], F_GETFL) | O_NONBLOCK);
    return true;
}

/* ---- the pipes ------------------------------------------------------------------------ */

static bool
write_some (Program *self, GError **error)
{
    ssize_t n;

    if (self->written == self->bytes->len) {
        g_string_truncate (self->bytes, 0);
        self->written = 0;
        if (!self->ends->give (self->ends->data, self->bytes, error))
            return false;
        if (self->bytes->len == 0) {
            close_end (&self->input);
            return true;
        }
    }
    n = write (self->input, self->bytes->str + self->written,
               self->bytes->len - self->written);
    if (n >= 0)
        self->written += (size_t) n;
    else if (errno != EAGAIN && errno != EINTR)
        close_end (&self->input); /* it takes no more */
    return true;
}

/* The number of bytes that are in `piece`; 0: none for now, or no more. */
static size_t
read_some (Program *self, int *end)
{
    ssize_t n = read (*end, self->piece, PIECE);

    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
        close_end (end);
    return n > 0 ? (size_t) n : 0;
}

static bool
hear_some (Program *self, GError **error)
{
    size_t n = read_some (self, &self->output);

    return n == 0 || self->ends->hear (self->ends->data, self->piece, n, error);
}

static size_t
keep_last_words (Program *self)
{
    size_t n = read_some (self, &self->errors);

    g_string_append_len (self->last_words, self->piece, (gssize) n);
    if (self->last_words->len > LAST_WORDS)
        g_string_erase (self->last_words, 0,
                        (gssize) (self->last_words->len - LAST_WORDS));
    return n;
}

static void
note_signal (Program *self)
{
    struct signalfd_siginfo info;

    if (read (self->signals, &info, sizeof info) == sizeof info)
        self->signal = (int) info.ssi_signo;
}

static bool
fail_signal (const Program *self, GError **error)
{
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT, "interrupted: %s",
                 g_strsignal (self->signal));
    return false;
}

/* Waits for something to do, a little while where `timeout` says so, and does it. */
static bool
serve (Program *self, int timeout, GError **error)
{
    enum { INPUT, OUTPUT, ERRORS, SIGNALS };
    struct pollfd waits[] = { [INPUT] = { self->input, POLLOUT, 0 },
                              [OUTPUT] = { self->output, POLLIN, 0 },
                              [ERRORS] = { self->errors, POLLIN, 0 },
                              [SIGNALS] = { self->signals, POLLIN, 0 } };

    if (poll (waits, G_N_ELEMENTS (waits), timeout) <= 0)
        return true;
    if (waits[SIGNALS].revents)
        note_signal (self);
    if (self->signal)
        return fail_signal (self, error);
    if (waits[ERRORS].revents)
        (void) keep_last_words (self);
    if (waits[OUTPUT].revents && !hear_some (self, error))
        return false;
    return !waits[INPUT].revents || write_some (self, error);
}

/* ---- the whole ------------------------------------------------------------------------ */

/* Its last line that is not empty. */
static char *
show_last_words (const Program *self)
{
    g_auto (GStrv) lines = g_strsplit_set (self->last_words->str, "\r\n", -1);
    guint n = g_strv_length (lines);
    g_autofree char *valid = NULL;

    while (n > 0 && *g_strstrip (lines[n - 1]) == '\0')
        n--;
    valid = g_utf8_make_valid (n > 0 ? lines[n - 1] : "", -1);
    return copia_error_show (valid, 200);
}

static bool
ended_well (const Program *self, int status, const char *said, GError **error)
{
    g_autofree char *command = NULL;
    const char *colon = *said ? ": " : "";

    if (WIFEXITED (status) && WEXITSTATUS (status) == 0)
        return true;
    command = copia_error_show (self->command, 60);
    if (WIFEXITED (status))
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "'%s' ended with status %d%s%s", command, WEXITSTATUS (status),
                     colon, said);
    else
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "'%s' was ended by signal %d (%s)%s%s", command, WTERMSIG (status),
                     g_strsignal (WTERMSIG (status)), colon, said);
    return false;
}

/* It has said all; it may still not end.  It is not reaped, so that its group is still its own. */
static bool
wait_for_end (Program *self, GError **error)
{
    int pause = 1; /* milliseconds */

    close_end (&self->input);
    for (;;) {
        siginfo_t info = { 0 };

        if (waitid (P_PID, (id_t) self->pid, &info, WEXITED | WNOHANG | WNOWAIT) < 0 ||
            info.si_pid == self->pid)
            return true;
        if (!serve (self, pause, error))
            return false;
        pause = MIN (2 * pause, 50);
    }
}

/* Ends what is left of it. */
static int
reap (const Program *self)
{
    int status = 0;

    (void) kill (-self->pid, SIGKILL);
    while (waitpid (self->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    g_spawn_close_pid (self->pid);
    return status;
}

static bool
talk (Program *self, char **last_words, GError **error)
{
    bool good = true;
    int status;

    while (good && self->output >= 0)
        good = serve (self, -1, error);
    good = good && wait_for_end (self, error);
    status = reap (self);
    for (int i = 0; good && self->errors >= 0 && i < 4; i++)
        if (keep_last_words (self) == 0)
            break;
    *last_words = show_last_words (self);
    return good && ended_well (self, status, *last_words, error);
}

bool
copia_program_run (const char *command, const CopiaProgramEnds *ends, char **last_words,
                   GError **error)
{
    g_autofree Program *self = g_new0 (Program, 1);
    bool good;

    *last_words = NULL;
    self->command = command;
    self->ends = ends;
    self->input = self->output = self->errors = -1;
    attend_to_children (self);
    hold_signals (self);
    if (!start (self, error)) {
        release_signals (self);
        return false;
    }
    self->bytes = g_string_sized_new (PIECE);
    self->last_words = g_string_new (NULL);
    good = talk (self, last_words, error);
    close_end (&self->input);
    close_end (&self->output);
    close_end (&self->errors);
    g_string_free (self->bytes, TRUE);
    g_string_free (self->last_words, TRUE);
    release_signals (self);
    return good;
}
