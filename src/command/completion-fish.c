/* completion-fish.c - what fish completes: a line for every command and option. */
#include "command/completion-private.h"
#include "command/usage.h"

/* `with` is the command that it belongs to, NULL: all. */
static void
append_option (const CopiaOption *option, const char *with, GString *out)
{
    g_string_append (out, "complete -c copia ");
    if (with)
        g_string_append_printf (out, "-n '__copia_is %s' ", with);
    g_string_append_printf (out, "-l %s", option->name);
    if (option->letter)
        g_string_append_printf (out, " -s %c", option->letter);
    if (option->choices) {
        g_string_append (out, " -x -a '");
        copia_completion_choices (option, out);
        g_string_append_c (out, '\'');
    } else if (copia_completion_takes_file (option))
        g_string_append (out, " -r -F");
    else if (option->argument)
        g_string_append (out, " -x");
    g_string_append (out, " -d ");
    copia_completion_quote (option->summary, "\\", out);
    g_string_append_c (out, '\n');
}

static void
append_command (const CopiaCommand *command, GString *out)
{
    g_string_append_printf (out, "complete -c copia -n __copia_has_none -f -a %s -d ",
                            command->name);
    copia_completion_quote (command->summary, "\\", out);
    g_string_append_c (out, '\n');
    for (const CopiaOption *const *option = command->options; *option; option++)
        append_option (*option, command->name, out);
}

void
copia_completion_fish (GString *out)
{
    g_string_append (out, "function __copia_has_none\n"
                          "    test (count (commandline -opc)) -eq 1\n"
                          "end\n\n"
                          "function __copia_is\n"
                          "    set -l words (commandline -opc)\n"
                          "    test \"$words[2]\" = $argv[1]\n"
                          "end\n\n");
    for (const CopiaCommand *const *command = copia_commands; *command; command++)
        append_command (*command, out);
    for (const CopiaOption *option = copia_usage_everywhere; option->name; option++)
        append_option (option, NULL, out);
    g_string_append (out, "complete -c copia -n '__copia_is help' -f -a '");
    copia_completion_topics (out);
    g_string_append (out, "'\n");
}
