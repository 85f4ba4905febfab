/* wiki-names.h - the words of MediaWiki that tell its mark-up: edit links, namespaces, tags. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Tags whose content is not the text, and how their end begins. */
enum { COPIA_WIKI_HIDDEN = 11 };
extern const struct CopiaWikiHidden {
    const char *tag, *end;
} copia_wiki_hidden[COPIA_WIKI_HIDDEN];

/* Whether a link with this target shows no text: pictures, categories, other languages. */
bool copia_wiki_is_hidden_link (const char *target);

/* Where `[edit source]` or the like begins that the line [start, end) ends with; else start. */
uint32_t copia_wiki_edit_mark (const char *text, uint32_t start, uint32_t end);
