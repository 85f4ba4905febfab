/* main.c - the command line: arguments to a request, an answer to standard output. */
#include "base/error.h"
#include "base/version.h"
#include "cli/bus-error.h"
#include "cli/shell.h"
#include "cli/terminal.h"
#include "command/arguments.h"
#include "command/command.h"
#include "command/nearest.h"
#include "command/usage.h"

#include <signal.h>
#include <string.h>

enum { ANSWERED = 0, NOTHING = 1, FAILED = 2 };

static int
say_error (const GError *error)
{
    copia_terminal_say (error->message);
    return FAILED;
}

static int
run (const CopiaCommand *command, char **words, CopiaTerminal *terminal)
{
    CopiaFront front = *copia_terminal_front (terminal);
    g_autoptr (CopiaRequest) request = NULL;
    g_autoptr (GError) error = NULL;
    CopiaOutcome outcome;

    front.converse = copia_shell_converse;
    request = copia_request_new (command, &front);
    if (!copia_arguments_fill (request, command, (const char *const *) words, &error))
        return say_error (error);
    outcome = copia_request_run (request, &error);
    if (outcome == COPIA_OUTCOME_FAILED)
        return error ? say_error (error) : FAILED;
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
    near = copia_nearest_meant (name, (const char *const *) names->pdata);
    if (!near)
        near = copia_nearest (name, (const char *const *) names->pdata);
    if (g_str_has_suffix (name, ".copia"))
        line = g_strdup_printf (
            "'%s' is no command, and the index comes behind it: copia kwic "
            "%s QUERY",
            name, name);
    else if (g_file_test (name, G_FILE_TEST_EXISTS))
        line = g_strdup_printf (
            "'%s' is no command; what is to be read first becomes an index: "
            "copia index -o FILE.copia %s",
            name, name);
    else if (near)
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
    const CopiaSink *sink = &copia_terminal_front (terminal)->sink;
    g_autoptr (GError) error = NULL;

    return sink->write (sink->self, text, strlen (text), &error) &&
                   copia_terminal_flush (terminal, &error)
               ? ANSWERED
               : say_error (error);
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
    const CopiaCommand *command, *help = copia_command_find ("help");
    char *topic[] = { NULL, NULL };

    /* a limit of file sizes is an error of writing, not the end */
    signal (SIGXFSZ, SIG_IGN);
    copia_bus_error_guard ();
    terminal = copia_terminal_new (&argc, argv, &error);
    if (!terminal)
        return say_error (error);
    argv[argc] = NULL;
    if (argc < 2 || strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0) {
        copia_terminal_page (terminal);
        return print_overview (terminal);
    }
    if (strcmp (argv[1], "--version") == 0 || strcmp (argv[1], "-V") == 0)
        return print_version (terminal);
    command = copia_command_find (argv[1]);
    if (!command)
        return unknown_command (argv[1]);
    if (asks_for_help (argc, argv) || command == help)
        copia_terminal_page (terminal);
    if (asks_for_help (argc, argv)) {
        topic[0] = argv[1];
        return run (help, topic, terminal);
    }
    return run (command, argv + 2, terminal);
}
