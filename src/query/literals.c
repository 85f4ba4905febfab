/* literals.c - what every match of a pattern must hold, read off the pattern.
 *
 * Cautious: only plain characters outside of all brackets count, and nothing is said of
 * patterns with alternatives at the top, options or verbs.
 */
#include "query/regex.h"

typedef struct {
    const char *at;
    GString *run;
    bool from_start; /* nothing but plain characters so far */
    CopiaLiterals *literals;
} Reader;

static void
end_run (Reader *self)
{
    if (self->from_start)
        g_string_assign (self->literals->prefix, self->run->str);
    if (self->run->len > self->literals->inside->len)
        g_string_assign (self->literals->inside, self->run->str);
    g_string_truncate (self->run, 0);
    self->from_start = false;
}

/* Past a class: ] first in it is plain, \ protects, [:alpha:] nests. */
static const char *
skip_class (const char *at)
{
    at++;
    if (*at == '^')
        at++;
    if (*at == ']')
        at++;
    for (; *at && *at != ']'; at++) {
        if (*at == '\\' && at[1])
            at++;
        else if (*at == '[' && (at[1] == ':' || at[1] == '.' || at[1] == '=')) {
            const char ends[] = { at[1], ']', '\0' };
            const char *end = strstr (at + 2, ends);

            at = end ? end + 1 : at;
        }
    }
    return *at ? at + 1 : at;
}

static const char *
skip_group (const char *at)
{
    unsigned depth = 0;

    do {
        if (*at == '\\' && at[1])
            at++;
        else if (*at == '[') {
            at = skip_class (at);
            continue;
        } else if (*at == '(')
            depth++;
        else if (*at == ')')
            depth--;
        at++;
    } while (*at && depth > 0);
    return at;
}

static bool
is_count (const char *at)
{
    return *at && strchr ("?*+{", *at);
}

static const char *
skip_count (const char *at)
{
    while (is_count (at)) {
        if (*at == '{')
            at += strcspn (at, "}");
        at += *at != '\0';
    }
    return at;
}

/* A plain character of `size` bytes and the count after it. */
static void
read_plain (Reader *self, const char *character, size_t size)
{
    self->at = character + size;
    if (!is_count (self->at)) {
        g_string_append_len (self->run, character, (gssize) size);
        return;
    }
    if (*self->at == '+')
        g_string_append_len (self->run, character, (gssize) size);
    end_run (self);
    self->at = skip_count (self->at);
}

/* One element of the pattern. */
static void
read_element (Reader *self)
{
    const char *at = self->at;

    if (*at == '\\' && g_ascii_ispunct (at[1])) {
        read_plain (self, at + 1, 1);
        return;
    }
    if (!strchr (".[](){}*+?^$\\|", *at)) {
        read_plain (self, at, (size_t) (g_utf8_next_char (at) - at));
        return;
    }
    end_run (self);
    if (*at == '(')
        at = skip_group (at);
    else if (*at == '[')
        at = skip_class (at);
    else
        at += 1;
    self->at = skip_count (at);
}

/* Escapes of letters and digits may be anything: \Q, \x{..}, \1. */
static bool
is_readable (const char *pattern)
{
    for (const char *at = pattern; *at; at++)
        if (*at == '\\') {
            if (!at[1] || (!g_ascii_ispunct (at[1]) && !strchr ("wWdDsS", at[1])))
                return false;
            at++;
        } else if (*at == '(' && (at[1] == '*' || (at[1] == '?' && at[2] != ':'))) {
            return false;
        }
    return true;
}

static bool
has_alternatives (const char *at)
{
    while (*at && *at != '|') {
        if (*at == '(')
            at = skip_group (at);
        else if (*at == '[')
            at = skip_class (at);
        else
            at += *at == '\\' && at[1] ? 2 : 1;
    }
    return *at == '|';
}

CopiaLiterals
copia_literals_of (const char *pattern)
{
    CopiaLiterals literals = { g_string_new (NULL), g_string_new (NULL), false };
    g_autoptr (GString) run = g_string_new (NULL);
    Reader reader = { pattern, run, true, &literals };

    if (!is_readable (pattern) || has_alternatives (pattern))
        return literals;
    while (*reader.at) {
        if (*reader.at == '\\' &&
            !g_ascii_ispunct (reader.at[1])) { /* \w and the like */
            end_run (&reader);
            reader.at = skip_count (reader.at + 2);
        } else {
            read_element (&reader);
        }
    }
    literals.whole = reader.from_start;
    end_run (&reader);
    return literals;
}

void
copia_literals_clear (CopiaLiterals *self)
{
    if (self->prefix)
        g_string_free (self->prefix, TRUE);
    if (self->inside)
        g_string_free (self->inside, TRUE);
    self->prefix = self->inside = NULL;
}
