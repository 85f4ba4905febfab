/* writer.h - the ways a table can look: a registry of writers.
 *
 * A writer is told about columns, cells and notes by the table and puts bytes to a CopiaSink.
 * To add one: a file with its CopiaFormat (table/format.h), a line in writer.c, a test.
 */
#pragma once

#include "table/table.h"

/* Where bytes go, in blocks of 64 KiB and the rest at the end.  `write` takes all or returns
 * false and sets error; the table keeps it and calls `write` no more. */
typedef struct {
    void *self;
    bool (*write) (void *self, const char *bytes, size_t size, GError **error);
    /* Lines said beside machine-readable rows (tsv, csv, jsonl): the notes and, when rows are
     * left out, "1-50 of 8,214 hits".  Called at a good end only; the lines are safe for a
     * terminal; a front prints them on standard error.  NULL: they are dropped. */
    void (*note) (void *self, const char *line);
    /* What was written is to be seen now: more takes a while.  NULL: nobody looks so early. */
    void (*show) (void *self);
} CopiaSink;

typedef struct {
    int width;  /* columns of the terminal; 0 or less: not limited */
    bool color; /* ANSI colours and bold */
    bool plot;  /* text: the picture above the rows, in block characters */
    /* tsv, csv, jsonl: one line more, the first, tells where the rows are from. */
    bool provenance;
} CopiaLook;

typedef struct {
    const char *name; /* "text", "tsv", .. */
    const char *summary;
    const char *mime;
    const char *ending; /* of the files that are written so: ".csv"; NULL: of none */
    bool page;          /* shown to a person: a page of rows by default, not all */
    bool draws;         /* charts */
    bool picture;       /* nothing but the chart */
    bool bytes;         /* no text: nothing for a terminal */
    /*< private >*/
    const struct CopiaFormat *format;
} CopiaWriter;

extern const CopiaWriter copia_writers[]; /* ends with name == NULL */

const CopiaWriter *copia_writer_find (const char *name); /* NULL: no such writer */
/* The writer that the ending of a file's name asks for; NULL: it asks for none. */
const CopiaWriter *copia_writer_of_file (const char *path);
/* False when something that is not there is needed: the message names the Debian package. */
bool copia_writer_ready (const CopiaWriter *self, GError **error);

/* `sink` and `look` are copied; sink->self must outlive the table.  NULL look: no colour, no
 * limit. */
CopiaTable *copia_table_new (const CopiaWriter *writer, const CopiaSink *sink,
                             const CopiaLook *look);
