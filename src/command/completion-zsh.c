/* completion-zsh.c - what zsh completes: every option is a specification of _arguments. */
#include "command/completion-private.h"
#include "command/usage.h"

#include <string.h>

#define SIGNS "\\[]:" /* that mean something in a specification */

static void
append_summary (const char *summary, GString *spec)
{
    for (const char *sign = summary; *sign; sign++) {
        if (strchr (SIGNS, *sign))
            g_string_append_c (spec, '\\');
        g_string_append_c (spec, *sign);
    }
}

static void
append_value (const CopiaOption *option, GString *spec)
{
    g_string_append_printf (spec, ":%s:", option->argument);
    if (option->choices) {
        g_string_append_c (spec, '(');
        copia_completion_choices (option, spec);
        g_string_append_c (spec, ')');
    } else if (copia_completion_takes_file (option))
        g_string_append (spec, "_files");
    else
        g_string_append_c (spec, ' ');
}

/* One of its names: not after another of them, but for those that may be given several times. */
static void
append_name (const CopiaOption *option, const char *name, GString *out)
{
    g_autoptr (GString) spec = g_string_new (NULL);

    if (option->kind == COPIA_OPTION_LIST)
        g_string_append_c (spec, '*');
    else if (option->letter)
        g_string_append_printf (spec, "(-%c --%s)", option->letter, option->name);
    g_string_append (spec, name);
    if (option->argument)
        g_string_append (spec, name[1] == '-' ? "=" : "+");
    g_string_append_c (spec, '[');
    append_summary (option->summary, spec);
    g_string_append_c (spec, ']');
    if (option->argument)
        append_value (option, spec);
    g_string_append (out, "\n      ");
    copia_completion_quote (spec->str, "", out);
}

static void
append_option (const CopiaOption *option, GString *out)
{
    char letter[] = { '-', option->letter, '\0' };
    g_autofree char *name = g_strdup_printf ("--%s", option->name);

    if (option->letter)
        append_name (option, letter, out);
    append_name (option, name, out);
}

static void
append_command (const CopiaCommand *command, GString *out)
{
    g_string_append_printf (out, "  %s)\n    options=(", command->name);
    for (const CopiaOption *const *option = command->options; *option; option++)
        append_option (*option, out);
    g_string_append (out, "\n    ) ;;\n");
}

void
copia_completion_zsh (GString *out)
{
    g_string_append (out, "#compdef copia\n\n_copia() {\n"
                          "  local -a commands options\n"
                          "  local arguments='*:file:_files'\n"
                          "  if (( CURRENT == 2 )); then\n"
                          "    commands=(");
    for (const CopiaCommand *const *command = copia_commands; *command; command++) {
        g_string_append_printf (out, "\n      %s:", (*command)->name);
        copia_completion_quote ((*command)->summary, "", out);
    }
    g_string_append (out, "\n    )\n"
                          "    _describe -t commands command commands\n"
                          "    _arguments --version --help\n"
                          "    return\n  fi\n"
                          "  case $words[2] in\n");
    for (const CopiaCommand *const *command = copia_commands; *command; command++)
        append_command (*command, out);
    g_string_append (out, "  esac\n  options+=(");
    for (const CopiaOption *option = copia_usage_everywhere; option->name; option++)
        append_option (option, out);
    g_string_append (out, "\n  )\n"
                          "  [[ $words[2] != help ]] || arguments='*:topic:(");
    copia_completion_topics (out);
    g_string_append (out, ")'\n"
                          "  shift words\n"
                          "  (( CURRENT-- ))\n"
                          "  _arguments $options $arguments\n"
                          "}\n\n"
                          "if [[ $funcstack[1] == _copia ]]; then\n"
                          "  _copia \"$@\"\n"
                          "else\n"
                          "  compdef _copia copia\n"
                          "fi\n");
}
