/* frames-rows.h - frames that are kept, and the table of them.  Private to frames.c. */
#pragma once

#include "study/frames.h"
#include "study/ngram-text.h"

#define COPIA_FILLERS_KEPT 5

typedef struct {
    uint32_t item, count;
} CopiaFiller;

typedef struct {
    uint64_t at; /* of its first occurrence */
    uint32_t n, slot, count, range, variants;
    uint32_t peak, unit; /* the most in one unit, the first of them */
    CopiaFiller
        fillers[COPIA_FILLERS_KEPT]; /* the most frequent first, then by code points */
} CopiaFrameRow;

typedef struct CopiaFrameRows CopiaFrameRows;

/* Fillers are told each once. */
void copia_frame_row_fill (CopiaFrameRow *self, const CopiaNgrams *all,
                           const CopiaNgramsAsk *ask, uint32_t item, uint32_t count);

/* `all` and `ask` outlive it. */
CopiaFrameRows *copia_frame_rows_new (const CopiaNgrams *all,
                                      const CopiaFramesAsk *ask);
void copia_frame_rows_add (CopiaFrameRows *self, const GArray *rows);
/* `hits` of the node; COPIA_ALL: there is none. */
bool copia_frame_rows_put (CopiaFrameRows *self, uint64_t hits, CopiaTable *table,
                           CopiaFound *found, GError **error);
void copia_frame_rows_free (CopiaFrameRows *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaFrameRows, copia_frame_rows_free)
