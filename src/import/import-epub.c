/* import-epub.c - a book in EPUB: its pages of XHTML in the order of reading. */
#include <string.h>

#include "base/error.h"
#include "import/archive.h"
#include "import/encoding.h"
#include "import/epub.h"
#include "import/html.h"
#include "import/importers.h"

static bool
ends (const char *name, const char *ending)
{
    size_t n = strlen (name), m = strlen (ending);

    return n >= m && g_ascii_strcasecmp (name + n - m, ending) == 0;
}

/* Pages and what describes them; no pictures, no fonts. */
static bool
wants (const char *name)
{
    static const char *const endings[] = { ".xhtml", ".html", ".htm",
                                           ".xml",   ".opf",  ".ncx" };

    for (size_t i = 0; i < G_N_ELEMENTS (endings); i++)
        if (ends (name, endings[i]))
            return true;
    return false;
}

bool
copia_import_epub_claims (const char *bytes, size_t size)
{
    static const char mark[] = "mimetypeapplication/epub+zip";

    return size > 60 && memcmp (bytes, "PK\3\4", 4) == 0 &&
           memcmp (bytes + 30, mark, sizeof mark - 1) == 0;
}

/* ---- pages ---------------------------------------------------------------------------- */

/* The fragments of this page that the table of contents names, without a place yet. */
static GHashTable *
anchors_of (const CopiaEpub *epub, const char *page)
{
    GHashTable *anchors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    const GPtrArray *leading = g_hash_table_lookup (epub->leading, page);

    for (guint i = 0; leading && i < leading->len; i++) {
        const CopiaEpubEntry *entry = leading->pdata[i];

        if (entry->fragment)
            g_hash_table_insert (anchors, g_strdup (entry->fragment), NULL);
    }
    return anchors;
}

/* Where the entries of the table of contents stand that lead into this page. */
static void
place_entries (CopiaEpub *epub, const char *page, GHashTable *anchors, uint32_t start)
{
    const GPtrArray *leading = g_hash_table_lookup (epub->leading, page);

    for (guint i = 0; leading && i < leading->len; i++) {
        CopiaEpubEntry *entry = leading->pdata[i];
        guint place =
            entry->fragment
                ? GPOINTER_TO_UINT (g_hash_table_lookup (anchors, entry->fragment))
                : 0;

        entry->place = place ? place - 1 : start;
        entry->placed = true;
    }
}

static bool
read_page (CopiaEpub *epub, const CopiaMember *member, CopiaExtract *to,
           guint *left_out, GError **error)
{
    g_autoptr (CopiaDocument) page = copia_document_new (member->name);
    g_autoptr (GHashTable) anchors = anchors_of (epub, member->name);
    uint32_t start = copia_extract_place (to);
    CopiaHtml html = { .anchors = anchors };

    if (member->size == 0)
        return true;
    if (!copia_encoding_decode (page, g_memdup2 (member->bytes, member->size + 1),
                                member->size, NULL, error)) {
        g_prefix_error (error, "%s: ", member->name);
        return false;
    }
    if (!copia_html_extract (&html, page->text, page->size, to, error))
        return false;
    *left_out += html.left_out;
    place_entries (epub, member->name, anchors, start);
    return true;
}

/* ---- headings ------------------------------------------------------------------------- */

/* The heading of the first `printed` that is printed where the entry stands, or just before, or
 * NULL. */
static CopiaHeading *
find_heading (CopiaDocument *document, guint printed, uint32_t place)
{
    uint32_t at = place + (uint32_t) strspn (document->text + place, " \t\n");
    guint low = 0, high = printed;

    while (low < high) { /* the first that ends at or behind the place */
        guint middle = low + (high - low) / 2;

        if (g_array_index (document->headings, CopiaHeading, middle).line.end < place)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < printed; low++) {
        CopiaHeading *heading = &g_array_index (document->headings, CopiaHeading, low);

        if (heading->line.start > at)
            return NULL;
        if (!heading->called)
            return heading;
    }
    return NULL;
}

/* `Part II` and its first chapter may lead to one place: the last is what is printed there. */
static bool
is_last_here (const CopiaDocument *document, const CopiaEpub *epub, guint i)
{
    const CopiaEpubEntry *entry = epub->entries->pdata[i];
    uint32_t at =
        entry->place + (uint32_t) strspn (document->text + entry->place, " \t\n");

    for (guint k = i + 1; k < epub->entries->len; k++) {
        const CopiaEpubEntry *next = epub->entries->pdata[k];

        if (next->placed)
            return next->place < entry->place || next->place > at;
    }
    return true;
}

/* Calls the heading that is printed where the entry leads, or one that is not printed. */
static void
call_heading (CopiaDocument *document, const CopiaEpub *epub, guint i, guint printed)
{
    const CopiaEpubEntry *entry = epub->entries->pdata[i];
    CopiaRange bytes = { entry->place, entry->place };
    CopiaHeading *heading = is_last_here (document, epub, i)
                                ? find_heading (document, printed, entry->place)
                                : NULL;

    if (heading) {
        heading->called = g_string_chunk_insert_const (document->strings, entry->label);
        heading->level = entry->level;
        return;
    }
    bytes.start += (uint32_t) strspn (document->text + bytes.start, " \t\n");
    bytes.end = bytes.start;
    if (bytes.start < document->size)
        copia_document_call (document, bytes, entry->level, entry->label);
}

static guint
count_placed (const CopiaDocument *document, CopiaEpub *epub)
{
    guint n = 0;

    for (guint i = 0; i < epub->entries->len; i++) {
        CopiaEpubEntry *entry = epub->entries->pdata[i];

        entry->placed = entry->placed && entry->place < document->size;
        n += entry->placed;
    }
    return n;
}

/* A table of contents says how deep its headings stand and what they are called; others open
 * nothing then.  One with a single entry is none. */
static void
call_headings (CopiaDocument *document, CopiaEpub *epub)
{
    guint printed = document->headings->len;

    if (count_placed (document, epub) < 2)
        return;
    for (guint i = 0; i < epub->entries->len; i++)
        if (((const CopiaEpubEntry *) epub->entries->pdata[i])->placed)
            call_heading (document, epub, i, printed);
    for (guint i = 0; i < printed; i++) {
        CopiaHeading *heading = &g_array_index (document->headings, CopiaHeading, i);

        if (!heading->called)
            heading->level = 0;
    }
}

static bool
read_pages (CopiaDocument *document, CopiaEpub *epub, GError **error)
{
    g_auto (CopiaExtract) extract = { 0 };
    guint left_out = 0;

    copia_extract_init (&extract, document);
    for (guint i = 0; i < epub->pages->len; i++)
        if (!read_page (epub, epub->pages->pdata[i], &extract, &left_out, error))
            return false;
    if (!copia_extract_finish (&extract, error))
        return false;
    call_headings (document, epub);
    document->marked = document->headings->len > 0;
    if (left_out)
        copia_document_note (document, "EPUB: %u piece%s of navigation left out",
                             left_out, left_out == 1 ? "" : "s");
    if (copia_import_gutenberg_sniff (document))
        copia_import_gutenberg (document);
    return true;
}

bool
copia_import_epub (CopiaDocument *document, const char *bytes, size_t size,
                   const CopiaImportOptions *options, GError **error)
{
    g_autoptr (GPtrArray) members =
        copia_archive_read (bytes, size, wants, NULL, error);
    g_autoptr (CopiaEpub) epub = NULL;

    (void) options;
    if (!members)
        return false;
    document->encoding = g_strdup ("UTF-8");
    epub = copia_epub_new (document, members, error);
    return epub && read_pages (document, epub, error);
}
