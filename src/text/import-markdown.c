/* import-markdown.c - Markdown: which bytes are marks, which lines headings.
 *
 * The block structure of CommonMark 0.31 (chapters 4 and 5), tables as on GitHub, front matter
 * as Jekyll and pandoc have it.  A first pass finds the leaf blocks, then, all link labels
 * being known, markdown-inline.c marks what stands within each.  Containers nest NESTING deep;
 * deeper marks are text.  Headings inside quotes and lists are none.
 */
#include <string.h>

#include "text/importers.h"
#include "text/markdown-front.h"
#include "text/markdown-inline.h"
#include "text/markup.h"

#define NESTING 64

typedef struct {
    bool quote;      /* else an item of a list */
    uint32_t indent; /* columns that the content of an item stands in */
} Container;

typedef enum { NONE, PARAGRAPH, FENCE, INDENTED, TAGS, TABLE } LeafKind;

/* A block that holds text; its lines are those of the reader from `first` on. */
typedef struct {
    guint first, n;
    uint32_t level; /* of a heading, else 0 */
    uint32_t from;  /* bytes of its content that are definitions */
    CopiaRange line;
    CopiaInlineKind kind;
} Leaf;

typedef struct {
    CopiaDocument *document;
    const char *text;
    Container containers[NESTING];
    guint depth;
    LeafKind leaf; /* the open one */
    char fence;
    uint32_t fence_size;
    GArray *lines;  /* CopiaRange */
    GArray *leaves; /* Leaf */
    guint first;    /* line of the open leaf */
    CopiaMarkup markup;
    CopiaFinder script, style;
    uint32_t resume;          /* up to here the text is skipped already */
    uint32_t at, column, end; /* the rest of the line */
} Reader;

/* ---- the rest of the line ------------------------------------------------------------- */

static uint32_t
indent (const Reader *self, uint32_t *first)
{
    uint32_t column = self->column;
    uint32_t at = self->at;

    for (; at < self->end && (self->text[at] == ' ' || self->text[at] == '\t'); at++)
        column += self->text[at] == '\t' ? 4 - column % 4 : 1;
    *first = at;
    return column - self->column;
}

static void
advance (Reader *self, uint32_t columns)
{
    uint32_t target = self->column + columns;

    while (self->at < self->end && self->column < target) {
        char byte = self->text[self->at];
        uint32_t width = byte == '\t' ? 4 - self->column % 4 : 1;

        if ((byte != ' ' && byte != '\t') || self->column + width > target)
            break;
        self->column += width;
        self->at++;
    }
}

static void
advance_to (Reader *self, uint32_t at)
{
    for (; self->at < at; self->at++)
        self->column += self->text[self->at] == '\t' ? 4 - self->column % 4 : 1;
}

static uint32_t
trimmed_end (const Reader *self, uint32_t start)
{
    uint32_t end = self->end;

    while (end > start && (self->text[end - 1] == ' ' || self->text[end - 1] == '\t'))
        end--;
    return end;
}

/* ---- leaves --------------------------------------------------------------------------- */

static void
add_line (Reader *self, uint32_t start)
{
    CopiaRange line = { start, trimmed_end (self, start) };

    g_array_append_val (self->lines, line);
}

static void
add_leaf (Reader *self, guint first, guint n, uint32_t level, CopiaRange line,
          CopiaInlineKind kind)
{
    Leaf leaf = { first, n, level, 0, line, kind };

    if (n == 0)
        return;
    copia_document_break (self->document,
                          g_array_index (self->lines, CopiaRange, first).start);
    g_array_append_val (self->leaves, leaf);
}

static void
close_leaf (Reader *self)
{
    const CopiaRange nothing = { 0, 0 };

    if (self->leaf == PARAGRAPH || self->leaf == TAGS)
        add_leaf (self, self->first, self->lines->len - self->first, 0, nothing,
                  self->leaf == TAGS ? COPIA_INLINE_HTML : COPIA_INLINE_TEXT);
    self->leaf = NONE;
    self->first = self->lines->len;
}

static void
open_leaf (Reader *self, LeafKind kind)
{
    close_leaf (self);
    self->leaf = kind;
}

static void
close_containers (Reader *self, guint depth)
{
    if (depth < self->depth || self->leaf != PARAGRAPH)
        close_leaf (self);
    self->depth = depth;
}

