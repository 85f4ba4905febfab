/* xml-shape.h - what the elements of an XML file are that nobody has described.
 *
 * Gone through once: an element that stands beside letters, as in `a <b>c</b> d`, is part of
 * running text wherever it stands; one that never holds more than a word is parted from what is
 * around it; every other is a block.
 */
#pragma once

#include "import/xml.h"

typedef enum {
    COPIA_XML_RUNNING,
    COPIA_XML_PARTED,
    COPIA_XML_BLOCK,
} CopiaXmlShape;

typedef struct CopiaXmlShapes CopiaXmlShapes;

/* Errors as of copia_xml_next(). */
CopiaXmlShapes *copia_xml_shapes_new (const char *bytes, size_t size,
                                      const char *encoding, GError **error);
CopiaXmlShape copia_xml_shapes_get (const CopiaXmlShapes *self, const char *name);
void copia_xml_shapes_free (CopiaXmlShapes *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaXmlShapes, copia_xml_shapes_free)
