/* tei-text.h - the events of a TEI file become documents, one for each TEI element in it.
 *
 * Elements become spans of the same name; one within another of its name gets a number (`q2`).
 * Divisions are named by tei.h.  Notes in running text are put behind their paragraph, as plain
 * text in a span `note`.  Of sic/corr, orig/reg, abbr/expan in a choice, the edited one is read.
 */
#pragma once

#include "import/xml-shape.h"
#include "text/document.h"

typedef struct CopiaTeiText CopiaTeiText;

/* `document` gets the first text; others become its `next`. */
CopiaTeiText *copia_tei_text_new (CopiaDocument *document, bool drop_notes,
                                  bool original);
/* The file is no TEI: elements that are none of it are what these say, and nothing is left out. */
void copia_tei_text_shape (CopiaTeiText *self, const CopiaXmlShapes *shapes);
/* The element that was just opened; what is not to be read is passed over, close and all. */
bool copia_tei_text_open (CopiaTeiText *self, CopiaXml *xml, GError **error);
void copia_tei_text_put (CopiaTeiText *self, const char *text);
void copia_tei_text_close (CopiaTeiText *self);
bool copia_tei_text_finish (CopiaTeiText *self, GError **error);
void copia_tei_text_free (CopiaTeiText *self);
