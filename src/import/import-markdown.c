/* import-markdown.c - Markdown: which bytes are marks, which lines headings.
 *
 * The block structure of CommonMark 0.31 (chapters 4 and 5), tables as on GitHub, front matter
 * as Jekyll and pandoc have it.  A first pass finds the leaf blocks, then, all link labels
 * being known, markdown-inline.c marks what stands within each, of a longer one than any
 * paragraph is a piece at a time.  Containers nest 64 deep;
 * deeper marks are text.  Headings inside quotes and lists are none.
 */
#include <string.h>

#include "import/importers.h"
#include "import/markdown-block.h"
#include "import/markdown-front.h"
#include "text/shape.h"

/* ---- a line --------------------------------------------------------------------------- */

/* How many of the open containers go on; the cursor moves behind their marks. */
static guint
match_containers (CopiaMarkdown *self, bool *blank)
{
    guint depth;

    for (depth = 0; depth < self->depth; depth++) {
        CopiaMarkdownContainer *container = &self->containers[depth];
        uint32_t first;
        uint32_t columns = copia_markdown_indent (self, &first);

        *blank = first == self->end;
        if (container->quote && columns < 4 && !*blank && self->text[first] == '>') {
            copia_document_skip (self->document, first, first + 1);
            copia_markdown_advance_to (self, first + 1);
            copia_markdown_advance (self, 1);
        } else if (!container->quote &&
                   (*blank ? !container->empty : columns >= container->indent)) {
            container->empty = false;
            copia_markdown_advance (self, container->indent);
        } else {
            break;
        }
    }
    return depth;
}

/* Whether the line went into the open leaf, which is not a paragraph. */
static bool
continue_leaf (CopiaMarkdown *self, uint32_t first, uint32_t columns)
{
    bool blank = first == self->end;

    switch (self->leaf) {
    case COPIA_LEAF_FENCE:
        if (!copia_markdown_is_closing_fence (self, first, columns))
            return true;
        copia_document_skip (self->document, first, self->end);
        copia_markdown_close_leaf (self);
        return true;
    case COPIA_LEAF_INDENTED:
        return blank || columns >= 4;
    case COPIA_LEAF_TAGS:
        if (blank)
            copia_markdown_close_leaf (self);
        else
            copia_markdown_add_line (self, first);
        return true;
    case COPIA_LEAF_TABLE:
        if (blank || columns >= 4 || strchr (">#`~", self->text[first]) ||
            copia_markdown_is_break (self, first))
            return false;
        copia_markdown_add_line (self, first);
        copia_markdown_add_leaf (self, self->lines->len - 1, 1, COPIA_INLINE_ROW);
        self->first = self->lines->len;
        return true;
    default:
        return false;
    }
}

static void
read_text (CopiaMarkdown *self, uint32_t at, uint32_t columns, guint depth, bool began)
{
    if (at == self->end) {
        if (depth < self->depth && !self->containers[depth].quote)
            copia_markdown_close_containers (self, depth);
        if (self->leaf == COPIA_LEAF_PARAGRAPH || self->leaf == COPIA_LEAF_TABLE)
            copia_markdown_close_leaf (self);
        return;
    }
    if (self->leaf == COPIA_LEAF_PARAGRAPH &&
        !began) { /* it goes on, if need be lazily */
        if (depth == self->depth && copia_markdown_table (self, at))
            return;
        copia_markdown_add_line (self, at);
        return;
    }
    copia_markdown_close_containers (self, depth);
    if (columns >= 4) {
        copia_markdown_open_leaf (self, COPIA_LEAF_INDENTED);
        copia_document_break (self->document, at);
        return;
    }
    copia_markdown_open_leaf (self, COPIA_LEAF_PARAGRAPH);
    copia_markdown_add_line (self, at);
}

static void
read_line (CopiaMarkdown *self)
{
    bool blank = false;
    guint depth = match_containers (self, &blank);
    uint32_t first;
    uint32_t columns = copia_markdown_indent (self, &first);
    bool inside = depth == self->depth;
    bool began = false;

    if (inside && continue_leaf (self, first, columns))
        return;
    if (inside && self->leaf != COPIA_LEAF_PARAGRAPH)
        copia_markdown_close_leaf (self);
    while (first < self->end && columns < 4) {
        CopiaBegan what = copia_markdown_begin (self, first, columns, depth, inside);

        if (what == COPIA_BEGAN_LEAF)
            return;
        if (what == COPIA_BEGAN_NOTHING)
            break;
        depth = self->depth;
        inside = began = true;
        columns = copia_markdown_indent (self, &first);
    }
    read_text (self, first, columns, depth, began);
}

/* ---- the document --------------------------------------------------------------------- */

#define MOST (16u << 20) /* bytes of a leaf marked at once, as of a paragraph */
#define NEAR (1u << 20)  /* bytes before that in which a line may be cut */

/* What of a leaf comes next: of its lines the first, and of that what lies behind `at`. */
typedef struct {
    guint line;
    uint32_t at;
} Place;

static Place
start_of (const CopiaLeaf *leaf)
{
    return (Place){ leaf->first, 0 };
}

/* Up to where a line of which `most` bytes may be taken is taken: behind a blank that is near.
 * Not at all if there is none, for what is so long is one thing, such as a picture. */
static uint32_t
cut_line (const char *text, uint32_t start, uint32_t end, uint32_t most)
{
    uint32_t at = start + most, least = most > NEAR ? at - NEAR : start;

    if (end - start <= most)
        return end;
    while (at > least && text[at - 1] != ' ')
        at--;
    return at > least ? at : start;
}

