/* wiki-reader.h - the mark-up of wiki text told from the text, line by line.
 *
 * Nothing is looked for twice where what is read begins further behind each time.
 */
#pragma once

#include "text/document.h"

typedef struct CopiaWikiReader CopiaWikiReader;

/* `templates` are those of the whole text (import/wiki-templates.h). */
CopiaWikiReader *copia_wiki_reader_new (const CopiaDocument *document,
                                        const GArray *templates);
/* A line begins at `at`, and nothing is open there, nor was anything read up to an end behind it; what
 * is found is put into `to`, which has the document's text. */
void copia_wiki_reader_begin (CopiaWikiReader *self, CopiaDocument *to, uint32_t at);
/* Up to `end`, where a line begins or the text ends; what is skipped as a whole may reach further.  Again
 * with an end further behind: goes on. */
void copia_wiki_reader_read (CopiaWikiReader *self, uint32_t end);
/* Whether it stands at `at`, and nothing is open: what follows does not depend on what it read. */
bool copia_wiki_reader_is_clear (const CopiaWikiReader *self, uint32_t at);
void copia_wiki_reader_free (CopiaWikiReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaWikiReader, copia_wiki_reader_free)
