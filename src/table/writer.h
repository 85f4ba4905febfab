/* writer.h - the ways a table can look: a registry of writers.
 *
 * A writer is told about columns, cells and notes by the table and puts bytes to a CopiaSink.
 */
#pragma once

#include "table/table.h"

/* Where bytes go.  `write` returns false and sets error once; the table keeps it. */
typedef struct {
    void *self;
    bool (*write) (void *self, const char *bytes, size_t size, GError **error);
    /* Lines said beside machine-readable rows (tsv, csv, jsonl): a front prints them on
     * standard error.  NULL: they are dropped. */
    void (*note) (void *self, const char *line);
} CopiaSink;

typedef struct {
    int width;  /* columns of the terminal; 0: not limited */
    bool color; /* ANSI colours and bold */
} CopiaLook;

typedef struct {
    const char *name; /* "text", "tsv", .. */
    const char *summary;
    const char *mime;
    bool page; /* shown to a person: a page of rows by default, not all */
} CopiaWriter;

extern const CopiaWriter copia_writers[]; /* ends with name == NULL */

const CopiaWriter *copia_writer_find (const char *name); /* NULL: no such writer */

/* `sink` is copied; what it points to must outlive the table. */
CopiaTable *copia_table_new (const CopiaWriter *writer, const CopiaSink *sink,
                             const CopiaLook *look);
