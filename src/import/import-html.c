/* import-html.c - a web page, or a book in one. */
#include <string.h>

#include "import/extract.h"
#include "import/html.h"
#include "import/importers.h"

bool
copia_import_html_sniff (const CopiaDocument *document)
{
    const char *start = document->text;

    if (g_str_has_prefix (start, "\xEF\xBB\xBF"))
        start += 3;
    start += strspn (start, " \t\r\n");
    if (g_str_has_prefix (start, "<?xml")) {
        start += strcspn (start, ">");
        start += strspn (start, "> \t\r\n");
    }
    return g_ascii_strncasecmp (start, "<!doctype html", 14) == 0 ||
           g_ascii_strncasecmp (start, "<html", 5) == 0;
}

bool
copia_import_html (CopiaDocument *document, const CopiaImportOptions *options,
                   GError **error)
{
    g_auto (CopiaExtract) extract = { 0 };
    CopiaHtml html = { .about = true };

    (void) options;
    copia_extract_init (&extract, document);
    if (!copia_html_extract (&html, document->text, document->size, &extract, error) ||
        !copia_extract_finish (&extract, error))
        return false;
    if (html.left_out)
        copia_document_note (document, "HTML: %u piece%s of navigation left out",
                             html.left_out, html.left_out == 1 ? "" : "s");
    if (copia_import_gutenberg_sniff (document))
        copia_import_gutenberg (document);
    return true;
}
