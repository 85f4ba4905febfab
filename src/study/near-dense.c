/* near-dense.c - windows spread from their nodes, 64 tokens at a time. */
#include "study/near-dense.h"

#include "index/counter.h"
#include "study/near-hits.h"
#include "study/near-spread.h"
#include "study/scope.h"
#include "study/word-bits.h"

#include <string.h>

#define DENSE 48                  /* tokens a hit, and it is worth while */
#define TILE ((uint64_t) 1 << 16) /* tokens counted at once */
#define GROUP 64                  /* tokens a number */
#define AHEAD 8 /* numbers whose tokens are on their way from memory */

/* Bits of the tokens of a tile and of its margins, which hold all hits whose windows reach into
 * the tile; the first bit is that of `base`. */
typedef struct {
    uint64_t base;
    size_t n, room;   /* numbers */
    uint64_t *hits;   /* the first token of each */
    uint64_t *words;  /* what fills a window */
    uint64_t *nodes;  /* hits in the scope, which are not counted */
    uint64_t *seeds;  /* those that have a window */
    uint64_t *stops;  /* what a window cannot come into from the left */
    uint64_t *covers; /* what lies in a window */
} Bits;

typedef struct {
    const CopiaIndex *index;
    const CopiaSides *sides;
    CopiaScope scope;
    bool everywhere; /* the scope is the corpus */
    CopiaWalk walk;
    CopiaWordBits words;
    CopiaNearHits hits;
    CopiaCounter counter;
    Bits bits;
    uint64_t size;
} Dense;

bool
copia_near_is_dense (const CopiaIndex *index, const CopiaTypeset *types)
{
    return types->kind == COPIA_TYPESET_LISTED &&
           types->freq >= copia_index_tokens (index)->size / DENSE;
}

/* ---- what is known of a tile */

static void
set_bit (const Bits *self, uint64_t *bits, uint64_t cpos)
{
    if (cpos >= self->base && cpos - self->base < self->n * GROUP)
        bits[(cpos - self->base) / GROUP] |= (uint64_t) 1
                                             << ((cpos - self->base) % GROUP);
}

/* Borders of regions are borders of windows, of those beside them too. */
static void
stop_at_regions (const Bits *self, const CopiaRegions *regions)
{
    uint64_t end = self->base + self->n * GROUP;

    for (uint32_t i = copia_regions_from (regions, self->base);
         i < copia_regions_count (regions) && copia_regions_start (regions, i) < end;
         i++) {
        set_bit (self, self->stops, copia_regions_start (regions, i));
        set_bit (self, self->stops, copia_regions_end (regions, i) + 1);
    }
}

static void
find_stops (const Dense *self, Bits *bits)
{
    uint64_t end = bits->base + bits->n * GROUP;

    memset (bits->stops, 0, bits->n * sizeof *bits->stops);
    set_bit (bits, bits->stops, self->size);
    if (!self->sides->across)
        stop_at_regions (bits, copia_index_texts (self->index));
    if (self->sides->within)
        stop_at_regions (bits, self->sides->within);
    for (size_t i = copia_scope_from (&self->scope, bits->base); i < self->scope.n;
         i++) {
        CopiaSpan span = copia_scope_span (&self->scope, i);

        if (span.start >= end)
            return;
        set_bit (bits, bits->stops, span.start);
        set_bit (bits, bits->stops, span.end + 1);
    }
}

/* Marks the bits of the tile in [start, end). */
static void
mark_range (const Bits *self, uint64_t *bits, uint64_t start, uint64_t end)
{
    start = MAX (start, self->base) - self->base;
    end = MIN (end - MIN (end, self->base), self->n * GROUP);
    while (start < end) {
        uint64_t n = MIN (GROUP - start % GROUP, end - start);

        bits[start / GROUP] |= UINT64_MAX >> (GROUP - n) << (start % GROUP);
        start += n;
    }
}

