/* beside.c - one look at each token. */
#include "index/beside.h"

#include "base/large.h"

#include <string.h>

#define FULL 256 /* a byte is over */
#define STEP 4   /* tokens that are looked at where the first ones were not enough */

bool
copia_beside_begin (CopiaBeside *self, const CopiaTokens *tokens, uint32_t *counts)
{
    if (!copia_tokens_lie_together (tokens))
        return false;
    self->walk = copia_walk_begin (tokens);
    self->counts = counts;
    self->bytes = copia_large_new0 ((size_t) tokens->lexicon->types + 8, 1);
    return true;
}

/* A side of a place on its way. */
typedef struct {
    uint32_t words; /* met so far */
    uint32_t nth;   /* the last one wanted */
} Side;

/* Looks at n tokens and counts those up to the word that is wanted; returns how many. */
G_ALWAYS_INLINE static inline uint32_t
look_at (CopiaBeside *self, const uint8_t *at, int32_t step, uint32_t mask, uint32_t n,
         Side *side)
{
    const uint8_t *kinds = self->walk.kinds;
    uint8_t *bytes = self->bytes;
    uint32_t *counts = self->counts, types = self->walk.types;
    uint32_t words = side->words, nth = side->nth, taken = 0;

    for (uint32_t i = 0; i < n; i++, at += step) {
        uint32_t id, byte, wanted = words < nth;

        memcpy (&id, at, sizeof id);
        id &= mask;
        if (G_UNLIKELY (id >= types))
            id = copia_walk_blame (&self->walk);
        words += kinds[id / 8] >> (id % 8) & 1;
        byte = bytes[id] + wanted;
        bytes[id] = (uint8_t) byte;
        if (G_UNLIKELY (byte == FULL))
            counts[id] += FULL;
        taken += wanted;
    }
    side->words = words;
    return taken;
}

/* As many tokens as mostly hold so many words are looked at whatever they are. */
G_ALWAYS_INLINE static inline uint32_t
go (CopiaBeside *self, const uint8_t *at, int32_t step, uint32_t mask, uint32_t room,
    Side *side)
{
    uint32_t look = MIN (2 * (side->nth - side->words) + 2, room);
    uint32_t n = look_at (self, at, step, mask, look, side);

    while (side->words < side->nth && n < room) {
        look = MIN (room - n, STEP);
        n += look_at (self, at + (int64_t) n * step, step, mask, look, side);
    }
    return n;
}

/* In one stretch of the walk, upwards or downwards. */
static uint32_t
go_away (CopiaBeside *self, uint64_t cpos, bool up, uint64_t room, Side *side)
{
    const CopiaWalk *walk = &self->walk;
    int32_t width = (int32_t) walk->width;
    const uint8_t *at = walk->ids + (cpos - walk->first) * walk->width;
    uint32_t most = (uint32_t) MIN (room, INT32_MAX);

    if (width == 3 && up)
        return go (self, at, 3, 0xFFFFFF, most, side);
    if (width == 3)
        return go (self, at, -3, 0xFFFFFF, most, side);
    return go (self, at, up ? width : -width, walk->mask, most, side);
}

static inline void
move_to (CopiaWalk *walk, uint64_t cpos)
{
    if (G_UNLIKELY (cpos - walk->first >= walk->n))
        copia_walk_move (walk, cpos);
}

uint64_t
copia_beside_before (CopiaBeside *self, uint64_t cpos, uint64_t room, uint32_t words)
{
    Side side = { 0, words };
    uint64_t n = 0;

    while (side.words < words && n < room) {
        uint64_t at = cpos - n - 1;

        move_to (&self->walk, at);
        n +=
            go_away (self, at, false, MIN (room - n, at + 1 - self->walk.first), &side);
    }
    return n;
}

uint64_t
copia_beside_after (CopiaBeside *self, uint64_t cpos, uint64_t room, uint32_t words)
{
    Side side = { 0, words };
    uint64_t n = 0;

    while (side.words < words && n < room) {
        uint64_t at = cpos + n;

        move_to (&self->walk, at);
        n += go_away (self, at, true,
                      MIN (room - n, self->walk.first + self->walk.n - at), &side);
    }
    return n;
}

/* Most eights of rare types were not met. */
void
copia_beside_end (CopiaBeside *self)
{
    uint32_t types = self->walk.types;

    for (uint32_t id = 0; id < types; id += 8) {
        uint64_t eight;

        memcpy (&eight, self->bytes + id, sizeof eight);
        for (uint32_t i = id; eight != 0 && i < MIN (types, id + 8); i++)
            self->counts[i] += self->bytes[i];
    }
    copia_large_free (self->bytes);
    copia_walk_end (&self->walk);
}
