/* usage.c - one description, four forms. */
#include "command/usage.h"

#include "base/version.h"

#include <string.h>

#define WIDTH 80
#define INDENT 27 /* of what options do */

const char *const copia_usage_everywhere[] = { "color", "width",   "quiet",
                                               "help",  "version", NULL };

void
copia_usage_overview (GString *out)
{
    g_string_append (out,
                     "copia " COPIA_VERSION " - read a book, ask about its words\n\n"
                     "  copia index -o book.copia book.txt   once for a book\n"
                     "  copia kwic book.copia freedom        then ask\n\n"
                     "Commands\n");
    for (const CopiaCommand *const *command = copia_commands; *command; command++)
        g_string_append_printf (out, "  %-11s %s\n", (*command)->name,
                                (*command)->summary);
    g_string_append (
        out,
        "\n'copia help COMMAND' tells all about one; 'copia help' lists the handbook.\n"
        "With every command: --color always|never, --width COLUMNS, --quiet (no "
        "notes).\n"
        "Exit status: 0 answered, 1 nothing found, 2 could not.\n");
}

/* Appends words, and begins a new line at `indent` where the next would pass WIDTH. */
static void
append_filled (const char *text, size_t column, size_t indent, GString *out)
{
    while (*text) {
        size_t word = strcspn (text, " ");

        if (column > indent && column + 1 + word > WIDTH) {
            g_string_append_printf (out, "\n%*s", (int) indent, "");
            column = indent;
        } else if (column > indent) {
            g_string_append_c (out, ' ');
            column++;
        }
        g_string_append_len (out, text, (gssize) word);
        column += word;
        text += word + strspn (text + word, " ");
    }
}

static void
append_option (const CopiaOption *option, GString *out)
{
    g_autoptr (GString) name = g_string_new (NULL);
    g_autofree char *text =
        option->fallback
            ? g_strdup_printf ("%s (default: %s)", option->summary, option->fallback)
            : g_strdup (option->summary);

    if (option->letter)
        g_string_append_printf (name, "-%c, ", option->letter);
    else
        g_string_append (name, "    ");
    g_string_append_printf (name, "--%s%s%s", option->name, option->argument ? " " : "",
                            option->argument ? option->argument : "");
    g_string_append_printf (out, "  %-24s ", name->str);
    append_filled (text, MAX (name->len + 3, INDENT), INDENT, out);
    g_string_append_c (out, '\n');
}

void
copia_usage_command (const CopiaCommand *command, GString *out)
{
    g_string_append_printf (out, "copia %s %s\n\n%c%s.\n", command->name,
                            command->arguments, g_ascii_toupper (command->summary[0]),
                            command->summary + 1);
    if (command->example)
        g_string_append_printf (out, "\n  copia %s %s\n", command->name,
                                command->example);
    if (command->options[0])
        g_string_append (out, "\nOptions\n");
    for (const CopiaOption *const *option = command->options; *option; option++)
        append_option (*option, out);
    if (command->topic)
        g_string_append_printf (out, "\nThe handbook tells more: copia help %s\n",
                                command->topic);
}

/* troff eats backslashes, hyphens, and lines that begin with a dot or an apostrophe. */
static void
append_troff (const char *text, GString *out)
{
    if (*text == '.' || *text == '\'')
        g_string_append (out, "\\&");
    for (; *text; text++) {
        if (*text == '\\')
            g_string_append (out, "\\e");
        else if (*text == '-')
            g_string_append (out, "\\-");
        else
            g_string_append_c (out, *text);
    }
}

static void
append_troff_command (const CopiaCommand *command, GString *out)
{
    g_string_append_printf (out, ".SS \"copia %s ", command->name);
    append_troff (command->arguments, out);
    g_string_append (out, "\"\n");
    append_troff (command->summary, out);
    g_string_append (out, ".\n");
    for (const CopiaOption *const *option = command->options; *option; option++) {
        g_string_append (out, ".TP\n.B ");
        if ((*option)->letter)
            g_string_append_printf (out, "\\-%c, ", (*option)->letter);
        g_string_append (out, "\\-\\-");
        append_troff ((*option)->name, out);
        if ((*option)->argument)
            g_string_append_printf (out, " \\fI%s\\fR", (*option)->argument);
        g_string_append_c (out, '\n');
        append_troff ((*option)->summary, out);
        if ((*option)->fallback) {
            g_string_append (out, " (default: ");
            append_troff ((*option)->fallback, out);
            g_string_append_c (out, ')');
        }
        g_string_append_c (out, '\n');
    }
}

void
copia_usage_man (GString *out)
{
    g_string_append (out,
                     ".TH COPIA 1 \"\" \"copia " COPIA_VERSION "\"\n"
                     ".SH NAME\ncopia \\- concordances and statistics of texts\n"
                     ".SH SYNOPSIS\n.B copia\n.I COMMAND\n[ARGUMENT...] [OPTION...]\n"
                     ".SH COMMANDS\n");
    for (const CopiaCommand *const *command = copia_commands; *command; command++)
        append_troff_command (*command, out);
    g_string_append (out,
                     ".SH EXIT STATUS\n0 answered, 1 nothing found, 2 could not.\n");
}

void
copia_usage_completion (GString *out)
{
    g_string_append (out, "_copia() {\n"
                          "  local word=${COMP_WORDS[COMP_CWORD]} options=\n"
                          "  if [ \"$COMP_CWORD\" = 1 ]; then\n"
                          "    COMPREPLY=($(compgen -W '");
    for (const CopiaCommand *const *command = copia_commands; *command; command++)
        g_string_append_printf (out, "%s ", (*command)->name);
    g_string_append (out, "--version --help' -- \"$word\"))\n    return\n  fi\n"
                          "  case ${COMP_WORDS[1]} in\n");
    for (const CopiaCommand *const *command = copia_commands; *command; command++) {
        g_string_append_printf (out, "  %s) options='", (*command)->name);
        for (const CopiaOption *const *option = (*command)->options; *option; option++)
            g_string_append_printf (out, "--%s ", (*option)->name);
        g_string_append (out, "' ;;\n");
    }
    g_string_append (out,
                     "  esac\n"
                     "  case $word in\n"
                     "  -*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
                     "  *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
                     "  esac\n}\ncomplete -o filenames -F _copia copia\n");
}
