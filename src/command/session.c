/* session.c - from a typed line to what is to be done. */
#include "command/session.h"

#include "base/error.h"
#include "base/utf8.h"
#include "command/arguments.h"
#include "command/commands.h"

#include <string.h>

#define BLANKS " \t\r\n"
#define LONGEST_SAID 300

typedef struct {
    const char *word;
    CopiaSessionLineKind kind;
    CopiaSetOperation operation;
} Verb;

static const Verb verbs[] = {
    { "help", COPIA_LINE_HELP, 0 },
    { "quit", COPIA_LINE_QUIT, 0 },
    { "exit", COPIA_LINE_QUIT, 0 },
    { "drop", COPIA_LINE_DROP, 0 },
    { "discard", COPIA_LINE_DROP, 0 },
    { "union", COPIA_LINE_SET, COPIA_SET_UNION },
    { "inter", COPIA_LINE_SET, COPIA_SET_INTER },
    { "intersect", COPIA_LINE_SET, COPIA_SET_INTER },
    { "intersection", COPIA_LINE_SET, COPIA_SET_INTER },
    { "join", COPIA_LINE_SET, COPIA_SET_UNION },
    { "diff", COPIA_LINE_SET, COPIA_SET_DIFF },
    { "difference", COPIA_LINE_SET, COPIA_SET_DIFF },
};

const char *const copia_session_words[] = { "diff", "drop", "exit", "help",  "inter",
                                            "list", "quit", "size", "union", NULL };

typedef struct {
    const CopiaIndex *index;
    const CopiaResults *results;
    CopiaSessionLine *line;
    GError **error;
} Reader;

static bool
fault (Reader *self, const char *format, ...)
{
    g_autofree char *message = NULL;
    va_list arguments;

    va_start (arguments, format);
    message = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    g_set_error_literal (self->error, COPIA_ERROR, COPIA_ERROR_QUERY, message);
    return false;
}

static const Verb *
find_verb (const char *word)
{
    for (size_t i = 0; i < G_N_ELEMENTS (verbs); i++)
        if (g_str_equal (verbs[i].word, word))
            return &verbs[i];
    return NULL;
}

static char *
first_word (const char *text, const char **rest)
{
    size_t size = strcspn (text, BLANKS);

    *rest = text + size + strspn (text + size, BLANKS);
    return g_strndup (text, size);
}

const CopiaResult *
copia_session_find (const CopiaResults *results, const char *name, GError **error)
{
    const CopiaResult *result = copia_results_find (results, name), *other;
    g_autoptr (GString) names = g_string_new (NULL);

    if (result)
        return result;
    for (guint i = 0; (other = copia_results_at (results, i)); i++)
        g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", other->name);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "no result is called '%.100s'; %s%s", name,
                 names->len > 0 ? "there are " : "there is none yet: write A = QUERY",
                 names->str);
    return NULL;
}

/* What the name stands for is said already. */
static bool
says (const char *said, const char *name)
{
    g_autofree char *definition = g_strdup_printf (" | %s = ", name);

    return strstr (said, definition) != NULL;
}

/* What was asked, with what the names in it stood for; not without end. */
static char *
say (const Reader *self, const char *text)
{
    g_autoptr (GString) said = g_string_new (text);
    g_auto (GStrv) words = g_strsplit_set (text, BLANKS "();", -1);
    const CopiaResult *result;

    for (guint i = 0; (result = copia_results_at (self->results, i)); i++)
        if (g_strv_contains ((const char *const *) words, result->name) &&
            !says (said->str, result->name))
            g_string_append_printf (said, " | %s = %s", result->name, result->said);
    if (said->len > LONGEST_SAID) {
        size_t end = LONGEST_SAID;

        while (end > 0 && ((unsigned char) said->str[end] & 0xC0) == 0x80)
            end--;
        g_string_truncate (said, end);
        g_string_append (said, COPIA_UTF8_ELLIPSIS);
    }
    return g_string_free (g_steal_pointer (&said), FALSE);
}

/* A name that could be taken for something else is none. */
static bool
may_be_called (Reader *self, const char *name)
{
    if (!copia_results_name_is_good (name))
        return fault (self,
                      "'%.100s' is no name for a result; take up to %d letters, digits "
                      "and _, a letter first",
                      name, COPIA_LONGEST_RESULT_NAME);
    if (find_verb (name) || copia_command_find (name) ||
        g_strv_contains (copia_session_words, name))
        return fault (self, "'%s' is a command; call the result otherwise", name);
    if (copia_index_find_structure (self->index, name))
        return fault (self,
                      "'%s' is a structure of the corpus; call the result otherwise",
                      name);
    if (g_str_equal (name, "word") || g_str_equal (name, "form") ||
        copia_index_find_layer (self->index, name))
        return fault (self,
                      "'%s' is an attribute of the corpus: write [%s=..] to ask for a "
                      "token, or call the result otherwise",
                      name, name);
    return true;
}

/* set := operation NAME NAME; `rest` is behind the operation */
static bool
read_set (Reader *self, const Verb *verb, const char *rest)
{
    g_auto (GStrv) names = g_strsplit_set (rest, BLANKS, -1);
    guint n = 0;

    for (char **name = names; *name; name++) {
        if (**name == '\0')
            continue;
        if (n == G_N_ELEMENTS (self->line->operands) && g_str_has_prefix (*name, "--"))
            return fault (self,
                          "%s takes no options; they stand where a result is shown, as "
                          "in A --limit 10",
                          verb->word);
        if (n == G_N_ELEMENTS (self->line->operands))
            return fault (self,
                          "%s takes two results; put the words of a question "
                          "into quotes: '%s ..'",
                          verb->word, verb->word);
        self->line->operands[n] =
            copia_session_find (self->results, *name, self->error);
        if (!self->line->operands[n++])
            return false;
    }
    self->line->kind = COPIA_LINE_SET;
    self->line->operation = verb->operation;
    return n == G_N_ELEMENTS (self->line->operands) ||
           fault (self, "%s takes two results, as in %s A B", verb->word, verb->word);
}

