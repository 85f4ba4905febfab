/* counter.h - how often each type stands in many places of the forward stream.
 *
 * Most types are counted a few times, and a few very often: so what is counted first is a byte a
 * type, and whenever that is full, 256 go to the number.  All bytes stay in a core's cache where
 * the numbers would not.  A value; a thread has its own.
 */
#pragma once

#include "index/type-counts.h"
#include "index/walk.h"

#define COPIA_COUNTER_BATCH 1024 /* ids that are counted at once */
#define COPIA_COUNTER_GRAIN 16 /* ids put down at once: more than a range mostly has */

typedef struct {
    /*< private >*/
    CopiaWalk walk;
    uint32_t *counts; /* by id */
    uint8_t *bytes;   /* by id, what is not in `counts` yet */
    uint8_t *full;    /* a bit an id: something of it is there */
    uint32_t n;
    uint32_t ids[COPIA_COUNTER_BATCH];
} CopiaCounter;

/* `counts`, a number an id, is added to; it has everything when the counter is ended. */
void copia_counter_begin (CopiaCounter *self, const CopiaTokens *tokens,
                          uint32_t *counts);
/* The tokens in [start, end). */
void copia_counter_add (CopiaCounter *self, uint64_t start, uint64_t end);
void copia_counter_flush (CopiaCounter *self); /* counts those put down */

/* Where a grain of ids can be put; whoever adds to `n` has so many of them counted. */
static inline uint32_t *
copia_counter_room (CopiaCounter *self)
{
    if (G_UNLIKELY (self->n > COPIA_COUNTER_BATCH - COPIA_COUNTER_GRAIN))
        copia_counter_flush (self);
    return self->ids + self->n;
}

/* The 64 tokens from cpos on will be asked for soon.  Inlined at once, as copia_walk_prefetch(). */
G_ALWAYS_INLINE static inline void
copia_counter_prefetch (const CopiaCounter *self, uint64_t cpos)
{
    const uint8_t *at;

    if (G_UNLIKELY (!copia_tokens_lie_together (self->walk.tokens)))
        return;
    at = self->walk.tokens->ids.bytes + cpos * self->walk.width;
    for (uint32_t i = 0; i < 64 * self->walk.width; i += 64)
        __builtin_prefetch (at + i);
}

/* Of the n <= 64 tokens from cpos on those with a bit in `some`. */
void copia_counter_add_some (CopiaCounter *self, uint64_t cpos, uint32_t n,
                             uint64_t some);
void copia_counter_end (CopiaCounter *self);
/* Ends it, begun with the numbers there; the bytes stay bytes where nothing else was counted. */
void copia_counter_give (CopiaCounter *self, CopiaTypeCounts *to);
