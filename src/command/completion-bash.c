/* completion-bash.c - what bash completes. */
#include "command/completion-private.h"
#include "command/usage.h"

/* What may stand behind an option of choices. */
static void
bash_choices (const CopiaOption *option, GString *out)
{
    if (option->kind != COPIA_OPTION_CHOICE)
        return;
    g_string_append_printf (out, " --%s", option->name);
    if (option->letter)
        g_string_append_printf (out, "|-%c", option->letter);
    g_string_append (out, ") values='");
    copia_completion_choices (option, out);
    g_string_append (out, "' ;;");
}

static void
bash_command (const CopiaCommand *command, GString *out)
{
    g_string_append_printf (out, "  %s) options='", command->name);
    for (const CopiaOption *const *option = command->options; *option; option++)
        g_string_append_printf (out, "--%s ", (*option)->name);
    g_string_append (out, "'; case $before in");
    for (const CopiaOption *const *option = command->options; *option; option++)
        bash_choices (*option, out);
    g_string_append (out, " esac ;;\n");
}

void
copia_completion_bash (GString *out)
{
    g_string_append (out, "_copia() {\n"
                          "  local word=${COMP_WORDS[COMP_CWORD]} options= values=\n"
                          "  local before=${COMP_WORDS[COMP_CWORD - 1]}\n"
                          "  if [ \"$COMP_CWORD\" = 1 ]; then\n"
                          "    COMPREPLY=($(compgen -W '");
    for (const CopiaCommand *const *command = copia_commands; *command; command++)
        g_string_append_printf (out, "%s ", (*command)->name);
    g_string_append (out, "--version --help' -- \"$word\"))\n    return\n  fi\n"
                          "  case ${COMP_WORDS[1]} in\n");
    for (const CopiaCommand *const *command = copia_commands; *command; command++)
        bash_command (*command, out);
    g_string_append (out, "  esac\n");
    g_string_append (out,
                     "  [[ ${COMP_WORDS[1]} != help || $word == -* ]] || values='");
    copia_completion_topics (out);
    g_string_append (out, "'\n");
    g_string_append (out, "  options+='");
    for (const CopiaOption *option = copia_usage_everywhere; option->name; option++)
        g_string_append_printf (out, "--%s ", option->name);
    g_string_append (out,
                     "'\n"
                     "  if [ -n \"$values\" ]; then\n"
                     "    COMPREPLY=($(compgen -W \"$values\" -- \"$word\"))\n"
                     "    return\n  fi\n"
                     "  case $word in\n"
                     "  -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
                     "  *) mapfile -t COMPREPLY < <(compgen -f -- \"$word\") ;;\n"
                     "  esac\n}\ncomplete -o filenames -F _copia copia\n");
}
