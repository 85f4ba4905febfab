/* vertical-tag.c - tags and characters of a vertical text. */
#include "import/vertical-tag.h"

#include "text/document.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* ---- characters ------------------------------------------------------------------------ */

/* The character a reference stands for, and its size; 0: it is none. */
static gunichar
reference (const char *text, size_t size, size_t *used)
{
    static const struct {
        const char *name;
        char c;
    } named[] = { { "&amp;", '&' },
                  { "&lt;", '<' },
                  { "&gt;", '>' },
                  { "&quot;", '"' },
                  { "&apos;", '\'' } };
    const char *end = memchr (text, ';', MIN (size, 12));
    char *stop;
    gunichar code;

    for (size_t i = 0; end && i < G_N_ELEMENTS (named); i++)
        if (strncmp (text, named[i].name, (size_t) (end - text) + 1) == 0) {
            *used = strlen (named[i].name);
            return (gunichar) named[i].c;
        }
    if (!end || text[1] != '#')
        return 0;
    code = (gunichar) (text[2] == 'x' ? strtoul (text + 3, &stop, 16)
                                      : strtoul (text + 2, &stop, 10));
    *used = (size_t) (end - text) + 1;
    return stop == end && g_unichar_validate (code) ? code : 0;
}

void
copia_vertical_decode (GString *out, const char *text, size_t size)
{
    g_string_truncate (out, 0);
    for (size_t at = 0, used; at < size;) {
        gunichar code = text[at] == '&' ? reference (text + at, size - at, &used) : 0;

        if (code == 0) {
            g_string_append_c (out, text[at++]);
            continue;
        }
        g_string_append_unichar (out, code);
        at += used;
    }
}

/* ---- tags ------------------------------------------------------------------------------ */

static const char *
skip_name (const char *at)
{
    while (*at && (g_ascii_isalnum (*at) || strchr ("_-.:", *at)))
        at++;
    return at;
}

static const char *
skip_blanks (const char *at)
{
    while (*at == ' ' || *at == '\t')
        at++;
    return at;
}

/* a="b" c='d' .. up to `>` or `/>`; NULL: it is no tag. */
static const char *
read_attributes (const char *at, GPtrArray *pairs)
{
    g_autoptr (GString) value = g_string_new (NULL);

    for (at = skip_blanks (at); *at != '>' && *at != '/'; at = skip_blanks (at)) {
        char name[COPIA_DOCUMENT_NAME];
        const char *end = skip_name (at), *close;
        g_autofree char *said = g_strndup (at, (gsize) (end - at));

        if (end == at || *end != '=' || (end[1] != '"' && end[1] != '\''))
            return NULL;
        close = strchr (end + 2, end[1]);
        if (!close)
            return NULL;
        copia_vertical_decode (value, end + 2, (size_t) (close - end - 2));
        copia_document_name (name, said);
        g_ptr_array_add (pairs, g_strdup (name));
        g_ptr_array_add (pairs, g_strdup (value->str));
        at = close + 1;
    }
    return at;
}

/* Behind the name, `tag` has it already. */
static CopiaVerticalKind
read_open (const char *at, CopiaVerticalTag *tag)
{
    const char *end;

    tag->pairs = g_ptr_array_new_with_free_func (g_free);
    end = read_attributes (at, tag->pairs);
    if (end && (*end == '>' || end[1] == '>') &&
        *skip_blanks (end + (*end == '/' ? 2 : 1)) == '\0')
        return *end == '/' ? COPIA_VERTICAL_EMPTY : COPIA_VERTICAL_OPEN;
    copia_vertical_tag_clear (tag);
    return COPIA_VERTICAL_NONE;
}

CopiaVerticalKind
copia_vertical_tag (const char *line, CopiaVerticalTag *tag)
{
    bool closes = line[0] == '<' && line[1] == '/';
    const char *name = line + 1 + closes, *end;

    if (g_str_has_prefix (line, "<!--") || g_str_has_prefix (line, "<?") ||
        g_str_has_prefix (line, "<!DOCTYPE"))
        return COPIA_VERTICAL_PASSED;
    if (line[0] != '<' || !g_ascii_isalpha (*name))
        return COPIA_VERTICAL_NONE;
    end = skip_name (name);
    if (closes && *skip_blanks (end) != '>')
        return COPIA_VERTICAL_NONE;
    tag->name = g_strndup (name, (gsize) (end - name));
    if (!closes)
        return read_open (end, tag);
    tag->more = *skip_blanks (skip_blanks (end) + 1) != '\0';
    return COPIA_VERTICAL_CLOSE;
}

void
copia_vertical_tag_clear (CopiaVerticalTag *self)
{
    g_clear_pointer (&self->name, g_free);
    g_clear_pointer (&self->pairs, g_ptr_array_unref);
}
