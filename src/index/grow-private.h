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
    CopiaGrowth *words;
    CopiaBorrowParts word_ids; /* arrays of their ids, once they are written */
    GPtrArray *layers;         /* CopiaGrowLayer of each further attribute */
    CopiaBorrow borrow;
    CopiaContainerWriter *out;
} CopiaGrow;

/* Ids that lie in the files. */
typedef struct {
    CopiaGrow *grow;
    const char *prefix, *attribute;
    const CopiaGrowth *growth; /* of what the ids stand for */
    const CopiaUnion *added;
    const CopiaLexicon **lexicons; /* of each part */
    const CopiaBorrowParts *ids;   /* arrays of runs and shifts of the ids */
} CopiaGrowStream;

/* `set.map.*`, `set.at` and so on (grow-stream.c). */
bool copia_grow_stream (const CopiaGrowStream *self, GError **error);
/* Further attributes.  `*can`: their values follow from the words in all parts alike, or in none; else
 * they cannot be told as differences (grow-layers.c). */
bool copia_grow_layers_begin (CopiaGrow *self, bool *can, GError **error);
bool copia_grow_layers_write (CopiaGrow *self, GError **error);
/* The words of the whole set: lexicon and `set.*` (grow-words.c). */
bool copia_grow_words_begin (CopiaGrow *self, GError **error);
bool copia_grow_words_write (CopiaGrow *self, GError **error);
/* The regions of a structure (grow-regions.c). */
bool copia_grow_regions (CopiaGrow *self, const char *structure, GError **error);
