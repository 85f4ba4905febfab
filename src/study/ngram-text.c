/* ngram-text.c - a window of n items that slides over a corpus. */
#include "study/ngram-text.h"

#include "index/walk.h"

#include <string.h>

#define BLOCK COPIA_NGRAMS_TOLD /* tokens read at once */
#define BASE 0x9E3779B97F4A7C15u

void
copia_ngram_read (const CopiaNgramText *self, uint64_t cpos, uint32_t n,
                  uint32_t *items)
{
    for (uint32_t i = 0; i < n && cpos < self->tokens->size; cpos++) {
        uint32_t item = copia_ngram_item (self, cpos);

        if (item != COPIA_NGRAM_PASS)
            items[i++] = item;
    }
}

/* Hits by their start, and the least end of each and all behind it. */
typedef struct {
    GArray *hits; /* CopiaHit, `end` being that least end */
    guint at;     /* the first that does not start before the window */
} Nodes;

uint32_t
copia_ngram_stretches (const CopiaNgramText *self)
{
    return (uint32_t) (self->tokens->size / self->stretch) + 1;
}

CopiaNgramRange
copia_ngram_range (const CopiaNgramText *self, uint32_t i, uint32_t n)
{
    uint64_t size = self->tokens->size;
    uint32_t first = i - i % (n / copia_ngram_stretches (self));

    return (CopiaNgramRange){ .base = size * first / n,
                              .from = size * i / n,
                              .to = size * (i + 1) / n };
}

#define BEFORE 16 /* items of the block before that a window reaches into */

typedef struct {
    const CopiaNgramText *text;
    uint32_t n;
    CopiaNgramRange range;
    bool exact;
    bool passes;         /* tokens are passed over */
    uint64_t mask, drop; /* bits of the key; of hashes BASE^n */
    uint32_t filled;     /* items in the window, n and more being the same */
    uint64_t key;
    Nodes *nodes; /* NULL: all */
    CopiaWalk walk;
    uint32_t items[BEFORE + BLOCK];   /* those of the block, behind those before it */
    uint64_t places[BEFORE + BLOCK];  /* cpos of each */
    uint64_t spreads[BEFORE + BLOCK]; /* of hashes: what each adds to them */
    uint64_t keys[BLOCK];
    uint32_t starts[BLOCK], ends[BLOCK];
    CopiaNgramTake take;
    void *data;
} Scan;

/* Items spread over 64 bits. */
static inline uint64_t
spread (uint32_t item)
{
    uint64_t x = (item + 1) * (uint64_t) 0xD6E8FEB86659FD93u;

    return x ^ x >> 32;
}

static bool
holds_node (Nodes *self, uint64_t start, uint64_t end)
{
    while (self->at < self->hits->len &&
           g_array_index (self->hits, CopiaHit, self->at).start < start)
        self->at++;
    return self->at < self->hits->len &&
           g_array_index (self->hits, CopiaHit, self->at).end <= end;
}

/* The items of [at, at + size), without what is passed over; returns how many they are. */
static uint32_t
read_block (Scan *self, uint64_t at, uint32_t size)
{
    const uint32_t *items = self->text->items;
    uint32_t ids[BLOCK], *to = self->items + BEFORE, n = 0;
    uint64_t *places = self->places + BEFORE;

    copia_walk_read (&self->walk, at, size, ids);
    if (!self->passes) {
        for (uint32_t i = 0; i < size; i++)
            to[i] = items[ids[i]];
        for (uint32_t i = 0; i < size; i++)
            places[i] = at + i;
        return size;
    }
    for (uint32_t i = 0; i < size; i++) {
        to[n] = items[ids[i]];
        places[n] = at + i;
        n += to[n] != COPIA_NGRAM_PASS;
    }
    return n;
}

/* The n-grams that end in the block; returns how many they are.  Marks come when they like, so
 * there is no branch on them. */
static uint32_t
slide_exact (Scan *self, uint32_t size)
{
    const uint32_t *now = self->items + BEFORE;
    unsigned bits = self->text->bits;
    uint64_t key = self->key, mask = self->mask;
    uint32_t filled = self->filled, n = self->n, found = 0;

    for (uint32_t i = 0; i < size; i++) {
        uint64_t live = -(uint64_t) (now[i] != COPIA_NGRAM_END); /* all bits or none */

        key = (key << bits | (now[i] + 1)) & mask & live;
        filled = (filled + 1) & (uint32_t) live;
        self->keys[found] = key;
        self->ends[found] = i;
        found += filled >= n;
    }
    self->key = key;
    self->filled = MIN (filled, n);
    return found;
}

/* The same of hashes: those of windows that hold an end are made too, and not told. */
static uint32_t
slide_hash (Scan *self, uint32_t size)
{
    const uint32_t *now = self->items + BEFORE;
    uint64_t *spreads = self->spreads + BEFORE;
    uint64_t key = self->key, drop = self->drop, mask = self->mask;
    uint32_t filled = self->filled, n = self->n, found = 0;

    for (uint32_t i = 0; i < size; i++)
        spreads[i] = spread (now[i]);
    for (uint32_t i = 0; i < size; i++) {
        key = key * BASE + (spreads[i] - spreads[(int64_t) i - n] * drop);
        filled = (filled + 1) & -(uint32_t) (now[i] != COPIA_NGRAM_END);
        self->keys[found] = key & mask;
        self->ends[found] = i;
        found += filled >= n;
    }
    self->key = key;
    self->filled = MIN (filled, n);
    return found;
}

