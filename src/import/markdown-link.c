/* markdown-link.c - the parts of Markdown's links. */
#include "import/markdown-link.h"

#include <stdbool.h>
#include <string.h>

#include "import/markup.h"

static bool
is_mark (char byte)
{
    return g_ascii_ispunct (byte);
}

static uint32_t
skip_blanks (const char *text, uint32_t at)
{
    return at + (uint32_t) strspn (text + at, " \t\n");
}

static uint32_t
read_target (const char *text, uint32_t at)
{
    int depth = 0;

    if (text[at] == '<') {
        for (at++; text[at] && text[at] != '\n' && text[at] != '<'; at++) {
            if (text[at] == '>')
                return at + 1;
            if (text[at] == '\\' && is_mark (text[at + 1]))
                at++;
        }
        return COPIA_NOWHERE;
    }
    for (;; at++) {
        if ((unsigned char) text[at] <= ' ' || text[at] == 0x7F)
            break;
        if (text[at] == '\\' && is_mark (text[at + 1]))
            at++;
        else if (text[at] == '(' && ++depth > 32)
            return COPIA_NOWHERE;
        else if (text[at] == ')' && depth-- == 0)
            break;
    }
    return depth > 0 ? COPIA_NOWHERE : at;
}

/* Behind the quoted title at `at`; NOWHERE: it does not end.  An empty line ends none. */
static uint32_t
read_title (const char *text, uint32_t at)
{
    char close = text[at] == '(' ? ')' : text[at];

    for (at++; text[at]; at++) {
        if (text[at] == close)
            return at + 1;
        if (close == ')' && text[at] == '(')
            break;
        if (text[at] == '\\' && text[at + 1])
            at++;
    }
    return COPIA_NOWHERE;
}

/* `(target "title")` at `at`, or NOWHERE. */
uint32_t
copia_link_target (const char *text, uint32_t at)
{
    uint32_t end;

    if (text[at] != '(')
        return COPIA_NOWHERE;
    at = skip_blanks (text, at + 1);
    if (text[at] == ')')
        return at + 1;
    at = read_target (text, at);
    if (at == COPIA_NOWHERE)
        return at;
    end = skip_blanks (text, at);
    if (end > at && text[end] && strchr ("\"'(", text[end])) {
        end = read_title (text, end);
        if (end == COPIA_NOWHERE)
            return end;
        end = skip_blanks (text, end);
    }
    return text[end] == ')' ? end + 1 : COPIA_NOWHERE;
}

/* A label folded and its blanks made one; NULL: none can be. */
char *
copia_link_label (const char *text, uint32_t size)
{
    g_autofree char *raw = NULL;
    g_autofree char *folded = NULL;
    g_auto (GStrv) words = NULL;
    GString *label;

    if (size == 0 || size > 999)
        return NULL;
    raw = g_strndup (text, size);
    folded = g_utf8_casefold (raw, -1);
    words = g_strsplit_set (folded, " \t\n", -1);
    label = g_string_new (NULL);
    for (char **word = words; *word; word++)
        if (**word)
            g_string_append_printf (label, "%s%s", label->len ? " " : "", *word);
    return g_string_free (label, label->len == 0);
}

/* Behind the `]` that ends the label whose `[` stands at `at`, or NOWHERE. */
uint32_t
copia_link_label_end (const char *text, uint32_t at)
{
    uint32_t start = at + 1;

    for (at++; text[at] && text[at] != '[' && at - start < 1000; at++) {
        if (text[at] == ']')
            return at + 1;
        if (text[at] == '\\' && text[at + 1])
            at++;
    }
    return COPIA_NOWHERE;
}

/* Behind `: target "title"` and the line's end, or NOWHERE. */
uint32_t
copia_link_definition (const char *text, uint32_t at)
{
    uint32_t end, title;

    if (text[at] != ':')
        return COPIA_NOWHERE;
    at = skip_blanks (text, at + 1);
    if (!text[at])
        return COPIA_NOWHERE;
    at = read_target (text, at);
    if (at == COPIA_NOWHERE)
        return at;
    title = skip_blanks (text, at);
    end = COPIA_NOWHERE;
    if (title > at && text[title] && strchr ("\"'(", text[title]))
        end = read_title (text, title);
    if (end != COPIA_NOWHERE) {
        end += (uint32_t) strspn (text + end, " \t");
        if (!text[end] || text[end] == '\n')
            return end;
    }
    at += (uint32_t) strspn (text + at, " \t"); /* what looked like a title is text */
    return !text[at] || text[at] == '\n' ? at : COPIA_NOWHERE;
}

/* `<http://x.org>`, `<a@b.org>`: the address stays. */
uint32_t
copia_link_auto (const char *text, uint32_t at)
{
    uint32_t end = at + 1;
    bool colon = false, sign = false;

    while ((unsigned char) text[end] > ' ' && text[end] != '<' && text[end] != '>') {
        colon |= text[end] == ':' && end > at + 2;
        sign |= text[end] == '@';
        end++;
    }
    return text[end] == '>' && (colon || sign) && g_ascii_isalnum (text[at + 1])
               ? end + 1
               : COPIA_NOWHERE;
}
