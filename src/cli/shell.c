/* shell.c - reads lines, has each answered, keeps what has a name. */
#include "cli/shell.h"

#include "base/error.h"
#include "base/number.h"
#include "cli/editor.h"
#include "cli/terminal.h"
#include "command/arguments.h"
#include "command/session.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct {
    CopiaTerminal *terminal;
    const CopiaIndex *index;
    const char *path;
    CopiaResults *results;
    CopiaEditor *editor;
    uint64_t number; /* of the line */
    CopiaOutcome worst;
    bool child, over;
} Shell;

static void
on_interrupt (int number)
{
    (void) number; /* it is enough that reading ends */
}

static void
handle (int number, void (*handler) (int))
{
    struct sigaction action = { .sa_handler = handler };

    (void) sigaction (number, &action, NULL);
}

/* At the prompt, Ctrl-C drops the line; a script it ends, as usual. */
static void
listen_to_interrupts (const Shell *self)
{
    handle (SIGINT, copia_editor_is_terminal (self->editor) ? on_interrupt : SIG_DFL);
}

static void
say (Shell *self, const char *message)
{
    g_autofree char *line = NULL;

    if (copia_editor_is_terminal (self->editor)) {
        copia_terminal_say (message);
        return;
    }
    line = g_strdup_printf ("line %" G_GUINT64_FORMAT ": %s", self->number, message);
    copia_terminal_say (line);
}

static void
count (Shell *self, CopiaOutcome outcome)
{
    self->worst = MAX (self->worst, outcome);
}

static bool
write_pipe (void *data, const char *bytes, size_t size, GError **error)
{
    const int *pipe_end = data;

    while (size > 0) {
        ssize_t n = write (*pipe_end, bytes, size);

        if (n < 0 && errno != EINTR) {
            g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                         "cannot hand over the hits: %s", g_strerror (errno));
            return false;
        }
        bytes += n > 0 ? n : 0;
        size -= n > 0 ? (size_t) n : 0;
    }
    return true;
}

/* In the child: the line's command; hits go to the pipe. */
static CopiaOutcome
answer (Shell *self, const CopiaSessionLine *line, int *pipe_end)
{
    CopiaFront front;
    g_autoptr (CopiaRequest) request = NULL;
    g_autoptr (GError) error = NULL;
    CopiaOutcome outcome = COPIA_OUTCOME_FAILED;

    copia_terminal_measure (self->terminal);
    front = *copia_terminal_front (self->terminal);
    if (pipe_end)
        front.sink = (CopiaSink){ pipe_end, write_pipe, NULL, NULL };
    request = copia_request_new (line->command, &front);
    if (line->indexed || pipe_end)
        copia_request_argument (request, self->path);
    copia_request_lend (request, line->indexed || pipe_end ? self->index : NULL,
                        self->results);
    if (copia_arguments_fill (request, line->command, (const char *const *) line->words,
                              &error))
        outcome = copia_request_run (request, &error);
    if (outcome != COPIA_OUTCOME_FAILED && !pipe_end &&
        !copia_terminal_flush (self->terminal, &error))
        outcome = COPIA_OUTCOME_FAILED;
    if (outcome == COPIA_OUTCOME_FAILED)
        say (self, error->message);
    return outcome;
}

/* Hits are read whole, whatever the pieces that arrive. */
static GArray *
read_hits (int pipe_end, uint64_t most)
{
    GArray *hits = g_array_new (FALSE, FALSE, sizeof (CopiaHit));
    guint8 piece[65520]; /* whole hits */
    size_t held = 0;
    ssize_t n;

    while ((n = read (pipe_end, piece + held, sizeof piece - held)) > 0 ||
           (n < 0 && errno == EINTR)) {
        held += n > 0 ? (size_t) n : 0;
        g_array_append_vals (hits, piece, (guint) (held / sizeof (CopiaHit)));
        memmove (piece, piece + held - held % sizeof (CopiaHit),
                 held % sizeof (CopiaHit));
        held %= sizeof (CopiaHit);
        if (hits->len > most)
            break;
    }
    return hits;
}

