/* ngram-text.c - a window of n items that slides over a corpus. */
#include "study/ngram-text.h"

#include "index/walk.h"

#define BLOCK 256 /* tokens read at once */
#define RING 16   /* a power of 2 above COPIA_LONGEST_NGRAM */
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

typedef struct {
    const CopiaNgramText *text;
    uint32_t n;
    uint64_t from, to;
    bool exact;
    bool closely;        /* no token is passed over */
    unsigned shift;      /* exact: bits below the key */
    uint64_t mask, drop; /* exact: bits of the key; else BASE^n */
    uint32_t items[RING];
    uint32_t places[RING];
    uint32_t next, filled;
    uint64_t key;
    size_t piece;       /* the next one */
    uint64_t piece_end; /* of the one the window begins in, and its unit */
    uint32_t unit;
    Nodes *nodes; /* NULL: all */
    CopiaWalk walk;
    CopiaNgramPlace told[COPIA_NGRAMS_TOLD];
    uint32_t n_told;
    CopiaNgramTake take;
    void *data;
} Scan;

static void
flush (Scan *self)
{
    self->take (self->data, self->told, self->n_told);
    self->n_told = 0;
}

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

static inline void
tell (Scan *self, uint64_t key, uint32_t start, uint64_t end)
{
    if (self->nodes && !holds_node (self->nodes, start, end))
        return;
    while (G_UNLIKELY (start > self->piece_end || self->unit == COPIA_NONE)) {
        const CopiaPiece *piece = copia_units_piece (self->text->units, self->piece++);

        self->piece_end = piece->end;
        self->unit = piece->unit;
    }
    if (self->n_told == COPIA_NGRAMS_TOLD)
        flush (self);
    self->told[self->n_told++] = (CopiaNgramPlace){ key, start, self->unit };
}

static inline void
push (Scan *self, uint32_t item, uint64_t cpos)
{
    if (self->exact)
        self->key = (self->key << self->text->bits | (item + 1)) & self->mask;
    else {
        self->key = self->key * BASE + spread (item);
        if (self->filled == self->n)
            self->key -=
                spread (self->items[(self->next - self->n) & (RING - 1)]) * self->drop;
    }
    self->items[self->next & (RING - 1)] = item;
    self->places[self->next & (RING - 1)] = (uint32_t) cpos;
    self->next++;
    self->filled += self->filled < self->n;
}

static inline void
forget (Scan *self)
{
    self->filled = 0;
    self->key = 0;
}

/* A block of ids to the n-grams that end in it, and tells of them.  Marks come when they like,
 * so there is no branch on them. */
static void
slide_block (Scan *self, const uint32_t *ids, uint32_t size, uint64_t at)
{
    const uint32_t *items = self->text->items;
    unsigned bits = self->text->bits, shift = self->shift;
    uint64_t key = self->key, mask = self->mask;
    uint32_t filled = self->filled, n = self->n, found = 0;
    uint64_t keys[BLOCK];
    uint32_t now[BLOCK], ends[BLOCK];

    for (uint32_t i = 0; i < size; i++)
        now[i] = items[ids[i]];
    for (uint32_t i = 0; i < size; i++) {
        uint64_t live = -(uint64_t) (now[i] != COPIA_NGRAM_END); /* all bits or none */

        key = (key << bits | (now[i] + 1)) & mask & live;
        filled = (filled + 1) & (uint32_t) live;
        keys[found] = key << shift;
        ends[found] = (uint32_t) at + i;
        found += filled >= n;
    }
    self->key = key;
    self->filled = MIN (filled, n);
    for (uint32_t i = 0; i < found; i++)
        tell (self, keys[i], ends[i] + 1 - n, ends[i]);
}

/* The same as below, up to before `end`, where the key is the n-gram and its tokens follow each
 * other closely. */
