/* pages.h - the text of printed pages made a running text again.
 *
 * Lines that return at the top or bottom of pages, and the pages' numbers, are left out; words
 * that a hyphen divides at the end of a line are joined; paragraphs are told from lines; each
 * page is a span `page` with its number, from 1, as `n`.
 *
 * A heading that printed.h names is the lines of its page that hold its letters and digits,
 * perhaps behind a label (`Chapter 4`, `4.1`), and becomes one line.  An outermost one that is
 * listed but not there opens with its page.
 */
#pragma once

#include "import/printed.h"
#include "text/document.h"

/* `text`: UTF-8, pages end with a form feed; `printed`: NULL where nothing is known of headings,
 * which are then guessed as in any text.  Sets the document's text and notes what was
 * left out.  Fails with COPIA_ERROR_INPUT where there are pages but no words: pictures of
 * pages; COPIA_ERROR_LIMIT: too long. */
bool copia_pages_read (CopiaDocument *document, const char *text, size_t size,
                       const CopiaPrinted *printed, GError **error);
