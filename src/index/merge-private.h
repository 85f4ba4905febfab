/* merge-private.h - what the steps of a merge share. */
#pragma once

#include "index/merge.h"
#include "index/union.h"

typedef struct {
    const CopiaIndex *const *parts;
    uint32_t n;
    uint64_t
        *offset; /* n + 1: the cpos at which each part begins, and that of the end */
    CopiaUnion *words;
    GPtrArray *structures; /* char *: names, outermost first */
    bool compact;          /* all parts are */
} CopiaMerge;

/* The parts fit together; COPIA_ERROR_QUERY where they do not (merge-meta.c). */
bool copia_merge_check (const CopiaMerge *self, GError **error);
void copia_merge_meta (const CopiaMerge *self, CopiaContainerWriter *out);

/* Sections in the order of FORMAT.md (merge-streams.c). */
void copia_merge_tokens (const CopiaMerge *self, CopiaContainerWriter *out);
void copia_merge_gaps (const CopiaMerge *self, CopiaContainerWriter *out);
void copia_merge_postings (const CopiaMerge *self, CopiaContainerWriter *out);

/* The names of all structures in the order one index would have them (merge-order.c). */
GPtrArray *copia_merge_order (const CopiaMerge *self);

/* Attributes of a structure in their order: char *, of the parts' memory (merge-regions.c). */
GPtrArray *copia_merge_attributes (const CopiaMerge *self, const char *structure);
/* False: the file cannot hold so many. */
bool copia_merge_regions (const CopiaMerge *self, const char *structure,
                          CopiaContainerWriter *out, GError **error);
