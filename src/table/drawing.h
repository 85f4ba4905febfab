/* drawing.h - the picture of a table on its way: cells of the chart's columns become marks. */
#pragma once

#include "table/table.h"

typedef struct CopiaDrawing CopiaDrawing;

/* A column that the chart names and the table lacks is a mistake of the study. */
CopiaDrawing *copia_drawing_new (const CopiaTable *table, const CopiaChart *chart);
void copia_drawing_text (CopiaDrawing *self, size_t column, const char *bytes,
                         size_t size);
void copia_drawing_count (CopiaDrawing *self, size_t column, uint64_t count);
void copia_drawing_number (CopiaDrawing *self, size_t column, double number);
void copia_drawing_end_row (CopiaDrawing *self);
void copia_drawing_mark (CopiaDrawing *self, const CopiaMark *mark);

/* What the chart calls itself; NULL: it does not. */
const char *copia_drawing_title (const CopiaDrawing *self);
/* The sentence, and how many rows are drawn if not all. */
const char *copia_drawing_sentence (CopiaDrawing *self);
/* Appends the picture; bare: without the texts around it. */
void copia_drawing_draw (CopiaDrawing *self, const char *source, bool bare,
                         GString *svg);
/* The same in block characters, with the title above. */
void copia_drawing_blocks (CopiaDrawing *self, size_t width, GString *text);
void copia_drawing_free (CopiaDrawing *self);
