/* pages.h - the text of printed pages made a running text again.
 *
 * Lines that return at the top or bottom of pages, and the pages' numbers, are left out; words
 * that a hyphen divides at the end of a line are joined; paragraphs are told from lines; each
 * page is a span `page` with its number, from 1, as `n`.
 */
#pragma once

#include "text/document.h"

/* `text`: UTF-8, pages end with a form feed.  Sets the document's text and notes what was
 * left out.  Fails with COPIA_ERROR_INPUT where there are pages but no words: pictures of
 * pages; COPIA_ERROR_LIMIT: too long. */
bool copia_pages_read (CopiaDocument *document, const char *text, size_t size,
                       GError **error);
