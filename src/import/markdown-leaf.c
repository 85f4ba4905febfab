/* markdown-leaf.c - what is known while Markdown is read line by line. */
#include "import/markdown-leaf.h"

#include <string.h>

/* ---- the rest of the line ------------------------------------------------------------- */

uint32_t
copia_markdown_indent (const CopiaMarkdown *self, uint32_t *first)
{
    uint32_t column = self->column;
    uint32_t at = self->at;

    for (; at < self->end && (self->text[at] == ' ' || self->text[at] == '\t'); at++)
        column += self->text[at] == '\t' ? 4 - column % 4 : 1;
    *first = at;
    return column - self->column;
}

void
copia_markdown_advance (CopiaMarkdown *self, uint32_t columns)
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

void
copia_markdown_advance_to (CopiaMarkdown *self, uint32_t at)
{
    for (; self->at < at; self->at++)
        self->column += self->text[self->at] == '\t' ? 4 - self->column % 4 : 1;
}

uint32_t
copia_markdown_trimmed (const CopiaMarkdown *self, uint32_t start)
{
    uint32_t end = self->end;

    while (end > start && (self->text[end - 1] == ' ' || self->text[end - 1] == '\t'))
        end--;
    return end;
}

/* ---- leaves --------------------------------------------------------------------------- */

void
copia_markdown_add_line (CopiaMarkdown *self, uint32_t start)
{
    CopiaRange line = { start, copia_markdown_trimmed (self, start) };

    g_array_append_val (self->lines, line);
}

typedef uint8_t Bytes __attribute__ ((vector_size (16)));

/* Of sixteen bytes one begins what may be marked in a text. */
static inline bool
any_mark (const char *text)
{
    uint64_t halves[2];
    Bytes b;

    memcpy (&b, text, sizeof b);
    b = (Bytes) ((b == '<') | (b == '&') | (b == '\\') | (b == '`') | (b == '[') |
                 (b == '*') | (b == '_') | (b == '~'));
    memcpy (halves, &b, sizeof halves);
    return (halves[0] | halves[1]) != 0;
}

static bool
has_mark (const char *text, CopiaRange line)
{
    uint32_t at = line.start;

    for (; line.end - at >= sizeof (Bytes); at += sizeof (Bytes))
        if (any_mark (text + at))
            return true;
    for (; at < line.end; at++)
        if (text[at] && strchr ("<&\\`[*_~", text[at]))
            return true;
    return false;
}

static bool
may_be_marked (const CopiaMarkdown *self, const CopiaLeaf *leaf)
{
    if (leaf->kind != COPIA_INLINE_TEXT || leaf->level > 0)
        return true;
    for (guint i = leaf->first; i < leaf->first + leaf->n; i++)
        if (has_mark (self->text, g_array_index (self->lines, CopiaRange, i)))
            return true;
    return false;
}

/* Most paragraphs hold no mark: there is nothing to remember of them. */
static void
keep_leaf (CopiaMarkdown *self, CopiaLeaf leaf)
{
    if (leaf.n == 0)
        return;
    copia_document_break (self->document,
                          g_array_index (self->lines, CopiaRange, leaf.first).start);
    if (may_be_marked (self, &leaf))
        g_array_append_val (self->leaves, leaf);
    else if (leaf.first + leaf.n == self->lines->len)
        g_array_set_size (self->lines, leaf.first);
}

void
copia_markdown_add_leaf (CopiaMarkdown *self, guint first, guint n,
                         CopiaInlineKind kind)
{
    keep_leaf (self, (CopiaLeaf){ .first = first, .n = n, .kind = (uint16_t) kind });
}

void
copia_markdown_close_leaf (CopiaMarkdown *self)
{
    if (self->leaf == COPIA_LEAF_PARAGRAPH || self->leaf == COPIA_LEAF_TAGS)
        copia_markdown_add_leaf (self, self->first, self->lines->len - self->first,
                                 self->leaf == COPIA_LEAF_TAGS ? COPIA_INLINE_HTML
                                                               : COPIA_INLINE_TEXT);
    self->leaf = COPIA_LEAF_NONE;
    self->first = self->lines->len;
}

void
copia_markdown_open_leaf (CopiaMarkdown *self, CopiaLeafKind kind)
{
    copia_markdown_close_leaf (self);
    self->leaf = kind;
}

void
copia_markdown_close_containers (CopiaMarkdown *self, guint depth)
{
    if (depth < self->depth || self->leaf != COPIA_LEAF_PARAGRAPH)
        copia_markdown_close_leaf (self);
    self->depth = depth;
}

/* A block that is one line: nothing of it is text but lines[first ..]. */
void
copia_markdown_add_heading (CopiaMarkdown *self, guint first, guint n, uint32_t level,
                            CopiaRange line, bool closed)
{
    if (n > 0 && level > 0 && self->depth == 0)
        g_array_append_val (self->titles, line);
    keep_leaf (self, (CopiaLeaf){ .first = first,
                                  .n = n,
                                  .level = (uint8_t) (self->depth ? 0 : level),
                                  .closed = closed,
                                  .kind = COPIA_INLINE_TEXT });
    self->first = self->lines->len;
    self->leaf = COPIA_LEAF_NONE;
}
