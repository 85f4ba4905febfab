/* wiki-lines.c - which lines of a text are headings of a wiki's page. */
#include "import/wiki-lines.h"

#include <string.h>

#include "base/workers.h"
#include "import/wiki-names.h"
#include "import/wiki-plain.h"
#include "text/lines.h"

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

static bool
has_sign (const char *line, const char *end)
{
    static const char *const signs[] = { "[[", "{{", "'''", "<ref>", "<ref " };

    for (size_t i = 0; i < G_N_ELEMENTS (signs); i++) {
        const size_t size = strlen (signs[i]);
        const char *at = line;

        for (; (at = memchr (at, *signs[i], (size_t) (end - at))); at++)
            if ((size_t) (end - at) >= size &&
                g_ascii_strncasecmp (at, signs[i], size) == 0)
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

/* Visits each line from `at` up to `until`, where one ends, that may have a mark; `mark` is the
 * document where headings are to be declared. */
static Seen
scan_lines (const CopiaDocument *document, uint32_t at, uint32_t until, Scan scan,
            CopiaDocument *mark)
{
    const char *text = document->text;
    Seen seen = { 0 };
    uint32_t feed = 0;

    at = copia_wiki_plain_end (document, at, until);
    while (at < until && (scan != SNIFF || !is_wiki (&seen))) {
        uint32_t end = find_line_end (document, at, &feed);
        uint32_t next = end + (end < document->size), trimmed = end, title;

        while (trimmed > at && g_ascii_isspace (text[trimmed - 1]))
            trimmed--;
        seen.headings.source += text[at] == '=' && is_heading (text, at, trimmed);
        if (scan == SNIFF)
            seen.sign = seen.sign || has_sign (text + at, text + trimmed);
        title = copia_wiki_edit_mark (text, at, trimmed);
        if (title > at) {
            seen.headings.copied++;
            if (scan == MARK)
                mark_copied (mark, at, title, trimmed);
        }
        copia_document_pass (document, at, next);
        at = copia_wiki_plain_end (document, next, until);
    }
    return seen;
}

/* ---- by several threads ----------------------------------------------------------------- */

#define STRETCH (1u << 20) /* bytes whose lines a thread visits at a time */

typedef struct {
    const CopiaDocument *document;
    const GArray *starts; /* of stretches */
    Scan scan;
    Seen all;
} Scanning;

static void *
scan_stretch (void *data, unsigned thread, size_t job)
{
    const Scanning *self = data;
    const uint32_t *start = &g_array_index (self->starts, uint32_t, job);
    Seen *seen = g_new (Seen, 1);

    (void) thread;
    *seen = scan_lines (self->document, start[0], start[1], self->scan, NULL);
    return seen;
}

static bool
take_stretch (void *data, size_t job, void *result)
{
    Scanning *self = data;
    g_autofree Seen *seen = result;

    (void) job;
    self->all.headings.source += seen->headings.source;
    self->all.headings.copied += seen->headings.copied;
    self->all.sign |= seen->sign;
    return self->scan != SNIFF || !is_wiki (&self->all);
}

static void
drop_stretch (void *data, void *result)
{
    (void) data;
    g_free (result);
}

static Seen
scan_text (const CopiaDocument *document, Scan scan)
{
    g_autoptr (GArray) starts = copia_lines_cut (document, STRETCH);
    Scanning scanning = { document, starts, scan, { { 0, 0 }, false } };
    const CopiaWork work = { &scanning, scan_stretch, take_stretch, drop_stretch, 4 };

    (void) copia_workers_run (&work, MAX (document->threads, 1), starts->len - 1);
    return scanning.all;
}

/* ---- public ----------------------------------------------------------------------------- */

bool
copia_wiki_lines_sniff (const CopiaDocument *document)
{
    Seen seen = scan_text (document, SNIFF);

    return is_wiki (&seen);
}

CopiaWikiHeadings
copia_wiki_lines_count (const CopiaDocument *document)
{
    return scan_text (document, COUNT).headings;
}

void
copia_wiki_lines_mark (CopiaDocument *document)
{
    (void) scan_lines (document, 0, document->size, MARK, document);
}
