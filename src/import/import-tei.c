/* import-tei.c - TEI, and other XML as far as it goes: elements become regions. */
#include <string.h>

#include "base/error.h"
#include "import/importers.h"
#include "import/tei-text.h"

bool
copia_import_tei_sniff (const CopiaDocument *document)
{
    const char *at = document->text;

    if (g_str_has_prefix (at, "\xEF\xBB\xBF"))
        at += 3;
    return g_str_has_prefix (at, "<?xml") || g_str_has_prefix (at, "<TEI") ||
           g_str_has_prefix (at, "<teiCorpus");
}

/* Where the element that was opened lies in what is not read goes by with it. */
static bool
read_events (CopiaTeiText *text, CopiaXml *xml, GError **error)
{
    CopiaXmlEvent event;

    while ((event = copia_xml_next (xml, error)) < COPIA_XML_END) {
        if (event == COPIA_XML_TEXT)
            copia_tei_text_put (text, copia_xml_text (xml));
        else if (event == COPIA_XML_CLOSE)
            copia_tei_text_close (text);
        else if (!copia_tei_text_open (text, xml, error))
            return false;
    }
    return event == COPIA_XML_END;
}

/* By its outermost element; what is wrong with it will be said when it is read. */
static bool
is_tei (const char *bytes, size_t size)
{
    static const char *const roots[] = { "TEI", "TEI.2", "teiCorpus", "teiCorpus.2",
                                         NULL };
    g_autoptr (CopiaXml) xml = copia_xml_new (bytes, size, "UTF-8");
    CopiaXmlEvent event;

    while ((event = copia_xml_next (xml, NULL)) == COPIA_XML_TEXT)
        ;
    return event != COPIA_XML_OPEN || g_strv_contains (roots, copia_xml_name (xml));
}

bool
copia_import_tei (CopiaDocument *document, const CopiaImportOptions *options,
                  GError **error)
{
    size_t size = document->size;
    g_autofree char *source = g_steal_pointer (&document->text);
    size_t mark = g_str_has_prefix (source, "\xEF\xBB\xBF") ? 3 : 0;
    g_autoptr (CopiaXml) xml = copia_xml_new (source + mark, size - mark, "UTF-8");
    g_autoptr (CopiaXmlShapes) shapes = NULL;
    CopiaTeiText *text;
    bool read;

    document->size = 0;
    if (!is_tei (source + mark, size - mark)) {
        shapes = copia_xml_shapes_new (source + mark, size - mark, "UTF-8", error);
        if (!shapes)
            return false;
    }
    text = copia_tei_text_new (document, options->drop_notes, options->original);
    copia_tei_text_shape (text, shapes);
    read = read_events (text, xml, error) && copia_tei_text_finish (text, error);
    copia_tei_text_free (text);
    return read;
}
