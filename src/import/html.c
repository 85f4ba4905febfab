/* html.c - the text of a page of HTML. */
#include "import/html.h"

#include "base/library.h"
#include "import/crowd.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK 65536 /* bytes the parser is fed with at a time */
#define LONGEST 500 /* bytes of a title */

typedef enum {
    INLINE,
    ANCHOR,
    BLOCK,
    BREAK,
    CELL,
    DROP,
    HEADING, /* of level kind - HEADING + 1 .. */
    LEVEL_6 = HEADING + 5,
    META,
    PRE,
    QUOTE,
    ROOT,
    RAISED,
    TITLE,
} Kind;

/* Sorted by name; what is not here is inline. */
static const struct {
    const char *name;
    Kind kind;
} elements[] = {
    { "a", ANCHOR },       { "address", BLOCK },  { "article", BLOCK },
    { "aside", BLOCK },    { "audio", DROP },     { "blockquote", BLOCK },
    { "body", BLOCK },     { "br", BREAK },       { "button", DROP },
    { "canvas", DROP },    { "caption", BLOCK },  { "center", BLOCK },
    { "dd", BLOCK },       { "details", BLOCK },  { "dialog", BLOCK },
    { "div", BLOCK },      { "dl", BLOCK },       { "dt", BLOCK },
    { "embed", DROP },     { "fieldset", BLOCK }, { "figcaption", BLOCK },
    { "figure", BLOCK },   { "footer", BLOCK },   { "form", BLOCK },
    { "h1", HEADING },     { "h2", HEADING + 1 }, { "h3", HEADING + 2 },
    { "h4", HEADING + 3 }, { "h5", HEADING + 4 }, { "h6", LEVEL_6 },
    { "header", BLOCK },   { "hgroup", BLOCK },   { "hr", BLOCK },
    { "html", ROOT },      { "iframe", DROP },    { "input", DROP },
    { "legend", BLOCK },   { "li", BLOCK },       { "main", BLOCK },
    { "map", DROP },       { "math", DROP },      { "menu", BLOCK },
    { "meta", META },      { "nav", DROP },       { "noscript", DROP },
    { "object", DROP },    { "ol", BLOCK },       { "option", DROP },
    { "p", BLOCK },        { "pre", PRE },        { "q", QUOTE },
    { "rp", DROP },        { "rt", DROP },        { "script", DROP },
    { "section", BLOCK },  { "select", DROP },    { "style", DROP },
    { "summary", BLOCK },  { "sup", RAISED },     { "svg", DROP },
    { "table", BLOCK },    { "tbody", BLOCK },    { "td", CELL },
    { "template", DROP },  { "textarea", DROP },  { "tfoot", BLOCK },
    { "th", CELL },        { "thead", BLOCK },    { "title", TITLE },
    { "tr", BLOCK },       { "ul", BLOCK },       { "video", DROP },
};

/* Classes by which pages of books and encyclopaedias mark what is not their text. */
static const char *const foreign[] = {
    "navheader",  "navfooter",      "navbar",         "navigation",
    "breadcrumb", "breadcrumbs",    "pg-boilerplate", "noprint",
    "navbox",     "mw-editsection", "mw-jump-link",   "pagenum",
    "pageno",     "noteref",        "footnote-ref",   "screen-reader-text",
};

/* What meta names, and the attribute it becomes. */
static const struct {
    const char *said, *attribute;
} metas[] = {
    { "author", "author" },
    { "dc.creator", "author" },
    { "dc.title", "title" },
    { "dc.date", "date" },
    { "date", "date" },
    { "dc.language", "language" },
    { "dc.publisher", "publisher" },
};

typedef struct {
    CopiaHtml *html;
    CopiaExtract *to;
    unsigned depth;   /* of elements that are open */
    unsigned dropped; /* the depth of one whose content is left out; 0: none */
    unsigned anchor,
        raised;     /* the depth of a link within the page, of a sup; 0: none */
    GString *title; /* while it is read */
} Page;

/* ---- elements ------------------------------------------------------------------------- */

static int
by_element (const void *key, const void *element)
{
    return strcmp (key, *(const char *const *) element);
}

