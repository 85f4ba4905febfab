/* lines.h - the lines of a document, and what of each is visible.
 *
 * Lines end with LF, CR LF or a lone CR.  Visible is what is neither skipped nor blank (white
 * space, U+FEFF, U+200B); a line that shows nothing is empty.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "text/document.h"

typedef struct {
    uint32_t start, end; /* without the line end */
    uint32_t first,
        last; /* the visible part, from first to last visible character; skips
                              may lie within it; first == last: empty */
} CopiaLine;

typedef struct CopiaLines CopiaLines;

/* Paragraphs are divided .. */
typedef enum {
    COPIA_LAYOUT_BLANK,  /* by empty lines */
    COPIA_LAYOUT_INDENT, /* by empty lines, and each indented line begins one */
    COPIA_LAYOUT_LINES,  /* each line is one */
} CopiaLayout;

/* Where stretches of whole lines begin that threads may share, each of `size` bytes or a line more,
 * and the end of the last: uint32_t.  What one thread reads, or lies aside, is one stretch. */
GArray *copia_lines_cut (const CopiaDocument *document, uint32_t size);

CopiaLines *copia_lines_new (const CopiaDocument *document);
uint32_t copia_lines_size (const CopiaLines *self);
const CopiaLine *copia_lines_get (const CopiaLines *self, uint32_t i);

/* The line that byte `at` of the text lies in. */
uint32_t copia_lines_find (const CopiaLines *self, uint32_t at);

/* What the text itself shows: see lines-layout.c for how. */
CopiaLayout copia_lines_layout (const CopiaLines *self);

/* Whether the line's visible part stands further right than the line begins. */
bool copia_lines_is_indented (const CopiaLines *self, uint32_t i);

/* Whether no skip lies within its visible part. */
bool copia_lines_is_whole (const CopiaLines *self, uint32_t i);

/* Appends the visible text of bytes [start, end), trimmed, each run of blanks and line ends one
 * blank; at most `limit` bytes of it, cut between characters: false says that there is more. */
bool copia_lines_text (const CopiaLines *self, uint32_t start, uint32_t end,
                       size_t limit, GString *out);

/* Where in the document the byte `at` of that text stands. */
uint32_t copia_lines_place (const CopiaLines *self, uint32_t start, uint32_t end,
                            uint32_t at);
/* Lines [from, until) will not be asked for again: their memory is given back. */
void copia_lines_forget (const CopiaLines *self, uint32_t from, uint32_t until);
void copia_lines_free (CopiaLines *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaLines, copia_lines_free)
