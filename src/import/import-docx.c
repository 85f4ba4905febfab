/* import-docx.c - a document of Word (Office Open XML). */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "import/importers.h"
#include "import/office.h"

/* What is being read: the document, or one of its notes. */
typedef struct {
    CopiaOffice *office;
    CopiaXml *xml;
    GHashTable *styles;               /* id -> Style */
    GHashTable *footnotes, *endnotes; /* id -> text */
    GPtrArray *pending;  /* char *: type and id of notes of this paragraph */
    unsigned numbers[2]; /* of the last footnote and endnote */
} Docx;

static bool
wants (const char *name)
{
    static const char *const names[] = { "word/document.xml", "word/styles.xml",
                                         "word/footnotes.xml", "word/endnotes.xml",
                                         "docProps/core.xml" };

    for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
        if (strcmp (name, names[i]) == 0)
            return true;
    return false;
}

bool
copia_import_docx_claims (const char *bytes, size_t size)
{
    static const char mark[] = "word/document.xml";

    return size > 4 && memcmp (bytes, "PK\3\4", 4) == 0 &&
           memmem (bytes, size, mark, sizeof mark - 1) != NULL;
}

/* ---- styles --------------------------------------------------------------------------- */

typedef struct {
    uint32_t level; /* of the heading it makes; 0: none */
    bool said;      /* that it makes one, or none */
    char *base;     /* id of the style whose level it has else; NULL */
} Style;

#define DEEPEST 20 /* styles on styles */

static void
free_style (void *data)
{
    Style *style = data;

    g_free (style->base);
    g_free (style);
}

static uint32_t
level_of_outline (const char *value)
{
    long level = value ? strtol (value, NULL, 10) : 9;

    return level >= 0 && level < 9 ? (uint32_t) level + 1 : 0;
}

/* Styles are called `heading 1` in every language; `Title` is the outermost of all. */
static uint32_t
level_of_name (const char *name)
{
    if (!name)
        return 0;
    if (g_ascii_strncasecmp (name, "heading ", 8) == 0 && g_ascii_isdigit (name[8]))
        return (uint32_t) (name[8] - '0') + 1;
    return g_ascii_strcasecmp (name, "title") == 0 ? 1 : 0;
}

/* Where a file does not say what a style is, its id does: that of `heading 1` is the name that
 * Word has for it in its language, without letters beyond ASCII. */
static uint32_t
level_of_id (const char *id)
{
    static const char *const names[] = {
        "heading", "berschrift", "titre",   "ttulo",    "titolo",   "kop",
        "rubrik",  "overskrift", "otsikko", "nagwek",   "nadpis",   "cmsor",
        "naslov",  "titlu",      "balk",    "pealkiri", "zagolovok"
    };
    size_t size = strcspn (id, "0123456789");

    if (g_ascii_strcasecmp (id, "title") == 0)
        return 1;
    if (id[size] < '1' || id[size] > '9' || id[size + 1])
        return 0;
    for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
        if (strlen (names[i]) == size && g_ascii_strncasecmp (id, names[i], size) == 0)
            return (uint32_t) (id[size] - '0') + 1;
    return 0;
}

static uint32_t
level_of_style (const Docx *self, const char *id)
{
    const Style *style = g_hash_table_lookup (self->styles, id);

    if (!style)
        return level_of_id (id);
    for (int i = 0; style && !style->said && style->base && i < DEEPEST; i++)
        style = g_hash_table_lookup (self->styles, style->base);
    return style ? style->level : 0;
}

/* The first that is said of it counts: its name stands before its properties. */
static void
say_level (Style *style, uint32_t level)
{
    if (!style || style->said)
        return;
    style->level = level;
    style->said = true;
}

