/* metadata.h - what a table says of texts: a row for each, joined by the name of its file.
 *
 * CSV (RFC 4180; commas or semicolons) or tab-separated, decoded as texts are; the first row
 * names the columns.  The column `file` or `filename`, else the first, is the name: the path of
 * a text or the end of it (`letters/a.txt`, `a.txt`), with or without its ending (`a`); the
 * longest that fits counts.  Each other column is an attribute of `text`; an empty cell says
 * nothing.  The table goes before what the file says of itself.
 *
 * Threads may share one: it counts what it was joined to.
 */
#pragma once

#include "text/document.h"

typedef struct CopiaMetadata CopiaMetadata;

/* Errors bear path and line.  G_FILE_ERROR; COPIA_ERROR_INPUT: no header, a cell too many, a
 * quote that is not closed, two columns or two rows of one name. */
CopiaMetadata *copia_metadata_load (const char *path, GError **error);

void copia_metadata_join (CopiaMetadata *self, CopiaDocument *document);

/* Adds a line (char *) about how its letters were read, texts without a row and rows without a text, each where there is
 * something to say. */
void copia_metadata_report (CopiaMetadata *self, GPtrArray *notes);
void copia_metadata_free (CopiaMetadata *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaMetadata, copia_metadata_free)
