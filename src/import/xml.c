/* xml.c - XML read from its first to its last event. */
#include "import/xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/xmlreader.h>
#include <limits.h>
#include <string.h>

#include "base/error.h"
#include "base/library.h"
#include "import/crowd.h"

#define LONGEST_ENTITY 4096 /* bytes that an entity may stand for */
#define CONTENT 4096        /* bytes of an element's content that are kept */

/* clang-format off */
#define FUNCTIONS(X) \
    X (htmlEntityLookup) X (xmlFreeTextReader) X (xmlGetDocEntity) \
    X (xmlReaderForMemory) X (xmlTextReaderConstLocalName) X (xmlTextReaderConstName) \
    X (xmlTextReaderConstValue) X (xmlTextReaderCurrentNode) \
    X (xmlTextReaderGetParserLineNumber) X (xmlTextReaderIsEmptyElement) \
    X (xmlTextReaderIsNamespaceDecl) X (xmlTextReaderMoveToElement) \
    X (xmlTextReaderMoveToNextAttribute) X (xmlTextReaderNodeType) \
    X (xmlSetStructuredErrorFunc) X (xmlTextReaderRead) \
    X (xmlTextReaderSetStructuredErrorHandler)
/* clang-format on */

typedef struct {
    FUNCTIONS (COPIA_LIBRARY_MEMBER)
} Library;

struct CopiaXml {
    Library library;
    GError *missing; /* the library; or a tag that is not to be read */
    xmlTextReaderPtr reader;
    bool too_long;
    bool empty;  /* the element that was opened is empty: its close comes next */
    char *fault; /* what was wrong first */
    const char *name, *text;
    char letter[8]; /* of an entity that HTML knows */
};

static void
hear_error (void *data, xmlErrorPtr trouble)
{
    CopiaXml *self = data;
    g_autofree char *said = NULL, *shown = NULL;

    if (self->fault || trouble->level < XML_ERR_FATAL)
        return;
    said = g_strdup (trouble->message ? trouble->message : "no reason");
    if (strstr (said, " use XML_PARSE_HUGE")) /* that is for programmers */
        *strstr (said, " use XML_PARSE_HUGE") = 0;
    g_strchomp (said);
    shown = copia_error_show (said, 200);
    self->fault = g_strdup_printf ("line %d: %s", trouble->line, shown);
}

/* What is said of no reader: trouble of converting encodings, which else goes to standard
 * error.  The reader fails of it, too. */
static void
pass_over (void *data G_GNUC_UNUSED, xmlErrorPtr trouble G_GNUC_UNUSED)
{
}

CopiaXml *
copia_xml_new (const char *bytes, size_t size, const char *encoding)
{
    static const char *const names[] = { FUNCTIONS (COPIA_LIBRARY_NAME) NULL };
    CopiaXml *self = g_new0 (CopiaXml, 1);

    self->too_long = size > INT_MAX;
    if (self->too_long ||
        !copia_library_load (COPIA_SONAME_LIBXML_2_0, names, &self->library,
                             &self->missing) ||
        !copia_crowd_check (bytes, size, false, &self->missing))
        return self;
    self->library.xmlSetStructuredErrorFunc (NULL, pass_over);
    self->reader =
        self->library.xmlReaderForMemory (bytes, (int) size, NULL, encoding,
                                          XML_PARSE_NONET | XML_PARSE_COMPACT |
                                              (encoding ? XML_PARSE_IGNORE_ENC : 0));
    if (self->reader)
        self->library.xmlTextReaderSetStructuredErrorHandler (self->reader, hear_error,
                                                              self);
    return self;
}

void
copia_xml_free (CopiaXml *self)
{
    if (!self)
        return;
    if (self->reader)
        self->library.xmlFreeTextReader (self->reader);
    g_clear_error (&self->missing);
    g_free (self->fault);
    g_free (self);
}

/* ---- entities ------------------------------------------------------------------------- */

static CopiaXmlEvent
fail (CopiaXml *self, GError **error, const char *what)
{
    g_set_error (error, COPIA_ERROR,
                 self->too_long ? COPIA_ERROR_LIMIT : COPIA_ERROR_INPUT, "%s", what);
    return COPIA_XML_FAILED;
}

static CopiaXmlEvent
read_entity (CopiaXml *self, GError **error)
{
    const char *name =
        (const char *) self->library.xmlTextReaderConstName (self->reader);
    /* its document stays the reader's, which that of xmlTextReaderCurrentDoc() does not */
    xmlNodePtr node = self->library.xmlTextReaderCurrentNode (self->reader);
    xmlEntityPtr entity =
        node ? self->library.xmlGetDocEntity (node->doc, (const xmlChar *) name) : NULL;
    const htmlEntityDesc *known =
        self->library.htmlEntityLookup ((const xmlChar *) name);
    g_autofree char *what = NULL, *shown = NULL;

    if (entity && entity->etype == XML_INTERNAL_GENERAL_ENTITY && entity->content &&
        entity->length <= LONGEST_ENTITY &&
        !strpbrk ((const char *) entity->content, "<&")) {
        self->text = (const char *) entity->content;
        return COPIA_XML_TEXT;
    }
    if (!entity && known) {
        self->letter[g_unichar_to_utf8 (known->value, self->letter)] = 0;
        self->text = self->letter;
        return COPIA_XML_TEXT;
    }
    shown = copia_error_show (name, 40);
    what = g_strdup_printf (
        "line %u: the entity '&%s;' %s; write what it stands for",
        copia_xml_line (self), shown,
        !entity ? "is declared nowhere in the file"
        : entity->etype == XML_INTERNAL_GENERAL_ENTITY
            ? "is made of mark-up or of other entities, which is not read"
            : "refers to another file, which is not read");
    return fail (self, error, what);
}

