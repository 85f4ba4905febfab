/* order.h - the orders of a lexicon: by form and word, by frequency, for reading. */
#pragma once

#include "index/types.h"

typedef struct {
    uint32_t types, forms;
    uint32_t *first;     /* forms + 1: form -> lex */
    uint32_t *by_lex;    /* lex -> provisional number */
    uint32_t *lex_of_id; /* id -> lex */
    uint32_t *id_of_lex; /* lex -> id */
    uint32_t *form;      /* id -> form */
    uint32_t *rank; /* id -> place in reading order; NULL before copia_order_rank() */
    uint32_t *id;   /* provisional number -> id */
    /*< private >*/
    struct CopiaReadingOrder *reading;
} CopiaOrder;

/* `freq` is by provisional number.  The types stay as they are until the ranks are there. */
CopiaOrder *copia_order_new (const CopiaTypes *types, const uint32_t *freq,
                             unsigned threads);
/* Sorting for reading takes longest, and may have gone on beside what was done till now. */
void copia_order_rank (CopiaOrder *self);
/* Once the lexicon is written: only `id` is kept. */
void copia_order_keep_ids (CopiaOrder *self);
void copia_order_free (CopiaOrder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaOrder, copia_order_free)
