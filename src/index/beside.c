/* beside.c - one look at each token. */
#include "index/beside.h"

#include <string.h>

#define LOOK COPIA_BESIDE_LOOK
#define FEW (LOOK / 2) /* tokens that are looked at for ... */
#define FEW_WORDS 2    /* so many words */

bool
copia_beside_begin (CopiaBeside *self, const CopiaTokens *tokens, uint32_t left,
                    uint32_t right, CopiaCounter *counter)
{
    if (!copia_tokens_lie_together (tokens))
        return false;
    self->walk = copia_walk_begin (tokens);
    self->counter = counter;
    self->left = left;
    self->right = right;
    return true;
}

void
copia_beside_end (CopiaBeside *self)
{
    copia_walk_end (&self->walk);
}

/* The id that stands at `at`; 1: it is that of a word. */
G_ALWAYS_INLINE static inline uint32_t
take (const CopiaWalk *walk, const uint8_t *kinds, uint32_t types, const uint8_t *at,
      uint32_t mask, uint32_t *to)
{
    uint32_t id, bits;

    memcpy (&id, at, sizeof id);
    id &= mask;
    if (G_UNLIKELY (id >= types))
        id = copia_walk_blame (walk);
    *to = id;
    memcpy (&bits, kinds + id / 32 * sizeof bits, sizeof bits);
    return bits >> (id % 32) & 1;
}

/* Which of n tokens are words: bit 0 is the nearest.  The last of them come first: one shift of all
 * makes room for the next.  The compiler writes them out. */
G_ALWAYS_INLINE static inline uint32_t
take_some (const CopiaWalk *walk, const uint8_t *at, int32_t step, uint32_t mask, int n,
           uint32_t *to)
{
    const uint8_t *kinds = walk->kinds;
    uint32_t types = walk->types, words = 0;

#pragma GCC unroll 16
    for (int i = n - 1; i >= 0; i--)
        words = 2 * words + take (walk, kinds, types, at + i * step, mask, to + i);
    return words;
}

/* As many as mostly hold so many words. */
G_ALWAYS_INLINE static inline uint32_t
take_first (const CopiaWalk *walk, const uint8_t *at, int32_t step, uint32_t mask,
            uint32_t n, uint32_t *to)
{
    return n == FEW ? take_some (walk, at, step, mask, FEW, to)
                    : take_some (walk, at, step, mask, LOOK, to);
}

/* How many tokens there are up to word number `nth`, of those that `bits` tells of; 0: the word is
 * not among them. */
static inline uint32_t
distance (uint32_t bits, uint32_t nth)
{
    while (--nth > 0)
        bits &= bits - 1;
    return bits ? (uint32_t) __builtin_ctz (bits) + 1 : 0;
}

static inline void
move_to (CopiaWalk *walk, uint64_t cpos)
{
    if (G_UNLIKELY (cpos - walk->first >= walk->n))
        copia_walk_move (walk, cpos);
}

/* Tokens of the stretch from cpos on, going away. */
static inline uint64_t
stretch_from (const CopiaWalk *walk, uint64_t cpos, bool up)
{
    return up ? walk->first + walk->n - cpos : cpos + 1 - walk->first;
}

static inline const uint8_t *
address (const CopiaWalk *walk, uint64_t cpos)
{
    return walk->ids + (cpos - walk->first) * walk->width;
}

/* What lies behind the tokens looked at, and is not in the same line of memory. */
G_ALWAYS_INLINE static inline void
prefetch_rest (const uint8_t *at, bool up)
{
    __builtin_prefetch (up ? at + 112 : at - 108);
}

