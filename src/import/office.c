/* office.c - what the importers of word processors' files share. */
#include "import/office.h"

#include <string.h>

#include "base/error.h"

bool
copia_office_open (CopiaOffice *self, CopiaDocument *document, const char *bytes,
                   size_t size, bool (*wants) (const char *name),
                   const CopiaImportOptions *options, GError **error)
{
    *self = (CopiaOffice){ .drop_notes = options && options->drop_notes };
    self->members = copia_archive_read (bytes, size, wants, NULL, error);
    if (!self->members)
        return false;
    document->encoding = g_strdup ("UTF-8");
    copia_extract_init (&self->extract, document);
    return true;
}

CopiaXml *
copia_office_xml (const CopiaOffice *self, const char *name, GError **error)
{
    const CopiaMember *member = copia_archive_find (self->members, name);

    if (member)
        return copia_xml_new (member->bytes, member->size, NULL);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "there is no %s in it: no such document, or it is locked", name);
    return NULL;
}

void
copia_office_text (CopiaOffice *self, const char *text)
{
    if (self->note)
        g_string_append (self->note, text);
    else
        copia_extract_text (&self->extract, text, strlen (text));
}

void
copia_office_break (CopiaOffice *self, bool tab)
{
    if (self->note)
        g_string_append_c (self->note, ' ');
    else if (tab)
        copia_extract_tab (&self->extract);
    else
        copia_extract_line (&self->extract);
}

void
copia_office_note (CopiaOffice *self, const char *type, unsigned number,
                   const char *text)
{
    CopiaDocument *document = self->extract.document;
    char n[16];
    uint32_t span;

    if (!*text)
        return;
    self->notes++;
    if (self->drop_notes)
        return;
    copia_extract_paragraph (&self->extract);
    span = copia_document_open (document, "note", copia_extract_place (&self->extract));
    g_snprintf (n, sizeof n, "%u", number);
    copia_document_tell (document, span, "type", type);
    copia_document_tell (document, span, "n", n);
    for (const char *line = text; *line;) {
        size_t size = strcspn (line, "\n");

        copia_extract_text (&self->extract, line, size);
        copia_extract_paragraph (&self->extract);
        line += size + (line[size] != 0);
    }
    copia_document_close (document, span, copia_extract_place (&self->extract));
}

bool
copia_office_about (CopiaOffice *self, const char *name, GError **error)
{
    static const char *const known[][2] = {
        { "title", "title" }, { "creator", "author" }, { "initial-creator", "author" },
        { "date", "date" },   { "created", "date" },   { "language", "language" },
    };
    g_autoptr (CopiaXml) xml = NULL;
    CopiaXmlEvent event;

    if (!copia_archive_find (self->members, name))
        return true;
    xml = copia_office_xml (self, name, error);
    while ((event = copia_xml_next (xml, error)) < COPIA_XML_END)
        for (size_t i = 0; event == COPIA_XML_OPEN && i < G_N_ELEMENTS (known); i++)
            if (strcmp (copia_xml_name (xml), known[i][0]) == 0) {
                g_autofree char *value = copia_xml_content (xml, error);

                if (!value)
                    return false;
                copia_document_attribute (self->extract.document, known[i][1], value);
                break;
            }
    return event == COPIA_XML_END;
}

static void
note_changes (const CopiaOffice *self, CopiaDocument *document, const char *format)
{
    if (self->inserted || self->deleted)
        copia_document_note (
            document,
            "%s: tracked changes are read as if accepted: %u insertion%s "
            "in, %u deletion%s out",
            format, self->inserted, self->inserted == 1 ? "" : "s", self->deleted,
            self->deleted == 1 ? "" : "s");
    if (self->notes)
        copia_document_note (document, "%s: %u note%s %s", format, self->notes,
                             self->notes == 1 ? "" : "s",
                             self->drop_notes ? "left out"
                                              : "put behind the paragraph, in 'note'");
}

bool
copia_office_finish (CopiaOffice *self, const char *format, GError **error)
{
    if (!copia_extract_finish (&self->extract, error))
        return false;
    note_changes (self, self->extract.document, format);
    return true;
}

void
copia_office_clear (CopiaOffice *self)
{
    g_clear_pointer (&self->members, g_ptr_array_unref);
    if (self->note)
        g_string_free (g_steal_pointer (&self->note), TRUE);
    if (self->extract.text)
        copia_extract_clear (&self->extract);
}
