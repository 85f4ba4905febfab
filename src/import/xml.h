/* xml.h - XML read from its first to its last event, whoever wrote it.
 *
 * Nothing outside is ever fetched: no DTD, no external entity.  An entity that the document
 * declares as plain text is that text; one that refers to a file or to other entities is an
 * error, for that is how bombs are made; names that HTML knows are what they are there.
 * Nesting is bounded.  What is not well formed is an error that names the line.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct CopiaXml CopiaXml;

typedef enum {
    COPIA_XML_OPEN,
    COPIA_XML_CLOSE, /* comes for empty elements as well */
    COPIA_XML_TEXT,  /* blanks, too */
    COPIA_XML_END,
    COPIA_XML_FAILED,
} CopiaXmlEvent;

/* The bytes are borrowed.  `encoding` counts whatever they declare; NULL: what they declare. */
CopiaXml *copia_xml_new (const char *bytes, size_t size, const char *encoding);
/* COPIA_ERROR_INPUT: not well formed, or hostile; COPIA_ERROR_LIMIT: 2 GiB. */
CopiaXmlEvent copia_xml_next (CopiaXml *self, GError **error);

/* Of an element: its name without prefix; valid until the next event. */
const char *copia_xml_name (const CopiaXml *self);
/* Of text. */
const char *copia_xml_text (const CopiaXml *self);
/* Of an element that opens; the name is without prefix, the first that fits counts.  NULL:
 * there is none.  Valid until the next call. */
const char *copia_xml_attribute (CopiaXml *self, const char *name);
/* Calls back for each attribute but declarations of namespaces. */
void copia_xml_attributes (CopiaXml *self,
                           void (*take) (void *data, const char *name,
                                         const char *value),
                           void *data);
unsigned copia_xml_line (CopiaXml *self);

/* The text up to the close of the element that was just opened, blanks made one.  NULL on
 * error. */
char *copia_xml_content (CopiaXml *self, GError **error);
/* Passes over all that is in the element that was just opened. */
bool copia_xml_skip (CopiaXml *self, GError **error);
void copia_xml_free (CopiaXml *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaXml, copia_xml_free)
