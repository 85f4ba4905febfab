/* wiki-lines.c - which lines of a text are headings of a wiki's page. */
#include "import/wiki-lines.h"

#include <string.h>

#include "import/markup.h"
#include "import/wiki-names.h"
#include "import/wiki-plain.h"

typedef struct {
    CopiaWikiHeadings headings;
    bool sign; /* mark-up that plain text with ruled headings does not have */
} Seen;

/* As many marks on both sides, and more than marks between them. */
static bool
is_heading (const char *text, uint32_t at, uint32_t end)
{
    uint32_t level = (uint32_t) strspn (text + at, "="), close = end;

    while (close > at && text[close - 1] == '=')
        close--;
    if (level < 2 || level > 6 || end - close != level)
        return false;
    for (uint32_t i = at + level; i < close; i++)
        if (g_ascii_isalnum (text[i]) || (unsigned char) text[i] >= 0x80)
            return true;
    return false;
}

static const char *const signs[] = { "[[", "{{", "'''", "<ref>", "<ref " };

/* Asked of one line behind the other. */
static bool
has_sign (CopiaFinder finders[], uint32_t at, uint32_t end)
{
    for (size_t i = 0; i < G_N_ELEMENTS (signs); i++) {
        uint32_t found = copia_finder_next (&finders[i], at);

        if (found != COPIA_NOWHERE && found + strlen (signs[i]) <= end)
            return true;
    }
    return false;
}

/* Titles between marks stand in plain texts too: they alone do not make it a wiki's. */
static bool
is_wiki (const Seen *seen)
{
    return seen->headings.copied >= 2 ||
           (seen->headings.source >= 2 && (seen->sign || seen->headings.copied > 0));
}

/* Where the line that begins at `at` ends: at a line feed, of which *feed is the next, or a
 * carriage return before it. */
static uint32_t
find_line_end (const CopiaDocument *document, uint32_t at, uint32_t *feed)
{
    if (*feed < at || at == 0)
        *feed = copia_document_find (document, '\n', at, document->size);
    return copia_document_find (document, '\r', at, *feed);
}

typedef enum {
    SNIFF, /* up to where it is sure that it is a wiki's */
    COUNT, /* headings */
    MARK,  /* those that were copied */
} Scan;

static void
mark_copied (CopiaDocument *document, uint32_t start, uint32_t title, uint32_t end)
{
    copia_document_skip (document, title, end);
    while (title > start && g_ascii_isspace (document->text[title - 1]))
        title--;
    copia_document_heading (document, (CopiaRange){ start, end },
                            (CopiaRange){ start, title }, 1);
}

/* Visits each line that may have a mark; `mark` is the document where headings are to be
 * declared. */
static Seen
scan_lines (const CopiaDocument *document, Scan scan, CopiaDocument *mark)
{
    const char *text = document->text;
    CopiaFinder finders[G_N_ELEMENTS (signs)];
    Seen seen = { 0 };
    uint32_t at = copia_wiki_plain_end (document, 0), feed = 0;

    for (size_t i = 0; i < G_N_ELEMENTS (signs); i++)
        copia_finder_begin (&finders[i], document, signs[i]);
    while (at < document->size && (scan != SNIFF || !is_wiki (&seen))) {
        uint32_t end = find_line_end (document, at, &feed);
        uint32_t next = end + (end < document->size), trimmed = end, title;

        while (trimmed > at && g_ascii_isspace (text[trimmed - 1]))
            trimmed--;
        seen.headings.source += text[at] == '=' && is_heading (text, at, trimmed);
        if (scan == SNIFF)
            seen.sign = seen.sign || has_sign (finders, at, trimmed);
        title = copia_wiki_edit_mark (text, at, trimmed);
        if (title > at) {
            seen.headings.copied++;
            if (scan == MARK)
                mark_copied (mark, at, title, trimmed);
        }
        copia_document_pass (document, at, next);
        at = copia_wiki_plain_end (document, next);
    }
    return seen;
}

bool
copia_wiki_lines_sniff (const CopiaDocument *document)
{
    Seen seen = scan_lines (document, SNIFF, NULL);

    return is_wiki (&seen);
}

CopiaWikiHeadings
copia_wiki_lines_count (const CopiaDocument *document)
{
    return scan_lines (document, COUNT, NULL).headings;
}

void
copia_wiki_lines_mark (CopiaDocument *document)
{
    (void) scan_lines (document, MARK, document);
}
