/* markdown-block.c - what a line of Markdown may begin or end. */
#include "import/markdown-block.h"

#include <string.h>

/* ---- what a line may begin ------------------------------------------------------------ */

/* `## Title ##`, `{#id .class}` behind it left out. */
static bool
read_atx (CopiaMarkdown *self, uint32_t at, guint depth)
{
    uint32_t level = (uint32_t) strspn (self->text + at, "#");
    uint32_t start = at + level;
    uint32_t end = copia_markdown_trimmed (self, at);
    uint32_t closing = end;
    CopiaRange title;

    if (level < 1 || level > 6 ||
        (start < self->end && !strchr (" \t", self->text[start])))
        return false;
    copia_markdown_close_containers (self, depth);
    copia_markdown_close_leaf (self);
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
    copia_markdown_add_heading (self, self->lines->len - 1, title.start < title.end,
                                level, (CopiaRange){ at, end }, true);
    return true;
}

/* `===` or `---` under a paragraph. */
static bool
read_setext (CopiaMarkdown *self, uint32_t at)
{
    const char mark[2] = { self->text[at], 0 };
    uint32_t end = copia_markdown_trimmed (self, at);
    uint32_t start;

    if ((*mark != '=' && *mark != '-') || self->leaf != COPIA_LEAF_PARAGRAPH ||
        at + strspn (self->text + at, mark) != end)
        return false;
    copia_document_skip (self->document, at, end);
    start = g_array_index (self->lines, CopiaRange, self->first).start;
    copia_markdown_add_heading (self, self->first, self->lines->len - self->first,
                                *mark == '=' ? 1 : 2, (CopiaRange){ start, end },
                                false);
    return true;
}

bool
copia_markdown_is_break (const CopiaMarkdown *self, uint32_t at)
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
read_fence (CopiaMarkdown *self, uint32_t at, guint depth)
{
    const char mark[2] = { self->text[at], 0 };
    uint32_t n = (uint32_t) strspn (self->text + at, mark);

    if ((*mark != '`' && *mark != '~') || n < 3)
        return false;
    if (*mark == '`' && memchr (self->text + at + n, '`', self->end - at - n))
        return false;
    copia_markdown_close_containers (self, depth);
    copia_markdown_open_leaf (self, COPIA_LEAF_FENCE);
    self->fence = *mark;
    self->fence_size = n;
    copia_document_skip (self->document, at, self->end);
    return true;
}

bool
copia_markdown_is_closing_fence (const CopiaMarkdown *self, uint32_t at,
                                 uint32_t columns)
{
    const char mark[2] = { self->fence, 0 };
    uint32_t n = (uint32_t) strspn (self->text + at, mark);

    return columns < 4 && n >= self->fence_size &&
           at + n == copia_markdown_trimmed (self, at);
}

/* The width of `-`, `*`, `+`, `12.` or `12)` at `at`, with a blank or nothing behind; 0. */
static uint32_t
list_marker (const CopiaMarkdown *self, uint32_t at)
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
read_item (CopiaMarkdown *self, uint32_t at, uint32_t columns, guint depth)
{
    uint32_t n = self->text[at] ? list_marker (self, at) : 0;
    bool empty = n && copia_markdown_trimmed (self, at + n) == at + n;
    uint32_t gap, first;

    if (n == 0 || depth == COPIA_MARKDOWN_NESTING)
        return false;
    if (self->leaf == COPIA_LEAF_PARAGRAPH && depth == self->depth &&
        (empty || (n > 1 && !(n == 2 && self->text[at] == '1'))))
        return false; /* it would interrupt a paragraph */
    copia_markdown_close_containers (self, depth);
    copia_markdown_close_leaf (self);
    copia_document_skip (self->document, at, at + n);
    copia_markdown_advance_to (self, at + n);
    gap = copia_markdown_indent (self, &first);
    gap = empty || gap > 4 ? 1 : gap;
    copia_markdown_advance (self, gap);
    if (!empty && self->end - first > 3 && self->text[first] == '[' &&
        strchr (" xX", self->text[first + 1]) && self->text[first + 2] == ']' &&
        self->text[first + 3] == ' ')
        copia_document_skip (self->document, first, first + 3); /* a task's box */
    self->containers[depth] =
        (CopiaMarkdownContainer){ false, empty, columns + n + gap };
    self->depth = depth + 1;
    return true;
}