static Kind
kind_of (const char *name)
{
    const void *found = bsearch (name, elements, G_N_ELEMENTS (elements),
                                 sizeof elements[0], by_element);
    size_t i = found ? (size_t) ((const char *) found - (const char *) elements) /
                           sizeof elements[0]
                     : 0;

    return found ? elements[i].kind : INLINE;
}

static const char *
value_of (const xmlChar **attributes, const char *name)
{
    for (; attributes && *attributes; attributes += 2)
        if (g_ascii_strcasecmp ((const char *) attributes[0], name) == 0)
            return attributes[1] ? (const char *) attributes[1] : "";
    return NULL;
}

static bool
has_word (const char *words, const char *word)
{
    size_t size = strlen (word);

    while (words && *words) {
        size_t n = strcspn (words, " \t\r\n\f");

        if (n == size && g_ascii_strncasecmp (words, word, n) == 0)
            return true;
        words += n + strspn (words + n, " \t\r\n\f");
    }
    return false;
}

/* What the page says not to be its text. */
static bool
is_foreign (const xmlChar **attributes)
{
    const char *classes = value_of (attributes, "class");
    const char *role = value_of (attributes, "role");
    const char *type = value_of (attributes, "epub:type");

    if (!attributes)
        return false;
    for (size_t i = 0; classes && i < G_N_ELEMENTS (foreign); i++)
        if (has_word (classes, foreign[i]))
            return true;
    return has_word (role, "navigation") || has_word (role, "doc-noteref") ||
           has_word (type, "noteref") || has_word (type, "pagebreak") ||
           value_of (attributes, "hidden") != NULL;
}

/* A raised link within the page is the mark of a note: `<sup><a href="#n1">1</a></sup>`, or
 * the other way round. */
static bool
is_note_mark (Page *self, Kind kind, const xmlChar **attributes)
{
    const char *href = kind == ANCHOR ? value_of (attributes, "href") : NULL;
    bool inner = href && strchr (href, '#');

    if (inner && !self->anchor)
        self->anchor = self->depth;
    if (kind == RAISED && !self->raised)
        self->raised = self->depth;
    return (inner && self->raised) || (kind == RAISED && self->anchor);
}

/* ---- what the page says of itself ----------------------------------------------------- */

static void
read_meta (Page *self, const xmlChar **attributes)
{
    const char *name = value_of (attributes, "name");
    const char *content = value_of (attributes, "content");

    for (size_t i = 0; name && content && i < G_N_ELEMENTS (metas); i++)
        if (g_ascii_strcasecmp (name, metas[i].said) == 0)
            copia_document_attribute (self->to->document, metas[i].attribute, content);
}

static void
end_title (Page *self)
{
    g_auto (GStrv) words = g_strsplit_set (self->title->str, " \t\r\n", -1);
    g_autoptr (GString) title = g_string_new (NULL);

    for (char **word = words; *word; word++)
        if (**word && title->len + strlen (*word) < LONGEST)
            g_string_append_printf (title, "%s%s", title->len ? " " : "", *word);
    if (self->html->about)
        copia_document_attribute (self->to->document, "title", title->str);
    g_string_free (self->title, TRUE);
    self->title = NULL;
}

/* ---- events of the parser ------------------------------------------------------------- */

static void
note_anchor (Page *self, const xmlChar **attributes)
{
    static const char *const names[] = { "id", "name" };

    for (size_t i = 0; self->html->anchors && i < G_N_ELEMENTS (names); i++) {
        const char *id = value_of (attributes, names[i]);
        void *place;

        if (id &&
            g_hash_table_lookup_extended (self->html->anchors, id, NULL, &place) &&
            !place)
            g_hash_table_insert (self->html->anchors, g_strdup (id),
                                 GUINT_TO_POINTER (copia_extract_place (self->to) + 1));
    }
}

static void
open_kind (Page *self, Kind kind)
{
    switch (kind) {
    case BLOCK:
        copia_extract_paragraph (self->to);
        break;
    case BREAK:
        copia_extract_break (self->to);
        break;
    case CELL:
        copia_extract_tab (self->to);
        break;
    case PRE:
        copia_extract_paragraph (self->to);
        self->to->verbatim = true;
        break;
    case QUOTE:
        copia_extract_text (self->to, "“", strlen ("“"));
        break;
    case TITLE:
        if (!self->title)
            self->title = g_string_new (NULL);
        break;
    default:
        if (kind >= HEADING && kind <= LEVEL_6)
            copia_extract_heading (self->to, kind - HEADING + 1);
    }
}