/* Leaves those that hold a node and begin in the range. */
static uint32_t
choose (Scan *self, uint32_t found)
{
    const uint64_t *places = self->places + BEFORE;
    uint32_t kept = 0;

    for (uint32_t i = 0; i < found; i++) {
        uint32_t last = self->ends[i];
        uint64_t start = places[(int64_t) last + 1 - self->n];

        self->keys[kept] = self->keys[i];
        self->ends[kept] = last;
        kept += start < self->range.to &&
                (!self->nodes || holds_node (self->nodes, start, places[last]));
    }
    return kept;
}

static void
slide_block (Scan *self, uint64_t at, uint32_t size)
{
    uint32_t n = read_block (self, at, size);
    uint32_t found = self->exact ? slide_exact (self, n) : slide_hash (self, n);
    uint64_t base = self->range.base;

    if (self->nodes || at + size > self->range.to)
        found = choose (self, found);
    for (uint32_t i = 0; i < found; i++)
        self->starts[i] =
            (uint32_t) (self->places[BEFORE + self->ends[i] + 1 - self->n] - base);
    if (found > 0)
        self->take (self->data, self->keys, self->starts, found);
    memmove (self->places, self->places + n, BEFORE * sizeof *self->places);
    memmove (self->spreads, self->spreads + n, BEFORE * sizeof *self->spreads);
}

/* No n-gram that is still to come begins in the range. */
static bool
is_behind (const Scan *self, uint64_t cpos)
{
    uint32_t held = MIN (self->filled, self->n - 1);

    return cpos >= self->range.to &&
           (held == 0 || self->places[BEFORE - held] >= self->range.to);
}

/* Slides over [start, end], which n-grams do not leave; false: the range of starts is done. */
static bool
slide (Scan *self, uint64_t start, uint64_t end)
{
    self->filled = 0;
    self->key = 0;
    memset (self->spreads, 0, BEFORE * sizeof *self->spreads);
    for (uint64_t at = start; at <= end;) {
        uint32_t most = at < self->range.to ? BLOCK : BEFORE;
        uint32_t size = (uint32_t) MIN (most, end + 1 - at);

        slide_block (self, at, size);
        at += size;
        if (is_behind (self, at))
            return false;
    }
    return true;
}

/* Range by range of the scope, text by text. */
static void
scan (Scan *self)
{
    const CopiaScope *scope = &self->text->scope;
    CopiaBounds text = copia_bounds_of (copia_index_texts (self->text->index));

    for (size_t i = copia_scope_from (scope, self->range.from); i < scope->n; i++) {
        CopiaSpan span = copia_scope_span (scope, i);

        for (uint64_t at = MAX (span.start, self->range.from); at <= span.end;) {
            uint64_t end =
                copia_bounds_move (&text, at) ? MIN (span.end, text.end) : span.end;

            if (at >= self->range.to || !slide (self, at, end))
                return;
            at = end + 1;
        }
    }
}

/* Where n items behind `to` end: no window that begins before `to` goes farther. */
static uint64_t
reach (const CopiaNgramText *self, uint64_t to, uint32_t n)
{
    uint64_t cpos = MIN (to, self->tokens->size);

    for (; n > 0 && cpos < self->tokens->size; cpos++)
        n -= copia_ngram_item (self, cpos) != COPIA_NGRAM_PASS;
    return cpos;
}

static bool
find_nodes (const CopiaNgramText *self, const CopiaNgramsAsk *ask, uint32_t n,
            CopiaNgramRange range, GArray *found, uint64_t *hits, GError **error)
{
    uint64_t end = reach (self, range.to, n);
    g_autoptr (CopiaHits) all =
        copia_hits_new (self->index, ask->node, ask->of.where, range.from, end, error);
    uint64_t least = UINT64_MAX;
    CopiaHit batch[BLOCK];
    size_t taken;

    if (!all)
        return false;
    while ((taken = copia_hits_take (all, batch, BLOCK)) > 0) {
        for (size_t i = 0; i < taken; i++)
            *hits += batch[i].start < range.to;
        g_array_append_vals (found, batch, (guint) taken);
    }
    if (!copia_hits_ended_well (all, error))
        return false;
    for (guint i = found->len; i-- > 0;) {
        CopiaHit *one = &g_array_index (found, CopiaHit, i);

        least = one->end = MIN (least, one->end);
    }
    return true;
}

bool
copia_ngram_scan (const CopiaNgramText *self, const CopiaNgramsAsk *ask, uint32_t n,
                  CopiaNgramRange range, CopiaNgramTake take, void *data,
                  uint64_t *hits, GError **error)
{
    g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (CopiaHit));
    Nodes nodes = { found, 0 };
    Scan one = { .text = self,
                 .n = n,
                 .range = range,
                 .exact = copia_ngram_is_exact (self, n),
                 .passes = ask->marks == COPIA_MARKS_PASS,
                 .drop = 1,
                 .nodes = ask->node ? &nodes : NULL,
                 .take = take,
                 .data = data };

    if (ask->node && !find_nodes (self, ask, n, range, found, hits, error))
        return false;
    one.mask = UINT64_MAX >> (64 - copia_ngram_width (self, n));
    for (uint32_t i = 0; i < n; i++)
        one.drop *= BASE;
    one.walk = copia_walk_begin (self->tokens);
    scan (&one);
    copia_walk_end (&one.walk);
    return true;
}
