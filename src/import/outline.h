/* outline.h - the parts and chapters of a text that is not indexed: a receiver that counts. */
#pragma once

#include "import/reader.h"
#include <stdint.h>

typedef struct {
    const char *level; /* name of the structure */
    const char *n;     /* its attributes, "" where it has none */
    const char *title;
    uint64_t words; /* word tokens in the region */
    uint32_t line;  /* on which it begins, from 1: what rules call LINE */
} CopiaOutlineRow;

typedef struct CopiaTextOutline CopiaTextOutline;

/* `texts`: a row for each text too, whose title is its `title` or else its file's name. */
CopiaTextOutline *copia_text_outline_new (bool texts);
bool copia_text_outline_read (CopiaTextOutline *self, const CopiaReader *reader,
                              const char *path, GPtrArray *notes, GError **error);
/* Rows in the order of reading: parts and chapters. */
void copia_text_outline_each (const CopiaTextOutline *self,
                              void (*row) (void *data, const CopiaOutlineRow *row),
                              void *data);
size_t copia_text_outline_rows (const CopiaTextOutline *self);
void copia_text_outline_free (CopiaTextOutline *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaTextOutline, copia_text_outline_free)
