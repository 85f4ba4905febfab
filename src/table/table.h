/* table.h - an answer: typed columns, rows streamed to a writer, and what must be said beside.
 *
 * A study describes its columns, puts cells left to right row by row, and ends the table; the
 * writer decides how it looks.  Text cells are data from corpora: every writer makes them safe
 * for where they go (control characters, bidi overrides, spreadsheet formulas).
 * Errors of writing stick and are reported by copia_table_end().
 */
#pragma once

#include "picture/picture.h"
#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    COPIA_COLUMN_TEXT,  /* a word, title, label: left-aligned */
    COPIA_COLUMN_LEFT,  /* context before the node: cut and right-aligned in text */
    COPIA_COLUMN_NODE,  /* the match: centred between its neighbours, lit */
    COPIA_COLUMN_RIGHT, /* context after the node: cut and left-aligned in text */
    COPIA_COLUMN_COUNT, /* uint64: right-aligned, thousands separated in text only */
    COPIA_COLUMN_NUMBER, /* double: `digits` decimals in text, 17 significant elsewhere */
} CopiaColumnKind;

typedef struct {
    const char *name; /* as in TSV and JSON: lower case, stable */
    CopiaColumnKind kind;
    int digits;   /* NUMBER: decimals in text */
    bool machine; /* left out of text (cpos, end) */
    bool bar;     /* NUMBER or COUNT: may be drawn as a bar in text */
    bool spare;   /* the first to be left out of text where the screen is narrow */
    bool
        title; /* TEXT: what the row is called, and keeps its room before most numbers */
    bool around; /* TEXT: what that lies in, and the first text to be cut */
} CopiaColumn;

typedef struct CopiaTable CopiaTable;

/* What a table says beside its rows.  All strings may be NULL. */
typedef struct {
    const char *title;      /* one line above, in text only */
    const char *provenance; /* version, index id, command; in text below the rows */
    uint64_t total; /* rows there are in all, whatever the page shows; may come later */
    uint64_t offset;      /* rows left out before the first row shown */
    const char *row_noun; /* what rows are: "hits", "words"; NULL: no page line */
} CopiaCaption;

/* How an answer is drawn (picture/picture.h).  The rows are the marks, and the members name the
 * columns they come from; a chart that names none has the marks of copia_table_mark() alone. */
typedef struct {
    CopiaPictureKind kind;
    const char *series, *group, *label; /* columns; a number is a text too */
    const char *of; /* instead of `series`: what the one series of all rows is called */
    const char *x, *value, *low, *high; /* columns of numbers */
    const char *title, *sentence;       /* what one sees, and how to read it */
    const char *x_title, *value_title;  /* of the axes */
    const char *below, *above;          /* what either side of zero means */
    bool from_zero;                     /* of a line: the axis of x begins at 0 */
    size_t most;                        /* rows that are drawn; 0: as many as can be */
} CopiaChart;

/* Columns and caption are copied. */
void copia_table_begin (CopiaTable *self, const CopiaColumn *columns, size_t n,
                        const CopiaCaption *caption);
void copia_table_text (CopiaTable *self, const char *text); /* NULL: nothing known */
void copia_table_string (CopiaTable *self, const char *bytes, size_t size);
void copia_table_count (CopiaTable *self, uint64_t count);
void copia_table_number (CopiaTable *self, double number); /* NaN: not defined */
/* Nothing is known: a cell of any kind, left empty (null in JSON). */
void copia_table_unknown (CopiaTable *self);
/* One line said beside the table (a seed, a convention, a warning). Any time before end. */
void copia_table_note (CopiaTable *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* How many rows there are in all, where it was not known in the beginning.  Any time before end. */
void copia_table_total (CopiaTable *self, uint64_t total);
/* Rows that were put may be seen from now on, though the end, or more of them, takes a while.
 * What the table says in all does not change by it. */
void copia_table_show (CopiaTable *self);
/* Between begin and the first row; copied.  Writers that do not draw pass over it. */
void copia_table_chart (CopiaTable *self, const CopiaChart *chart);
bool copia_table_draws (const CopiaTable *self); /* marks are wanted */
void copia_table_mark (CopiaTable *self, const CopiaMark *mark);
/* Cells of a strip from the beginning of the text to its end: those of a terminal, or `otherwise`
 * where a picture is drawn in finer marks. */
uint32_t copia_table_cells (const CopiaTable *self, uint32_t otherwise);
/* What is put from now on is lost: a long loop may stop early. */
bool copia_table_failed (const CopiaTable *self);
bool copia_table_end (CopiaTable *self, GError **error); /* rows are complete; once */
void copia_table_free (CopiaTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaTable, copia_table_free)