/* A block that is one line: nothing of it is text but lines[first ..]. */
static void
add_heading (Reader *self, guint first, guint n, uint32_t level, CopiaRange line)
{
    add_leaf (self, first, n, self->depth ? 0 : level, line, COPIA_INLINE_TEXT);
    self->first = self->lines->len;
    self->leaf = NONE;
}

/* ---- what a line may begin ------------------------------------------------------------ */

/* `## Title ##`, `{#id .class}` behind it left out. */
static bool
read_atx (Reader *self, uint32_t at, guint depth)
{
    uint32_t level = (uint32_t) strspn (self->text + at, "#");
    uint32_t start = at + level;
    uint32_t end = trimmed_end (self, at);
    uint32_t closing = end;
    CopiaRange title;

    if (level < 1 || level > 6 ||
        (start < self->end && !strchr (" \t", self->text[start])))
        return false;
    close_containers (self, depth);
    close_leaf (self);
    copia_document_skip (self->document, at, start);
    if (closing > start && self->text[closing - 1] == '}') {
        uint32_t brace = closing - 1;

        while (brace > start && closing - brace < 200 && self->text[brace] != '{')
            brace--;
        if (self->text[brace] == '{' && strchr ("#.-", self->text[brace + 1]))
            closing = brace;
    }
    while (closing > start && strchr (" \t", self->text[closing - 1]))
        closing--;
    title = (CopiaRange){ start, closing };
    while (closing > start && self->text[closing - 1] == '#')
        closing--;
    if (closing < title.end &&
        (closing == start || strchr (" \t", self->text[closing - 1])))
        title.end = closing;
    copia_document_skip (self->document, title.end, end);
    while (title.start < title.end && strchr (" \t", self->text[title.start]))
        title.start++;
    while (title.end > title.start && strchr (" \t", self->text[title.end - 1]))
        title.end--;
    g_array_append_val (self->lines, title);
    add_heading (self, self->lines->len - 1, title.start < title.end, level,
                 (CopiaRange){ at, end });
    return true;
}

/* `===` or `---` under a paragraph. */
static bool
read_setext (Reader *self, uint32_t at)
{
    const char mark[2] = { self->text[at], 0 };
    uint32_t end = trimmed_end (self, at);
    uint32_t start;

    if ((*mark != '=' && *mark != '-') || self->leaf != PARAGRAPH ||
        at + strspn (self->text + at, mark) != end)
        return false;
    copia_document_skip (self->document, at, end);
    start = g_array_index (self->lines, CopiaRange, self->first).start;
    add_heading (self, self->first, self->lines->len - self->first,
                 *mark == '=' ? 1 : 2, (CopiaRange){ start, end });
    return true;
}

static bool
is_thematic_break (const Reader *self, uint32_t at)
{
    char mark = self->text[at];
    int n = 0;

    if (mark != '*' && mark != '-' && mark != '_')
        return false;
    for (; at < self->end; at++) {
        if (self->text[at] == mark)
            n++;
        else if (self->text[at] != ' ' && self->text[at] != '\t')
            return false;
    }
    return n >= 3;
}

static bool
read_fence (Reader *self, uint32_t at, guint depth)
{
    const char mark[2] = { self->text[at], 0 };
    uint32_t n = (uint32_t) strspn (self->text + at, mark);

    if ((*mark != '`' && *mark != '~') || n < 3)
        return false;
    if (*mark == '`' && memchr (self->text + at + n, '`', self->end - at - n))
        return false;
    close_containers (self, depth);
    open_leaf (self, FENCE);
    self->fence = *mark;
    self->fence_size = n;
    copia_document_skip (self->document, at, self->end);
    return true;
}

static bool
is_closing_fence (const Reader *self, uint32_t at, uint32_t columns)
{
    const char mark[2] = { self->fence, 0 };
    uint32_t n = (uint32_t) strspn (self->text + at, mark);

    return columns < 4 && n >= self->fence_size && at + n == trimmed_end (self, at);
}

/* The width of `-`, `*`, `+`, `12.` or `12)` at `at`, with a blank or nothing behind; 0. */
static uint32_t
list_marker (const Reader *self, uint32_t at)
{
    uint32_t n = 0;

    if (strchr ("-+*", self->text[at])) {
        n = 1;
    } else {
        while (n < 9 && g_ascii_isdigit (self->text[at + n]))
            n++;
        if (n == 0 || !strchr (".)", self->text[at + n]) || !self->text[at + n])
            return 0;
        n++;
    }
    return at + n >= self->end || strchr (" \t", self->text[at + n]) ? n : 0;
}