/* Of `from`, what lies in the scope. */
static void
keep_scope (const Dense *self, const Bits *bits, const uint64_t *from, uint64_t *to)
{
    uint64_t end = bits->base + bits->n * GROUP;

    memset (to, 0, bits->n * sizeof *to);
    for (size_t i = copia_scope_from (&self->scope, bits->base);
         i < self->scope.n && copia_scope_span (&self->scope, i).start < end; i++)
        mark_range (bits, to, copia_scope_span (&self->scope, i).start,
                    copia_scope_span (&self->scope, i).end + 1);
    for (size_t i = 0; i < bits->n; i++)
        to[i] &= from[i];
}

/* What lies in a region. */
static void
keep_regions (const Bits *bits, const CopiaRegions *regions, const uint64_t *from,
              uint64_t *to)
{
    uint64_t end = bits->base + bits->n * GROUP;

    memset (to, 0, bits->n * sizeof *to);
    for (uint32_t i = copia_regions_from (regions, bits->base);
         i < copia_regions_count (regions) && copia_regions_start (regions, i) < end;
         i++)
        mark_range (bits, to, copia_regions_start (regions, i),
                    copia_regions_end (regions, i) + 1);
    for (size_t i = 0; i < bits->n; i++)
        to[i] &= from[i];
}

/* Hits outside of the scope are none, and outside of the regions of `within` have no window. */
static void
find_nodes (const Dense *self, Bits *bits)
{
    bits->nodes = bits->hits;
    if (!self->everywhere) {
        bits->nodes = bits->hits + 4 * bits->room;
        keep_scope (self, bits, bits->hits, bits->nodes);
    }
    bits->seeds = bits->nodes;
    if (self->sides->within) {
        bits->seeds = bits->hits + 5 * bits->room;
        keep_regions (bits, self->sides->within, bits->nodes, bits->seeds);
    }
}

/* ---- the bits of a tile, of which those of its left margin are known already */

static void
make_room (Bits *self, size_t n)
{
    uint64_t *old = self->hits;

    if (n <= self->room)
        return;
    self->hits = g_new (uint64_t, 6 * n);
    if (self->n > 0) {
        memcpy (self->hits, old, self->n * sizeof *old);
        memcpy (self->hits + n, self->words, self->n * sizeof *old);
    }
    g_free (old);
    self->room = n;
    self->words = self->hits + n;
    self->stops = self->hits + 2 * n;
    self->covers = self->hits + 3 * n;
}

static void
move_to (Dense *self, uint64_t base, size_t n)
{
    Bits *bits = &self->bits;
    size_t gone = bits->n > 0 ? (size_t) ((base - bits->base) / GROUP) : 0;
    size_t kept = bits->n - gone;

    if (kept > 0) {
        memmove (bits->hits, bits->hits + gone, kept * sizeof *bits->hits);
        memmove (bits->words, bits->words + gone, kept * sizeof *bits->words);
    }
    bits->n = kept;
    make_room (bits, n);
    bits->base = base;
    bits->n = n;
    copia_near_hits_read (&self->hits, base + kept * GROUP, n - kept,
                          bits->hits + kept);
    if (self->sides->marks)
        memset (bits->words + kept, 0xFF, (n - kept) * sizeof *bits->words);
    else
        copia_word_bits_read (&self->words, base + kept * GROUP, n - kept,
                              bits->words + kept);
}

/* ---- tile by tile */

/* Where `words` words before cpos have begun. */
static uint64_t
margin_left (Dense *self, uint64_t cpos, uint32_t words)
{
    if (self->sides->marks)
        return cpos - MIN (cpos, words);
    for (uint32_t seen = 0; seen < words && cpos > 0;) {
        uint32_t n = (uint32_t) MIN (GROUP, cpos);

        seen += (uint32_t) __builtin_popcountll (
            copia_walk_words_before (&self->walk, cpos, n));
        cpos -= n;
    }
    return cpos;
}

