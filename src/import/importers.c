/* importers.c - the table of formats. */
#include "import/importers.h"

#include "import/annotated-sniff.h"
#include "import/conllu.h"
#include "import/vertical.h"

#include <string.h>

#include "base/error.h"

const CopiaImporter copia_importers[] = {
    { .name = "plain",
      .summary = "text as it stands",
      .extensions = ".txt .text",
      .read = copia_import_plain },
    { .name = "gutenberg",
      .summary = "a Project Gutenberg text; its licence is left out",
      .sniff = copia_import_gutenberg_sniff,
      .read = copia_import_gutenberg },
    { .name = "html",
      .summary = "a web page: its text, without scripts and navigation",
      .extensions = ".html .htm .xhtml",
      .sniff = copia_import_html_sniff,
      .convert = copia_import_html },
    { .name = "epub",
      .summary = "a book in EPUB",
      .extensions = ".epub",
      .claims = copia_import_epub_claims,
      .unpack = copia_import_epub },
    { .name = "docx",
      .summary = "a document of Word",
      .extensions = ".docx",
      .claims = copia_import_docx_claims,
      .unpack = copia_import_docx },
    { .name = "odt",
      .summary = "a text document of LibreOffice",
      .extensions = ".odt",
      .claims = copia_import_odt_claims,
      .unpack = copia_import_odt },
    { .name = "pdf",
      .summary = "printed pages, through pdftotext",
      .extensions = ".pdf",
      .claims = copia_import_pdf_claims,
      .unpack = copia_import_pdf },
    { .name = "tei",
      .summary = "TEI, and other XML as far as it goes",
      .extensions = ".xml .tei",
      .sniff = copia_import_tei_sniff,
      .convert = copia_import_tei },
    { .name = "subtitles",
      .summary = "subtitles of films (SubRip, WebVTT)",
      .extensions = ".srt .vtt",
      .sniff = copia_import_subtitles_sniff,
      .convert = copia_import_subtitles },
    { .name = "table",
      .summary = "a text in each row (CSV, or JSON by the line): its column 'text'",
      .extensions = ".csv .tsv .jsonl .ndjson",
      .named = true,
      .sniff = copia_import_table_sniff,
      .convert = copia_import_table },
    { .name = "wiki",
      .summary = "MediaWiki text, or a page copied with its [edit] marks",
      .extensions = ".wiki .mediawiki",
      .sniff = copia_import_wiki_sniff,
      .read = copia_import_wiki },
    { .name = "markdown",
      .summary = "Markdown (CommonMark, tables, front matter)",
      .extensions = ".md .markdown",
      .sniff = copia_import_markdown_sniff,
      .read = copia_import_markdown },
    { .name = "vertical",
      .summary = "one token a line with columns of annotation (VRT)",
      .extensions = ".vrt .vert .vertical",
      .sniff = copia_vertical_sniff,
      .tell = copia_vertical_tell },
    { .name = "conllu",
      .summary = "CoNLL-U, the format of treebanks",
      .extensions = ".conllu",
      .sniff = copia_conllu_sniff,
      .tell = copia_conllu_tell },
    { .name = NULL },
};

const CopiaImporter *
copia_importer_find (const char *name, GError **error)
{
    g_autoptr (GString) known = g_string_new (NULL);

    for (const CopiaImporter *i = copia_importers; i->name; i++) {
        if (strcmp (i->name, name) == 0)
            return i;
        g_string_append_printf (known, "%s%s", known->len ? ", " : "", i->name);
    }
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "no importer is called '%s'; there are: %s", name, known->str);
    return NULL;
}

const CopiaImporter *
copia_importer_find_extension (const char *path)
{
    const char *name = strrchr (path, '/');
    const char *dot = strrchr (name ? name : path, '.');
    size_t size = dot ? strlen (dot) : 0;

    for (const CopiaImporter *i = copia_importers; dot && i->name; i++) {
        for (const char *at = i->extensions; at && *at;) {
            size_t n = strcspn (at, " ");

            if (n == size && g_ascii_strncasecmp (at, dot, n) == 0)
                return i;
            at += n + strspn (at + n, " ");
        }
    }
    return NULL;
}
