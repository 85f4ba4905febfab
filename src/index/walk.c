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

CopiaWalk
copia_walk_begin (const CopiaTokens *tokens)
{
    CopiaWalk self = copia_walk_of (tokens);

    if (copia_tokens_may_be_packed (tokens))
        self.unpacked = copia_unpacked_new ();
    return self;
}

void
copia_walk_end (CopiaWalk *self)
{
    g_clear_pointer (&self->unpacked, copia_unpacked_free);
    self->n = 0;
}

/* The tokens of a file that are touched together with the one at cpos, from *first on: of packed
 * ids no more than must be unpacked for it. */
static void
find_stretch (CopiaWalk *self, const CopiaTokens *tokens, uint64_t cpos,
              uint64_t *first)
{
    const CopiaSection *section = tokens->ids.section;
    const uint8_t *bytes = NULL;
    uint64_t end;

    if (section->packing == COPIA_PACKING_NONE) {
        *first = cpos / STRETCH * STRETCH;
        end = MIN (*first + STRETCH, tokens->size);
    } else {
        copia_section_part (section, cpos, first, &end);
        if (self->unpacked)
            bytes = copia_unpacked_find (self->unpacked, section, cpos, first, &end);
    }
    self->apart = bytes != NULL;
    if (!bytes) {
        copia_tokens_touch (tokens, *first, end);
        bytes = tokens->ids.bytes + *first * tokens->ids.width;
    }
    self->ids = bytes;
    self->n = end - *first;
}

/* The stretch lies in one file: its ids, and how they are read. */
static void
move_in_set (CopiaWalk *self, uint64_t cpos)
{
    const CopiaShard *shard = copia_shards_find (self->tokens->shards, cpos);
    const CopiaTokens *tokens = copia_index_tokens (shard->index);
    uint64_t local;

    find_stretch (self, tokens, cpos - shard->first, &local);
    self->shard = shard;
    self->first = shard->first + local;
    self->width = tokens->ids.width;
    self->mask = (uint32_t) tokens->ids.mask;
    self->types = tokens->lexicon->types;
    copia_section_touch (shard->id.section, 0, shard->id.section->size);
}

bool
copia_walk_move (CopiaWalk *self, uint64_t cpos)
{
    if (self->tokens->shards) {
        move_in_set (self, cpos);
        return true;
    }
    if (!copia_tokens_lie_together (self->tokens))
        return false;
    find_stretch (self, self->tokens, cpos, &self->first);
    return true;
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

/* 1: what stands there is a word. */
static inline uint64_t
is_word (const CopiaWalk *self, const uint8_t *kinds, uint32_t types,
         const uint8_t *bytes, uint32_t mask)
{
    uint32_t id;

    memcpy (&id, bytes, sizeof id);
    id &= mask;
    if (G_UNLIKELY (id >= types))
        id = copia_walk_blame (self);
    return kinds[id / 8] >> (id % 8) & 1;
}

/* The first one met is bit 0.  Nothing here depends on what the tokens are, so nothing is guessed
 * wrong: one by one, every third word ends in a misprediction.  Eight at a time, for shifting each
 * to its place by a constant takes no waiting for the one before. */
G_ALWAYS_INLINE static inline uint64_t
words_from (const CopiaWalk *self, const uint8_t *bytes, int32_t step, uint32_t mask,
            uint32_t n)
{
    const uint8_t *kinds = self->kinds;
    uint32_t types = self->types, i = 0;
    uint64_t bits = 0;

#define WORD(k) (is_word (self, kinds, types, bytes + (k) *step, mask) << (k))
    for (; i + 8 <= n; i += 8, bytes += 8 * step)
        bits |= (WORD (0) | WORD (1) | WORD (2) | WORD (3) | WORD (4) | WORD (5) |
                 WORD (6) | WORD (7))
                << i;
#undef WORD
    for (; i < n; i++, bytes += step)
        bits |= is_word (self, kinds, types, bytes, mask) << i;
    return bits;
}

/* The n tokens of the stretch from `first` on, in rising order or in falling. */
static uint64_t
words_here (const CopiaWalk *self, uint64_t first, uint32_t n, bool rising)
{
    int32_t width = (int32_t) self->width;
    const uint8_t *bytes =
        self->ids + (first - self->first + (rising ? 0 : n - 1)) * self->width;

    if (width == 3 && rising)
        return words_from (self, bytes, 3, 0xFFFFFF, n);
    if (width == 3)
        return words_from (self, bytes, -3, 0xFFFFFF, n);
    return words_from (self, bytes, rising ? width : -width, self->mask, n);
}

/* The same wherever they lie. */
static uint64_t
words_in (CopiaWalk *self, uint64_t first, uint32_t n, bool rising)
{
    uint64_t bits = 0;

    if (!copia_tokens_lie_together (self->tokens)) {
        for (uint32_t i = 0; i < n; i++)
            bits |=
                (uint64_t) copia_walk_is_word (self, first + (rising ? i : n - 1 - i))
                << i;
        return bits;
    }
    for (uint32_t done = 0; done < n;) {
        uint64_t end = copia_walk_come (self, first + done);
        uint32_t here = (uint32_t) MIN (end - first - done, n - done);
        uint64_t some = words_here (self, first + done, here, rising);

        bits |= some << (rising ? done : n - done - here);
        done += here;
    }
    return bits;
}

uint64_t
copia_walk_words_before (CopiaWalk *self, uint64_t cpos, uint32_t n)
{
    return words_in (self, cpos - n, n, false);
}

uint64_t
copia_walk_words_after (CopiaWalk *self, uint64_t cpos, uint32_t n)
{
    return words_in (self, cpos, n, true);
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

/* The n tokens of the stretch from cpos on. */
static void
read_here (const CopiaWalk *self, uint64_t cpos, uint32_t n, uint32_t *ids)
{
    const uint8_t *bytes = self->ids + (cpos - self->first) * self->width;
    uint32_t largest;

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

void
copia_walk_read (CopiaWalk *self, uint64_t cpos, uint32_t n, uint32_t *ids)
{
    if (!copia_tokens_lie_together (self->tokens)) {
        copia_tokens_read (self->tokens, cpos, n, ids);
        return;
    }
    while (n > 0) {
        uint64_t end = copia_walk_come (self, cpos);
        uint32_t here = (uint32_t) MIN (end - cpos, n);

        read_here (self, cpos, here, ids);
        cpos += here;
        ids += here;
        n -= here;
    }
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
    if (!copia_tokens_lie_together (self->tokens)) {
        for (; start < end; start++)
            counts[copia_walk_id (self, start)] += more;
        return;
    }
    while (start < end) {
        uint64_t n = MIN (end, copia_walk_come (self, start)) - start;
        const uint8_t *bytes = self->ids + (start - self->first) * self->width;

        if (self->width == 3)
            count (self, bytes, 3, 0xFFFFFF, n, more, counts);
        else
            count (self, bytes, self->width, self->mask, n, more, counts);
        start += n;
    }
}
