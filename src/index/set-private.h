/* set-private.h - what the steps of writing a set share. */
#pragma once

#include "index/manifest.h"
#include "index/merge-private.h"
#include "index/set.h"

/* A file of a set that is written. */
typedef struct {
    const CopiaIndex *index;
    char *path;  /* its name for the list */
    char *draft; /* what it is called until that is written; NULL: so already */
    char *mark;  /* called so as well until all is done, or NULL */
    int held;    /* the lock of that, where the file goes */
    bool own;    /* it has that for this list alone */
    bool is_new; /* since now */
} CopiaSetEntry;

/* Parts that become a set, and what they can borrow of. */
typedef struct {
    const CopiaIndex *const *parts;
    uint32_t n;
    const char *path;
    CopiaMergeWatch *watch;  /* NULL: nobody watches */
    CopiaManifest *before;   /* what stands there; NULL: no manifest */
    GArray *files;           /* CopiaSetEntry */
    const CopiaIndex *base;  /* NULL: nothing is borrowed */
    CopiaIndex *opened;      /* it, if it was opened for that */
    CopiaMember base_member; /* its file */
    uint32_t base_files;
    CopiaIndex *joined; /* one of the files, its lock (base/draft.h), and */
    int lock;
    GArray *gone; /* CopiaSetEntry: those that it stands for */
} CopiaMaking;

/* The files of the parts (set-files.c). */
bool copia_making_take_files (CopiaMaking *self, GError **error);
/* The file that has its bytes now. */
const char *copia_set_entry_place (const CopiaSetEntry *self);
CopiaSetEntry *copia_making_file (const CopiaMaking *self, guint i);
CopiaMember copia_making_member (const CopiaMaking *self, guint i);
/* The part is the set that stands there. */
bool copia_making_is_grown (const CopiaMaking *self, const CopiaIndex *part);
/* After an error: names that files have since now. */
void copia_making_drop_new (const CopiaMaking *self);
/* Files get their names; the list may be written then.  Those that are new, or will go with the old
 * list, are called as drafts too from before that until the end: by this who comes after a death knows
 * whose they are (set-leftovers.h). */
bool copia_making_name_drafts (CopiaMaking *self, GError **error);
void copia_making_drop_marks (const CopiaMaking *self);
/* Of the set that stands there, or its first file (set-base.c). */
bool copia_making_find_base (CopiaMaking *self, CopiaSetKind kind, GError **error);

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
