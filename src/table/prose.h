/* prose.h - pages of the handbook, which are Markdown, laid out for a terminal.
 *
 * Paragraphs and items are filled, tables fitted into the width with their cells broken, and code
 * is left alone.  No word is lost or parted; one that is wider than its place sticks out.
 */
#pragma once

#include "table/writer.h"

/* Appends the page; as it stands where look->width is 0 or less. */
void copia_prose_append (GString *out, const char *markdown, const CopiaLook *look);

#define COPIA_LONGEST_SPAN 40 /* bytes */

/* Bytes up to the next blank where a line may be broken: not in `code` of at most so many.
 * `inside`: longer code goes on here, and behind it. */
size_t copia_prose_word (const char *text, size_t longest, bool *inside);

/* Appends the words of `text`, the next at `column`, beginning lines at `indent` so that none
 * passes `width`.  A short span of `code` stays on one line.  Returns the column at the end. */
size_t copia_prose_fill (GString *out, const char *text, size_t column, size_t indent,
                         size_t width);
