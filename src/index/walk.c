/* walk.c - the stretch a walk is in. */
#include "index/walk.h"

#include "index/index.h"

#define STRETCH ((uint64_t) 1 << 15) /* tokens */

CopiaWalk
copia_walk_of (const CopiaTokens *tokens)
{
    return (CopiaWalk){ .tokens = tokens,
                        .kinds = copia_lexicon_kinds (tokens->lexicon),
                        .ids = tokens->ids.bytes,
                        .width = tokens->ids.width,
                        .mask = (uint32_t) tokens->ids.mask,
                        .types = tokens->lexicon->types };
}

/* The stretch lies in one file: its ids, and how they are read. */
static void
move_in_set (CopiaWalk *self, uint64_t cpos)
{
    const CopiaShard *shard = copia_shards_find (self->tokens->shards, cpos);
    const CopiaTokens *tokens = copia_index_tokens (shard->index);
    uint64_t local = (cpos - shard->first) / STRETCH * STRETCH;

    self->shard = shard;
    self->first = shard->first + local;
    self->n = MIN (STRETCH, tokens->size - local);
    self->width = tokens->ids.width;
    self->mask = (uint32_t) tokens->ids.mask;
    self->types = tokens->lexicon->types;
    copia_tokens_touch (tokens, local, local + self->n);
    copia_section_touch (shard->id.section, 0, shard->id.section->size);
    self->ids = tokens->ids.bytes + local * self->width;
}

void
copia_walk_move (CopiaWalk *self, uint64_t cpos)
{
    if (self->tokens->shards) {
        move_in_set (self, cpos);
        return;
    }
    self->first = cpos / STRETCH * STRETCH;
    self->n = MIN (STRETCH, self->tokens->size - self->first);
    copia_tokens_touch (self->tokens, self->first, self->first + self->n);
    self->ids = self->tokens->ids.bytes + self->first * self->width;
}

uint32_t
copia_walk_blame (const CopiaWalk *self)
{
    const CopiaTokens *tokens =
        self->shard ? copia_index_tokens (self->shard->index) : self->tokens;

    copia_container_blame (tokens->ids.section);
    return 0;
}

uint32_t
copia_walk_blame_map (const CopiaWalk *self)
{
    copia_container_blame (self->shard->id.section);
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
    const uint8_t *bytes;
    uint32_t largest;

    if (self->tokens->shards || n == 0) {
        copia_tokens_read (self->tokens, cpos, n, ids);
        return;
    }
    bytes = self->tokens->ids.bytes + cpos * self->width;
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
    const uint8_t *bytes;

    if (start >= end)
        return;
    if (self->tokens->shards) {
        for (; start < end; start++)
            counts[copia_walk_id (self, start)] += more;
        return;
    }
    bytes = self->tokens->ids.bytes + start * self->width;
    touch (self, start, end);
    if (self->width == 3)
        count (self, bytes, 3, 0xFFFFFF, end - start, more, counts);
    else
        count (self, bytes, self->width, self->mask, end - start, more, counts);
}
