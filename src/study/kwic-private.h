/* kwic-private.h - hits kept by a concordance on their way to lines. */
#pragma once

#include "study/kwic.h"

#define COPIA_SORT_NODE_WORDS 16

/* A hit, small: cpos fit into 32 bits in one index. */
typedef struct {
    uint32_t start, end;
} CopiaKept;

/* The page's hits (of n) in their order: the numbers of `hits`, free with g_free(). */
uint32_t *copia_kwic_order (const CopiaIndex *index, const CopiaKwicAsk *ask,
                            const CopiaKept *hits, uint32_t n, uint32_t offset,
                            uint32_t count);

/* Appends the context of the hit to `left` and `right`. */
typedef struct CopiaContext CopiaContext;

CopiaContext *copia_context_new (const CopiaIndex *index, uint32_t size,
                                 bool characters);
void copia_context_add (CopiaContext *self, CopiaHit hit, GString *left,
                        GString *right);
void copia_context_free (CopiaContext *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaContext, copia_context_free)
