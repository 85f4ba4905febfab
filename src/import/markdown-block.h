/* markdown-block.h - what a line of Markdown may begin or end. */
#pragma once

#include "import/markdown-leaf.h"

typedef enum {
    COPIA_BEGAN_NOTHING,
    COPIA_BEGAN_CONTAINER,
    COPIA_BEGAN_LEAF
} CopiaBegan;

/* The block that begins at `at`, `columns` behind the containers of which the first `depth` go
 * on; `inside`: these are all that are open. */
CopiaBegan copia_markdown_begin (CopiaMarkdown *self, uint32_t at, uint32_t columns,
                                 guint depth, bool inside);

/* Whether the line is the rule under the head of a table, which then has begun. */
bool copia_markdown_table (CopiaMarkdown *self, uint32_t at);

bool copia_markdown_is_break (const CopiaMarkdown *self, uint32_t at);
bool copia_markdown_is_closing_fence (const CopiaMarkdown *self, uint32_t at,
                                      uint32_t columns);
