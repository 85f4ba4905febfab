/* markup.c - what Markdown and wiki text share. */
#include "import/markup.h"

#include <glib.h>
#include <string.h>

#define WINDOW ((size_t) 4 << 20) /* bytes looked through at a time */

void
copia_finder_init (CopiaFinder *self, const char *text, uint32_t size,
                   const char *needle)
{
    *self = (CopiaFinder){ text, size, needle, NULL, 1, 0 };
}

void
copia_finder_begin (CopiaFinder *self, const CopiaDocument *document,
                    const char *needle)
{
    *self = (CopiaFinder){ document->text, document->size, needle, document, 1, 0 };
}

static bool
matches (const char *at, const char *needle)
{
    while (*needle && g_ascii_tolower (*at) == *needle)
        at++, needle++;
    return !*needle;
}

/* Where the needle begins in [p, end), or NULL. */
static const char *
look (const CopiaFinder *self, const char *p, const char *end)
{
    while (p < end) {
        const char *stop = p + MIN ((size_t) (end - p), WINDOW);
        const char *found = memchr (p, self->needle[0], (size_t) (stop - p));
        const char *next = found ? found + 1 : stop;

        if (found && matches (found, self->needle))
            return found;
        if (self->document)
            copia_document_pass (self->document, (uint32_t) (p - self->text),
                                 (uint32_t) (next - self->text));
        p = next;
    }
    return NULL;
}

uint32_t
copia_finder_next (CopiaFinder *self, uint32_t at)
{
    /* From `from` on the answer is known: what lies before it is all there is to read. */
    bool before = at < self->from && self->from <= self->found;
    const char *p;

    if (self->from <= at && at <= self->found)
        return self->found;
    p = look (self, self->text + at, self->text + (before ? self->from : self->size));
    if (p)
        self->found = (uint32_t) (p - self->text);
    else if (!before)
        self->found = COPIA_NOWHERE;
    self->from = at;
    return self->found;
}

static void
begin_finders (CopiaMarkup *self, const CopiaFinder *like)
{
    static const char *const needles[] = { "\"", "'", "-->", "?>", ">", "]]>" };
    CopiaFinder *const finders[] = { &self->double_quote, &self->single_quote,
                                     &self->comment,      &self->instruction,
                                     &self->declaration,  &self->cdata };

    for (size_t i = 0; i < G_N_ELEMENTS (finders); i++) {
        *finders[i] = *like;
        finders[i]->needle = needles[i];
    }
}

void
copia_markup_init (CopiaMarkup *self, const char *text, uint32_t size)
{
    CopiaFinder like;

    self->text = text;
    self->size = size;
    copia_finder_init (&like, text, size, NULL);
    begin_finders (self, &like);
}

void
copia_markup_begin (CopiaMarkup *self, const CopiaDocument *document)
{
    CopiaFinder like;

    self->text = document->text;
    self->size = document->size;
    copia_finder_begin (&like, document, NULL);
    begin_finders (self, &like);
}

static uint32_t
behind (uint32_t at, uint32_t size)
{
    return at == COPIA_NOWHERE ? at : at + size;
}

static uint32_t
skip_space (const char *text, uint32_t at)
{
    return at + (uint32_t) strspn (text + at, " \t\r\n");
}

static bool
is_name_byte (char byte)
{
    return g_ascii_isalnum (byte) || (byte && strchr ("-_:.", byte));
}

/* ` name = value`, the value quoted or not, or NOWHERE. */
static uint32_t
read_attribute (CopiaMarkup *self, uint32_t at)
{
    const char *text = self->text;
    uint32_t equals;

    if (!g_ascii_isalpha (text[at]) && text[at] != '_' && text[at] != ':')
        return COPIA_NOWHERE;
    while (is_name_byte (text[at]))
        at++;
    equals = skip_space (text, at);
    if (text[equals] != '=')
        return at;
    at = skip_space (text, equals + 1);
    if (text[at] == '"')
        return behind (copia_finder_next (&self->double_quote, at + 1), 1);
    if (text[at] == '\'')
        return behind (copia_finder_next (&self->single_quote, at + 1), 1);
    equals = at;
    at += (uint32_t) strcspn (text + at, " \t\r\n\"'=<>`");
    return at > equals ? at : COPIA_NOWHERE;
}

static uint32_t
read_open_tag (CopiaMarkup *self, uint32_t at)
{
    const char *text = self->text;

    while (g_ascii_isalnum (text[at]) || text[at] == '-')
        at++;
    for (;;) {
        uint32_t next = skip_space (text, at);

        if (text[next] == '/' && text[next + 1] == '>')
            return next + 2;
        if (text[next] == '>')
            return next + 1;
        if (next == at)
            return COPIA_NOWHERE;
        at = read_attribute (self, next);
        if (at == COPIA_NOWHERE)
            return at;
    }
}

static uint32_t
read_declaration (CopiaMarkup *self, uint32_t at)
{
    const char *text = self->text;

    if (strncmp (text + at, "<!-->", 5) == 0 || strncmp (text + at, "<!--->", 6) == 0)
        return at + (text[at + 4] == '>' ? 5 : 6);
    if (strncmp (text + at, "<!--", 4) == 0)
        return behind (copia_finder_next (&self->comment, at + 4), 3);
    if (strncmp (text + at, "<![CDATA[", 9) == 0)
        return behind (copia_finder_next (&self->cdata, at + 9), 3);
    if (g_ascii_isalpha (text[at + 2]))
        return behind (copia_finder_next (&self->declaration, at + 2), 1);
    return COPIA_NOWHERE;
}

uint32_t
copia_markup_tag (CopiaMarkup *self, uint32_t at)
{
    const char *text = self->text;

    if (g_ascii_isalpha (text[at + 1]))
        return read_open_tag (self, at + 1);
    if (text[at + 1] == '!')
        return read_declaration (self, at);
    if (text[at + 1] == '?')
        return behind (copia_finder_next (&self->instruction, at + 2), 2);
    if (text[at + 1] != '/' || !g_ascii_isalpha (text[at + 2]))
        return COPIA_NOWHERE;
    at += 2;
    while (g_ascii_isalnum (text[at]) || text[at] == '-')
        at++;
    at = skip_space (text, at);
    return text[at] == '>' ? at + 1 : COPIA_NOWHERE;
}

bool
copia_markup_is_tag (const char *tag, const char *name)
{
    size_t n = strlen (name);

    return tag[0] == '<' && matches (tag + 1, name) && !g_ascii_isalnum (tag[1 + n]) &&
           tag[1 + n] != '-';
}

uint32_t
copia_markup_reference (const char *text, uint32_t size, uint32_t at, bool *keep)
{
    uint32_t end = at + 1;
    uint32_t digits;

    *keep = false;
    if (text[end] == '#') {
        bool hex = g_ascii_tolower (text[end + 1]) == 'x';

        digits = end += hex ? 2 : 1;
        while (end < size && end < digits + 8 &&
               (hex ? g_ascii_isxdigit (text[end]) : g_ascii_isdigit (text[end])))
            end++;
        return end > digits && text[end] == ';' ? end + 1 : COPIA_NOWHERE;
    }
    while (end < size && end < at + 33 && g_ascii_isalnum (text[end]))
        end++;
    if (end < at + 3 || text[end] != ';' || !g_ascii_isalpha (text[at + 1]))
        return COPIA_NOWHERE;
    *keep = end == at + 4 && matches (text + at + 1, "amp");
    return end + 1;
}
