/* markdown-inline.h - what Markdown marks within a paragraph: emphasis, code, links, images,
 * tags, escapes (CommonMark 0.31, chapter 6; ~~ and cells of tables as on GitHub).
 *
 * The content of one leaf block is given line by line, without the marks of the quotes and
 * lists it stands in; the marks found become skips of the document.  The text of a link stays,
 * its target goes; an image goes with all it says.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

#include "text/document.h"

typedef struct CopiaInline CopiaInline;

typedef enum {
    COPIA_INLINE_TEXT,
    COPIA_INLINE_ROW, /* of a table: bars are marks, too */
    COPIA_INLINE_HTML /* a block of tags: nothing else is a mark */
} CopiaInlineKind;

CopiaInline *copia_inline_new (CopiaDocument *document);
void copia_inline_clear (CopiaInline *self);
void copia_inline_add (CopiaInline *self, uint32_t start, uint32_t end);

/* Skips the definitions (`[label]: target "title"`) that the content begins with and keeps
 * their labels; returns how many bytes of the content they take.  All definitions of a
 * document must be known before the first content is marked. */
uint32_t copia_inline_define (CopiaInline *self);

/* Marks the content behind the first `from` bytes. */
void copia_inline_mark (CopiaInline *self, uint32_t from, CopiaInlineKind kind);
void copia_inline_free (CopiaInline *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaInline, copia_inline_free)
