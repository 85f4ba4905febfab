/* postings.h - where each type stands, as sorted lists read by cursors.
 *
 * A cursor is a small value, copied freely: `next` and `seek` answer whether `pos` is valid.
 * Positions increase strictly and are below the number of tokens, whatever the file holds.
 * Lists that contradict the directory end early and blame the index (base/container.h).
 * Specified in FORMAT.md, "Postings".
 */
#pragma once

#include "base/ints.h"
#include "index/pfor.h"
#include "index/shards.h"

typedef struct {
    /*< private >*/
    uint64_t tokens;
    CopiaInts freq, at, once;
    const CopiaSection *bytes;
    const CopiaShards *shards; /* NULL: one file; else `freq` alone is there */
} CopiaPostings;

/* `prefix`: column-name.h. */
bool copia_postings_open (CopiaPostings *self, const CopiaContainer *container,
                          const char *prefix, uint64_t tokens, GError **error);

/* The same of a set of files; `freq` is the section of the frequencies. */
bool copia_postings_open_set (CopiaPostings *self, const CopiaContainer *container,
                              const char *freq, const CopiaShards *shards,
                              GError **error);

typedef struct {
    uint64_t pos;  /* cpos, valid after next or seek said true */
    uint64_t base; /* of the file at hand: cpos = base + a position in a run */
    /*< private >*/
    const CopiaPostings *postings; /* of the file */
    const CopiaPostings *set;      /* NULL: there is but one */
    uint64_t place, last_place;    /* of the next file, and where they end */
    uint64_t end;                  /* of the file's tokens */
    uint64_t before, count;        /* postings before the file, and in it */
    const uint8_t *skips;          /* directory, then blocks, then tail */
    uint64_t offset;               /* of skips in the section */
    uint64_t size;                 /* bytes of the whole list */
    uint32_t n;
    uint32_t block; /* the next block to decode */
    uint32_t used, filled;
    uint32_t values[COPIA_PFOR_BLOCK];
} CopiaList;

CopiaList copia_postings_list (const CopiaPostings *self, uint32_t id);
bool copia_list_fill (CopiaList *self); /* slow path of next */

static inline bool
copia_list_next (CopiaList *self)
{
    if (G_UNLIKELY (self->used == self->filled) && !copia_list_fill (self))
        return false;
    self->pos = self->base + self->values[self->used++];
    return true;
}

/* The positions at hand without decoding, `pos`, which is valid, being the first of them, less
 * `base`.  They lie in the cursor, which moves on to the last.  Returns how many there are. */
static inline uint32_t
copia_list_run (CopiaList *self, const uint32_t **positions)
{
    uint32_t n = self->filled - self->used + 1;

    *positions = self->values + self->used - 1;
    self->used = self->filled;
    self->pos = self->base + self->values[self->filled - 1];
    return n;
}

/* Gives the last `n` >= 1 positions of a run back: the first of them is the current one again. */
static inline void
copia_list_give_back (CopiaList *self, uint32_t n)
{
    self->used = self->filled - n + 1;
    self->pos = self->base + self->values[self->filled - n];
}

/* The first position >= target that is not before the current one.  After `false`, next and
 * seek say false for ever. */
bool copia_list_seek (CopiaList *self, uint64_t target);

/* How many positions of the list stand before `pos`, which is valid. */
static inline uint64_t
copia_list_rank (const CopiaList *self)
{
    return self->before +
           (self->block > 0 ? (uint64_t) (self->block - 1) * COPIA_PFOR_BLOCK : 0) +
           self->used - 1;
}
