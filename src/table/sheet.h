/* sheet.h - a page of cells that waits for its widths, and how it is printed. */
#pragma once

#include "table/layout.h"
#include "table/line.h"

typedef struct {
    size_t at, size; /* in bytes */
    size_t width;
    double value; /* of a number, for its bar */
} CopiaCell;

/* The state of the text writer. */
typedef struct {
    CopiaSlot *slots; /* of the columns shown */
    size_t n_slots;
    size_t *slot_of; /* by column; SIZE_MAX: not shown */
    GString *bytes;  /* of all cells, safe */
    GArray *cells;
    bool laid_out;
    CopiaLine line;
    GString *cut;
} CopiaSheet;

void *copia_sheet_new (void);
void copia_sheet_free (void *state);

/* A column's name in words: rate_low is "rate low".  Made safe. */
void copia_sheet_name (GString *into, const char *name);

/* Prints the rows collected and forgets them.  The first time the columns get their widths, and
 * title, names and a rule come first; later rows keep to those widths.  No rows: nothing. */
void copia_sheet_print (CopiaTable *self);

/* One line that names the columns left out for lack of room; NULL: all are there. */
char *copia_sheet_dropped (const CopiaTable *self);
