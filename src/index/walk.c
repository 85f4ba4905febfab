/* walk.c - the stretch a walk is in. */
#include "index/walk.h"

#define STRETCH ((uint64_t) 1 << 15) /* tokens */

CopiaWalk
copia_walk_of (const CopiaTokens *tokens)
{
    return (CopiaWalk){ .tokens = tokens,
                        .ids = tokens->ids.bytes,
                        .kinds = copia_lexicon_kinds (tokens->lexicon),
                        .width = tokens->ids.width,
                        .mask = (uint32_t) tokens->ids.mask,
                        .types = tokens->lexicon->types };
}

void
copia_walk_move (CopiaWalk *self, uint64_t cpos)
{
    self->first = cpos / STRETCH * STRETCH;
    self->n = MIN (STRETCH, self->tokens->size - self->first);
    copia_tokens_touch (self->tokens, self->first, self->first + self->n);
}

uint32_t
copia_walk_blame (const CopiaWalk *self)
{
    copia_container_blame (self->tokens->ids.section);
    return 0;
}

static inline void
touch (const CopiaWalk *self, uint64_t start, uint64_t end)
{
    if (start < self->first || end > self->first + self->n)
        copia_tokens_touch (self->tokens, start, end);
}

/* The width is a constant where this is called: the compiler makes a loop of its own of each. */
static inline uint32_t
unpack (const uint8_t *bytes, uint32_t width, uint32_t mask, uint32_t n, uint32_t *ids)
{
    uint32_t largest = 0;

    for (uint32_t i = 0; i < n; i++) {
        uint32_t id;

        memcpy (&id, bytes + i * width, sizeof id);
        ids[i] = id & mask;
        largest = MAX (largest, ids[i]);
    }
    return largest;
}

void
copia_walk_read (CopiaWalk *self, uint64_t cpos, uint32_t n, uint32_t *ids)
{
    const uint8_t *bytes = self->ids + cpos * self->width;
    uint32_t largest;

    if (n == 0)
        return;
    touch (self, cpos, cpos + n);
    if (self->width == 3)
        largest = unpack (bytes, 3, 0xFFFFFF, n, ids);
    else if (self->width == 2)
        largest = unpack (bytes, 2, 0xFFFF, n, ids);
    else
        largest = unpack (bytes, self->width, self->mask, n, ids);
    for (uint32_t i = 0; largest >= self->types && i < n; i++)
        if (ids[i] >= self->types)
            ids[i] = copia_walk_blame (self);
}

static inline void
count (const CopiaWalk *self, const uint8_t *bytes, uint32_t width, uint32_t mask,
       uint64_t n, uint32_t more, uint32_t *counts)
{
    uint32_t types = self->types;

    for (uint64_t i = 0; i < n; i++, bytes += width) {
        uint32_t id;

        memcpy (&id, bytes, sizeof id);
        id &= mask;
        counts[G_LIKELY (id < types) ? id : copia_walk_blame (self)] += more;
    }
}

void
copia_walk_count (CopiaWalk *self, uint64_t start, uint64_t end, uint32_t more,
                  uint32_t *counts)
{
    const uint8_t *bytes = self->ids + start * self->width;

    if (start >= end)
        return;
    touch (self, start, end);
    if (self->width == 3)
        count (self, bytes, 3, 0xFFFFFF, end - start, more, counts);
    else
        count (self, bytes, self->width, self->mask, end - start, more, counts);
}