static CopiaOutcome
wait_for (Shell *self, pid_t child)
{
    g_autofree char *message = NULL;
    int status = 0;
    pid_t ended;

    while ((ended = waitpid (child, &status, 0)) < 0 && errno == EINTR)
        continue;
    copia_index_settle (self->index);
    if (ended < 0) {
        say (self, g_strerror (errno));
        return COPIA_OUTCOME_FAILED;
    }
    if (WIFEXITED (status))
        return (CopiaOutcome) MIN (WEXITSTATUS (status), COPIA_OUTCOME_FAILED);
    /* nobody reads, or the script was interrupted: there is no more to say */
    self->over =
        WTERMSIG (status) == SIGPIPE ||
        (WTERMSIG (status) == SIGINT && !copia_editor_is_terminal (self->editor));
    if (WTERMSIG (status) == SIGINT)
        fputs ("\n", stderr);
    else if (!self->over) {
        message = g_strdup_printf ("the answer ended early: %s",
                                   g_strsignal (WTERMSIG (status)));
        say (self, message);
    }
    return COPIA_OUTCOME_FAILED;
}

/* There are more hits than can be kept, which copia_results_put() will say. */
static CopiaOutcome
stop (const Shell *self, pid_t child)
{
    kill (child, SIGKILL);
    while (waitpid (child, NULL, 0) < 0 && errno == EINTR)
        continue;
    copia_index_settle (self->index);
    return COPIA_OUTCOME_ANSWERED;
}

/* A process that answers: no interrupts of this one's, and no lines of the script. */
static void
become_child (Shell *self)
{
    int nothing = open ("/dev/null", O_RDONLY);

    self->child = true;
    handle (SIGINT, SIG_DFL);
    if (nothing >= 0) {
        dup2 (nothing, STDIN_FILENO);
        close (nothing);
    }
}

static void
name_hits (Shell *self, const CopiaSessionLine *line, GArray *hits)
{
    g_autoptr (GError) error = NULL;
    char number[COPIA_NUMBER_MAX];
    guint n = hits->len;

    if (!copia_results_put (self->results, line->name, line->said, hits, &error)) {
        count (self, COPIA_OUTCOME_FAILED);
        say (self, error->message);
        return;
    }
    copia_number_grouped (number, n);
    if (copia_editor_is_terminal (self->editor))
        fprintf (stdout, "%s: %s hit%s\n", line->name, number, n == 1 ? "" : "s");
}

static void
run_line (Shell *self, const CopiaSessionLine *line)
{
    bool keeps = line->kind == COPIA_LINE_KEEP;
    uint64_t room = keeps ? copia_results_room (self->results, line->name) : 0;
    int ends[2] = { -1, -1 };
    GArray *hits = NULL;
    CopiaOutcome outcome;
    pid_t child;

    fflush (stdout);
    handle (SIGINT, SIG_IGN);
    if ((keeps && pipe (ends) != 0) || (child = fork ()) < 0) {
        say (self, g_strerror (errno));
        count (self, COPIA_OUTCOME_FAILED);
        return;
    }
    if (child == 0) {
        become_child (self);
        if (keeps)
            close (ends[0]);
        self->worst = answer (self, line, keeps ? &ends[1] : NULL);
        return;
    }
    if (keeps) {
        close (ends[1]);
        hits = read_hits (ends[0], room);
        close (ends[0]);
    }
    outcome = hits && hits->len > room ? stop (self, child) : wait_for (self, child);
    listen_to_interrupts (self);
    count (self, outcome);
    if (hits && outcome == COPIA_OUTCOME_ANSWERED)
        name_hits (self, line, hits);
    else if (hits)
        g_array_unref (hits);
}

static void
show (Shell *self, const char *name)
{
    const char *const words[] = { name, NULL };
    g_auto (CopiaSessionLine) line = { .kind = COPIA_LINE_RUN, .indexed = true };

    line.command = copia_command_find ("kwic");
    line.words = g_strdupv ((char **) (uintptr_t) words);
    run_line (self, &line);
}

static void
drop (Shell *self, const CopiaSessionLine *line)
{
    for (char **name = line->words; *name; name++)
        copia_results_drop (self->results, *name);
}

