/* explain.h - how a number came about: said in notes beside the table it stands in.
 *
 * Of each row explained: what was counted, then for each measure its formula, the formula with
 * the numbers in it, the value, what it says, its source, and when not to use it.
 */
#pragma once

#include "stats/about.h"
#include "stats/table2.h"
#include "table/table.h"

/* Rows explained at most. */
#define COPIA_EXPLAINED_ROWS 3

/* A name in a formula, and the number it stands for. */
typedef struct {
    const char *name;
    double value;
} CopiaSymbol;

/* What the rows and the columns of a table of two by two are. */
typedef struct {
    const char *first, *second;    /* rows: "windows", "elsewhere" */
    const char *column, *opposite; /* columns: "gate", "other words" */
} CopiaCellNames;

/* Draws the table; the expected value of each cell stands in brackets. */
void copia_explain_cells (CopiaTable *table, const CopiaCellNames *names,
                          const CopiaTable2 *cells);
/* A measure of such a table. */
void copia_explain_cell_measure (CopiaTable *table, const CopiaAbout *about,
                                 const CopiaTable2 *cells, double value);
/* A measure of other numbers. */
void copia_explain_measure (CopiaTable *table, const CopiaAbout *about,
                            const CopiaSymbol *symbols, size_t n, double value);

/* The same as lines of text, for what has no table. */
void copia_explain_append_cells (GString *text, const CopiaCellNames *names,
                                 const CopiaTable2 *cells);
void copia_explain_append_cell_measure (GString *text, const CopiaAbout *about,
                                        const CopiaTable2 *cells, double value);
/* The formula, the formula with numbers in it, and the value: nothing else.  `cells` NULL: only
 * the symbols have values. */
void copia_explain_append_worked (GString *text, const CopiaAbout *about,
                                  const CopiaSymbol *symbols, size_t n,
                                  const CopiaTable2 *cells, double value);
/* What there is to say of a measure without numbers. */
void copia_explain_append_about (GString *text, const CopiaAbout *about);
