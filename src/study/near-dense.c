/* near-dense.c - windows spread from their nodes, 64 tokens at a time. */
#include "study/near-dense.h"

#include "index/counter.h"
#include "query/positions.h"
#include "study/scope.h"
#include "study/word-bits.h"

#include <string.h>

#define DENSE 48                  /* tokens a hit, and it is worth while */
#define TILE ((uint64_t) 1 << 18) /* tokens counted at once */
#define BATCH 256                 /* positions taken at once */
#define GROUP 64                  /* tokens a number */

/* Bits of the tokens of a tile and of its margins, which hold all hits whose windows reach into
 * the tile; the first bit is that of `base`. */
typedef struct {
    uint64_t base;
    size_t n; /* numbers */
    uint64_t
        *passed; /* what is not counted: tokens of hits, and marks that take no room */
    uint64_t *seeds;  /* the tokens of hits that have a window */
    uint64_t *words;  /* what fills a window */
    uint64_t *stops;  /* what a window cannot come into from the left */
    uint64_t *covers; /* what lies in a window */
} Bits;

typedef struct {
    const CopiaIndex *index;
    const CopiaSides *sides;
    CopiaScope scope;
    CopiaWalk walk;
    CopiaWordBits words;
    CopiaCounter counter;
    CopiaBounds within;
    CopiaPositions *positions;
    bool ended;
    GArray *hits; /* uint64_t: those that may reach into the tile, and one more */
    uint64_t size;
} Dense;

bool
copia_near_is_dense (const CopiaIndex *index, const CopiaTypeset *types)
{
    return types->kind == COPIA_TYPESET_LISTED &&
           types->freq >= copia_index_tokens (index)->size / DENSE;
}

/* ---- the windows of a tile */

/* Marks what lies up to `width` words to the right of the seeds.
 *
 * A step of all seeds at once is an addition: where a seed's bit, moved by one, is added to the
 * bits of what is no word, it runs through them as a carry and comes to rest on the next word.
 * The bits that changed lie in the window.  Stops count as words, but no window goes on from
 * there; at first nodes do as well, for two in one run of punctuation have the same window
 * behind the second.  Each step carries over to the next number in two ways: a seed at the end,
 * and a run that is not over. */
static void
spread (const Bits *self, uint32_t width)
{
    g_autofree uint64_t *moved = g_new0 (uint64_t, MAX (width, 1));
    g_autofree uint64_t *running = g_new0 (uint64_t, MAX (width, 1));

    for (size_t i = 0; i < self->n; i++) {
        uint64_t seeds = self->seeds[i], words = self->words[i], go = ~self->stops[i];
        uint64_t open = ~(words | seeds) & go, covers = 0;

        for (uint32_t step = 0; step < width; step++) {
            uint64_t start = (seeds << 1 | moved[step]) & go;
            uint64_t sum = start + open, rest = sum + running[step];

            moved[step] = seeds >> 63;
            running[step] = (sum < start) | (rest < sum);
            covers |= (rest ^ open) & go;
            seeds = rest & words & go;
            open = ~words & go;
        }
        self->covers[i] |= covers;
    }
}

static uint64_t
turned (uint64_t bits)
{
    bits = (bits >> 1 & 0x5555555555555555) | (bits & 0x5555555555555555) << 1;
    bits = (bits >> 2 & 0x3333333333333333) | (bits & 0x3333333333333333) << 2;
    bits = (bits >> 4 & 0x0F0F0F0F0F0F0F0F) | (bits & 0x0F0F0F0F0F0F0F0F) << 4;
    return GUINT64_SWAP_LE_BE (bits);
}

/* The last token becomes the first. */
static void
turn (uint64_t *bits, size_t n)
{
    for (size_t i = 0; i < (n + 1) / 2; i++) {
        uint64_t swap = turned (bits[i]);

        bits[i] = turned (bits[n - 1 - i]);
        bits[n - 1 - i] = swap;
    }
}

/* What stops a window on its way to the left is the token before a border. */
static void
stops_to_the_left (uint64_t *stops, size_t n)
{
    for (size_t i = 0; i < n; i++)
        stops[i] = stops[i] >> 1 | (i + 1 < n ? stops[i + 1] << 63 : 0);
}

