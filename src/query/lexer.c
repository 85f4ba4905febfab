/* lexer.c - cutting CQL. */
#include "query/lexer.h"

#include "query/fault.h"

#include <string.h>

/* Longer signs first. */
static const char *const signs[] = { "!==", "(?<=", "(?<!", "(?=", "(?!",
                                     "::",  "[:",   ":]",   "==",  "!=",
                                     "<=",  ">=",   "</",   "/>",  "->" };

static void
clear_lexeme (void *data)
{
    g_free (((CopiaLexeme *) data)->text);
}

/* A # begins a comment, but for Sketch Engine's [#100]. */
static bool
starts_comment (const char *at, const char *query)
{
    return *at == '#' && (at == query || at[-1] != '[' || !g_ascii_isdigit (at[1]));
}

static const char *
skip_blanks (const char *at, const char *query)
{
    while (*at &&
           (g_unichar_isspace (g_utf8_get_char (at)) || starts_comment (at, query)))
        at = *at == '#' ? at + strcspn (at, "\n") : g_utf8_next_char (at);
    return at;
}

/* Text of a string that starts at `at` with its quote; NULL: it does not end. */
static const char *
read_string (const char *at, GString *text)
{
    char quote = *at++;

    for (; *at && (*at != quote || at[1] == quote); at++) {
        if (*at == quote) /* "" */
            at++;
        else if (*at == '\\' && (at[1] == '"' || at[1] == '\''))
            at++;
        else if (*at == '\\' && at[1])
            g_string_append_c (text, *at++);
        g_string_append_c (text, *at);
    }
    return *at ? at + 1 : NULL;
}

static bool
starts_name (const char *at)
{
    gunichar c = g_utf8_get_char (at);

    return c == '_' || g_unichar_isalpha (c);
}

static const char *
read_name (const char *at)
{
    for (;;) {
        gunichar c = g_utf8_get_char (at);
        bool inner = c == '-' && at[1] && g_unichar_isalnum (g_utf8_get_char (at + 1));

        if (c != '_' && !g_unichar_isalnum (c) && !g_unichar_ismark (c) && !inner)
            return at;
        at = g_utf8_next_char (at);
    }
}

static const char *
read_number (const char *at, int64_t *number)
{
    bool negative = *at == '-';

    for (at += negative; g_ascii_isdigit (*at); at++)
        *number = MIN (*number * 10 + (*at - '0'), 1 << 30);
    *number = negative ? -*number : *number;
    return at;
}

static const char *
read_sign (const char *at)
{
    for (size_t i = 0; i < G_N_ELEMENTS (signs); i++)
        if (g_str_has_prefix (at, signs[i]))
            return at + strlen (signs[i]);
    return g_utf8_next_char (at);
}

/* Reads one lexeme at `at`; where it ends, or NULL. */
static const char *
read_lexeme (const char *at, CopiaLexeme *lexeme)
{
    g_autoptr (GString) text = g_string_new (NULL);
    const char *end;

    lexeme->literal = *at == 'l' && (at[1] == '"' || at[1] == '\'');
    if (*at == '"' || *at == '\'' || lexeme->literal) {
        lexeme->kind = COPIA_LEXEME_STRING;
        end = read_string (at + lexeme->literal, text);
    } else if (starts_name (at)) {
        lexeme->kind = COPIA_LEXEME_NAME;
        end = read_name (at);
    } else if (g_ascii_isdigit (*at) || (*at == '-' && g_ascii_isdigit (at[1]))) {
        lexeme->kind = COPIA_LEXEME_NUMBER;
        end = read_number (at, &lexeme->number);
    } else {
        lexeme->kind = COPIA_LEXEME_SIGN;
        end = read_sign (at);
    }
    if (end && lexeme->kind != COPIA_LEXEME_STRING)
        g_string_append_len (text, at, end - at);
    lexeme->text = g_string_free (g_steal_pointer (&text), FALSE);
    return end;
}

/* False: the quotation mark of a book or a word processor. */
static bool
is_typed (const char *query, const CopiaLexeme *lexeme, GError **error)
{
    static const char *const printed[] = { "\u201c", "\u201d", "\u201e",
                                           "\u2018", "\u2019", "\u201a",
                                           "\u00ab", "\u00bb", NULL };

    if (lexeme->kind != COPIA_LEXEME_SIGN || !g_strv_contains (printed, lexeme->text))
        return true;
    return copia_fault (error, query, lexeme->at,
                        "%s is a quotation mark of print; strings stand in straight "
                        "ones, as in \"war\"",
                        lexeme->text);
}

GArray *
copia_lexer_run (const char *query, GError **error)
{
    g_autoptr (GArray) lexemes = g_array_new (FALSE, FALSE, sizeof (CopiaLexeme));
    const char *at = query;

    g_array_set_clear_func (lexemes, clear_lexeme);
    for (at = skip_blanks (at, query); *at; at = skip_blanks (at, query)) {
        CopiaLexeme lexeme = { .at = (size_t) (at - query) };
        const char *end = read_lexeme (at, &lexeme);

        lexeme.size = end ? (size_t) (end - at) : 0;
        g_array_append_val (lexemes, lexeme);
        if (!end)
            copia_fault (error, query, lexeme.at,
                         "a string that begins here does not end; add a %c",
                         at[lexeme.literal]);
        if (!end || !is_typed (query, &lexeme, error))
            return NULL;
        at = end;
    }
    g_array_append_val (lexemes, ((CopiaLexeme){ .kind = COPIA_LEXEME_END,
                                                 .at = (size_t) (at - query) }));
    return g_steal_pointer (&lexemes);
}
