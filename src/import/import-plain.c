/* import-plain.c - text as it stands. */
#include <string.h>

#include "import/importers.h"

#define TITLE_LINE 200 /* bytes of the longest */

/* A first line like `[Moby Dick by Herman Melville 1851]` names the text. */
static void
read_title_line (CopiaDocument *document)
{
    const char *start = document->text;
    const char *end = start;
    const char *by = NULL;
    const char *year;

    if (*start != '[')
        return;
    while (*end && *end != '\r' && *end != '\n' && end - start <= TITLE_LINE)
        end++;
    if (end - start > TITLE_LINE || end - start < 3 || end[-1] != ']')
        return;
    for (const char *p = start + 1; p + 4 < end; p++)
        if (strncmp (p, " by ", 4) == 0)
            by = p;
    if (!by)
        return;
    year = end - 1;
    while (year > by && g_ascii_isdigit (year[-1]))
        year--;
    if (end - 1 - year == 4 && year[-1] == ' ') {
        g_autofree char *value = g_strndup (year, 4);

        copia_document_attribute (document, "year", value);
        end = year;
    }
    {
        g_autofree char *title = g_strndup (start + 1, (gsize) (by - start - 1));
        g_autofree char *author = g_strndup (by + 4, (gsize) (end - 1 - by - 4));

        copia_document_attribute (document, "title", g_strstrip (title));
        copia_document_attribute (document, "author", g_strstrip (author));
    }
}

/* An object, or a list of them. */
static bool
is_json (const char *start)
{
    if (*start == '[')
        start += 1 + strspn (start + 1, " \t\r\n");
    if (*start != '{')
        return false;
    start += 1 + strspn (start + 1, " \t\r\n");
    return *start == '"';
}

/* Tags read as words would be counted as words: say so. */
static void
note_other_format (CopiaDocument *document)
{
    const char *start = document->text + strspn (document->text, " \t\r\n\xEF\xBB\xBF");

    if (g_ascii_strncasecmp (start, "<!doctype html", 14) == 0 ||
        g_ascii_strncasecmp (start, "<html", 5) == 0 ||
        strncmp (start, "<?xml", 5) == 0)
        copia_document_note (document,
                             "looks like HTML or XML: its tags are read as text; "
                             "save it as plain text, or try --importer markdown, which "
                             "leaves tags out");
    if (strncmp (start, "\\documentclass", 14) == 0)
        copia_document_note (document,
                             "looks like LaTeX: its commands are read as text; take "
                             "them out first (detex, or pandoc -t plain)");
    if (strncmp (start, "@UTF8", 5) == 0 || strncmp (start, "@Begin", 6) == 0)
        copia_document_note (
            document,
            "looks like a transcript in CHAT: its headers and tiers "
            "are read as text; keep what is said first (sed -n 's/^[*][^:]*:\t//p')");
    if (is_json (start))
        copia_document_note (document,
                             "looks like JSON: its names and marks are read as text; "
                             "an object on each line is a text for --importer table "
                             "(jq -c '.[]' makes such lines of a list)");
}

/* By its name a table. */
static void
note_table (CopiaDocument *document)
{
    const CopiaImporter *claimed = copia_importer_find_extension (document->name);

    if (claimed && claimed->named && document->notes->len == 0)
        copia_document_note (
            document, "read as it stands, for it has no column 'text'; where one "
                      "is called so, each row is a text, see 'copia help "
                      "formats'");
}

void
copia_import_plain (CopiaDocument *document)
{
    read_title_line (document);
    note_other_format (document);
    note_table (document);
}
