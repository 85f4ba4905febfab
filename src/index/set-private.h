/* set-private.h - what the steps of writing a set share. */
#pragma once

#include "index/merge-private.h"

/* A file of the set, and a stream in it. */
typedef struct {
    const CopiaIndex *index;
    const CopiaLayer *layer;
    uint32_t part;
    uint32_t shard; /* of a part that is a set; COPIA_NONE: the file is the part */
    uint32_t *to;   /* ids of the stream -> those of the set */
} CopiaSetFile;

/* All files in order (CopiaSetFile), `to` being room for the map. */
GArray *copia_set_files (const CopiaMerge *self, const char *attribute);
/* Files of the words: fills `to`. */
void copia_set_map_words (const CopiaMerge *self, GArray *files);
/* The sections that lead from a stream of `ids` ids to the files and back. */
void copia_set_write_stream (const GArray *files, const char *prefix, uint32_t ids,
                             CopiaContainerWriter *out);

/* Word `id` of the index is a word in it, and none in another, or the other way round. */
void copia_set_disagree (const CopiaIndex *index, uint32_t id, GError **error);
/* What tells of the files, which are indexes. */
void copia_set_write_facts (const GPtrArray *files, CopiaContainerWriter *out);
/* The words: `set.*` (set-places.c). */
void copia_set_write_shards (const CopiaMerge *self, CopiaContainerWriter *out);
/* A union that borrows of the first part, which has `base_files` files; the others are files.
 * `*can`: that can be told as a difference; else nothing was written.
 * (set-grow.c) */
bool copia_set_grow (const CopiaIndex *base, uint32_t base_files,
                     const GPtrArray *added, CopiaContainerWriter *out, bool *can,
                     GError **error);
/* Further attributes (set-layers.c). */
bool copia_set_write_layers (const CopiaMerge *self, CopiaContainerWriter *out,
                             GError **error);
