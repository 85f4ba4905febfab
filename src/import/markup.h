/* markup.h - what Markdown and wiki text share: searches that stay linear, HTML's tags,
 * comments and character references.
 *
 * A reader of hostile mark-up must not look for the same missing end again and again: a finder
 * remembers where its needle stands next, or that there is none.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "text/document.h"

#define COPIA_NOWHERE UINT32_MAX

typedef struct {
    const char *text; /* NUL-terminated */
    uint32_t size;
    const char *needle; /* lower case; its letters match in any case */
    /*< private >*/
    const CopiaDocument *document; /* whose text it is; or NULL */
    uint32_t from, found;
} CopiaFinder;

void copia_finder_init (CopiaFinder *self, const char *text, uint32_t size,
                        const char *needle);
/* In the text of a document, which may be put aside: what is looked through is let go again. */
void copia_finder_begin (CopiaFinder *self, const CopiaDocument *document,
                         const char *needle);

/* Where the needle first stands at or behind `at`, or COPIA_NOWHERE.  Calls with ascending
 * `at` cost together no more than one reading of the text. */
uint32_t copia_finder_next (CopiaFinder *self, uint32_t at);

/* One pass over a text: all calls with ascending `at`. */
typedef struct {
    const char *text;
    uint32_t size;
    /*< private >*/
    CopiaFinder double_quote, single_quote, comment, instruction, declaration, cdata;
} CopiaMarkup;

void copia_markup_init (CopiaMarkup *self, const char *text, uint32_t size);
void copia_markup_begin (CopiaMarkup *self, const CopiaDocument *document);

/* The end of the tag, comment, processing instruction, declaration or CDATA section that
 * begins with the `<` at `at`, or COPIA_NOWHERE: it is text.  As CommonMark 0.31, 6.6. */
uint32_t copia_markup_tag (CopiaMarkup *self, uint32_t at);

/* Whether the tag at `at` opens (not: closes) `name`, in lower case. */
bool copia_markup_is_tag (const char *tag, const char *name);

/* The end of the character reference that begins with the `&` at `at`, or COPIA_NOWHERE.
 * *keep says that it stands for `&` itself, which then stays as the text. */
uint32_t copia_markup_reference (const char *text, uint32_t size, uint32_t at,
                                 bool *keep);
