/* grow-private.h - what the steps of writing a union that borrows share. */
#pragma once

#include "index/borrow.h"
#include "index/growth.h"
#include "index/set-private.h"

/* A set of which the first part is the base, and all others are single files. */
typedef struct {
    CopiaMerge *merge; /* it has no `words` of all parts .. */
    CopiaUnion *added; /* .. but those of all but the first */
    const CopiaContainer *base;
    uint32_t base_shards;
    CopiaBorrow borrow;
    CopiaContainerWriter *out;
} CopiaGrow;

/* The words of the whole set: lexicon and `set.*` (grow-words.c). */
bool copia_grow_words (CopiaGrow *self, GError **error);
/* The regions of a structure (grow-regions.c). */
bool copia_grow_regions (CopiaGrow *self, const char *structure, GError **error);
