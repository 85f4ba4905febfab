/* merge-private.h - what the steps of a merge share. */
#pragma once

#include "index/column-name.h"
#include "index/merge.h"
#include "index/union.h"

/* Work is counted in tokens read, and positions written; of a union in regions read, and types. */
typedef struct {
    bool of_union;
    CopiaMergeProgress progress; /* NULL: nobody watches */
    void *data;
    uint64_t tokens, all; /* of the whole, and what they are times the work */
    uint64_t done, told;
} CopiaMergeWatch;

typedef struct {
    const CopiaIndex *const *parts;
    uint32_t n;
    CopiaMergeWatch *watch; /* NULL: nothing is written by it */
    uint64_t
        *offset; /* n + 1: the cpos at which each part begins, and that of the end */
    const CopiaLexicon **lexicons;
    CopiaUnion *words;
    uint32_t types, forms;
    uint64_t word_tokens;
    GPtrArray *structures; /* char *: names, outermost first */
    bool compact;          /* all parts are */
} CopiaMerge;

/* All files (CopiaIndex, borrowed): sets give theirs. */
GPtrArray *copia_set_indexes (const CopiaIndex *const *parts, uint32_t n);
/* The first half of it: `offset` and whether they fit together. */
bool copia_merge_look (CopiaMerge *self, GError **error);
/* Of the parts: checks them, and joins what all steps need.  Then write, and end. */
bool copia_merge_begin (CopiaMerge *self, GError **error);
void copia_merge_end (CopiaMerge *self);

/* So much more is done. */
void copia_merge_tell (const CopiaMerge *self, uint64_t done);
/* Before anything is joined, where a union is written; and of that. */
void copia_merge_watch_union (CopiaMerge *self);
void copia_merge_tell_union (const CopiaMerge *self, uint64_t done);

/* The parts fit together; COPIA_ERROR_QUERY where they do not (merge-meta.c). */
bool copia_merge_check (const CopiaMerge *self, GError **error);
void copia_merge_meta (const CopiaMerge *self, CopiaContainerWriter *out);

/* Sections in the order of FORMAT.md (merge-streams.c, -gaps.c, -lists.c, -layers.c). */
void copia_merge_tokens (const CopiaMerge *self, CopiaContainerWriter *out);
void copia_merge_gaps (const CopiaMerge *self, CopiaContainerWriter *out);
void copia_merge_postings (const CopiaMerge *self, CopiaContainerWriter *out);
bool copia_merge_layers (const CopiaMerge *self, CopiaContainerWriter *out,
                         GError **error);
/* Lists of the types or values that `of` joins. */
void copia_merge_lists (const CopiaMerge *merge, const char *prefix,
                        const CopiaUnion *of, const CopiaLayer *const *layers,
                        CopiaContainerWriter *out);

/* A further attribute. */
typedef struct {
    const CopiaMerge *merge;
    char prefix[COPIA_LONGEST_PREFIX];
    const CopiaLayer **layers; /* of each part */
    const CopiaLexicon **lexicons;
    CopiaUnion *values;
} CopiaMergeLayer;

/* Attribute number `number` of all parts; end it after an error too. */
bool copia_merge_layer_begin (CopiaMergeLayer *self, const CopiaMerge *merge,
                              uint32_t number, GError **error);
void copia_merge_layer_lexicon (const CopiaMergeLayer *self, CopiaContainerWriter *out);
/* Writes the map; false: the value does not follow from the type. */
bool copia_merge_layer_map (const CopiaMergeLayer *self, CopiaContainerWriter *out);
void copia_merge_layer_end (CopiaMergeLayer *self);

/* The names of all structures in the order one index would have them (merge-order.c). */
GPtrArray *copia_merge_order (const CopiaMerge *self);

/* Attributes of a structure in their order: char *, of the parts' memory (merge-regions.c). */
GPtrArray *copia_merge_attributes (const CopiaMerge *self, const char *structure);
/* False: the file cannot hold so many. */
bool copia_merge_regions (const CopiaMerge *self, const char *structure,
                          CopiaContainerWriter *out, GError **error);