static bool
read_item (Reader *self, uint32_t at, uint32_t columns, guint depth)
{
    uint32_t n = self->text[at] ? list_marker (self, at) : 0;
    bool empty = n && trimmed_end (self, at + n) == at + n;
    uint32_t gap, first;

    if (n == 0 || depth == NESTING)
        return false;
    if (self->leaf == PARAGRAPH && depth == self->depth &&
        (empty || (n > 1 && !(n == 2 && self->text[at] == '1'))))
        return false; /* it would interrupt a paragraph */
    close_containers (self, depth);
    close_leaf (self);
    copia_document_skip (self->document, at, at + n);
    advance_to (self, at + n);
    gap = indent (self, &first);
    gap = empty || gap > 4 ? 1 : gap;
    advance (self, gap);
    if (!empty && self->end - first > 3 && self->text[first] == '[' &&
        strchr (" xX", self->text[first + 1]) && self->text[first + 2] == ']' &&
        self->text[first + 3] == ' ')
        copia_document_skip (self->document, first, first + 3); /* a task's box */
    self->containers[depth] = (Container){ false, columns + n + gap };
    self->depth = depth + 1;
    return true;
}

static bool
read_quote (Reader *self, uint32_t at, guint depth)
{
    if (self->text[at] != '>' || depth == NESTING)
        return false;
    close_containers (self, depth);
    close_leaf (self);
    copia_document_skip (self->document, at, at + 1);
    advance_to (self, at + 1);
    advance (self, 1);
    self->containers[depth] = (Container){ true, 0 };
    self->depth = depth + 1;
    return true;
}

/* ---- blocks of HTML ------------------------------------------------------------------- */

static const char *const block_tags[] = {
    "address",  "article",  "aside",   "base",     "basefont", "blockquote", "body",
    "caption",  "center",   "col",     "colgroup", "dd",       "details",    "dialog",
    "dir",      "div",      "dl",      "dt",       "fieldset", "figcaption", "figure",
    "footer",   "form",     "frame",   "frameset", "h1",       "h2",         "h3",
    "h4",       "h5",       "h6",      "head",     "header",   "hr",         "html",
    "iframe",   "legend",   "li",      "link",     "main",     "menu",       "menuitem",
    "nav",      "noframes", "ol",      "optgroup", "option",   "p",          "param",
    "pre",      "search",   "section", "summary",  "table",    "tbody",      "td",
    "textarea", "tfoot",    "th",      "thead",    "title",    "tr",         "track",
    "ul",
};

static bool
is_block_tag (const char *tag)
{
    g_autofree char *closing = NULL;

    if (tag[1] == '/') {
        closing = g_strndup (tag, 20);
        closing[1] = '<';
        tag = closing + 1;
    }
    for (size_t i = 0; i < G_N_ELEMENTS (block_tags); i++)
        if (copia_markup_is_tag (tag, block_tags[i]))
            return true;
    return false;
}

/* A comment, script or style sheet: skipped to its end, on whatever line. */
static bool
read_hidden (Reader *self, uint32_t at, guint depth)
{
    uint32_t end = COPIA_NOWHERE;

    if (self->text[at + 1] == '!' || self->text[at + 1] == '?')
        end = copia_markup_tag (&self->markup, at);
    else if (copia_markup_is_tag (self->text + at, "script"))
        end = copia_finder_next (&self->script, at);
    else if (copia_markup_is_tag (self->text + at, "style"))
        end = copia_finder_next (&self->style, at);
    if (end == COPIA_NOWHERE)
        return false;
    close_containers (self, depth);
    close_leaf (self);
    copia_document_skip (self->document, at, end);
    self->resume = end;
    return true;
}

static bool
read_tags (Reader *self, uint32_t at, guint depth)
{
    uint32_t end;

    if (!is_block_tag (self->text + at)) {
        if (self->leaf == PARAGRAPH || strchr ("!?", self->text[at + 1]))
            return false;
        end = copia_markup_tag (&self->markup, at);
        if (end == COPIA_NOWHERE || end > self->end || end != trimmed_end (self, at))
            return false;
    }
    close_containers (self, depth);
    open_leaf (self, TAGS);
    add_line (self, at);
    return true;
}

/* ---- tables --------------------------------------------------------------------------- */

static guint
count_cells (const char *text, CopiaRange line)
{
    guint n = 1;

    if (line.start < line.end && text[line.start] == '|')
        line.start++;
    if (line.end > line.start && text[line.end - 1] == '|')
        line.end--;
    for (uint32_t at = line.start; at < line.end; at++) {
        if (text[at] == '\\')
            at++;
        else if (text[at] == '|')
            n++;
    }
    return n;
}