static void
obey (Shell *self, const CopiaSessionLine *line)
{
    switch (line->kind) {
    case COPIA_LINE_EMPTY:
        break;
    case COPIA_LINE_QUIT:
        self->over = true;
        break;
    case COPIA_LINE_HELP:
        fputs (copia_session_help (), stdout);
        break;
    case COPIA_LINE_DROP:
        drop (self, line);
        break;
    case COPIA_LINE_SET:
        name_hits (self, line,
                   copia_hits_combine (line->operation, line->operands[0]->hits,
                                       line->operands[1]->hits));
        if (g_str_equal (line->name, COPIA_SESSION_LAST))
            show (self, line->name);
        break;
    case COPIA_LINE_KEEP:
    case COPIA_LINE_RUN:
        run_line (self, line);
        break;
    }
}

static void
read_line (Shell *self, const char *text)
{
    g_auto (CopiaSessionLine) line = { .kind = COPIA_LINE_EMPTY };
    g_autoptr (GError) error = NULL;

    if (copia_session_read (self->index, self->results, text, &line, &error)) {
        obey (self, &line);
        return;
    }
    say (self, error->message);
    count (self, COPIA_OUTCOME_FAILED);
}

static void
add_matching (GPtrArray *words, const char *word, const char *start, const char *dashes)
{
    g_autofree char *whole = g_strconcat (dashes, word, NULL);

    if (g_str_has_prefix (whole, start))
        g_ptr_array_add (words, g_steal_pointer (&whole));
}

static int
compare_words (const void *a, const void *b)
{
    return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Commands where the line begins, options behind `-`, names of results and structures. */
static char **
complete (void *data, const char *before)
{
    const Shell *self = data;
    g_autofree char *first = g_strndup (before, strcspn (before, " "));
    const char *blank = strrchr (before, ' ');
    const char *start = blank ? blank + 1 : before;
    const CopiaCommand *command = copia_command_find (first);
    GPtrArray *words = g_ptr_array_new ();
    const CopiaResult *result;

    if (!command)
        command = copia_command_find ("kwic");
    for (guint i = 0; !blank && copia_commands[i]; i++)
        add_matching (words, copia_commands[i]->name, start, "");
    for (guint i = 0; !blank && copia_session_words[i]; i++)
        add_matching (words, copia_session_words[i], start, "");
    for (guint i = 0; *start == '-' && command->options[i]; i++)
        add_matching (words, command->options[i]->name, start, "--");
    for (guint i = 0; (result = copia_results_at (self->results, i)); i++)
        add_matching (words, result->name, start, "");
    g_ptr_array_sort (words, compare_words);
    g_ptr_array_add (words, NULL);
    return (char **) g_ptr_array_free (words, FALSE);
}

static void
loop (Shell *self)
{
    const char *line;

    while (!self->over && !self->child) {
        CopiaEditorEvent event;

        listen_to_interrupts (self);
        event = copia_editor_read (self->editor, &line);
        self->number++;
        if (event == COPIA_EDITOR_END)
            break;
        if (event == COPIA_EDITOR_STOPPED)
            fputs ("\n", stdout);
        else if (event == COPIA_EDITOR_LONG)
            say (self, "this line is too long for a question; it is passed over");
        else
            read_line (self, line);
    }
}

static void
greet (const Shell *self)
{
    char tokens[COPIA_NUMBER_MAX];

    copia_number_grouped (tokens, copia_index_tokens (self->index)->size);
    printf ("%s: %s tokens.  'help' says what can be asked, 'quit' ends.\n", self->path,
            tokens);
}

CopiaOutcome
copia_shell_converse (void *terminal, CopiaRequest *request, GError **error)
{
    g_autofree char *history =
        g_build_filename (g_get_user_data_dir (), "copia", "history", NULL);
    g_autoptr (CopiaResults) results = copia_results_new ();
    Shell self = { .terminal = terminal,
                   .path = copia_request_argument_at (request, 0),
                   .results = results };
    g_autoptr (CopiaEditor) editor = NULL;

    self.index = copia_request_index (request, error);
    if (!self.index)
        return COPIA_OUTCOME_FAILED;
    copia_index_share (self.index);
    handle (SIGCHLD, SIG_DFL); /* who ignores them is never told how an answer ended */
    self.editor = editor = copia_editor_new ("copia> ", history, complete, &self);
    if (copia_editor_is_terminal (editor))
        greet (&self);
    loop (&self);
    if (self.child)
        return self.worst;
    copia_editor_save (editor);
    if (copia_editor_is_terminal (editor))
        return COPIA_OUTCOME_ANSWERED;
    return self.worst;
}
