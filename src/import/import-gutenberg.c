/* import-gutenberg.c - a Project Gutenberg text: licence, catalogue card and italics told
 * from the book. */
#include <string.h>

#include "import/importers.h"

#define HEADER 131072 /* no licence header is longer */

/* The line that `at` lies in, without its line end. */
static CopiaRange
line_around (const CopiaDocument *document, uint32_t at)
{
    CopiaRange line = { at, at };

    while (line.start > 0 && document->text[line.start - 1] != '\n' &&
           document->text[line.start - 1] != '\r')
        line.start--;
    line.end = copia_document_line_end (document, at);
    return line;
}

static bool
begins (const char *line, const char *words)
{
    return g_ascii_strncasecmp (line, words, strlen (words)) == 0;
}

/* `*** START OF THE PROJECT GUTENBERG EBOOK`, `***START OF THIS PROJECT GUTENBERG ETEXT` */
static bool
is_star_line (const char *line, const char *what)
{
    const char *words = line + strspn (line, "* ");

    if (line[0] != '*' || !begins (words, what))
        return false;
    words += strlen (what);
    return begins (words, " OF TH") &&
           begins (words + 7 + (words[6] == 'I' || words[6] == 'i'), " PROJECT");
}

static bool
is_start (const char *line)
{
    return is_star_line (line, "START") || begins (line, "*END*THE SMALL PRINT") ||
           begins (line, "*END THE SMALL PRINT");
}

static bool
is_end (const char *line)
{
    return is_star_line (line, "END") ||
           begins (line, "End of the Project Gutenberg") ||
           begins (line, "End of this Project Gutenberg") ||
           begins (line, "End of Project Gutenberg");
}

/* The first line from `from` up to `to` of which `is` holds, or UINT32_MAX. */
static uint32_t
find_line (const CopiaDocument *document, uint32_t from, uint32_t to,
           bool (*is) (const char *))
{
    while (from < to) {
        const char *line = document->text + from;
        uint32_t next;

        if ((*line == '*' || *line == 'E' || *line == 'e') && is (line))
            return from;
        next = copia_document_line_end (document, from);
        next += (uint32_t) strspn (document->text + next, "\r\n");
        copia_document_pass (document, from, next);
        from = next;
    }
    return UINT32_MAX;
}

/* The last line of the header: an old one has the small print before the stars. */
static uint32_t
find_start (const CopiaDocument *document)
{
    uint32_t to = MIN (document->size, HEADER);
    uint32_t found = UINT32_MAX;

    for (uint32_t at = 0; at < to;) {
        at = find_line (document, at, to, is_start);
        if (at == UINT32_MAX)
            break;
        found = at;
        at = line_around (document, at).end + 1;
    }
    return found;
}

bool
copia_import_gutenberg_sniff (const CopiaDocument *document)
{
    return find_start (document) != UINT32_MAX;
}

/* Behind the marker, which may be wrapped: it ends with its second `***` or `*END*`. */
static uint32_t
behind_marker (const CopiaDocument *document, uint32_t at)
{
    uint32_t end = line_around (document, at).end;

    for (int i = 0; i < 3 && end > at && document->text[end - 1] != '*'; i++) {
        uint32_t next = end + (uint32_t) strspn (document->text + end, "\r\n");

        if (next - end > 2 || next >= document->size)
            break;
        end = line_around (document, next).end;
    }
    return end;
}

static unsigned
line_number (const CopiaDocument *document, uint32_t at)
{
    unsigned n = 1;
    uint32_t from = 0, feed;

    for (; (feed = copia_document_find (document, '\n', from, at)) < at; n++) {
        copia_document_pass (document, from, feed + 1);
        from = feed + 1;
    }
    return n;
}

/* ---- the catalogue card --------------------------------------------------------------- */

static const struct {
    const char *field, *attribute;
} card[] = {
    { "Title:", "title" },           { "Author:", "author" },
    { "Language:", "language" },     { "Release Date:", "release_date" },
    { "Translator:", "translator" }, { "Editor:", "editor" },
};