static void
read_style_element (Docx *self, CopiaXml *xml, Style **style)
{
    const char *name = copia_xml_name (xml);

    if (strcmp (name, "style") == 0) {
        const char *id = copia_xml_attribute (xml, "styleId");

        *style =
            id && !g_hash_table_contains (self->styles, id) ? g_new0 (Style, 1) : NULL;
        if (*style)
            g_hash_table_insert (self->styles, g_strdup (id), *style);
    } else if (strcmp (name, "name") == 0) {
        uint32_t level = level_of_name (copia_xml_attribute (xml, "val"));

        if (level)
            say_level (*style, level);
    } else if (strcmp (name, "outlineLvl") == 0) {
        uint32_t level = level_of_outline (copia_xml_attribute (xml, "val"));

        say_level (*style, level + (level > 0));
    } else if (strcmp (name, "basedOn") == 0 && *style && !(*style)->base) {
        (*style)->base = g_strdup (copia_xml_attribute (xml, "val"));
    }
}

static bool
read_styles (Docx *self, GError **error)
{
    g_autoptr (CopiaXml) xml = NULL;
    Style *style = NULL;
    CopiaXmlEvent event;

    if (!copia_archive_find (self->office->members, "word/styles.xml"))
        return true;
    xml = copia_office_xml (self->office, "word/styles.xml", error);
    while ((event = copia_xml_next (xml, error)) < COPIA_XML_END) {
        if (event == COPIA_XML_OPEN)
            read_style_element (self, xml, &style);
    }
    return event == COPIA_XML_END;
}

/* ---- text ----------------------------------------------------------------------------- */

static void
give_notes (Docx *self)
{
    for (guint i = 0; i + 1 < self->pending->len; i += 2) {
        const char *type = self->pending->pdata[i];
        bool end = strcmp (type, "endnote") == 0;
        const char *text = g_hash_table_lookup (end ? self->endnotes : self->footnotes,
                                                self->pending->pdata[i + 1]);

        if (text)
            copia_office_note (self->office, type, ++self->numbers[end], text);
    }
    g_ptr_array_set_size (self->pending, 0);
}

static void
end_paragraph (Docx *self)
{
    if (self->office->note) {
        g_string_append_c (self->office->note, '\n');
        return;
    }
    copia_extract_heading_end (&self->office->extract);
    copia_extract_paragraph (&self->office->extract);
    give_notes (self);
}

static void
refer (Docx *self, const char *type)
{
    const char *id = copia_xml_attribute (self->xml, "id");

    if (!id || self->office->note)
        return;
    g_ptr_array_add (self->pending, g_strdup (type));
    g_ptr_array_add (self->pending, g_strdup (id));
}

static void
read_style (Docx *self, const char *name)
{
    const char *value = copia_xml_attribute (self->xml, "val");
    uint32_t level = 0;

    if (strcmp (name, "pStyle") == 0 && value)
        level = level_of_style (self, value);
    else if (strcmp (name, "outlineLvl") == 0 && (level = level_of_outline (value)))
        level++;
    if (level && !self->office->note)
        copia_extract_heading (&self->office->extract, level);
}

/* Elements whose content is not the text: deletions, codes of fields, a second picture of what
 * was there, styles of before. */
static bool
is_dropped (Docx *self, const char *name)
{
    static const char *const names[] = { "del",       "moveFrom",    "instrText",
                                         "delText",   "Fallback",    "pPrChange",
                                         "rPrChange", "tblPrChange", "sectPrChange" };

    for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
        if (strcmp (name, names[i]) == 0) {
            self->office->deleted += i < 2 && !self->office->note;
            return true;
        }
    return false;
}

static void
open_element (Docx *self, const char *name)
{
    if (strcmp (name, "p") == 0 && !self->office->note)
        copia_extract_paragraph (&self->office->extract);
    else if (strcmp (name, "pStyle") == 0 || strcmp (name, "outlineLvl") == 0)
        read_style (self, name);
    else if (strcmp (name, "tab") == 0)
        copia_office_break (self->office, true);
    else if (strcmp (name, "br") == 0 || strcmp (name, "cr") == 0)
        copia_office_break (self->office, false);
    else if (strcmp (name, "noBreakHyphen") == 0)
        copia_office_text (self->office, "\xE2\x80\x91");
    else if (strcmp (name, "footnoteReference") == 0)
        refer (self, "footnote");
    else if (strcmp (name, "endnoteReference") == 0)
        refer (self, "endnote");
    else if (strcmp (name, "ins") == 0 || strcmp (name, "moveTo") == 0)
        self->office->inserted += !self->office->note;
}

