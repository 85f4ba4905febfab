/* terminal.c - what standard output is, and how to write to it. */
#include "cli/terminal.h"

#include "base/error.h"
#include "base/utf8.h"
#include "cli/pager.h"
#include "table/plain.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define USUAL_WIDTH 80
#define WIDEST 10000

struct CopiaTerminal {
    CopiaFront front;
    bool quiet;
    bool fixed; /* its width was given */
    bool pages; /* what is written is to go through a pager */
    CopiaPager *pager;
    GString
        *rest; /* of a character, on a terminal of ASCII alone; NULL: on any other */
    gint64 begun, shown; /* microseconds, of a long task; 0: nothing is shown */
};

static bool
write_out (void *data, const char *bytes, size_t size, GError **error)
{
    CopiaTerminal *self = data;
    g_autoptr (GString) plain = g_string_new (NULL);

    if (self->pages)
        self->pager = copia_pager_new ();
    self->pages = false;

    if (self->rest) {
        copia_plain_append (plain, bytes, size, self->rest);
        bytes = plain->str;
        size = plain->len;
    }
    if (fwrite (bytes, 1, size, stdout) == size)
        return true;
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                 "standard output: cannot write: %s", g_strerror (errno));
    return false;
}

static void
show_now (void *data)
{
    (void) data;
    fflush (stdout);
}

/* Where messages go to a terminal, a line that is written again and again. */
static void
hide_progress (CopiaTerminal *self)
{
    if (self->shown)
        fputs ("\r\033[K", stderr);
    self->shown = 0;
}

#define BAR 24
#define OFTEN (G_USEC_PER_SEC / 8)

static void
show_progress (void *data, double part, uint64_t count, const char *noun)
{
    CopiaTerminal *self = data;
    gint64 now = g_get_monotonic_time ();
    double seconds;

    if (self->begun == 0)
        self->begun = now;
    seconds = (double) (now - self->begun) / G_USEC_PER_SEC;
    if (now - MAX (self->shown, self->begun) < OFTEN || part <= 0)
        return;
    self->shown = now;
    part = MIN (part, 1);
    fprintf (stderr, "\r%.*s%.*s %3.0f %%  %.1f M %s  %.1f M/s  %.0f s left\033[K",
             (int) (BAR * part + 0.5), "########################",
             BAR - (int) (BAR * part + 0.5), "........................", 100 * part,
             (double) count / 1e6, noun, (double) count / 1e6 / seconds,
             seconds * (1 - part) / part);
    fflush (stderr);
}

static void
write_note (void *data, const char *line)
{
    CopiaTerminal *self = data;

    hide_progress (self);
    if (!self->quiet)
        copia_terminal_say (line);
}

static void
append_line (GString *into, const char *line, size_t size)
{
    g_autoptr (GString) safe = g_string_new (NULL);

    copia_utf8_safe (safe, line, size);
    copia_utf8_message (into, safe->str, safe->len);
    g_string_append_c (into, '\n');
}

/* A line end is the message's own where two spaces follow, as before a query and its caret;
 * any other came in by a name. */
void
copia_terminal_say (const char *message)
{
    g_autoptr (GString) safe = g_string_new ("copia: ");
    const char *end;

    for (; (end = strstr (message, "\n  ")); message = end + 1)
        append_line (safe, message, (size_t) (end - message));
    append_line (safe, message, strlen (message));
    fflush (stdout);
    if (copia_plain_wanted (STDERR_FILENO)) {
        g_autoptr (GString) rest = g_string_new (NULL);
        g_autoptr (GString) plain = g_string_new (NULL);

        copia_plain_append (plain, safe->str, safe->len, rest);
        g_string_assign (safe, plain->str);
    }
    fputs (safe->str, stderr);
}