/* Where `words` words from cpos on have ended. */
static uint64_t
margin_right (Dense *self, uint64_t cpos, uint32_t words)
{
    if (self->sides->marks)
        return cpos + MIN (self->size - cpos, words);
    for (uint32_t seen = 0; seen < words && cpos < self->size;) {
        uint32_t n = (uint32_t) MIN (GROUP, self->size - cpos);

        seen += (uint32_t) __builtin_popcountll (
            copia_walk_words_after (&self->walk, cpos, n));
        cpos += n;
    }
    return cpos;
}

/* A call where the target has no instruction for it: three of four numbers have some. */
static inline uint32_t
bits_in (uint64_t bits)
{
    bits -= bits >> 1 & 0x5555555555555555;
    bits = (bits & 0x3333333333333333) + (bits >> 2 & 0x3333333333333333);
    bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0F;
    return (uint32_t) (bits * 0x0101010101010101 >> 56);
}

/* Counts what is covered in [from, to), and the hits there; where marks take no room, they are
 * passed over as hits are. */
static uint64_t
count_covers (Dense *self, const Bits *bits, uint64_t from, uint64_t to)
{
    uint64_t found = 0;

    for (uint64_t at = from; at < to;) {
        size_t i = (size_t) ((at - bits->base) / GROUP);
        uint32_t skip = (uint32_t) ((at - bits->base) % GROUP);
        uint32_t n = (uint32_t) MIN (GROUP - skip, to - at);
        uint64_t here = UINT64_MAX >> (GROUP - n) << skip;
        uint64_t nodes = bits->nodes[i] & here;
        uint64_t covered = bits->covers[i] & bits->words[i] & ~nodes & here;

        if (i + AHEAD < bits->n && bits->covers[i + AHEAD] != 0)
            copia_counter_prefetch (&self->counter, at + AHEAD * GROUP);
        found += bits_in (nodes);
        copia_counter_add_some (&self->counter, at, n, covered >> skip);
        at += n;
    }
    return found;
}

static uint64_t
count_tile (Dense *self, uint64_t from, uint64_t to)
{
    Bits *bits = &self->bits;
    uint64_t base = margin_left (self, from, self->sides->right) / GROUP * GROUP;
    uint64_t end = margin_right (self, to, self->sides->left);

    move_to (self, base, (size_t) ((end - base + GROUP - 1) / GROUP));
    find_nodes (self, bits);
    find_stops (self, bits);
    copia_near_spread (bits->seeds, bits->words, bits->stops, bits->n,
                       self->sides->left, self->sides->right, bits->covers);
    return count_covers (self, bits, from, to);
}

void
copia_near_dense (const CopiaIndex *index, const CopiaTypeset *types,
                  const CopiaSubcorpus *where, const CopiaSides *sides, uint64_t from,
                  uint64_t to, CopiaTypeCounts *near, uint64_t *hits)
{
    uint64_t size = copia_index_tokens (index)->size;
    Dense self = { .index = index,
                   .sides = sides,
                   .scope = copia_scope_of (index, where),
                   .everywhere = !where || copia_subcorpus_is_all (where),
                   .walk = copia_walk_of (copia_index_tokens (index)),
                   .size = size };
    uint64_t first =
        margin_left (&self, MIN (from, size), sides->right) / GROUP * GROUP;

    to = MIN (to, size);
    self.hits = copia_near_hits_of (index, types, first);
    self.words = copia_word_bits_of (index, first, sides->marks ? first : to);
    copia_counter_begin (&self.counter, copia_index_tokens (index), near->numbers);
    for (; from < to; from = MIN (from + TILE, to))
        *hits += count_tile (&self, from, MIN (from + TILE, to));
    copia_counter_give (&self.counter, near);
    copia_near_hits_clear (&self.hits);
    copia_word_bits_clear (&self.words);
    g_free (self.bits.hits);
}
