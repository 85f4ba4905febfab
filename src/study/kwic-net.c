/* kwic-net.c - a bit a type. */
#include "study/kwic-net.h"

#include "index/walk.h"
#include "study/scope.h"

#define AHEAD 64 /* hits whose neighbours are on their way from memory */

size_t
copia_kwic_net_size (const CopiaIndex *index)
{
    return (size_t) copia_index_lexicon (index)->types / 8 + 1;
}

void
copia_kwic_net_draw (const CopiaKwicNet *self, uint32_t last, uint8_t *bits)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (self->index);
    const uint8_t *kinds = copia_lexicon_kinds (lexicon);

    copia_ints_touch (&lexicon->rank);
    for (uint32_t id = 0; id < lexicon->types;) {
        uint32_t end = MIN (id + 8, lexicon->types), byte = 0, first = id;

        for (; id < end; id++)
            byte |= (uint32_t) (copia_ints_raw (&lexicon->rank, id) < last)
                    << (id - first);
        bits[first / 8] = (uint8_t) (byte | (uint8_t) ~kinds[first / 8]);
    }
}

/* Some of the hits, and what is read of the corpus for them. */
typedef struct {
    const CopiaKeptList *hits;
    const uint8_t *bits;
    CopiaWalk walk;
    CopiaBounds text;
} Reach;

/* Inlined at once, as copia_walk_prefetch() is. */
G_ALWAYS_INLINE static inline void
prefetch (const Reach *self, uint32_t i, bool right)
{
    CopiaKept hit = copia_kept_at (self->hits, MIN (i, self->hits->n - 1));

    if (!self->walk.apart)
        copia_tokens_prefetch (self->walk.tokens, right ? copia_kept_end (hit) + 1
                                                        : copia_kept_start (hit) - 1);
}

/* Marks are no neighbours, and are passed over: what lies behind them came along from memory. */
G_ALWAYS_INLINE static inline bool
is_caught (Reach *self, CopiaKept hit, bool right, uint32_t *neighbour)
{
    uint64_t start = copia_kept_start (hit), at = right ? copia_kept_end (hit) : start;

    *neighbour = 0;
    if (!copia_bounds_move (&self->text, start))
        return true;
    while (right ? at < self->text.end : at > self->text.start) {
        uint32_t id = copia_walk_id_here (&self->walk, right ? ++at : --at);

        if (!(self->bits[id / 8] >> (id % 8) & 1))
            return false;
        if (self->walk.kinds[id / 8] >> (id % 8) & 1) {
            *neighbour = id + 1;
            return true;
        }
    }
    return true;
}

G_ALWAYS_INLINE static inline uint32_t
catch_beside (Reach *self, uint32_t first, uint32_t n, bool right, uint32_t *items,
              uint32_t *ids)
{
    uint32_t caught = 0;

    for (uint32_t i = first; i < first + n; i++) {
        prefetch (self, i + AHEAD, right);
        items[caught] = i;
        caught += is_caught (self, copia_kept_at (self->hits, i), right, &ids[caught]);
    }
    return caught;
}

uint32_t
copia_kwic_net_catch (const CopiaKwicNet *self, const uint8_t *bits, uint32_t first,
                      uint32_t n, uint32_t *items, uint32_t *ids)
{
    Reach reach = { self->hits, bits,
                    copia_walk_begin (copia_index_tokens (self->index)),
                    copia_bounds_of (copia_index_texts (self->index)) };
    uint32_t caught = self->right ? catch_beside (&reach, first, n, true, items, ids)
                                  : catch_beside (&reach, first, n, false, items, ids);

    copia_walk_end (&reach.walk);
    return caught;
}
