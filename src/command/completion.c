/* completion.c - the shells whose scripts are made, and what these have in common. */
#include "command/completion.h"

#include "base/error.h"
#include "command/completion-private.h"
#include "command/handbook.h"

#include <string.h>

static const struct {
    const char *shell;
    void (*append) (GString *out);
} scripts[] = {
    { "bash", copia_completion_bash },
    { "zsh", copia_completion_zsh },
    { "fish", copia_completion_fish },
};

void
copia_completion_topics (GString *out)
{
    g_string_append (out, "measures");
    for (const CopiaCommand *const *command = copia_commands; *command; command++)
        g_string_append_printf (out, " %s", (*command)->name);
    for (const CopiaPage *page = copia_handbook; page->name; page++)
        if (!copia_command_find (page->name))
            g_string_append_printf (out, " %s", page->name);
}

void
copia_completion_choices (const CopiaOption *option, GString *out)
{
    g_autofree char *words = g_strdelimit (g_strdup (option->choices), "|", ' ');

    g_string_append (out, words);
}

bool
copia_completion_takes_file (const CopiaOption *option)
{
    return option->reads || (option->argument && strstr (option->argument, "FILE"));
}

void
copia_completion_quote (const char *text, const char *escaped, GString *out)
{
    g_string_append_c (out, '\'');
    for (; *text; text++) {
        if (strchr (escaped, *text))
            g_string_append_c (out, '\\');
        if (*text == '\'')
            g_string_append (out, "'\\''");
        else
            g_string_append_c (out, *text);
    }
    g_string_append_c (out, '\'');
}

bool
copia_completion_append (const char *shell, GString *out, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS (scripts); i++)
        if (!shell || strcmp (shell, scripts[i].shell) == 0) {
            scripts[i].append (out);
            return true;
        }
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "there is no completion script for '%s', only for bash, zsh and fish",
                 shell);
    return false;
}