/* ---- events --------------------------------------------------------------------------- */

static CopiaXmlEvent
element (CopiaXml *self, CopiaXmlEvent event)
{
    self->name =
        (const char *) self->library.xmlTextReaderConstLocalName (self->reader);
    return event;
}

CopiaXmlEvent
copia_xml_next (CopiaXml *self, GError **error)
{
    int more;

    if (self->missing) {
        g_propagate_error (error, g_error_copy (self->missing));
        return COPIA_XML_FAILED;
    }
    if (self->too_long || !self->reader)
        return fail (self, error, "2 GiB or more of XML; split it");
    if (self->empty) {
        self->empty = false;
        return COPIA_XML_CLOSE;
    }
    while ((more = self->library.xmlTextReaderRead (self->reader)) == 1) {
        switch (self->library.xmlTextReaderNodeType (self->reader)) {
        case XML_READER_TYPE_ELEMENT:
            self->empty = self->library.xmlTextReaderIsEmptyElement (self->reader) == 1;
            return element (self, COPIA_XML_OPEN);
        case XML_READER_TYPE_END_ELEMENT:
            return element (self, COPIA_XML_CLOSE);
        case XML_READER_TYPE_TEXT:
        case XML_READER_TYPE_CDATA:
        case XML_READER_TYPE_WHITESPACE:
        case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
            self->text =
                (const char *) self->library.xmlTextReaderConstValue (self->reader);
            return COPIA_XML_TEXT;
        case XML_READER_TYPE_ENTITY_REFERENCE:
            return read_entity (self, error);
        default:
            break;
        }
    }
    if (more == 0 && !self->fault)
        return COPIA_XML_END;
    {
        g_autofree char *what =
            g_strdup_printf ("not well-formed XML, %s",
                             self->fault ? self->fault : "its end is missing");

        return fail (self, error, what);
    }
}

const char *
copia_xml_name (const CopiaXml *self)
{
    return self->name;
}

const char *
copia_xml_text (const CopiaXml *self)
{
    return self->text ? self->text : "";
}

unsigned
copia_xml_line (CopiaXml *self)
{
    return (
        unsigned) MAX (self->library.xmlTextReaderGetParserLineNumber (self->reader),
                       0);
}

/* ---- attributes ----------------------------------------------------------------------- */

const char *
copia_xml_attribute (CopiaXml *self, const char *name)
{
    const char *value = NULL;

    while (!value && self->library.xmlTextReaderMoveToNextAttribute (self->reader) == 1)
        if (strcmp ((const char *) self->library.xmlTextReaderConstLocalName (
                        self->reader),
                    name) == 0 &&
            self->library.xmlTextReaderIsNamespaceDecl (self->reader) != 1)
            value = (const char *) self->library.xmlTextReaderConstValue (self->reader);
    self->library.xmlTextReaderMoveToElement (self->reader);
    return value;
}

void
copia_xml_attributes (CopiaXml *self,
                      void (*take) (void *data, const char *name, const char *value),
                      void *data)
{
    while (self->library.xmlTextReaderMoveToNextAttribute (self->reader) == 1)
        if (self->library.xmlTextReaderIsNamespaceDecl (self->reader) != 1)
            take (data,
                  (const char *) self->library.xmlTextReaderConstLocalName (
                      self->reader),
                  (const char *) self->library.xmlTextReaderConstValue (self->reader));
    self->library.xmlTextReaderMoveToElement (self->reader);
}

/* ---- contents ------------------------------------------------------------------------- */

static void
append_words (GString *to, const char *text)
{
    for (; *text; text++) {
        bool blank = g_ascii_isspace (*text);

        if (to->len < CONTENT && (!blank || (to->len && to->str[to->len - 1] != ' ')))
            g_string_append_c (to, blank ? ' ' : *text);
    }
}

static bool
read_content (CopiaXml *self, GString *content, GError **error)
{
    unsigned depth = 1;

    while (depth) {
        CopiaXmlEvent event = copia_xml_next (self, error);

        if (event == COPIA_XML_OPEN)
            depth++;
        else if (event == COPIA_XML_CLOSE)
            depth--;
        else if (event == COPIA_XML_TEXT && content)
            append_words (content, self->text);
        else if (event == COPIA_XML_END || event == COPIA_XML_FAILED)
            return event == COPIA_XML_END;
    }
    return true;
}

char *
copia_xml_content (CopiaXml *self, GError **error)
{
    g_autoptr (GString) content = g_string_new (NULL);
    g_autofree char *text = NULL;

    if (!read_content (self, content, error))
        return NULL;
    text = g_utf8_make_valid (content->str, (gssize) content->len);
    return g_strdup (g_strchomp (text));
}

bool
copia_xml_skip (CopiaXml *self, GError **error)
{
    return read_content (self, NULL, error);
}
