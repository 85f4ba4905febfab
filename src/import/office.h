/* office.h - what the importers of word processors' files share: one XML file out of a ZIP
 * archive, notes put behind the paragraph that they belong to.
 *
 * A note becomes a paragraph of its own in a span `note`, with `type` and `n`.
 */
#pragma once

#include "import/archive.h"
#include "import/extract.h"
#include "import/import.h"
#include "import/xml.h"

typedef struct {
    GPtrArray *members; /* CopiaMember * */
    CopiaExtract extract;
    unsigned inserted, deleted; /* tracked changes: taken as if accepted */
    unsigned notes;
    bool drop_notes; /* and count them */
    GString *note;   /* the text goes here: a note is being read; NULL: no */
} CopiaOffice;

/* `wants` chooses members; `options` may be NULL. */
bool copia_office_open (CopiaOffice *self, CopiaDocument *document, const char *bytes,
                        size_t size, bool (*wants) (const char *name),
                        const CopiaImportOptions *options, GError **error);
/* COPIA_ERROR_INPUT: there is no such member. */
CopiaXml *copia_office_xml (const CopiaOffice *self, const char *name, GError **error);

/* Into the note that is being read, or the document. */
void copia_office_text (CopiaOffice *self, const char *text);
void copia_office_break (CopiaOffice *self, bool tab); /* a blank in a note */
/* What stands in `text` (paragraphs parted by line ends) becomes a note. */
void copia_office_note (CopiaOffice *self, const char *type, unsigned number,
                        const char *text);
/* The text becomes the document's; notes what was done. */
bool copia_office_finish (CopiaOffice *self, const char *format, GError **error);
void copia_office_clear (CopiaOffice *self);

/* Title, author, date and language out of Dublin Core elements, as both formats have them. */
bool copia_office_about (CopiaOffice *self, const char *name, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CopiaOffice, copia_office_clear)