/* Right windows, then, the other way round, left ones. */
static void
find_covers (Bits *self, const CopiaSides *sides)
{
    uint64_t *const all[] = { self->seeds, self->words, self->stops, self->covers };

    memset (self->covers, 0, self->n * sizeof *self->covers);
    spread (self, sides->right);
    stops_to_the_left (self->stops, self->n);
    for (size_t i = 0; i < G_N_ELEMENTS (all); i++)
        turn (all[i], self->n);
    spread (self, sides->left);
    turn (self->covers, self->n);
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

/* After the nodes: where marks take no room, they are passed over as those are. */
static void
find_words (Dense *self, Bits *bits)
{
    if (self->sides->marks)
        memset (bits->words, 0xFF, bits->n * sizeof *bits->words);
    for (size_t i = 0; !self->sides->marks && i < bits->n; i++) {
        bits->words[i] = copia_word_bits_at (&self->words, bits->base + i * GROUP);
        bits->passed[i] |= ~bits->words[i];
    }
}

/* Hits before `first` are forgotten, those before `end` taken. */
static void
take_hits (Dense *self, uint64_t first, uint64_t end)
{
    guint gone = 0;

    while (gone < self->hits->len && g_array_index (self->hits, uint64_t, gone) < first)
        gone++;
    g_array_remove_range (self->hits, 0, gone);
    while (!self->ended &&
           (self->hits->len == 0 ||
            g_array_index (self->hits, uint64_t, self->hits->len - 1) < end)) {
        uint64_t batch[BATCH];
        uint32_t n = copia_positions_take (self->positions, first, batch, BATCH);

        g_array_append_vals (self->hits, batch, n);
        self->ended = n == 0;
        first = n > 0 ? batch[n - 1] + 1 : first;
    }
}

/* Hits outside of the scope are none, and outside of the regions of `within` have no window.
 * Returns how many begin in [from, to). */
static uint64_t
find_nodes (Dense *self, Bits *bits, uint64_t from, uint64_t to)
{
    uint64_t end = bits->base + bits->n * GROUP, found = 0;
    size_t span = copia_scope_from (&self->scope, bits->base);

    memset (bits->passed, 0, bits->n * sizeof *bits->passed);
    memset (bits->seeds, 0, bits->n * sizeof *bits->seeds);
    for (guint i = 0; i < self->hits->len; i++) {
        uint64_t cpos = g_array_index (self->hits, uint64_t, i);

        if (cpos >= end)
            break;
        while (span < self->scope.n && copia_scope_span (&self->scope, span).end < cpos)
            span++;
        if (span == self->scope.n || copia_scope_span (&self->scope, span).start > cpos)
            continue;
        found += cpos >= from && cpos < to;
        set_bit (bits, bits->passed, cpos);
        if (!self->within.regions || copia_bounds_move (&self->within, cpos))
            set_bit (bits, bits->seeds, cpos);
    }
    return found;
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

/* Counts what is covered in [from, to). */
static void
count_covers (Dense *self, const Bits *bits, uint64_t from, uint64_t to)
{
    for (uint64_t at = from; at < to;) {
        size_t i = (size_t) ((at - bits->base) / GROUP);
        uint32_t skip = (uint32_t) ((at - bits->base) % GROUP);
        uint32_t n = (uint32_t) MIN (GROUP - skip, to - at);
        uint64_t covered = (bits->covers[i] & ~bits->passed[i]) >> skip;

        if (n < GROUP)
            covered &= ((uint64_t) 1 << n) - 1;
        copia_counter_add_some (&self->counter, at, n, covered);
        at += n;
    }
}

static uint64_t
count_tile (Dense *self, uint64_t from, uint64_t to)
{
    uint64_t first = margin_left (self, from, self->sides->right);
    uint64_t end = margin_right (self, to, self->sides->left);
    Bits bits = { .base = first / GROUP * GROUP };
    g_autofree uint64_t *room = NULL;
    uint64_t found;

    bits.n = (size_t) ((end - bits.base + GROUP - 1) / GROUP);
    room = g_new (uint64_t, 5 * bits.n);
    bits.passed = room;
    bits.seeds = room + bits.n;
    bits.words = room + 2 * bits.n;
    bits.stops = room + 3 * bits.n;
    bits.covers = room + 4 * bits.n;
    take_hits (self, bits.base, end);
    found = find_nodes (self, &bits, from, to);
    find_words (self, &bits);
    find_stops (self, &bits);
    find_covers (&bits, self->sides);
    count_covers (self, &bits, from, to);
    return found;
}

void
copia_near_dense (const CopiaIndex *index, const CopiaTypeset *types,
                  const CopiaSubcorpus *where, const CopiaSides *sides, uint64_t from,
                  uint64_t to, uint32_t *near, uint64_t *hits)
{
    uint64_t size = copia_index_tokens (index)->size;
    Dense self = { .index = index,
                   .sides = sides,
                   .scope = copia_scope_of (index, where),
                   .walk = copia_walk_of (copia_index_tokens (index)),
                   .within = copia_bounds_of (sides->within),
                   .hits = g_array_new (FALSE, FALSE, sizeof (uint64_t)),
                   .size = size };
    uint64_t first =
        margin_left (&self, MIN (from, size), sides->right) / GROUP * GROUP;

    to = MIN (to, size);
    self.positions = copia_positions_new (index, &types, 1, first, size);
    self.words = copia_word_bits_of (index, first, sides->marks ? first : to);
    copia_counter_begin (&self.counter, copia_index_tokens (index), near);
    for (; from < to; from = MIN (from + TILE, to))
        *hits += count_tile (&self, from, MIN (from + TILE, to));
    copia_counter_end (&self.counter);
    copia_positions_free (self.positions);
    copia_word_bits_clear (&self.words);
    g_array_unref (self.hits);
}