/* `| --- | :-: |` under a line with as many cells makes it the head of a table. */
static bool
read_table (Reader *self, uint32_t at)
{
    CopiaRange rule = { at, trimmed_end (self, at) };
    CopiaRange head = g_array_index (self->lines, CopiaRange, self->lines->len - 1);
    const CopiaRange nothing = { 0, 0 };

    if (at + strspn (self->text + at, "|-: \t") < rule.end ||
        !memchr (self->text + at, '|', rule.end - at) ||
        !memchr (self->text + at, '-', rule.end - at) ||
        count_cells (self->text, rule) != count_cells (self->text, head))
        return false;
    add_leaf (self, self->first, self->lines->len - self->first - 1, 0, nothing,
              COPIA_INLINE_TEXT);
    add_leaf (self, self->lines->len - 1, 1, 0, nothing, COPIA_INLINE_ROW);
    copia_document_skip (self->document, rule.start, rule.end);
    self->first = self->lines->len;
    self->leaf = TABLE;
    return true;
}

/* ---- a line --------------------------------------------------------------------------- */

/* How many of the open containers go on; the cursor moves behind their marks. */
static guint
match_containers (Reader *self, bool *blank)
{
    guint depth;

    for (depth = 0; depth < self->depth; depth++) {
        const Container *container = &self->containers[depth];
        uint32_t first;
        uint32_t columns = indent (self, &first);

        *blank = first == self->end;
        if (container->quote && columns < 4 && !*blank && self->text[first] == '>') {
            copia_document_skip (self->document, first, first + 1);
            advance_to (self, first + 1);
            advance (self, 1);
        } else if (!container->quote && (*blank || columns >= container->indent)) {
            advance (self, container->indent);
        } else {
            break;
        }
    }
    return depth;
}

/* Whether the line went into the open leaf, which is not a paragraph. */
static bool
continue_leaf (Reader *self, uint32_t first, uint32_t columns)
{
    const CopiaRange nothing = { 0, 0 };
    bool blank = first == self->end;

    switch (self->leaf) {
    case FENCE:
        if (!is_closing_fence (self, first, columns))
            return true;
        copia_document_skip (self->document, first, self->end);
        close_leaf (self);
        return true;
    case INDENTED:
        return blank || columns >= 4;
    case TAGS:
        if (blank)
            close_leaf (self);
        else
            add_line (self, first);
        return true;
    case TABLE:
        if (blank || columns >= 4 || strchr (">#`~", self->text[first]) ||
            is_thematic_break (self, first))
            return false;
        add_line (self, first);
        add_leaf (self, self->lines->len - 1, 1, 0, nothing, COPIA_INLINE_ROW);
        self->first = self->lines->len;
        return true;
    default:
        return false;
    }
}

typedef enum { BEGAN_NOTHING, BEGAN_CONTAINER, BEGAN_LEAF } Began;

static Began
begin_block (Reader *self, uint32_t at, uint32_t columns, guint depth, bool inside)
{
    char byte = self->text[at];

    if (byte == '>')
        return read_quote (self, at, depth) ? BEGAN_CONTAINER : BEGAN_NOTHING;
    if (byte == '#' && read_atx (self, at, depth))
        return BEGAN_LEAF;
    if ((byte == '`' || byte == '~') && read_fence (self, at, depth))
        return BEGAN_LEAF;
    if (byte == '<' && (read_hidden (self, at, depth) || read_tags (self, at, depth)))
        return BEGAN_LEAF;
    if (inside && read_setext (self, at))
        return BEGAN_LEAF;
    if (is_thematic_break (self, at)) {
        close_containers (self, depth);
        close_leaf (self);
        copia_document_skip (self->document, at, self->end);
        return BEGAN_LEAF;
    }
    return read_item (self, at, columns, depth) ? BEGAN_CONTAINER : BEGAN_NOTHING;
}

static void
read_text (Reader *self, uint32_t at, uint32_t columns, guint depth, bool began)
{
    if (at == self->end) {
        if (self->leaf == PARAGRAPH || self->leaf == TABLE)
            close_leaf (self);
        return;
    }
    if (self->leaf == PARAGRAPH && !began) { /* it goes on, if need be lazily */
        if (depth == self->depth && read_table (self, at))
            return;
        add_line (self, at);
        return;
    }
    close_containers (self, depth);
    if (columns >= 4) {
        open_leaf (self, INDENTED);
        copia_document_break (self->document, at);
        return;
    }
    open_leaf (self, PARAGRAPH);
    add_line (self, at);
}