static bool
read_quote (CopiaMarkdown *self, uint32_t at, guint depth)
{
    if (self->text[at] != '>' || depth == COPIA_MARKDOWN_NESTING)
        return false;
    copia_markdown_close_containers (self, depth);
    copia_markdown_close_leaf (self);
    copia_document_skip (self->document, at, at + 1);
    copia_markdown_advance_to (self, at + 1);
    copia_markdown_advance (self, 1);
    self->containers[depth] = (CopiaMarkdownContainer){ true, false, 0 };
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
read_hidden (CopiaMarkdown *self, uint32_t at, guint depth)
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
    copia_markdown_close_containers (self, depth);
    copia_markdown_close_leaf (self);
    copia_document_skip (self->document, at, end);
    self->resume = end;
    return true;
}

static bool
read_tags (CopiaMarkdown *self, uint32_t at, guint depth)
{
    uint32_t end;

    if (!is_block_tag (self->text + at)) {
        if (self->leaf == COPIA_LEAF_PARAGRAPH || strchr ("!?", self->text[at + 1]))
            return false;
        end = copia_markup_tag (&self->markup, at);
        if (end == COPIA_NOWHERE || end > self->end ||
            end != copia_markdown_trimmed (self, at))
            return false;
    }
    copia_markdown_close_containers (self, depth);
    copia_markdown_open_leaf (self, COPIA_LEAF_TAGS);
    copia_markdown_add_line (self, at);
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
bool
copia_markdown_table (CopiaMarkdown *self, uint32_t at)
{
    CopiaRange rule = { at, copia_markdown_trimmed (self, at) };
    CopiaRange head = g_array_index (self->lines, CopiaRange, self->lines->len - 1);

    if (at + strspn (self->text + at, "|-: \t") < rule.end ||
        !memchr (self->text + at, '|', rule.end - at) ||
        !memchr (self->text + at, '-', rule.end - at) ||
        count_cells (self->text, rule) != count_cells (self->text, head))
        return false;
    copia_markdown_add_leaf (self, self->first, self->lines->len - self->first - 1,
                             COPIA_INLINE_TEXT);
    copia_markdown_add_leaf (self, self->lines->len - 1, 1, COPIA_INLINE_ROW);
    copia_document_skip (self->document, rule.start, rule.end);
    self->first = self->lines->len;
    self->leaf = COPIA_LEAF_TABLE;
    return true;
}

/* ---- which it is ---------------------------------------------------------------------- */

CopiaBegan
copia_markdown_begin (CopiaMarkdown *self, uint32_t at, uint32_t columns, guint depth,
                      bool inside)
{
    char byte = self->text[at];

    if (byte == '>')
        return read_quote (self, at, depth) ? COPIA_BEGAN_CONTAINER
                                            : COPIA_BEGAN_NOTHING;
    if (byte == '#' && read_atx (self, at, depth))
        return COPIA_BEGAN_LEAF;
    if ((byte == '`' || byte == '~') && read_fence (self, at, depth))
        return COPIA_BEGAN_LEAF;
    if (byte == '<' && (read_hidden (self, at, depth) || read_tags (self, at, depth)))
        return COPIA_BEGAN_LEAF;
    if (inside && read_setext (self, at))
        return COPIA_BEGAN_LEAF;
    if (copia_markdown_is_break (self, at)) {
        copia_markdown_close_containers (self, depth);
        copia_markdown_close_leaf (self);
        copia_document_skip (self->document, at, self->end);
        return COPIA_BEGAN_LEAF;
    }
    return read_item (self, at, columns, depth) ? COPIA_BEGAN_CONTAINER
                                                : COPIA_BEGAN_NOTHING;
}
