/* usage.c - one description, three forms. */
#include "command/usage.h"

#include "base/version.h"
#include "command/handbook.h"

#include <string.h>

#define WIDTH 80
#define PICTURE "Picture (-o FILE.svg, .png, .pdf or .html):"
#define INDENT 27 /* of what options do */

const CopiaOption copia_usage_everywhere[] = {
    { .name = "color",
      .kind = COPIA_OPTION_CHOICE,
      .argument = "WHEN",
      .choices = "always|never",
      .summary = "always or never, whatever standard output is; files have none" },
    { .name = "width",
      .kind = COPIA_OPTION_NUMBER,
      .argument = "COLUMNS",
      .summary = "fit answers as text into so many columns; 0: any" },
    { .name = "quiet", .summary = "no notes on standard error" },
    { .name = "help", .letter = 'h', .summary = "tell about the command" },
    { .name = "version", .letter = 'V', .summary = "alone: say which copia this is" },
    { 0 },
};

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

void
copia_usage_fill (const char *text, size_t column, size_t indent, GString *out)
{
    bool fresh = column <= indent;

    while (*text) {
        size_t word = strcspn (text, " ");

        if (!fresh && column + 1 + word > WIDTH) {
            g_string_append_printf (out, "\n%*s", (int) indent, "");
            column = indent;
        } else if (!fresh) {
            g_string_append_c (out, ' ');
            column++;
        }
        fresh = false;
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
    copia_usage_fill (text, MAX (name->len + 3, INDENT), INDENT, out);
    g_string_append_c (out, '\n');
}

static void
append_group (const CopiaCommand *command, CopiaOptionGroup group, GString *out)
{
    static const char *const headings[] = { "Options", "What is looked at",
                                            "The answer" };
    bool any = false;

    for (const CopiaOption *const *option = command->options; *option; option++) {
        if ((*option)->group != group)
            continue;
        if (!any)
            g_string_append_printf (out, "\n%s\n", headings[group]);
        append_option (*option, out);
        any = true;
    }
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
    for (CopiaOptionGroup group = 0; group < COPIA_N_OPTION_GROUPS; group++)
        append_group (command, group, out);
    if (command->picture) {
        g_string_append (out, "\n" PICTURE);
        copia_usage_fill (command->picture, strlen (PICTURE), 2, out);
        g_string_append (out, "\n");
    }
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
append_troff_option (const CopiaOption *option, GString *out)
{
    g_string_append (out, ".TP\n.B ");
    if (option->letter)
        g_string_append_printf (out, "\\-%c, ", option->letter);
    g_string_append (out, "\\-\\-");
    append_troff (option->name, out);
    if (option->argument)
        g_string_append_printf (out, " \\fI%s\\fR", option->argument);
    g_string_append_c (out, '\n');
    append_troff (option->summary, out);
    if (option->fallback) {
        g_string_append (out, " (default: ");
        append_troff (option->fallback, out);
        g_string_append_c (out, ')');
    }
    g_string_append_c (out, '\n');
}

static void
append_troff_command (const CopiaCommand *command, GString *out)
{
    g_string_append_printf (out, ".SS \"copia %s ", command->name);
    append_troff (command->arguments, out);
    g_string_append_printf (out, "\"\n%c", g_ascii_toupper (command->summary[0]));
    append_troff (command->summary + 1, out);
    g_string_append (out, ".\n");
    if (command->example) {
        g_string_append_printf (out, ".PP\n.RS 4\ncopia %s ", command->name);
        append_troff (command->example, out);
        g_string_append (out, "\n.RE\n");
    }
    if (command->picture) {
        g_string_append (out, ".PP\nPicture: ");
        append_troff (command->picture, out);
        g_string_append (out, ".\n");
    }
    for (const CopiaOption *const *option = command->options; *option; option++)
        append_troff_option (*option, out);
}

static void
append_troff_topics (GString *out)
{
    g_string_append (out, ".SH HANDBOOK\n.B copia help\n.I TOPIC\nprints a page of the "
                          "handbook; the topics are measures");
    for (const CopiaPage *page = copia_handbook; page->name; page++) {
        g_string_append (out, ", ");
        append_troff (page->name, out);
    }
    g_string_append (out, ".\n");
}

void
copia_usage_man (GString *out)
{
    g_string_append (
        out, ".TH COPIA 1 \"\" \"copia " COPIA_VERSION "\"\n"
             ".SH NAME\ncopia \\- concordances and statistics of texts\n"
             ".SH SYNOPSIS\n.B copia\n.I COMMAND\n[ARGUMENT...] [OPTION...]\n"
             ".SH DESCRIPTION\nCopia reads texts, finds their parts, chapters, "
             "paragraphs and sentences,\nand writes an index file.  From that it "
             "answers where a word or phrase occurs,\nhow often in which chapter, "
             "and what company it keeps:\nas text on a terminal, as tab\\-separated "
             "lines in a pipe.\n"
             ".SH COMMANDS\n");
    for (const CopiaCommand *const *command = copia_commands; *command; command++)
        append_troff_command (*command, out);
    g_string_append (out, ".SH OPTIONS OF EVERY COMMAND\n");
    for (const CopiaOption *option = copia_usage_everywhere; option->name; option++)
        append_troff_option (option, out);
    g_string_append (
        out, ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nNot empty: no colours.\n"
             ".TP\n.B COLUMNS\nThe width of text that goes to no terminal.\n"
             ".TP\n.B LC_ALL, LC_CTYPE, LANG\nOn a terminal that is not UTF\\-8: "
             "ASCII alone, in the same columns.\n"
             ".SH EXIT STATUS\n0 answered, 1 nothing found, 2 could not.\n");
    append_troff_topics (out);
}