static void
read_line (Reader *self)
{
    bool blank = false;
    guint depth = match_containers (self, &blank);
    uint32_t first;
    uint32_t columns = indent (self, &first);
    bool inside = depth == self->depth;
    bool began = false;

    if (inside && continue_leaf (self, first, columns))
        return;
    if (inside && self->leaf != PARAGRAPH)
        close_leaf (self);
    while (first < self->end && columns < 4) {
        Began what = begin_block (self, first, columns, depth, inside);

        if (what == BEGAN_LEAF)
            return;
        if (what == BEGAN_NOTHING)
            break;
        depth = self->depth;
        inside = began = true;
        columns = indent (self, &first);
    }
    read_text (self, first, columns, depth, began);
}

/* ---- the document --------------------------------------------------------------------- */

static void
load (Reader *self, CopiaInline *content, const Leaf *leaf)
{
    copia_inline_clear (content);
    for (guint i = leaf->first; i < leaf->first + leaf->n; i++) {
        CopiaRange line = g_array_index (self->lines, CopiaRange, i);

        copia_inline_add (content, line.start, line.end);
    }
}

static void
mark_leaves (Reader *self)
{
    g_autoptr (CopiaInline) content = copia_inline_new (self->document);
    const CopiaRange *lines = (const CopiaRange *) (const void *) self->lines->data;

    for (guint i = 0; i < self->leaves->len; i++) {
        Leaf *leaf = &g_array_index (self->leaves, Leaf, i);

        if (leaf->kind == COPIA_INLINE_TEXT &&
            self->text[lines[leaf->first].start] == '[') {
            load (self, content, leaf);
            leaf->from = copia_inline_define (content);
        }
    }
    for (guint i = 0; i < self->leaves->len; i++) {
        const Leaf *leaf = &g_array_index (self->leaves, Leaf, i);

        load (self, content, leaf);
        copia_inline_mark (content, leaf->from, leaf->kind);
        if (leaf->level)
            copia_document_heading (self->document, leaf->line,
                                    (CopiaRange){
                                        lines[leaf->first].start,
                                        lines[leaf->first + leaf->n - 1].end },
                                    leaf->level);
    }
}

static void
read_lines (Reader *self, uint32_t at)
{
    const CopiaDocument *document = self->document;

    while (at < document->size) {
        uint32_t end = at + (uint32_t) strcspn (document->text + at, "\r\n");
        uint32_t next =
            end + (document->text[end] == '\r' && document->text[end + 1] == '\n'
                       ? 2
                       : end < document->size);

        self->at = at;
        self->column = 0;
        self->end = end;
        read_line (self);
        at = self->resume > at ? self->resume : next;
    }
    close_leaf (self);
}

bool
copia_import_markdown_sniff (const CopiaDocument *document)
{
    const char *text = document->text;
    uint32_t at = 0;
    int headings = 0;
    bool blank = true;

    if (copia_markdown_front_size (document) > 0)
        return true;
    while (at < MIN (document->size, 65536)) {
        uint32_t n = (uint32_t) strcspn (text + at, "\r\n");
        uint32_t level = (uint32_t) strspn (text + at, "#");

        if (blank && level >= 1 && level <= 6 && text[at + level] == ' ' &&
            g_ascii_isgraph (text[at + level + 1]) && n < 120)
            headings++;
        blank = n == 0;
        at += n;
        at += text[at] == '\r' && text[at + 1] == '\n' ? 2 : 1;
    }
    return headings >= 2;
}

void
copia_import_markdown (CopiaDocument *document)
{
    Reader self = { 0 };

    self.document = document;
    self.text = document->text;
    self.lines = g_array_new (FALSE, FALSE, sizeof (CopiaRange));
    self.leaves = g_array_new (FALSE, FALSE, sizeof (Leaf));
    copia_markup_init (&self.markup, document->text, document->size);
    copia_finder_init (&self.script, document->text, document->size, "</script>");
    copia_finder_init (&self.style, document->text, document->size, "</style>");
    read_lines (&self, copia_markdown_front (document));
    mark_leaves (&self);
    document->wrapped = true;
    document->marked = document->headings->len > 0;
    g_array_free (self.lines, TRUE);
    g_array_free (self.leaves, TRUE);
}
