/* import-pdf.c - a PDF file, through the programs of poppler. */
#include <string.h>

#include "base/error.h"
#include "import/child.h"
#include "import/importers.h"
#include "import/pages.h"

static const CopiaChildLimits limits = {
    .seconds = 120,
    .output = UINT64_C (1) << 30,
    .memory = UINT64_C (4) << 30,
};

bool
copia_import_pdf_claims (const char *bytes, size_t size)
{
    return size > 5 && memcmp (bytes, "%PDF-", 5) == 0;
}

/* Names that programs give to what they print are no titles. */
static bool
is_title (const char *value)
{
    static const char *const endings[] = { ".doc", ".docx", ".indd", ".dvi", ".tex",
                                           ".qxd", ".pdf",  ".odt",  ".rtf" };

    for (size_t i = 0; i < G_N_ELEMENTS (endings); i++)
        if (g_str_has_suffix (value, endings[i]))
            return false;
    return !g_str_has_prefix (value, "Microsoft Word") &&
           g_ascii_strcasecmp (value, "untitled") != 0;
}

/* What the file says of itself; where that cannot be had, it says nothing. */
static void
read_about (CopiaDocument *document, const char *bytes, size_t size)
{
    const char *const argv[] = { "pdfinfo", "-enc", "UTF-8", "-", NULL };
    size_t said = 0;
    g_autofree char *about = copia_child_run (argv, bytes, size, &limits, &said, NULL);
    g_auto (GStrv) lines = about ? g_strsplit (about, "\n", -1) : NULL;

    for (char **line = lines; line && *line; line++) {
        char *value = strchr (*line, ':');

        if (!value || !g_utf8_validate (value, -1, NULL))
            continue;
        g_strstrip (++value);
        if (g_str_has_prefix (*line, "Title:") && is_title (value))
            copia_document_attribute (document, "title", value);
        if (g_str_has_prefix (*line, "Author:"))
            copia_document_attribute (document, "author", value);
    }
}

/* What is known of headings; NULL where that cannot be had. */
static CopiaPrinted *
read_headings (const char *bytes, size_t size)
{
    const char *const argv[] = { "pdftohtml", "-q",    "-xml",       "-i", "-stdout",
                                 "-enc",      "UTF-8", "/dev/stdin", NULL };
    size_t said = 0;
    g_autofree char *xml = copia_child_run (argv, bytes, size, &limits, &said, NULL);

    return xml ? copia_printed_read (xml, said) : NULL;
}

bool
copia_import_pdf (CopiaDocument *document, const char *bytes, size_t size,
                  const CopiaImportOptions *options, GError **error)
{
    const char *const argv[] = { "pdftotext", "-q", "-enc", "UTF-8", "-eol",
                                 "unix",      "-",  "-",    NULL };
    g_autoptr (GError) trouble = NULL;
    g_autofree char *text = NULL;
    g_autofree char *valid = NULL;
    g_autoptr (CopiaPrinted) printed = NULL;
    size_t said = 0;

    (void) options;
    text = copia_child_run (argv, bytes, size, &limits, &said, &trouble);
    if (!text && g_error_matches (trouble, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT)) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "PDF is read through the program 'pdftotext', which is not "
                     "installed; on Debian it is in the package poppler-utils");
        return false;
    }
    if (!text) {
        g_propagate_error (error, g_steal_pointer (&trouble));
        if (g_error_matches (error ? *error : NULL, COPIA_ERROR, COPIA_ERROR_INPUT))
            g_prefix_error (error, "a PDF that is damaged or locked: ");
        return false;
    }
    document->encoding = g_strdup ("UTF-8");
    valid = g_utf8_make_valid (text, (gssize) said);
    read_about (document, bytes, size);
    printed = read_headings (bytes, size);
    return copia_pages_read (document, valid, strlen (valid), printed, error);
}
