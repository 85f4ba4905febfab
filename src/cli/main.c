/* main.c - the command line: arguments to a request, an answer to standard output. */
#include "base/error.h"
#include "base/version.h"
#include "cli/terminal.h"
#include "command/command.h"
#include "command/nearest.h"
#include "command/usage.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

enum { ANSWERED = 0, NOTHING = 1, FAILED = 2 };

typedef struct {
    int argc;
    char **argv;
    int at;
    bool plain; /* after -- */
} Line;

static int
say_error (const GError *error)
{
    copia_terminal_say (error->message);
    return FAILED;
}

static bool
set_long (CopiaRequest *request, const CopiaCommand *command, Line *line,
          GError **error)
{
    const char *word = line->argv[line->at] + 2;
    const char *equals = strchr (word, '=');
    g_autofree char *name =
        equals ? g_strndup (word, (gsize) (equals - word)) : g_strdup (word);
    const CopiaOption *option = copia_command_option (command, name);
    const char *value = equals ? equals + 1 : NULL;

    if (!value && option && option->kind != COPIA_OPTION_FLAG &&
        line->at + 1 < line->argc)
        value = line->argv[++line->at];
    return copia_request_set (request, name, value, error);
}

/* -oFILE, -o FILE, and flags run together. */
static bool
set_short (CopiaRequest *request, const CopiaCommand *command, Line *line,
           GError **error)
{
    const char *word = line->argv[line->at] + 1;

    while (*word) {
        const CopiaOption *option = copia_command_letter (command, *word);
        const char *value = NULL;

        if (!option) {
            g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                         "'copia %s' has no option -%.*s; see 'copia help %s'",
                         command->name, (int) (g_utf8_next_char (word) - word), word,
                         command->name);
            return false;
        }
        word++;
        if (option->kind != COPIA_OPTION_FLAG) {
            if (*word)
                value = word;
            else if (line->at + 1 < line->argc)
                value = line->argv[++line->at];
            word = "";
        }
        if (!copia_request_set (request, option->name, value, error))
            return false;
    }
    return true;
}

static bool
fill (CopiaRequest *request, const CopiaCommand *command, Line *line, GError **error)
{
    for (; line->at < line->argc; line->at++) {
        const char *word = line->argv[line->at];

        if (line->plain || word[0] != '-' || word[1] == '\0')
            copia_request_argument (request, word);
        else if (strcmp (word, "--") == 0)
            line->plain = true;
        else if (word[1] == '-' ? !set_long (request, command, line, error)
                                : !set_short (request, command, line, error))
            return false;
    }
    return true;
}

static int
run (const CopiaCommand *command, Line *line, CopiaTerminal *terminal)
{
    g_autoptr (CopiaRequest) request =
        copia_request_new (command, copia_terminal_front (terminal));
    g_autoptr (GError) error = NULL;
    CopiaOutcome outcome;

    if (!fill (request, command, line, &error))
        return say_error (error);
    outcome = copia_request_run (request, &error);
    if (outcome == COPIA_OUTCOME_FAILED)
        return say_error (error);
    if (!copia_terminal_flush (terminal, &error))
        return say_error (error);
    return outcome == COPIA_OUTCOME_NOTHING ? NOTHING : ANSWERED;
}

static int
unknown_command (const char *name)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new ();
    g_autofree char *line = NULL;
    const char *near;

    for (const CopiaCommand *const *command = copia_commands; *command; command++)
        g_ptr_array_add (names, (void *) (*command)->name);
    g_ptr_array_add (names, NULL);
    near = copia_nearest (name, (const char *const *) names->pdata);
    if (near)
        line = g_strdup_printf ("there is no command '%s'; did you mean 'copia %s'?",
                                name, near);
    else
        line =
            g_strdup_printf ("there is no command '%s'; 'copia help' lists them", name);
    copia_terminal_say (line);
    return FAILED;
}

static int
print (CopiaTerminal *terminal, const char *text)
{
    g_autoptr (GError) error = NULL;

    fputs (text, stdout);
    return copia_terminal_flush (terminal, &error) ? ANSWERED : say_error (error);
}

/* Which copia this is, and what it cannot write here. */
static int
print_version (CopiaTerminal *terminal)
{
    g_autoptr (GString) text = g_string_new ("copia " COPIA_VERSION "\nwrites:");

    for (const CopiaWriter *writer = copia_writers; writer->name; writer++)
        if (copia_writer_ready (writer, NULL))
            g_string_append_printf (text, " %s", writer->name);
    g_string_append_c (text, '\n');
    for (const CopiaWriter *writer = copia_writers; writer->name; writer++) {
        g_autoptr (GError) why = NULL;

        if (!copia_writer_ready (writer, &why))
            g_string_append_printf (text, "not %s: %s\n", writer->name, why->message);
    }
    return print (terminal, text->str);
}

static int
print_overview (CopiaTerminal *terminal)
{
    g_autoptr (GString) text = g_string_new (NULL);

    copia_usage_overview (text);
    return print (terminal, text->str);
}

static bool
asks_for_help (int argc, char **argv)
{
    for (int i = 2; i < argc && strcmp (argv[i], "--") != 0; i++)
        if (strcmp (argv[i], "--help") == 0 || strcmp (argv[i], "-h") == 0)
            return true;
    return false;
}

int
main (int argc, char **argv)
{
    g_autoptr (CopiaTerminal) terminal = NULL;
    g_autoptr (GError) error = NULL;
    const CopiaCommand *command;
    char *topic[] = { argv[0], (char *) "help", NULL };
    Line line = { argc, argv, 2, false };

    /* a limit of file sizes is an error of writing, not the end */
    signal (SIGXFSZ, SIG_IGN);
    copia_terminal_guard ();
    terminal = copia_terminal_new (&argc, argv, &error);
    if (!terminal)
        return say_error (error);
    line.argc = argc;
    if (argc < 2 || strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0)
        return print_overview (terminal);
    if (strcmp (argv[1], "--version") == 0 || strcmp (argv[1], "-V") == 0)
        return print_version (terminal);
    command = copia_command_find (argv[1]);
    if (!command)
        return unknown_command (argv[1]);
    if (asks_for_help (argc, argv)) {
        topic[2] = argv[1];
        line = (Line){ 3, topic, 2, false };
        command = copia_command_find ("help");
    }
    return run (command, &line, terminal);
}
