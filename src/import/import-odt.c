/* import-odt.c - a text document of LibreOffice (OpenDocument). */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "import/importers.h"
#include "import/office.h"

typedef struct {
    CopiaOffice *office;
    CopiaXml *xml;
    GPtrArray *pending; /* char *: type and text of the notes of this paragraph */
    unsigned depth;     /* of paragraphs and headings: text outside them is none */
    unsigned numbers[2];
} Odt;

static bool
wants (const char *name)
{
    return strcmp (name, "content.xml") == 0 || strcmp (name, "meta.xml") == 0;
}

bool
copia_import_odt_claims (const char *bytes, size_t size)
{
    static const char mark[] = "mimetypeapplication/vnd.oasis.opendocument.text";

    return size > 80 && memcmp (bytes, "PK\3\4", 4) == 0 &&
           memcmp (bytes + 30, mark, sizeof mark - 1) == 0;
}

static void
put_text (Odt *self, const char *text)
{
    if (self->office->note || self->depth)
        copia_office_text (self->office, text);
}

static void
give_notes (Odt *self)
{
    for (guint i = 0; i + 1 < self->pending->len; i += 2) {
        const char *type = self->pending->pdata[i];
        bool end = strcmp (type, "endnote") == 0;

        copia_office_note (self->office, type, ++self->numbers[end],
                           self->pending->pdata[i + 1]);
    }
    g_ptr_array_set_size (self->pending, 0);
}

/* Elements whose content is not the text: deletions are kept in `tracked-changes`. */
static bool
is_dropped (const Odt *self, const char *name)
{
    static const char *const names[] = { "tracked-changes", "annotation",
                                         "note-citation",   "ruby-text",
                                         "forms",           "sequence-decls",
                                         "table-of-content" };

    for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
        if (strcmp (name, names[i]) == 0)
            return true;
    return self->office->note && strcmp (name, "note") == 0;
}

static bool
count_changes (Odt *self, GError **error)
{
    unsigned depth = 1;

    while (depth) {
        CopiaXmlEvent event = copia_xml_next (self->xml, error);
        const char *name = event <= COPIA_XML_CLOSE ? copia_xml_name (self->xml) : "";

        if (event >= COPIA_XML_END)
            return event == COPIA_XML_END;
        depth += event == COPIA_XML_OPEN;
        depth -= event == COPIA_XML_CLOSE;
        self->office->inserted +=
            event == COPIA_XML_OPEN && strcmp (name, "insertion") == 0;
        self->office->deleted +=
            event == COPIA_XML_OPEN && strcmp (name, "deletion") == 0;
    }
    return true;
}

static void
open_heading (Odt *self)
{
    const char *value = copia_xml_attribute (self->xml, "outline-level");
    long level = value ? strtol (value, NULL, 10) : 1;

    if (!self->office->note)
        copia_extract_heading (&self->office->extract, (uint32_t) CLAMP (level, 1, 10));
}

static void
open_note (Odt *self)
{
    const char *type = copia_xml_attribute (self->xml, "note-class");

    g_ptr_array_add (self->pending, g_strdup (type ? type : "footnote"));
    self->office->note = g_string_new (NULL);
}

static void
open_element (Odt *self, const char *name)
{
    bool paragraph = strcmp (name, "p") == 0, heading = strcmp (name, "h") == 0;

    self->depth += paragraph || heading;
    if (paragraph && !self->office->note)
        copia_extract_paragraph (&self->office->extract);
    else if (heading)
        open_heading (self);
    else if (strcmp (name, "s") == 0)
        put_text (self, " ");
    else if (strcmp (name, "tab") == 0)
        copia_office_break (self->office, true);
    else if (strcmp (name, "line-break") == 0)
        copia_office_break (self->office, false);
    else if (strcmp (name, "note") == 0)
        open_note (self);
}

static void
close_element (Odt *self, const char *name)
{
    bool heading = strcmp (name, "h") == 0;

    if (strcmp (name, "note") == 0 && self->office->note) {
        g_ptr_array_add (
            self->pending,
            g_strchomp (g_string_free (g_steal_pointer (&self->office->note), FALSE)));
        return;
    }
    if (!heading && strcmp (name, "p") != 0)
        return;
    self->depth -= self->depth > 0;
    if (self->office->note) {
        g_string_append_c (self->office->note, '\n');
        return;
    }
    if (heading)
        copia_extract_heading_end (&self->office->extract);
    copia_extract_paragraph (&self->office->extract);
    if (self->depth == 0)
        give_notes (self);
}

static bool
read_body (Odt *self, GError **error)
{
    CopiaXmlEvent event;

    while ((event = copia_xml_next (self->xml, error)) < COPIA_XML_END) {
        const char *name = event == COPIA_XML_TEXT ? "" : copia_xml_name (self->xml);

        if (event == COPIA_XML_TEXT)
            put_text (self, copia_xml_text (self->xml));
        else if (event == COPIA_XML_CLOSE)
            close_element (self, name);
        else if (strcmp (name, "tracked-changes") == 0) {
            if (!count_changes (self, error))
                return false;
        } else if (is_dropped (self, name)) {
            if (!copia_xml_skip (self->xml, error))
                return false;
        } else {
            open_element (self, name);
        }
    }
    return event == COPIA_XML_END;
}

bool
copia_import_odt (CopiaDocument *document, const char *bytes, size_t size,
                  const CopiaImportOptions *options, GError **error)
{
    g_auto (CopiaOffice) office = { 0 };
    g_autoptr (CopiaXml) xml = NULL;
    Odt self = { .office = &office };
    bool read;

    if (!copia_office_open (&office, document, bytes, size, wants, options, error) ||
        !copia_office_about (&office, "meta.xml", error))
        return false;
    self.xml = xml = copia_office_xml (&office, "content.xml", error);
    if (!xml)
        return false;
    self.pending = g_ptr_array_new_with_free_func (g_free);
    read = read_body (&self, error);
    if (read)
        give_notes (&self);
    g_ptr_array_unref (self.pending);
    return read && copia_office_finish (&office, "ODT", error);
}
