/* markdown-front.h - what a Markdown text says of itself before it begins: front matter between
 * `---` lines (or `+++`), or pandoc's title block of lines that begin with `%`. */
#pragma once

#include <stdint.h>

#include "text/document.h"

/* The bytes it takes, a byte order mark included; 0: there is none. */
uint32_t copia_markdown_front_size (const CopiaDocument *document);

/* Skips it, makes title, author, date and language attributes of the text; gives the offset
 * at which the text begins. */
uint32_t copia_markdown_front (CopiaDocument *document);
