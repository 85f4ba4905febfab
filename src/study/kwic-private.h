/* kwic-private.h - hits kept by a concordance on their way to lines. */
#pragma once

#include "study/kwic.h"

#define COPIA_SORT_NODE_WORDS 16

/* A hit, small: millions of them are sorted.  A match lies in one text, and that in one file,
 * where 32 bits count the tokens. */
typedef struct {
    uint32_t low, high; /* halves of its start */
    uint32_t length;    /* end - start */
    uint32_t target;    /* that - start, modulo 2^32 */
} CopiaKept;

static inline CopiaKept
copia_kept_of (CopiaHit hit)
{
    return (CopiaKept){ (uint32_t) hit.start, (uint32_t) (hit.start >> 32),
                        (uint32_t) (hit.end - hit.start),
                        (uint32_t) (hit.target - hit.start) };
}

static inline uint64_t
copia_kept_start (CopiaKept self)
{
    return (uint64_t) self.high << 32 | self.low;
}

static inline uint64_t
copia_kept_end (CopiaKept self)
{
    return copia_kept_start (self) + self.length;
}

static inline uint64_t
copia_kept_target (CopiaKept self)
{
    return copia_kept_start (self) + (uint64_t) (int64_t) (int32_t) self.target;
}

/* Many hits, smaller still: most are of one token in the first 2^32, and such ones take 4 bytes as
 * long as no other comes. */
typedef struct {
    uint32_t n;
    /*< private >*/
    uint32_t room;
    uint32_t *low;  /* large.h */
    CopiaKept *all; /* the same, once there was another; NULL: `low` */
} CopiaKeptList;

/* Room for so many; a guess is good enough. */
void copia_kept_reserve (CopiaKeptList *self, uint64_t n);
/* False: they would be more than 32 bits count, and none is kept. */
bool copia_kept_add (CopiaKeptList *self, const CopiaKept *hits, size_t n);
void copia_kept_append (CopiaKeptList *self, const CopiaKeptList *behind);
void copia_kept_clear (CopiaKeptList *self);

static inline CopiaKept
copia_kept_at (const CopiaKeptList *self, uint32_t i)
{
    return self->all ? self->all[i] : (CopiaKept){ self->low[i], 0, 0, 0 };
}

/* The page's hits in their order: their numbers, free with g_free(). */
uint32_t *copia_kwic_order (const CopiaIndex *index, const CopiaKwicAsk *ask,
                            const CopiaKeptList *hits, uint32_t offset, uint32_t count);

/* A hit of a random sample so far. */
typedef struct {
    uint64_t priority; /* the smaller the rather */
    uint64_t number;   /* of the hit, from 0 */
    CopiaKept hit;
} CopiaDrawn;

/* Samples are arrays of CopiaDrawn, heaps whose root is the next to go.  Draws hit `number`. */
void copia_sample_draw (GArray *sample, uint64_t most, uint64_t seed, uint64_t number,
                        CopiaKept hit);
/* Adds a sample from behind `before` hits; afterwards only merge and settle are allowed. */
void copia_sample_merge (GArray *sample, const GArray *behind, uint64_t before);
/* Leaves the `most` to be shown, in corpus order. */
void copia_sample_settle (GArray *sample, uint64_t most);

/* Appends the context of the hit to `left` and `right`. */
typedef struct CopiaContext CopiaContext;

CopiaContext *copia_context_new (const CopiaIndex *index, uint32_t size,
                                 bool characters);
void copia_context_add (CopiaContext *self, CopiaHit hit, GString *left,
                        GString *right);
/* The same as a stretch of tokens, where it counts words. */
CopiaSpan copia_context_around (CopiaContext *self, CopiaHit hit);
void copia_context_free (CopiaContext *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaContext, copia_context_free)