/* As much of the leaf as is marked at once, from *place on, which moves; false: nothing was left. */
static bool
load (const CopiaMarkdown *self, CopiaInline *content, const CopiaLeaf *leaf,
      Place *place)
{
    uint32_t size = 0;

    copia_inline_clear (content);
    while (place->line < leaf->first + leaf->n && size < MOST) {
        CopiaRange line = g_array_index (self->lines, CopiaRange, place->line);
        uint32_t start = MAX (line.start, place->at);
        uint32_t end = cut_line (self->text, start, line.end, MOST - size);

        if (end == start && size > 0 && end < line.end)
            break;
        end = end == start ? line.end : end;
        copia_inline_add (content, start, end);
        size += end - start + 1;
        place->at = end;
        place->line += end == line.end;
    }
    return size > 0;
}

static void
mark_leaf (CopiaMarkdown *self, CopiaInline *content, const CopiaLeaf *leaf)
{
    uint32_t from = leaf->from;

    for (Place place = start_of (leaf); load (self, content, leaf, &place); from = 0)
        copia_inline_mark (content, from, leaf->kind);
}

/* The text from *at to `start` was gone through; behind the last leaf the first one comes again. */
static void
pass (const CopiaMarkdown *self, uint32_t start, uint32_t *at)
{
    copia_document_pass (self->document, *at, start);
    *at = start;
}

static void
mark_leaves (CopiaMarkdown *self)
{
    g_autoptr (CopiaInline) content = copia_inline_new (self->document);
    const CopiaRange *lines = (const CopiaRange *) (const void *) self->lines->data;
    const CopiaRange *title = (const CopiaRange *) (const void *) self->titles->data;
    uint32_t at = 0;

    for (guint i = 0; i < self->leaves->len; i++) {
        CopiaLeaf *leaf = &g_array_index (self->leaves, CopiaLeaf, i);

        pass (self, lines[leaf->first].start, &at);
        if (leaf->kind == COPIA_INLINE_TEXT && !leaf->closed &&
            self->text[lines[leaf->first].start] == '[') {
            Place place = start_of (leaf);

            (void) load (self, content, leaf, &place);
            leaf->from = copia_inline_define (content);
        }
    }
    for (guint i = 0; i < self->leaves->len; i++) {
        const CopiaLeaf *leaf = &g_array_index (self->leaves, CopiaLeaf, i);

        pass (self, lines[leaf->first].start, &at);
        mark_leaf (self, content, leaf);
        if (leaf->level)
            copia_document_heading (self->document, *title++,
                                    (CopiaRange){
                                        lines[leaf->first].start,
                                        lines[leaf->first + leaf->n - 1].end },
                                    leaf->level);
    }
}

/* What stands behind the end of a comment or script belongs to that block of HTML. */
static void
read_behind_hidden (CopiaMarkdown *self)
{
    copia_markdown_add_line (self, self->at);
    copia_markdown_add_leaf (self, self->lines->len - 1, 1, COPIA_INLINE_HTML);
    self->first = self->lines->len;
}

static void
read_lines (CopiaMarkdown *self, uint32_t at)
{
    const CopiaDocument *document = self->document;

    while (at < document->size) {
        uint32_t end = copia_document_line_end (document, at);
        uint32_t next =
            end + (document->text[end] == '\r' && document->text[end + 1] == '\n'
                       ? 2
                       : end < document->size);

        self->at = at;
        self->column = 0;
        self->end = end;
        if (at > 0 && at == self->resume)
            read_behind_hidden (self);
        else
            read_line (self);
        at = self->resume > at ? self->resume : next;
        copia_document_pass (document, self->at, at);
    }
    copia_markdown_close_leaf (self);
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
        uint32_t n = copia_document_line_end (document, at) - at;
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

/* One heading above all others names the text, unless it is a part of a larger one. */
static void
read_title (CopiaDocument *document)
{
    const CopiaHeading *first =
        (const CopiaHeading *) (const void *) document->headings->data;
    g_autofree char *title = NULL;

    for (guint i = 1; i < document->headings->len; i++)
        if (first[i].level <= first->level)
            return;
    if (document->headings->len < 2)
        return;
    title = g_strndup (document->text + first->title.start,
                       first->title.end - first->title.start);
    if (!strpbrk (title, "\r\n*_`[<\\&") &&
        copia_shape_read (title, strlen (title)).kind != COPIA_SHAPE_WORD)
        copia_document_attribute (document, "title", title);
}

void
copia_import_markdown (CopiaDocument *document)
{
    CopiaMarkdown self = { 0 };

    self.document = document;
    self.text = document->text;
    self.lines = g_array_new (FALSE, FALSE, sizeof (CopiaRange));
    self.leaves = g_array_new (FALSE, FALSE, sizeof (CopiaLeaf));
    self.titles = g_array_new (FALSE, FALSE, sizeof (CopiaRange));
    copia_markup_begin (&self.markup, document);
    copia_finder_begin (&self.script, document, "</script>");
    copia_finder_begin (&self.style, document, "</style>");
    read_lines (&self, copia_markdown_front (document));
    mark_leaves (&self);
    g_array_free (self.lines, TRUE);
    g_array_free (self.leaves, TRUE);
    g_array_free (self.titles, TRUE);
    document->wrapped = true;
    document->marked = document->headings->len > 0;
    copia_document_settle (document);
    read_title (document);
}
