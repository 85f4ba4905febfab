/* tei-header.c - what the header of TEI says of its text. */
#include "import/tei.h"

#include <string.h>

#define NAME 1000 /* bytes of one */

/* Values found on the way; of several, all or the first of the best. */
typedef struct {
    GString *authors, *editors, *keywords;
    char *date;
    unsigned worth; /* of the place where the date stands */
} Header;

static bool
is_in (const char *path, const char *part)
{
    return strstr (path, part) != NULL;
}

static void
join (GString *list, const char *value)
{
    if (*value)
        g_string_append_printf (list, "%s%s", list->len ? "; " : "", value);
}

/* When a text was made counts more than when its source was printed, and that more than when
 * the file was published. */
static unsigned
date_worth (const char *path)
{
    return is_in (path, "/creation/")          ? 3
           : is_in (path, "/sourceDesc/")      ? 2
           : is_in (path, "/publicationStmt/") ? 1
                                               : 0;
}

static bool
read_date (Header *self, CopiaXml *xml, const char *path, GError **error)
{
    static const char *const names[] = { "when", "from", "notBefore", "when-iso" };
    unsigned worth = date_worth (path);
    g_autofree char *value = NULL, *content = NULL;

    for (size_t i = 0; i < G_N_ELEMENTS (names) && !value; i++)
        value = g_strdup (copia_xml_attribute (xml, names[i]));
    content = copia_xml_content (xml, error);
    if (!content)
        return false;
    if (!value)
        value = g_steal_pointer (&content);
    if (worth > self->worth && *value) {
        self->worth = worth;
        g_free (self->date);
        self->date = g_steal_pointer (&value);
    }
    return true;
}

/* What stands in a name and is none. */
static bool
is_beside (const char *name)
{
    static const char *const names[] = { "idno", "date",  "note",        "email",
                                         "ptr",  "state", "affiliation", NULL };

    return g_strv_contains (names, name);
}

/* The parts of a name, with blanks between them. */
static char *
read_name (CopiaXml *xml, GError **error)
{
    g_autoptr (GString) said = g_string_new (NULL);

    for (unsigned depth = 1; depth > 0;) {
        CopiaXmlEvent event = copia_xml_next (xml, error);

        if (event >= COPIA_XML_END)
            return NULL;
        if (event == COPIA_XML_TEXT) {
            const char *text = copia_xml_text (xml);

            if (said->len && g_unichar_isalnum (g_utf8_get_char (text)))
                g_string_append_c (said, ' ');
            g_string_append (said, text);
        } else if (event == COPIA_XML_CLOSE) {
            depth--;
        } else if (!is_beside (copia_xml_name (xml))) {
            depth++;
        } else if (!copia_xml_skip (xml, error)) {
            return NULL;
        }
    }
    {
        g_auto (GStrv) words = g_strsplit_set (said->str, " \t\r\n", -1);

        g_string_truncate (said, 0);
        for (char **word = words; *word; word++)
            if (**word)
                g_string_append_printf (said, "%s%s", said->len ? " " : "", *word);
    }
    return g_utf8_make_valid (said->str, MIN ((gssize) said->len, NAME));
}

static bool
is_subtitle (CopiaXml *xml)
{
    const char *type = copia_xml_attribute (xml, "type");

    return type && strcmp (type, "main") != 0;
}

/* Takes the element that was opened, if it says something; *taken: its close went by. */
static bool
read_element (Header *self, CopiaXml *xml, const char *path, CopiaDocument *document,
              bool *taken, GError **error)
{
    const char *name = g_intern_string (copia_xml_name (xml));
    bool statement = is_in (path, "/titleStmt/");
    bool title = statement && strcmp (name, "title") == 0 && !is_subtitle (xml);
    bool author = statement && strcmp (name, "author") == 0;
    bool editor = statement && strcmp (name, "editor") == 0;
    bool term = is_in (path, "/keywords/") && strcmp (name, "term") == 0;
    bool publisher = strcmp (name, "publisher") == 0 && is_in (path, "/sourceDesc/");
    bool idno = strcmp (name, "idno") == 0 && is_in (path, "/publicationStmt/");
    g_autofree char *value = NULL;

    *taken = strcmp (name, "date") == 0;
    if (*taken)
        return read_date (self, xml, path, error);
    if (strcmp (name, "language") == 0 && is_in (path, "/langUsage/"))
        copia_document_attribute (document, "language",
                                  copia_xml_attribute (xml, "ident"));
    *taken = title || author || editor || term || publisher || idno;
    if (*taken)
        value =
            author || editor ? read_name (xml, error) : copia_xml_content (xml, error);
    if (*taken && !value)
        return false;
    if (author || editor || term)
        join (author ? self->authors : editor ? self->editors : self->keywords, value);
    else if (value)
        copia_document_attribute (document, name, value);
    return true;
}

static void
tell (const Header *self, CopiaDocument *document)
{
    copia_document_attribute (document, "author", self->authors->str);
    copia_document_attribute (document, "editor", self->editors->str);
    copia_document_attribute (document, "keywords", self->keywords->str);
    copia_document_attribute (document, "date", self->date);
    if (self->date && strspn (self->date, "0123456789") == 4) {
        g_autofree char *year = g_strndup (self->date, 4);

        copia_document_attribute (document, "year", year);
    }
}

static bool
read_header (Header *self, CopiaXml *xml, CopiaDocument *document, GError **error)
{
    g_autoptr (GString) path = g_string_new ("/");

    for (unsigned depth = 1; depth > 0;) {
        CopiaXmlEvent event = copia_xml_next (xml, error);
        bool taken = false;

        if (event >= COPIA_XML_END)
            return event == COPIA_XML_END;
        if (event == COPIA_XML_OPEN) {
            g_string_append_printf (path, "%s/", copia_xml_name (xml));
            if (!read_element (self, xml, path->str, document, &taken, error))
                return false;
            depth++;
        }
        if (event == COPIA_XML_CLOSE || taken) {
            depth--;
            g_string_truncate (path, path->len - 1);
            while (path->len && path->str[path->len - 1] != '/')
                g_string_truncate (path, path->len - 1);
        }
    }
    return true;
}

bool
copia_tei_header (CopiaXml *xml, CopiaDocument *document, GError **error)
{
    Header self = { .authors = g_string_new (NULL),
                    .editors = g_string_new (NULL),
                    .keywords = g_string_new (NULL) };
    bool read = read_header (&self, xml, document, error);

    if (read)
        tell (&self, document);
    g_string_free (self.authors, TRUE);
    g_string_free (self.editors, TRUE);
    g_string_free (self.keywords, TRUE);
    g_free (self.date);
    return read;
}