static int
width_of_terminal (bool terminal)
{
    const char *columns = g_getenv ("COLUMNS");
    struct winsize size;
    int width;

    if (terminal && ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    width = columns ? atoi (columns) : 0;
    return width > 0 && width <= WIDEST ? width : USUAL_WIDTH;
}

/* True when argv[i] is --NAME=value or --NAME value; `used` words. */
static bool
takes (char **argv, int i, int argc, const char *name, const char **value, int *used)
{
    size_t size = strlen (name);

    if (strncmp (argv[i], name, size) != 0)
        return false;
    *used = argv[i][size] == '=' ? 1 : 2;
    *value = argv[i][size] == '=' ? argv[i] + size + 1
             : i + 1 < argc       ? argv[i + 1]
                                  : "";
    return argv[i][size] == '=' || argv[i][size] == '\0';
}

static bool
take_color (CopiaTerminal *self, const char *when, GError **error)
{
    self->front.look.color = strcmp (when, "always") == 0;
    if (self->front.look.color || strcmp (when, "never") == 0)
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "--color is one of always, never, not '%s'", when);
    return false;
}

static bool
take_width (CopiaTerminal *self, const char *columns, GError **error)
{
    gint64 width;

    if (!g_ascii_string_to_signed (columns, 10, 0, WIDEST, &width, NULL)) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "--width takes a whole number from 0 to %d, not '%s'", WIDEST,
                     columns);
        return false;
    }
    self->front.look.width = (int) width;
    self->fixed = true;
    return true;
}

static bool
take_arguments (CopiaTerminal *self, int *argc, char **argv, GError **error)
{
    int kept = MIN (*argc, 1);

    for (int i = 1; i < *argc; i++) {
        const char *value = "";
        int used = 1;

        if (strcmp (argv[i], "--") == 0) {
            while (i < *argc)
                argv[kept++] = argv[i++];
        } else if (takes (argv, i, *argc, "--color", &value, &used)) {
            if (!take_color (self, value, error))
                return false;
            i += used - 1;
        } else if (takes (argv, i, *argc, "--width", &value, &used)) {
            if (!take_width (self, value, error))
                return false;
            i += used - 1;
        } else if (strcmp (argv[i], "--quiet") == 0) {
            self->quiet = true;
        } else {
            argv[kept++] = argv[i];
        }
    }
    *argc = kept;
    return true;
}

CopiaTerminal *
copia_terminal_new (int *argc, char **argv, GError **error)
{
    g_autoptr (CopiaTerminal) self = g_new0 (CopiaTerminal, 1);
    const char *no_color = g_getenv ("NO_COLOR");
    bool terminal = isatty (STDOUT_FILENO);

    self->front.sink = (CopiaSink){ self, write_out, write_note, show_now };
    self->front.terminal = terminal;
    if (copia_plain_wanted (STDOUT_FILENO))
        self->rest = g_string_new (NULL);
    if (isatty (STDERR_FILENO))
        self->front.progress = show_progress;
    self->front.look.width = width_of_terminal (terminal);
    self->front.look.color = terminal && !(no_color && no_color[0]) &&
                             g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
    if (!take_arguments (self, argc, argv, error))
        return NULL;
    if (self->quiet)
        self->front.progress = NULL;
    return g_steal_pointer (&self);
}

void
copia_terminal_measure (CopiaTerminal *self)
{
    if (!self->fixed)
        self->front.look.width = width_of_terminal (self->front.terminal);
}

const CopiaFront *
copia_terminal_front (const CopiaTerminal *self)
{
    return &self->front;
}

void
copia_terminal_page (CopiaTerminal *self)
{
    self->pages = true;
}

bool
copia_terminal_flush (CopiaTerminal *self, GError **error)
{
    (void) self;
    if (fflush (stdout) == 0 && !ferror (stdout))
        return true;
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                 "standard output: cannot write: %s", g_strerror (errno));
    return false;
}

void
copia_terminal_free (CopiaTerminal *self)
{
    if (!self)
        return;
    hide_progress (self);
    g_clear_pointer (&self->pager, copia_pager_free);
    if (self->rest)
        g_string_free (self->rest, TRUE);
    g_free (self);
}
