/* kwic-beside.c - some tokens at once. */
#include "study/kwic-beside.h"

#include "index/walk.h"
#include "study/scope.h"

#define AHEAD 64  /* hits whose neighbours are on their way from memory */
#define BEHIND 40 /* bytes behind a neighbour, which are on their way too */
#define READ 4    /* tokens */

typedef struct {
    const CopiaKwicBeside *of;
    const uint32_t *items;
    uint32_t first, n;
    CopiaWalk walk;
    CopiaBounds text;
    /* Places of neighbours, `places` from `from` on: what is read there lies in the stretch of the
     * walk, and in the text of the hit. */
    uint64_t from, places;
} Reach;

G_ALWAYS_INLINE static inline CopiaKept
hit_of (const Reach *self, uint32_t i)
{
    return copia_kept_at (self->of->hits,
                          self->items ? self->items[i] : self->first + i);
}

/* Inlined at once, as copia_walk_prefetch() is. */
G_ALWAYS_INLINE static inline void
prefetch (const uint8_t *ids, uint32_t width, CopiaKept hit, bool right)
{
    if (right) {
        ids += (copia_kept_end (hit) + 1) * width;
        __builtin_prefetch (ids);
        __builtin_prefetch (ids + BEHIND);
    } else {
        ids += copia_kept_start (hit) * width;
        __builtin_prefetch (ids - width);
        __builtin_prefetch (ids - BEHIND);
    }
}

/* What is known of the ids of a walk, by value. */
typedef struct {
    const uint8_t *kinds;
    uint32_t width, mask, types;
} Ids;

/* 1: the token is a word; an id that cannot be is none, and makes `most` too large. */
G_ALWAYS_INLINE static inline uint32_t
read_one (Ids ids, const uint8_t *bytes, uint32_t *id, uint32_t *most)
{
    uint32_t known;

    memcpy (id, bytes, sizeof *id);
    *id &= ids.mask;
    *most = MAX (*most, *id);
    known = *id < ids.types ? *id : 0;
    return ids.kinds[known / 8] >> (known % 8) & 1;
}

/* The first word of some tokens, and 1; 0: it must be looked for.  Mostly it is the nearest.  Of
 * the others the last one is read first, and whichever is a word takes the place of those behind. */
G_ALWAYS_INLINE static inline uint32_t
first_word (Ids ids, const uint8_t *bytes, bool right)
{
    ptrdiff_t step = right ? (ptrdiff_t) ids.width : -(ptrdiff_t) ids.width;
    uint32_t found = 0, most = 0, id;

    if (read_one (ids, bytes, &id, &most))
        return id + 1;
    bytes += (READ - 1) * step;
#pragma GCC unroll 8
    for (int i = 1; i < READ; i++, bytes -= step) {
        uint32_t mask = 0 - read_one (ids, bytes, &id, &most);

        found = ((id + 1) & mask) | (found & ~mask);
    }
    return most < ids.types ? found : 0;
}

/* The hits from number i on, up to one that is out of reach, or whose word must be looked for:
 * returns its number. */
G_ALWAYS_INLINE static inline uint32_t
read_run (const Reach *self, uint32_t i, bool right, uint32_t *values)
{
    const Ids ids = { self->walk.kinds, self->walk.width, self->walk.mask,
                      self->walk.types };
    const uint8_t *all = self->walk.tokens->ids.bytes, *stretch = self->walk.ids;
    uint64_t first = self->walk.first, from = self->from, places = self->places;
    uint32_t n = self->n;
    bool apart = self->walk.apart;

    for (; i < n; i++) {
        CopiaKept hit = hit_of (self, i);
        uint64_t at = right ? copia_kept_end (hit) + 1 : copia_kept_start (hit) - 1;

        if (G_UNLIKELY (at - from >= places))
            return i;
        if (!apart)
            prefetch (all, ids.width, hit_of (self, MIN (i + AHEAD, n - 1)), right);
        values[i] = first_word (ids, stretch + (at - first) * ids.width, right);
        if (G_UNLIKELY (values[i] == 0))
            return i;
    }
    return n;
}

/* After a token of the hit's text was read by the walk. */
static void
find_places (Reach *self)
{
    uint64_t end = MIN (self->text.end + 1, self->walk.first + self->walk.n);

    /* Beside a hit of the next text the last token of this one is no neighbour. */
    if (self->of->right) {
        self->from = MAX (self->text.start + 1, self->walk.first);
        end -= MIN (end, READ - 1);
    } else {
        self->from = MAX (self->text.start, self->walk.first) + READ - 1;
        end -= end > self->text.end;
    }
    self->places = !self->walk.shard && end > self->from ? end - self->from : 0;
}

/* One by one. */
static uint32_t
look_for_word (Reach *self, CopiaKept hit)
{
    uint64_t start = copia_kept_start (hit), at = start;
    bool right = self->of->right;

    self->places = 0; /* of a stretch that the walk may leave */
    if (!copia_bounds_move (&self->text, start))
        return 0;
    if (right)
        at = copia_kept_end (hit);
    while (right ? at < self->text.end : at > self->text.start) {
        uint32_t id = copia_walk_id (&self->walk, right ? ++at : --at);

        if (!(self->walk.kinds[id / 8] >> (id % 8) & 1))
            continue;
        find_places (self);
        return id + 1;
    }
    return 0;
}

G_ALWAYS_INLINE static inline void
read_all (Reach *self, bool right, uint32_t *values)
{
    const CopiaTokens *tokens = self->walk.tokens;
    bool together = copia_tokens_lie_together (tokens);

    for (uint32_t i = 0; i < MIN (AHEAD, self->n) && together; i++)
        prefetch (tokens->ids.bytes, tokens->ids.width, hit_of (self, i), right);
    for (uint32_t i = 0; i < self->n; i++) {
        if (together)
            i = read_run (self, i, right, values);
        if (i < self->n)
            values[i] = look_for_word (self, hit_of (self, i));
    }
}

void
copia_kwic_beside_read (const CopiaKwicBeside *self, const uint32_t *items,
                        uint32_t first, uint32_t n, uint32_t *values)
{
    Reach reach = { .of = self,
                    .items = items,
                    .first = first,
                    .n = n,
                    .walk = copia_walk_begin (copia_index_tokens (self->index)),
                    .text = copia_bounds_of (copia_index_texts (self->index)) };

    if (self->right)
        read_all (&reach, true, values);
    else
        read_all (&reach, false, values);
    copia_walk_end (&reach.walk);
}
