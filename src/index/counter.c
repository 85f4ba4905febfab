/* counter.c - counting ids in bytes that overflow into numbers. */
#include "index/counter.h"

#include "base/large.h"

#include <string.h>

#define GRAIN COPIA_COUNTER_GRAIN

void
copia_counter_begin (CopiaCounter *self, const CopiaTokens *tokens, uint32_t *counts)
{
    self->walk = copia_walk_begin (tokens);
    self->counts = counts;
    self->bytes =
        copia_large_new0 ((size_t) tokens->lexicon->types + 8, sizeof *self->bytes);
    self->full =
        copia_large_new0 ((size_t) tokens->lexicon->types / 8 + 1, sizeof *self->full);
    self->n = 0;
}

/* A byte is full, which is rare: loops that count have no registers for it. */
__attribute__ ((noinline, cold)) static void
carry (CopiaCounter *self, uint32_t id)
{
    self->counts[id] += 256;
    self->full[id / 8] |= (uint8_t) (1u << (id % 8));
}

/* The id is below the number of types. */
static inline void
count (CopiaCounter *self, uint8_t *bytes, uint32_t id)
{
    if (G_UNLIKELY (++bytes[id] == 0))
        carry (self, id);
}

/* Ids of the batch were not all compared with the number of types.  Each waits for its byte, not for
 * the one before. */
void
copia_counter_flush (CopiaCounter *self)
{
    uint32_t types = self->walk.types, n = self->n;
    uint8_t *bytes = self->bytes;

#pragma GCC unroll 4
    for (uint32_t i = 0; i < n; i++) {
        uint32_t id = self->ids[i];

        count (self, bytes,
               G_LIKELY (id < types) ? id : copia_walk_blame (&self->walk));
    }
    self->n = 0;
}

/* Ids behind the range, but in the stretch, are unpacked with it and written over by the next.
 * Ranges are short: a loop over each costs more at its end than in between, and this has none. */
static inline void
unpack_grain (const uint8_t *bytes, uint32_t width, uint32_t mask, uint32_t *ids)
{
    for (uint32_t i = 0; i < GRAIN; i++) {
        uint32_t id;

        memcpy (&id, bytes + i * width, sizeof id);
        ids[i] = id & mask;
    }
}

static void
add_grain (CopiaCounter *self, const uint8_t *bytes)
{
    uint32_t *ids = copia_counter_room (self);

    if (self->walk.width == 3)
        unpack_grain (bytes, 3, 0xFFFFFF, ids);
    else
        unpack_grain (bytes, self->walk.width, self->walk.mask, ids);
}

void
copia_counter_add (CopiaCounter *self, uint64_t start, uint64_t end)
{
    CopiaWalk *walk = &self->walk;

    while (start < end) {
        uint32_t n = (uint32_t) MIN (end - start, GRAIN);

        if (G_UNLIKELY (start - walk->first >= walk->n))
            copia_walk_move (walk, start);
        if (copia_tokens_lie_together (walk->tokens) &&
            walk->first + walk->n - start >= GRAIN) {
            add_grain (self, walk->ids + (start - walk->first) * walk->width);
            self->n += n;
        } else {
            for (uint32_t i = 0; i < n; i++)
                count (self, self->bytes, copia_walk_id (walk, start + i));
        }
        start += n;
    }
}

static inline void
count_some (CopiaCounter *self, const uint8_t *bytes, uint32_t width, uint32_t mask,
            uint64_t some)
{
    uint8_t *small = self->bytes;
    uint32_t types = self->walk.types;

    for (; some; some &= some - 1) {
        uint32_t id;

        memcpy (&id, bytes + (uint32_t) __builtin_ctzll (some) * width, sizeof id);
        id &= mask;
        count (self, small,
               G_LIKELY (id < types) ? id : copia_walk_blame (&self->walk));
    }
}

void
copia_counter_add_some (CopiaCounter *self, uint64_t cpos, uint32_t n, uint64_t some)
{
    CopiaWalk *walk = &self->walk;
    const uint8_t *bytes;
    uint64_t end;

    if (some == 0)
        return;
    if (!copia_tokens_lie_together (walk->tokens)) {
        for (; some; some &= some - 1)
            count (self, self->bytes,
                   copia_walk_id (walk, cpos + (uint32_t) __builtin_ctzll (some)));
        return;
    }
    end = copia_walk_come (walk, cpos);
    if (G_UNLIKELY (end < cpos + n)) { /* they go on in another stretch */
        uint32_t here = (uint32_t) (end - cpos);

        copia_counter_add_some (self, cpos, here, some & (((uint64_t) 1 << here) - 1));
        copia_counter_add_some (self, end, n - here, some >> here);
        return;
    }
    bytes = walk->ids + (cpos - walk->first) * walk->width;
    if (walk->width == 3)
        count_some (self, bytes, 3, 0xFFFFFF, some);
    else
        count_some (self, bytes, walk->width, walk->mask, some);
}

void
copia_counter_end (CopiaCounter *self)
{
    copia_counter_flush (self);
    copia_type_counts_add (self->counts, self->bytes,
                           self->walk.tokens->lexicon->types);
    copia_large_free (self->bytes);
    copia_large_free (self->full);
    copia_walk_end (&self->walk);
}

void
copia_counter_give (CopiaCounter *self, CopiaTypeCounts *to)
{
    if (to->used) {
        copia_counter_end (self);
        return;
    }
    copia_counter_flush (self);
    copia_type_counts_take (to, self->bytes, self->full);
    copia_walk_end (&self->walk);
}