G_ALWAYS_INLINE static inline void
look (CopiaBeside *self, uint64_t cpos, bool up, uint32_t nth, CopiaBesideSide *side)
{
    CopiaWalk *walk = &self->walk;
    int32_t width = (int32_t) walk->width;
    uint32_t n = nth <= FEW_WORDS ? FEW : LOOK, bits;
    const uint8_t *at;

    side->n = side->words = 0;
    if (G_UNLIKELY (nth == 0 || cpos >= walk->tokens->size))
        return;
    move_to (walk, cpos);
    if (G_UNLIKELY (stretch_from (walk, cpos, up) < n))
        return;
    at = address (walk, cpos);
    bits = width == 3
               ? take_first (walk, at, up ? 3 : -3, 0xFFFFFF, n, side->ids)
               : take_first (walk, at, up ? width : -width, walk->mask, n, side->ids);
    side->n = distance (bits, nth);
    side->words = nth;
    if (G_UNLIKELY (side->n == 0)) {
        side->n = n;
        side->words = (uint32_t) __builtin_popcount (bits);
        prefetch_rest (at, up);
    }
}

/* Packed ids are unpacked piece by piece, in the order in which they count. */
void
copia_beside_look (CopiaBeside *self, uint64_t start, uint64_t end,
                   CopiaBesidePlace *place)
{
    if (G_UNLIKELY (self->walk.unpacked))
        return;
    look (self, start - 1, false, self->left, &place->left);
    look (self, end, true, self->right, &place->right);
}

/* Takes n tokens, and says how many of them there are up to the last word that is left to be found.
 * How many words that are is not guessed. */
G_ALWAYS_INLINE static inline uint32_t
take_on (const CopiaWalk *walk, uint64_t cpos, bool up, uint32_t n, uint32_t *left,
         uint32_t *to)
{
    int32_t step = up ? (int32_t) walk->width : -(int32_t) walk->width;
    const uint8_t *at = address (walk, cpos);
    uint32_t wanted = *left, taken = 0;

    for (uint32_t i = 0; i < n; i++, at += step) {
        taken += wanted > 0;
        wanted -= (wanted > 0) &
                  take (walk, walk->kinds, walk->types, at, walk->mask, to + i);
    }
    *left = wanted;
    return taken;
}

/* Where what was looked at does not hold the `left` words that are wanted still. */
static uint64_t
go_on (CopiaBeside *self, uint64_t cpos, bool up, uint64_t room, uint32_t left)
{
    CopiaWalk *walk = &self->walk;
    uint64_t n = 0;

    while (left > 0 && n < room) {
        uint64_t at = up ? cpos + n : cpos - n, stretch;
        uint32_t *to = copia_counter_room (self->counter), taken;

        move_to (walk, at);
        stretch = stretch_from (walk, at, up);
        taken = stretch >= LOOK ? take_on (walk, at, up, LOOK, &left, to)
                                : take_on (walk, at, up, (uint32_t) stretch, &left, to);
        taken = (uint32_t) MIN (taken, room - n);
        self->counter->n += taken;
        n += taken;
    }
    return n;
}

G_ALWAYS_INLINE static inline uint64_t
count (CopiaBeside *self, const CopiaBesideSide *side, uint64_t cpos, bool up,
       uint64_t room, uint32_t nth)
{
    CopiaBesideSide now;
    uint32_t n;

    if (G_UNLIKELY (self->walk.unpacked)) {
        look (self, cpos, up, nth, &now);
        side = &now;
    }
    n = (uint32_t) MIN (side->n, room);
    memcpy (copia_counter_room (self->counter), side->ids, sizeof side->ids);
    self->counter->n += n;
    if (G_LIKELY (side->words == nth || n == room))
        return n;
    return n + go_on (self, up ? cpos + n : cpos - n, up, room - n, nth - side->words);
}

uint64_t
copia_beside_before (CopiaBeside *self, const CopiaBesideSide *side, uint64_t cpos,
                     uint64_t room)
{
    return count (self, side, cpos - 1, false, room, self->left);
}

uint64_t
copia_beside_after (CopiaBeside *self, const CopiaBesideSide *side, uint64_t cpos,
                    uint64_t room)
{
    return count (self, side, cpos, true, room, self->right);
}
