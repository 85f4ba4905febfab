/* import-wiki.c - MediaWiki text, and pages copied from a wiki's screen.
 *
 * Two kinds are told apart.  Source has its mark-up in it: `== Title ==`, `'''bold'''`,
 * `[[target|text]]`, templates, references, tables, tags.  A page copied from the screen has
 * only what the screen shows: its headings end in an `[edit]` link, all else is text.
 * One pass with a stack of open links, which several threads share; nothing is looked for twice.
 */
#include "base/workers.h"
#include "import/importers.h"
#include "import/wiki-lines.h"
#include "import/wiki-reader.h"
#include "import/wiki-templates.h"
#include "text/lines.h"

#define STRETCH (1u << 20) /* bytes a thread reads at a time */

/* Stretches are read as if nothing were open where they begin; where that is wrong, what was open
 * is read on instead. */
typedef struct {
    CopiaDocument *document;
    const GArray *templates, *starts;
    CopiaWikiReader **readers; /* a thread */
    CopiaWikiReader *last;     /* reads what they read wrongly */
    bool clear;                /* nothing is open behind what was taken */
} Sharing;

/* What was found in a stretch. */
typedef struct {
    CopiaDocument marks; /* of the document, but for these */
    bool clear;          /* nothing is open behind it */
} Part;

static void
free_part (void *data, void *result)
{
    Part *part = result;

    (void) data;
    g_array_unref (part->marks.skips);
    g_array_unref (part->marks.headings);
    g_array_unref (part->marks.breaks);
    g_free (part);
}

static void *
read_stretch (void *data, unsigned thread, size_t job)
{
    const Sharing *self = data;
    const uint32_t *start = &g_array_index (self->starts, uint32_t, job);
    Part *part = g_new (Part, 1);

    if (!self->readers[thread])
        self->readers[thread] = copia_wiki_reader_new (self->document, self->templates);
    part->marks = *self->document;
    part->marks.skips = g_array_new (FALSE, FALSE, sizeof (CopiaRange));
    part->marks.headings = g_array_new (FALSE, FALSE, sizeof (CopiaHeading));
    part->marks.breaks = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    copia_wiki_reader_begin (self->readers[thread], &part->marks, start[0]);
    copia_wiki_reader_read (self->readers[thread], start[1]);
    part->clear = copia_wiki_reader_is_clear (self->readers[thread], start[1]);
    return part;
}

static void
append (GArray *to, const GArray *from)
{
    g_array_append_vals (to, from->data, from->len);
}

static bool
take_stretch (void *data, size_t job, void *result)
{
    Sharing *self = data;
    const Part *part = result;
    const uint32_t *start = &g_array_index (self->starts, uint32_t, job);
    const bool last = job + 2 == self->starts->len;

    if (self->clear && (part->clear || last)) {
        append (self->document->skips, part->marks.skips);
        append (self->document->headings, part->marks.headings);
        append (self->document->breaks, part->marks.breaks);
    } else {
        if (self->clear)
            copia_wiki_reader_begin (self->last, self->document, start[0]);
        copia_wiki_reader_read (self->last, start[1]);
        self->clear = copia_wiki_reader_is_clear (self->last, start[1]);
    }
    free_part (self, result);
    return true;
}

static void
read_source (CopiaDocument *document)
{
    const unsigned threads = MAX (document->threads, 1);
    g_autoptr (GArray) templates = copia_wiki_templates (document);
    g_autoptr (GArray) starts = copia_lines_cut (document, STRETCH);
    g_autoptr (CopiaWikiReader) last = copia_wiki_reader_new (document, templates);
    g_autofree CopiaWikiReader **readers = g_new0 (CopiaWikiReader *, threads);
    Sharing sharing = { document, templates, starts, readers, last, true };
    const CopiaWork work = { &sharing, read_stretch, take_stretch, free_part, 4 };

    (void) copia_workers_run (&work, threads, starts->len - 1);
    for (unsigned i = 0; i < threads; i++)
        copia_wiki_reader_free (readers[i]);
}

bool
copia_import_wiki_sniff (const CopiaDocument *document)
{
    return copia_wiki_lines_sniff (document);
}

void
copia_import_wiki (CopiaDocument *document)
{
    CopiaWikiHeadings seen = copia_wiki_lines_count (document);

    if (seen.copied > seen.source) {
        copia_wiki_lines_mark (document);
        copia_document_note (
            document,
            "a page copied from a wiki: %u headings by their [edit] links, "
            "which are left out",
            seen.copied);
    } else {
        read_source (document);
    }
    document->marked = document->headings->len > 0;
}
