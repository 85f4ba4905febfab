/* wiki-lines.h - which lines of a text are headings of a wiki's page, in its source or as copied
 * from a screen. */
#pragma once

#include <stdbool.h>

#include "text/document.h"

typedef struct {
    guint source, copied; /* `== Title ==`; `Title [edit]` */
} CopiaWikiHeadings;

/* Whether the text is a wiki's: it is read no further than that is clear. */
bool copia_wiki_lines_sniff (const CopiaDocument *document);
CopiaWikiHeadings copia_wiki_lines_count (const CopiaDocument *document);
/* Declares those that were copied, and skips their marks. */
void copia_wiki_lines_mark (CopiaDocument *document);
