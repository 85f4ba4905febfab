/* walk.h - reading the forward stream around places that rise.
 *
 * A walk remembers the stretch it is in: that was touched, so its ids are read without looking
 * at checksums again.  Ids are always below `types`, whatever the file holds.  A value; a
 * thread has its own.
 *
 * A walk that goes once over many places of a corpus is begun and ended: where ids are packed, it
 * unpacks them for itself (base/unpacked.h).
 */
#pragma once

#include "base/unpacked.h"
#include "index/tokens.h"

typedef struct {
    /*< private >*/
    const CopiaTokens *tokens;
    const uint8_t *kinds;
    const uint8_t *ids; /* of the stretch */
    uint64_t first, n;  /* the stretch: n tokens from `first` on */
    uint32_t width, mask, types;
    const CopiaShard
        *shard; /* it lies in a file of a set, whose ids are mapped; or NULL */
    CopiaUnpacked *unpacked; /* NULL: what is packed is unpacked for all */
    bool apart;              /* the stretch lies there */
} CopiaWalk;

CopiaWalk copia_walk_of (const CopiaTokens *tokens); /* needs no end */
CopiaWalk copia_walk_begin (const CopiaTokens *tokens);
void copia_walk_end (CopiaWalk *self);
/* Slow path of id; false: the ids lie in no stretch. */
bool copia_walk_move (CopiaWalk *self, uint64_t cpos);
/* An id that cannot be, or a map; 0. */
__attribute__ ((cold)) uint32_t copia_walk_blame (const CopiaWalk *self);
__attribute__ ((cold)) uint32_t copia_walk_blame_map (const CopiaWalk *self);

/* An id of the file in the set; the map was touched when the walk came into the file. */
static inline uint32_t
copia_walk_map (const CopiaWalk *self, uint32_t local)
{
    uint64_t id = copia_ints_raw (&self->shard->id, local);

    return G_LIKELY (id < self->tokens->lexicon->types) ? (uint32_t) id
                                                        : copia_walk_blame_map (self);
}

/* copia_walk_id() where it is all that a loop does. */
G_ALWAYS_INLINE static inline uint32_t
copia_walk_id_here (CopiaWalk *self, uint64_t cpos)
{
    uint32_t id;

    if (G_UNLIKELY (cpos - self->first >= self->n) && !copia_walk_move (self, cpos))
        return copia_tokens_get (self->tokens, cpos);
    memcpy (&id, self->ids + (cpos - self->first) * self->width, sizeof id);
    id &= self->mask;
    if (G_UNLIKELY (id >= self->types))
        id = copia_walk_blame (self);
    return G_LIKELY (!self->shard) ? id : copia_walk_map (self, id);
}

/* The id at cpos, which is below the number of tokens. */
static inline uint32_t
copia_walk_id (CopiaWalk *self, uint64_t cpos)
{
    return copia_walk_id_here (self, cpos);
}

static inline bool
copia_walk_is_word (CopiaWalk *self, uint64_t cpos)
{
    uint32_t id = copia_walk_id (self, cpos);

    return self->kinds[id / 8] >> (id % 8) & 1;
}

/* Moves to the stretch of cpos; where that ends.  For ids that lie together. */
static inline uint64_t
copia_walk_come (CopiaWalk *self, uint64_t cpos)
{
    if (G_UNLIKELY (cpos - self->first >= self->n))
        copia_walk_move (self, cpos);
    return self->first + self->n;
}

/* Which of the n tokens before cpos are words, or of those from cpos on, 1 <= n <= 64: bit 0 is the
 * nearest.  All n lie below the number of tokens. */
uint64_t copia_walk_words_before (CopiaWalk *self, uint64_t cpos, uint32_t n);
uint64_t copia_walk_words_after (CopiaWalk *self, uint64_t cpos, uint32_t n);

/* The ids from cpos on, n of them, which lie below the number of tokens. */
void copia_walk_read (CopiaWalk *self, uint64_t cpos, uint32_t n, uint32_t *ids);

/* Adds `more` to the counts, by id, of the tokens in [start, end). */
void copia_walk_count (CopiaWalk *self, uint64_t start, uint64_t end, uint32_t more,
                       uint32_t *counts);

/* The place and what stands around it, 16 tokens on each side, will be read soon.  Inlined at
 * once, for gcc 12 takes a function that does nothing but this for one that can be left out. */
G_ALWAYS_INLINE static inline void
copia_walk_prefetch (const CopiaWalk *self, uint64_t cpos)
{
    const uint8_t *at;

    if (G_UNLIKELY (self->apart || !copia_tokens_lie_together (self->tokens)))
        return;
    at = self->tokens->ids.bytes + cpos * self->width;
    __builtin_prefetch (at - 48);
    __builtin_prefetch (at + 12);
    __builtin_prefetch (at + 52);
}

/* The same of a place and its neighbours. */
G_ALWAYS_INLINE static inline void
copia_walk_prefetch_place (const CopiaWalk *self, uint64_t cpos)
{
    const uint8_t *at;

    if (G_UNLIKELY (self->apart || self->tokens->shards != NULL))
        return;
    at = self->tokens->ids.bytes + cpos * self->width;
    __builtin_prefetch (at - 12);
    __builtin_prefetch (at + 12);
}