/* NAME '=' what; false without an error: it is none. */
static bool
read_assignment (Reader *self, const char *text, bool *is_one)
{
    size_t size = strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-");
    const char *sign = text + size + strspn (text + size, BLANKS), *what, *rest;
    g_autofree char *name = g_strndup (text, size);
    g_autofree char *word = NULL;
    const Verb *verb;

    *is_one = size > 0 && sign[0] == '=' && sign[1] != '=';
    if (!*is_one)
        return false;
    what = sign + 1 + strspn (sign + 1, BLANKS);
    if (!may_be_called (self, name))
        return false;
    if (*what == '\0')
        return fault (self, "write a query behind %s =", name);
    self->line->name = g_steal_pointer (&name);
    self->line->said = say (self, what);
    word = first_word (what, &rest);
    verb = find_verb (word);
    if (verb && verb->kind == COPIA_LINE_SET)
        return read_set (self, verb, rest);
    self->line->kind = COPIA_LINE_KEEP;
    self->line->command = &copia_command_keep;
    self->line->words = copia_arguments_split (&copia_command_keep, what);
    return true;
}

static bool
read_verb (Reader *self, const Verb *verb, const char *text, const char *rest)
{
    CopiaSessionLine *line = self->line;

    line->kind = verb->kind;
    if (verb->kind == COPIA_LINE_SET) {
        line->name = g_strdup (COPIA_SESSION_LAST);
        line->said = say (self, text);
        return read_set (self, verb, rest);
    }
    if (verb->kind == COPIA_LINE_QUIT)
        return *rest == '\0' || fault (self, "'%s' stands alone", verb->word);
    line->words = g_strsplit_set (rest, BLANKS, -1);
    for (char **name = line->words; *name; name++)
        if (**name && !copia_session_find (self->results, *name, self->error))
            return false;
    return *rest || fault (self, "drop which result? 'list' lists them");
}

static bool
read_command (Reader *self, const CopiaCommand *command, const char *rest)
{
    self->line->kind = COPIA_LINE_RUN;
    self->line->command = command;
    self->line->words = copia_arguments_split (command, rest);
    self->line->indexed = g_str_has_prefix (command->arguments, "INDEX");
    if (command == &copia_command_shell)
        return fault (self, "this is a session already; 'quit' ends it");
    return true;
}

/* The command that the line begins with, or NULL. */
static const CopiaCommand *
find_command (const char *word)
{
    if (g_str_equal (word, "list") || g_str_equal (word, "size"))
        return &copia_command_list;
    if (g_str_equal (word, "cat"))
        return &copia_command_kwic;
    return copia_command_find (word);
}

static bool
read_text (Reader *self, const char *text)
{
    const char *rest;
    g_autofree char *word = first_word (text, &rest);
    const Verb *verb = find_verb (word);
    const CopiaCommand *command = find_command (word);
    bool is_assignment;
    bool good = read_assignment (self, text, &is_assignment);

    if (is_assignment)
        return good;
    /* help with a topic is the command */
    if (verb && !(verb->kind == COPIA_LINE_HELP && *rest)) {
        if (verb->kind != COPIA_LINE_HELP)
            return read_verb (self, verb, text, rest);
        self->line->kind = COPIA_LINE_HELP;
        return true;
    }
    if (command)
        return read_command (self, command, rest);
    return read_command (self, &copia_command_kwic, text);
}

bool
copia_session_read (const CopiaIndex *index, const CopiaResults *results,
                    const char *text, CopiaSessionLine *line, GError **error)
{
    Reader self = { index, results, line, error };
    g_autofree char *trimmed = g_strstrip (g_strdup (text));
    size_t size = strlen (trimmed);

    *line = (CopiaSessionLine){ .kind = COPIA_LINE_EMPTY };
    if (!g_utf8_validate (trimmed, -1, NULL))
        return fault (&self, "the line is not UTF-8");
    while (size > 0 && strchr (BLANKS ";", trimmed[size - 1]))
        trimmed[--size] = '\0';
    return size == 0 || trimmed[0] == '#' || read_text (&self, trimmed);
}

const char *
copia_session_help (void)
{
    return "the sea                    a question, as with 'copia kwic'; CQL too\n"
           "the sea --sort R1          with options\n"
           "A = \"sea\"%c                keeps its hits by the name A\n"
           "A                          shows them\n"
           "A within s                 names may stand for queries, and on each side\n"
           "\"the\" [] within A          of 'within' and 'containing'\n"
           "union A B                  hits in either; inter A B in both;\n"
           "C = diff A B               in A and not in B, kept as C\n"
           "list                       the results, with their sizes; 'drop A' forgets "
           "one\n"
           "freq A sea 'the sea'       any command, without the index\n"
           "freq A --by chapter\n"
           "kwic read the book         a question that begins like a command\n"
           "help freq                  about a command; 'help shell' about sessions\n"
           "quit                       ends; so does Ctrl-D.  Ctrl-C stops an answer\n";
}

void
copia_session_line_clear (CopiaSessionLine *line)
{
    g_clear_pointer (&line->name, g_free);
    g_clear_pointer (&line->said, g_free);
    g_clear_pointer (&line->words, g_strfreev);
}
