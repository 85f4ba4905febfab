/* wiki-templates.c - where the templates of wiki text stand. */
#include "import/wiki-templates.h"

#include <string.h>

static void
add_template (GArray *templates, uint32_t start, uint32_t end)
{
    CopiaRange range = { start, end };

    while (templates->len &&
           g_array_index (templates, CopiaRange, templates->len - 1).start >= start)
        g_array_set_size (templates, templates->len - 1); /* it stood within this one */
    g_array_append_val (templates, range);
}

/* A run of braces opens or closes by twos, three at a time for `{{{parameter}}}`. */
static uint32_t
read_braces (const char *text, uint32_t at, GArray *open, GArray *templates)
{
    const char mark[2] = { text[at], 0 };
    uint32_t n = (uint32_t) strspn (text + at, mark);
    uint32_t end = at + n;

    while (*mark == '{' && n >= 2) {
        CopiaRange begun = { end - n, end - n + (n == 3 ? 3 : 2) };

        g_array_append_val (open, begun);
        n -= begun.end - begun.start;
    }
    while (*mark == '}' && n >= 2 && open->len) {
        CopiaRange begun = g_array_index (open, CopiaRange, open->len - 1);
        uint32_t size = MIN (n, begun.end - begun.start);

        g_array_set_size (open, open->len - 1);
        add_template (templates, begun.start, end - n + size);
        n -= size;
    }
    return end;
}

/* Whether a line in [from, until) begins with two equals signs: no template holds a heading. */
static bool
has_heading (const CopiaDocument *document, uint32_t from, uint32_t until)
{
    const char *text = document->text;

    for (uint32_t at = from, next; at < until; at = next) {
        next = copia_document_find (document, '\n', at, until);
        if (next == until)
            return false;
        next++;
        if (text[next] == '=' && text[next + 1] == '=')
            return true;
        copia_document_pass (document, at, next);
    }
    return false;
}

/* The first run of braces from `at` on that changes what is open, or the size of the text. */
static uint32_t
find_braces (const CopiaDocument *document, uint32_t at, bool open, uint32_t *opening,
             uint32_t *closing)
{
    if (*opening < at)
        *opening = copia_document_find (document, '{', at, document->size);
    if (!open)
        return *opening;
    if (*closing < at)
        *closing = copia_document_find (document, '}', at, document->size);
    return MIN (*opening, *closing);
}

GArray *
copia_wiki_templates (const CopiaDocument *document)
{
    GArray *templates = g_array_new (FALSE, FALSE, sizeof (CopiaRange));
    g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (CopiaRange));
    uint32_t opening = copia_document_find (document, '{', 0, document->size);
    uint32_t closing = 0, at = 0, next;

    while ((next = find_braces (document, at, open->len > 0, &opening, &closing)) <
           document->size) {
        if (open->len && has_heading (document, at, next))
            g_array_set_size (open, 0);
        copia_document_pass (document, at, next);
        at = read_braces (document->text, next, open, templates);
    }
    return templates;
}
