/* markdown-leaf.h - what is known while Markdown is read line by line: the containers that are open
 * (quotes, items of lists), the open leaf block, the leaf blocks found so far, and the rest
 * of the line.  For the importer alone.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "import/markdown-inline.h"
#include "import/markup.h"
#include "text/document.h"

enum { COPIA_MARKDOWN_NESTING = 64 };

typedef struct {
    bool quote;      /* else an item of a list */
    bool empty;      /* an item without content so far */
    uint32_t indent; /* columns that the content of an item stands in */
} CopiaMarkdownContainer;

typedef enum {
    COPIA_LEAF_NONE,
    COPIA_LEAF_PARAGRAPH,
    COPIA_LEAF_FENCE,
    COPIA_LEAF_INDENTED,
    COPIA_LEAF_TAGS,
    COPIA_LEAF_TABLE
} CopiaLeafKind;

/* A block that holds text; its lines are those of the reader from `first` on.  There are as many
 * as paragraphs, so they are small. */
typedef struct {
    guint first, n;
    uint32_t from;  /* bytes of its content that are definitions */
    uint8_t level;  /* of a heading that divides the text, else 0 */
    uint8_t closed; /* a line with marks on both sides: no definition begins it */
    uint16_t kind;  /* CopiaInlineKind */
} CopiaLeaf;

typedef struct {
    CopiaDocument *document;
    const char *text;
    CopiaMarkdownContainer containers[COPIA_MARKDOWN_NESTING];
    guint depth;
    CopiaLeafKind leaf; /* the open one */
    char fence;
    uint32_t fence_size;
    GArray *lines;  /* CopiaRange */
    GArray *leaves; /* CopiaLeaf: those in which something may be marked */
    GArray *titles; /* CopiaRange: the whole lines of those with a level */
    guint first;    /* line of the open leaf */
    CopiaMarkup markup;
    CopiaFinder script, style;
    uint32_t resume;          /* up to here the text is skipped already */
    uint32_t at, column, end; /* the rest of the line */
} CopiaMarkdown;

/* The columns of white space before the next character of the line, which is at *first. */
uint32_t copia_markdown_indent (const CopiaMarkdown *self, uint32_t *first);
void copia_markdown_advance (CopiaMarkdown *self, uint32_t columns);
void copia_markdown_advance_to (CopiaMarkdown *self, uint32_t at);

/* The end of the line without white space, but at least `start`. */
uint32_t copia_markdown_trimmed (const CopiaMarkdown *self, uint32_t start);

/* The open leaf: its lines are added, then it is closed and kept with them. */
void copia_markdown_open_leaf (CopiaMarkdown *self, CopiaLeafKind kind);
void copia_markdown_add_line (CopiaMarkdown *self, uint32_t start);
void copia_markdown_close_leaf (CopiaMarkdown *self);
void copia_markdown_close_containers (CopiaMarkdown *self, guint depth);

/* A leaf of the lines [first, first + n), kept as it is. */
void copia_markdown_add_leaf (CopiaMarkdown *self, guint first, guint n,
                              CopiaInlineKind kind);
void copia_markdown_add_heading (CopiaMarkdown *self, guint first, guint n,
                                 uint32_t level, CopiaRange line, bool closed);
