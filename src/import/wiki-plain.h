/* wiki-plain.h - lines of wiki text that hold no mark, passed over sixteen bytes at a time. */
#pragma once

#include "text/document.h"

/* A line begins at `at`: the beginning of the first line from there on that may have a mark, or
 * `end`, which is the end of a line or of the text.  Where no link, table or <nowiki> is open,
 * those before it are text as they stand, and no headings. */
uint32_t copia_wiki_plain_end (const CopiaDocument *document, uint32_t at,
                               uint32_t end);