static void
slide_closely (Scan *self, uint64_t start, uint64_t end)
{
    uint32_t ids[BLOCK];

    for (uint64_t at = start; at < end; at += BLOCK) {
        uint32_t size = (uint32_t) MIN (BLOCK, end - at);

        copia_walk_read (&self->walk, at, size, ids);
        slide_block (self, ids, size, at);
    }
    for (uint32_t i = 0; i < self->filled; i++)
        self->places[(self->next + i) & (RING - 1)] =
            (uint32_t) (end - self->filled + i);
    self->next += self->filled;
}

/* Slides over [start, end], which n-grams do not leave; false: the range of starts is done. */
static bool
slide (Scan *self, uint64_t start, uint64_t end)
{
    const CopiaNgramText *text = self->text;
    uint64_t cpos = start;

    forget (self);
    if (self->exact && self->closely) {
        cpos = MAX (start, MIN (end + 1, self->to));
        slide_closely (self, start, cpos);
    }
    for (; cpos <= end; cpos++) {
        uint32_t item = text->items[copia_walk_id (&self->walk, cpos)], oldest;

        if (item >= COPIA_NGRAM_PASS) {
            if (item == COPIA_NGRAM_END)
                forget (self);
            if (self->filled == 0 && cpos >= self->to)
                return false;
            continue;
        }
        push (self, item, cpos);
        oldest = self->places[(self->next - self->filled) & (RING - 1)];
        if (oldest >= self->to)
            return false;
        if (self->filled == self->n)
            tell (self, self->exact ? self->key << self->shift : self->key, oldest,
                  cpos);
    }
    return true;
}

/* Range by range of the scope, text by text. */
static void
scan (Scan *self)
{
    const CopiaScope *scope = &self->text->scope;
    CopiaBounds text = copia_bounds_of (copia_index_texts (self->text->index));

    for (size_t i = copia_scope_from (scope, self->from); i < scope->n; i++) {
        CopiaSpan span = copia_scope_span (scope, i);

        for (uint64_t at = MAX (span.start, self->from); at <= span.end;) {
            uint64_t end =
                copia_bounds_move (&text, at) ? MIN (span.end, text.end) : span.end;

            if (at >= self->to || !slide (self, at, end))
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
find_nodes (const CopiaNgramText *self, const CopiaNgramsAsk *ask, uint64_t from,
            uint64_t to, GArray *found, uint64_t *hits, GError **error)
{
    g_autoptr (CopiaHits) all = copia_hits_new (self->index, ask->node, ask->of.where,
                                                from, reach (self, to, ask->n), error);
    uint64_t least = UINT64_MAX;
    CopiaHit batch[COPIA_NGRAMS_TOLD];
    size_t n;

    if (!all)
        return false;
    while ((n = copia_hits_take (all, batch, COPIA_NGRAMS_TOLD)) > 0) {
        for (size_t i = 0; i < n; i++)
            *hits += batch[i].start < to;
        g_array_append_vals (found, batch, (guint) n);
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
copia_ngram_scan (const CopiaNgramText *self, const CopiaNgramsAsk *ask, uint64_t from,
                  uint64_t to, CopiaNgramTake take, void *data, uint64_t *hits,
                  GError **error)
{
    g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (CopiaHit));
    unsigned width = ask->n * self->bits;
    Nodes nodes = { found, 0 };
    Scan one = { .text = self,
                 .n = ask->n,
                 .from = from,
                 .to = to,
                 .exact = copia_ngram_is_exact (self, ask->n),
                 .closely = ask->marks != COPIA_MARKS_PASS,
                 .walk = copia_walk_of (self->tokens),
                 .drop = 1,
                 .piece = copia_units_piece_from (self->units, from),
                 .unit = COPIA_NONE,
                 .nodes = ask->node ? &nodes : NULL,
                 .take = take,
                 .data = data };

    if (ask->node && !find_nodes (self, ask, from, to, found, hits, error))
        return false;
    if (one.exact) {
        one.shift = 64 - width;
        one.mask = width == 64 ? UINT64_MAX : ((uint64_t) 1 << width) - 1;
    }
    for (uint32_t i = 0; i < ask->n; i++)
        one.drop *= BASE;
    scan (&one);
    flush (&one);
    return true;
}
