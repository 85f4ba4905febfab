/* line.h - a line of text being composed: blanks, ink, styles; no line ends in a blank. */
#pragma once

#include "table/format.h"

/* Styles hold on dark and on light ground. */
typedef enum {
    COPIA_STYLE_PLAIN,
    COPIA_STYLE_TITLE,
    COPIA_STYLE_DIM,
    COPIA_STYLE_NODE,
    COPIA_STYLE_BAR,
} CopiaStyle;

typedef struct {
    GString *ink;
    size_t blank; /* spaces due before the next ink */
} CopiaLine;

void copia_line_init (CopiaLine *self);
void copia_line_clear (CopiaLine *self);

static inline void
copia_line_blank (CopiaLine *self, size_t n)
{
    self->blank += n;
}

void copia_line_ink (CopiaLine *self, CopiaStyle style, bool color, const char *text,
                     size_t size);

/* Puts the line and begins an empty one. */
void copia_line_end (CopiaLine *self, CopiaTable *table);

/* Puts `text` as lines of table->look.width columns, broken at spaces; what has no space is not
 * broken, and what runs over a line that is indented is indented more.  The text is made safe;
 * NULL: nothing is put. */
void copia_line_paragraph (CopiaLine *self, CopiaTable *table, CopiaStyle style,
                           const char *text);
