/* html.h - the text of a page of HTML, or of XHTML as it is in EPUB.
 *
 * The tree is the one libxml2 makes of it, errors and all, told as it is read: nothing is kept,
 * however deep or long the page.  h1 to h6 are headings; block elements part paragraphs, br
 * lines, cells of a table tabs.  Left out are head, script, style, forms, pictures, frames,
 * nav and what is marked as navigation, as hidden, as a licence (Project Gutenberg) or as a
 * mark that leads to a note.
 */
#pragma once

#include "import/extract.h"

typedef struct {
    /* Title, author, date and language that the page states become attributes. */
    bool about;
    /* NULL, or name of an id or anchor -> NULL: gets its place in the text + 1. */
    GHashTable *anchors;
    guint left_out; /* gives: pieces of navigation and licences */
} CopiaHtml;

/* `text` is UTF-8.  False: the library is not there, or a tag is absurd. */
bool copia_html_extract (CopiaHtml *self, const char *text, size_t size,
                         CopiaExtract *to, GError **error);