static void
take_start (void *data, const xmlChar *name, const xmlChar **attributes)
{
    Page *self = data;
    Kind kind = kind_of ((const char *) name);
    bool out;

    self->depth++;
    if (self->dropped)
        return;
    out = is_foreign (attributes);
    if (kind == DROP || out || is_note_mark (self, kind, attributes)) {
        self->html->left_out += out || strcmp ((const char *) name, "nav") == 0;
        self->dropped = self->depth;
        return;
    }
    note_anchor (self, attributes);
    if (kind == META && self->html->about)
        read_meta (self, attributes);
    if (kind == ROOT && self->html->about)
        copia_document_attribute (self->to->document, "language",
                                  value_of (attributes, "lang"));
    open_kind (self, kind);
}

static void
close_kind (Page *self, Kind kind)
{
    if (kind == BLOCK || kind == PRE)
        copia_extract_paragraph (self->to);
    if (kind == PRE)
        self->to->verbatim = false;
    if (kind == CELL)
        copia_extract_tab (self->to);
    if (kind == QUOTE)
        copia_extract_text (self->to, "”", strlen ("”"));
    if (kind == TITLE && self->title)
        end_title (self);
    if (kind >= HEADING && kind <= LEVEL_6)
        copia_extract_heading_end (self->to);
}

static void
take_end (void *data, const xmlChar *name)
{
    Page *self = data;

    if (!self->dropped)
        close_kind (self, kind_of ((const char *) name));
    if (self->dropped == self->depth)
        self->dropped = 0;
    if (self->anchor == self->depth)
        self->anchor = 0;
    if (self->raised == self->depth)
        self->raised = 0;
    self->depth -= self->depth > 0;
}

static void
take_characters (void *data, const xmlChar *text, int size)
{
    Page *self = data;

    if (self->dropped)
        return;
    if (self->title)
        g_string_append_len (self->title, (const char *) text,
                             MIN (size, LONGEST * 4 -
                                            (int) MIN (self->title->len, LONGEST * 4)));
    else
        copia_extract_text (self->to, (const char *) text, (size_t) size);
}

/* clang-format off */
#define FUNCTIONS(X) \
    X (htmlCreatePushParserCtxt) X (htmlCtxtUseOptions) X (htmlFreeParserCtxt) \
    X (htmlParseChunk)
/* clang-format on */

typedef struct {
    FUNCTIONS (COPIA_LIBRARY_MEMBER)
} Library;

bool
copia_html_extract (CopiaHtml *self, const char *text, size_t size, CopiaExtract *to,
                    GError **error)
{
    static const char *const names[] = { FUNCTIONS (COPIA_LIBRARY_NAME) NULL };
    Library library;
    Page page = { .html = self, .to = to };
    htmlSAXHandler sax = { .startElement = take_start,
                           .endElement = take_end,
                           .characters = take_characters,
                           .ignorableWhitespace = take_characters };
    htmlParserCtxtPtr parser;

    if (!copia_library_load (COPIA_SONAME_LIBXML_2_0, names, &library, error) ||
        !copia_crowd_check (text, size, true, error))
        return false;
    parser = library.htmlCreatePushParserCtxt (&sax, &page, NULL, 0, NULL,
                                               XML_CHAR_ENCODING_UTF8);

    if (!parser)
        return true;
    library.htmlCtxtUseOptions (parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                                            HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                            HTML_PARSE_IGNORE_ENC);
    while (size) {
        size_t n = MIN (size, CHUNK);

        library.htmlParseChunk (parser, text, (int) n, 0);
        text += n;
        size -= n;
    }
    library.htmlParseChunk (parser, NULL, 0, 1);
    library.htmlFreeParserCtxt (parser);
    if (page.title)
        g_string_free (page.title, TRUE);
    copia_extract_heading_end (to);
    copia_extract_paragraph (to);
    to->verbatim = false;
    return true;
}