/* The value and its indented continuations, blanks made one, `[EBook #11]` left out. */
static char *
read_field (const CopiaDocument *document, const char *at, const char *end)
{
    GString *value = g_string_new (NULL);

    for (;;) {
        uint32_t from = (uint32_t) (at - document->text);
        size_t n = copia_document_line_end (document, from) - from;
        char *bracket;

        for (size_t i = 0; i < n && value->len < 500; i++) {
            bool blank = at[i] == ' ' || at[i] == '\t';

            if (!blank || (value->len && value->str[value->len - 1] != ' '))
                g_string_append_c (value, blank ? ' ' : at[i]);
        }
        bracket = strstr (value->str, " [");
        if (bracket)
            g_string_truncate (value, (gsize) (bracket - value->str));
        at += n;
        at += at[0] == '\r' && at[1] == '\n' ? 2 : *at != 0;
        if (at >= end || (*at != ' ' && *at != '\t') ||
            at[strspn (at, " \t")] == '\r' || at[strspn (at, " \t")] == '\n')
            break;
        if (value->len && value->str[value->len - 1] != ' ')
            g_string_append_c (value, ' ');
    }
    return g_strstrip (g_string_free (value, FALSE));
}

static void
read_card (CopiaDocument *document, uint32_t end)
{
    for (uint32_t at = 0; at < end;) {
        const char *line = document->text + at;

        for (size_t i = 0; i < G_N_ELEMENTS (card); i++)
            if (begins (line, card[i].field)) {
                g_autofree char *value =
                    read_field (document, line + strlen (card[i].field),
                                document->text + end);

                if (g_utf8_validate (value, -1, NULL))
                    copia_document_attribute (document, card[i].attribute, value);
            }
        at = copia_document_line_end (document, at);
        at += (uint32_t) strspn (document->text + at, "\r\n");
    }
}

/* ---- what stands in the book ---------------------------------------------------------- */

/* Paragraphs of thanks between the marker and the book. */
static uint32_t
behind_credits (const CopiaDocument *document, uint32_t at)
{
    static const char *const openings[] = {
        "Produced by",    "E-text prepared by", "Etext prepared by", "Transcribed from",
        "This etext was", "This eBook was",     "[Transcriber's",
    };

    for (;;) {
        uint32_t start = at + (uint32_t) strspn (document->text + at, " \t\r\n");
        bool credit = false;

        for (size_t i = 0; i < G_N_ELEMENTS (openings); i++)
            credit |= begins (document->text + start, openings[i]);
        if (!credit)
            return at;
        while (start < document->size) { /* to the next empty line */
            uint32_t ends;

            start = copia_document_line_end (document, start);
            ends = (uint32_t) strspn (document->text + start, "\r\n");
            if (ends > 2 || (ends == 2 && document->text[start] != '\r'))
                break;
            start += ends;
        }
        at = start;
    }
}

static bool
is_letter (char byte)
{
    return g_ascii_isalnum (byte) || (unsigned char) byte >= 0x80;
}

/* `_so_` is how these texts print italics; an underscore that has no fellow in its paragraph
 * stays. */
static void
skip_italics (CopiaDocument *document, uint32_t from, uint32_t to)
{
    const char *text = document->text;
    uint32_t open = UINT32_MAX;

    for (uint32_t at = from; at < to; at++) {
        copia_document_pass (document, at, at + 1);
        if (text[at] == '\n' && (text[at + 1] == '\n' || text[at + 1] == '\r'))
            open = UINT32_MAX;
        if (text[at] == '[' && strncmp (text + at, "[Illustration]", 14) == 0)
            copia_document_skip (document, at, at + 14);
        if (text[at] != '_')
            continue;
        if (open != UINT32_MAX && !g_ascii_isspace (text[at - 1]) &&
            !is_letter (text[at + 1])) {
            copia_document_skip (document, open, open + 1);
            copia_document_skip (document, at, at + 1);
            open = UINT32_MAX;
        } else if (!g_ascii_isspace (text[at + 1]) &&
                   (at == from || !is_letter (text[at - 1]))) {
            open = at;
        }
    }
}

void
copia_import_gutenberg (CopiaDocument *document)
{
    uint32_t start = find_start (document);
    uint32_t body = 0;
    uint32_t end;

    if (start != UINT32_MAX) {
        body = behind_credits (document, behind_marker (document, start));
        read_card (document, start);
    }
    end = find_line (document, body, document->size, is_end);
    if (end == UINT32_MAX)
        end = document->size;
    copia_document_skip (document, 0, body);
    copia_document_skip (document, end, document->size);
    skip_italics (document, body, end);
    if (body > 0)
        copia_document_note (
            document, "Project Gutenberg: header and licence left out (lines 1-%u)",
            line_number (document, body));
    if (end < document->size)
        copia_document_note (
            document, "Project Gutenberg: licence at the end left out (lines %u-%u)",
            line_number (document, end), line_number (document, document->size - 1));
}
