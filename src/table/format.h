/* format.h - what a writer is inside: the table hands it columns, cells and the end, and it puts
 * bytes.  Only the files of this room include it.
 */
#pragma once

#include "table/writer.h"

#include <string.h>

enum { COPIA_TABLE_BLOCK = 64 * 1024 };

/* A writer's own functions.  The table has checked that a cell's kind is its column's; self->at
 * is its column.  `unknown` is a cell of any kind about which nothing is known. */
typedef struct CopiaFormat {
    void *(*state_new) (void); /* kept in self->state; NULL: none needed */
    void (*state_free) (void *state);
    void (*begin) (CopiaTable *self);
    void (*text) (CopiaTable *self, const char *text, size_t size);
    void (*count) (CopiaTable *self, uint64_t count);
    void (*number) (CopiaTable *self, double number);
    void (*unknown) (CopiaTable *self);
    void (*show) (CopiaTable *self); /* puts the rows it holds; NULL: it holds none */
    void (*end) (CopiaTable *self);
    /* Of table/separated.h: how a cell of text is put, and what stands between cells. */
    void (*cell) (CopiaTable *self, const char *text, size_t size);
    char separator;
    /* Each column has a name of its own, `name_2` where that was taken; `caseless`: letter case alone
     * does not tell names apart. */
    bool distinct, caseless;
    bool says_beside; /* notes and the page line go to sink.note, not into the rows */
    bool draws;       /* charts and marks are kept, in self->drawing */
    bool plots;       /* the same where look.plot asks for it */
    /* Whether this machine can write it; NULL: any can. */
    bool (*ready) (GError **error);
} CopiaFormat;

struct CopiaTable {
    const CopiaFormat *format;
    CopiaSink sink;
    CopiaLook look;
    CopiaColumn *columns;
    size_t n_columns;
    CopiaCaption caption;
    GStringChunk *strings;        /* names of columns, caption */
    GPtrArray *notes;             /* char *, safe */
    struct CopiaDrawing *drawing; /* NULL: there is no chart, or none is drawn */
    size_t at;                    /* column of the next cell */
    uint64_t rows;                /* complete ones */
    GError *error;                /* the first one; nothing is written after it */
    void *state;
    size_t used;
    char block[COPIA_TABLE_BLOCK];
};

extern const CopiaFormat copia_format_text, copia_format_tsv, copia_format_csv,
    copia_format_json, copia_format_jsonl, copia_format_html, copia_format_fragment,
    copia_format_svg, copia_format_png, copia_format_pdf, copia_format_xlsx,
    copia_format_sqlite;

/* Columns of a picture in block characters. */
size_t copia_table_plot_width (const CopiaTable *self);

/* "1-50 of 8,214 hits"; NULL when the caption asks for none or there is nothing to count. */
char *copia_table_page_line (const CopiaTable *self);

/* What stands beside the rows, as keys and values: provenance, title, rows, and a note each. */
void copia_table_each_fact (const CopiaTable *self,
                            void (*say) (void *data, const char *key,
                                         const char *value),
                            void *data);

/* Puts the provenance between two strings, if look.provenance wants it and there is one. */
void copia_table_put_provenance (CopiaTable *self, const char *before,
                                 const char *behind);

/* Puts bytes into the block and a full block to the sink. */
void copia_table_put_slowly (CopiaTable *self, const char *bytes, size_t size);

/* As copia_utf8_safe(). */
void copia_table_put_safe (CopiaTable *self, const char *text, size_t size);

static inline void
copia_table_put (CopiaTable *self, const char *bytes, size_t size)
{
    if (size >= COPIA_TABLE_BLOCK - self->used) {
        copia_table_put_slowly (self, bytes, size);
        return;
    }
    memcpy (self->block + self->used, bytes, size);
    self->used += size;
}

static inline void
copia_table_puts (CopiaTable *self, const char *text)
{
    copia_table_put (self, text, strlen (text));
}

static inline void
copia_table_putc (CopiaTable *self, char byte)
{
    copia_table_put (self, &byte, 1);
}