/* Text stands in `t` alone; a `tab` in the properties of a paragraph is none. */
static bool
read_body (Docx *self, GError **error)
{
    bool text = false;
    unsigned properties = 0;
    CopiaXmlEvent event;

    while ((event = copia_xml_next (self->xml, error)) < COPIA_XML_END) {
        const char *name = event == COPIA_XML_TEXT ? "" : copia_xml_name (self->xml);

        if (event == COPIA_XML_TEXT && text) {
            copia_office_text (self->office, copia_xml_text (self->xml));
        } else if (event == COPIA_XML_OPEN && is_dropped (self, name)) {
            if (!copia_xml_skip (self->xml, error))
                return false;
        } else if (event == COPIA_XML_OPEN) {
            text = strcmp (name, "t") == 0;
            properties += strcmp (name, "tabs") == 0;
            if (!properties)
                open_element (self, name);
        } else if (event == COPIA_XML_CLOSE) {
            text = false;
            properties -= properties && strcmp (name, "tabs") == 0;
            if (strcmp (name, "p") == 0)
                end_paragraph (self);
            if (self->office->note &&
                (strcmp (name, "footnote") == 0 || strcmp (name, "endnote") == 0))
                return true;
        }
    }
    return event == COPIA_XML_END;
}

/* ---- notes ---------------------------------------------------------------------------- */

/* Notes with a type are the lines that part them from the text. */
static bool
read_notes (Docx *self, const char *member, const char *element, GHashTable *notes,
            GError **error)
{
    g_autoptr (CopiaXml) xml = NULL;
    CopiaXmlEvent event = COPIA_XML_END;

    if (!copia_archive_find (self->office->members, member))
        return true;
    self->xml = xml = copia_office_xml (self->office, member, error);
    while ((event = copia_xml_next (xml, error)) < COPIA_XML_END) {
        g_autofree char *id = NULL;
        bool read;

        if (event != COPIA_XML_OPEN || strcmp (copia_xml_name (xml), element) != 0)
            continue;
        if (copia_xml_attribute (xml, "type")) {
            if (!copia_xml_skip (xml, error))
                return false;
            continue;
        }
        id = g_strdup (copia_xml_attribute (xml, "id"));
        self->office->note = g_string_new (NULL);
        read = read_body (self, error);
        if (id)
            g_hash_table_insert (notes, g_steal_pointer (&id),
                                 g_strchomp (g_strdup (self->office->note->str)));
        g_string_free (self->office->note, TRUE);
        self->office->note = NULL;
        if (!read)
            return false;
    }
    return event == COPIA_XML_END;
}

static bool
read_all (Docx *self, GError **error)
{
    g_autoptr (CopiaXml) xml = NULL;

    if (!read_styles (self, error) ||
        !read_notes (self, "word/footnotes.xml", "footnote", self->footnotes, error) ||
        !read_notes (self, "word/endnotes.xml", "endnote", self->endnotes, error) ||
        !copia_office_about (self->office, "docProps/core.xml", error))
        return false;
    self->xml = xml = copia_office_xml (self->office, "word/document.xml", error);
    if (!xml || !read_body (self, error))
        return false;
    give_notes (self);
    return copia_office_finish (self->office, "DOCX", error);
}

bool
copia_import_docx (CopiaDocument *document, const char *bytes, size_t size,
                   const CopiaImportOptions *options, GError **error)
{
    g_auto (CopiaOffice) office = { 0 };
    Docx self = { .office = &office };
    bool read;

    if (!copia_office_open (&office, document, bytes, size, wants, options, error))
        return false;
    self.styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_style);
    self.footnotes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    self.endnotes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    self.pending = g_ptr_array_new_with_free_func (g_free);
    read = read_all (&self, error);
    g_hash_table_unref (self.styles);
    g_hash_table_unref (self.footnotes);
    g_hash_table_unref (self.endnotes);
    g_ptr_array_unref (self.pending);
    return read;
}
