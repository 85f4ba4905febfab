/* positions.c - the ways to find positions.
 *
 * Each way fills a buffer with the next positions; next and seek take from the buffer.
 */
#include "query/positions.h"

#include "query/gather.h"
#include "query/stretch.h"

#define FEW_LISTS 8
#define BUFFER 256
/* What it costs to find a position by decoding, and to open a list, in tokens read along. */
#define COST_OF_POSITION 2
#define COST_OF_LIST 64

struct CopiaPositions {
    const CopiaIndex *index;
    const CopiaLayer *layer; /* the stream of ids */
    bool (*fill) (CopiaPositions *self, uint64_t target);
    uint64_t next; /* the least position that may still be given */
    uint64_t to;
    uint64_t base;          /* positions are base + value */
    const uint32_t *values; /* at hand are those from `used` to `filled` */
    uint32_t used, filled;
    uint32_t buffer[BUFFER];
    uint8_t *types; /* reading along: a bit a type */
    CopiaList *lists;
    guint n_lists;
    CopiaStretch *stretch;
    GArray *ids;         /* to be gathered or poured: uint32_t */
    uint64_t freq;       /* of them */
    uint64_t window_end; /* gathered are those of [base, window_end) */
    CopiaGathered *gathered;
    GPtrArray *parts; /* CopiaPositions, each of a stream; else NULL */
    uint64_t *heads;  /* the next position of each; `to`: there is none */
};

/* The ids of all sets, each once. */
static GArray *
collect_ids (const CopiaTypeset *const *sets, size_t n)
{
    GArray *ids = g_array_new (FALSE, FALSE, sizeof (uint32_t));

    for (size_t i = 0; i < n; i++)
        g_array_append_vals (ids, sets[i]->ids->data, sets[i]->ids->len);
    if (n > 1)
        copia_gather_sort (ids);
    return ids;
}

static void
read_ids (const CopiaPositions *self, uint64_t first, uint32_t n, uint32_t *ids)
{
    if (self->layer->kind == COPIA_LAYER_WORD)
        copia_tokens_read (copia_index_tokens (self->index), first, n, ids);
    else
        copia_layer_read (self->layer, first, n, ids);
}

/* Reads along the corpus, as many tokens at a time as fit the buffer. */
static bool
fill_scan (CopiaPositions *self, uint64_t target)
{
    self->used = self->filled = 0;
    for (; target < self->to && self->filled == 0; target += BUFFER) {
        uint32_t n = (uint32_t) MIN (BUFFER, self->to - target), ids[BUFFER];

        read_ids (self, target, n, ids);
        self->base = target;
        for (uint32_t i = 0; i < n; i++) {
            self->buffer[self->filled] = i;
            self->filled += self->types[ids[i] / 8] >> (ids[i] % 8) & 1;
        }
    }
    return self->filled > 0;
}

static void
start_scan (CopiaPositions *self, const CopiaTypeset *const *sets, size_t n)
{
    size_t size = (self->layer->ids + 7u) / 8;

    self->fill = fill_scan;
    self->types = g_malloc0 (size);
    for (size_t i = 0; i < n; i++) {
        const GArray *ids = sets[i]->ids;

        if (sets[i]->kind != COPIA_TYPESET_LISTED) {
            const uint8_t *words = sets[i]->bits;

            for (size_t k = 0; k < size; k++)
                self->types[k] |= words[k];
        }
        for (guint k = 0; k < ids->len; k++) {
            uint32_t id = g_array_index (ids, uint32_t, k);

            self->types[id / 8] |= (uint8_t) (1u << (id % 8));
        }
    }
}

static bool
fill_list (CopiaPositions *self, uint64_t target)
{
    self->used = self->filled = 0;
    if (!copia_list_seek (&self->lists[0], target))
        return false;
    self->filled = copia_list_run (&self->lists[0], &self->values);
    self->base = self->lists[0].base;
    return true;
}

/* The list that stands first; `*limit` is where the next one stands. */
static guint
first_list (const CopiaPositions *self, uint64_t *limit)
{
    guint first = 0;

    *limit = UINT64_MAX;
    for (guint i = 1; i < self->n_lists; i++) {
        if (self->lists[i].pos < self->lists[first].pos) {
            *limit = self->lists[first].pos;
            first = i;
        } else {
            *limit = MIN (*limit, self->lists[i].pos);
        }
    }
    return first;
}

static void
drop_list (CopiaPositions *self, guint i)
{
    self->n_lists--;
    if (i < self->n_lists)
        self->lists[i] = self->lists[self->n_lists];
}

/* Takes from one list until another's turn comes; lists share no position. */
static bool
fill_merge (CopiaPositions *self, uint64_t target)
{
    self->used = self->filled = 0;
    for (guint i = self->n_lists; i-- > 0;)
        if (self->lists[i].pos < target && !copia_list_seek (&self->lists[i], target))
            drop_list (self, i);
    while (self->n_lists > 0 && self->filled < BUFFER) {
        uint64_t limit;
        guint first = first_list (self, &limit);
        CopiaList *list = &self->lists[first];
        bool more;

        if (self->filled == 0)
            self->base = list->pos;
        limit = MIN (limit, self->base + UINT32_MAX); /* so far reach 32 bits */
        if (list->pos >= limit)
            break;
        do {
            self->buffer[self->filled++] = (uint32_t) (list->pos - self->base);
            more = copia_list_next (list);
        } while (more && list->pos < limit && self->filled < BUFFER);
        if (!more)
            drop_list (self, first);
    }
    return self->filled > 0;
}

static void
start_lists (CopiaPositions *self, const GArray *ids)
{
    const CopiaPostings *postings = self->layer->postings;

    self->fill = ids->len == 1 ? fill_list : fill_merge;
    self->lists = g_new (CopiaList, ids->len + 1);
    for (guint i = 0; i < ids->len; i++) {
        CopiaList *list = &self->lists[self->n_lists];

        *list = copia_postings_list (postings, g_array_index (ids, uint32_t, i));
        self->n_lists += ids->len == 1 || copia_list_seek (list, self->next);
    }
}

/* Takes four bits, or as many as there are, without asking how many; returns the others. */
static inline uint64_t
take_few (CopiaPositions *self, uint32_t base, uint64_t bits)
{
    uint32_t n = self->filled;

    for (int i = 0; i < 4; i++) {
        self->buffer[n] = base + (uint32_t) __builtin_ctzll (bits | (uint64_t) 1 << 63);
        n += bits != 0;
        bits &= bits - 1;
    }
    self->filled = n;
    return bits;
}

/* As many words of bits as fit the buffer. */
static bool
fill_stretch (CopiaPositions *self, uint64_t target)
{
    CopiaStretch *stretch = self->stretch;

    if (!stretch) /* only now, for who merely counts never comes here */
        stretch = self->stretch =
            copia_stretch_new (self->layer->postings, self->ids, self->next, 0);
    self->used = self->filled = 0;
    while (target < self->to && self->filled == 0) {
        size_t word;
        uint64_t bits;

        if (target >= stretch->base + COPIA_STRETCH &&
            !copia_stretch_move (stretch, target))
            return false;
        word = (target - stretch->base) / 64;
        bits = stretch->bits[word] & UINT64_MAX << (target % 64);
        self->base = stretch->base;
        for (;;) {
            uint32_t base = (uint32_t) (word * 64);

            bits = take_few (self, base, bits);
            for (; G_UNLIKELY (bits); bits &= bits - 1)
                self->buffer[self->filled++] = base + (uint32_t) __builtin_ctzll (bits);
            if (++word == COPIA_STRETCH_WORDS || self->filled + 64 > BUFFER)
                break;
            bits = stretch->bits[word];
        }
        target = stretch->base + word * 64;
    }
    return self->filled > 0;
}

static void
gather_from (CopiaPositions *self, uint64_t target)
{
    copia_gathered_free (self->gathered);
    self->base = target;
    self->window_end = MIN (self->to, target + COPIA_GATHERED_MOST);
    self->gathered = copia_gathered_new (self->layer->postings, self->ids, self->freq,
                                         target, self->window_end);
}

/* As many tokens at a time as can be gathered: of one file, all. */
static bool
fill_gathered (CopiaPositions *self, uint64_t target)
{
    self->used = self->filled = 0;
    while (self->filled == 0 && target < self->to) {
        if (target >= self->window_end)
            gather_from (self, target);
        self->filled =
            copia_gathered_fill (self->gathered, target, self->buffer, BUFFER);
        target = self->window_end;
    }
    return self->filled > 0;
}

/* Of several streams: a token may be met in more than one. */
static bool
fill_parts (CopiaPositions *self, uint64_t target)
{
    self->used = self->filled = 0;
    for (guint i = 0; i < self->parts->len; i++)
        if (self->heads[i] < target &&
            !copia_positions_seek (self->parts->pdata[i], target, &self->heads[i]))
            self->heads[i] = self->to;
    while (self->filled < BUFFER) {
        uint64_t first = self->to;

        for (guint i = 0; i < self->parts->len; i++)
            first = MIN (first, self->heads[i]);
        if (self->filled == 0)
            self->base = first;
        if (first >= self->to || first - self->base > UINT32_MAX)
            break;
        self->buffer[self->filled++] = (uint32_t) (first - self->base);
        for (guint i = 0; i < self->parts->len; i++)
            if (self->heads[i] == first &&
                !copia_positions_next (self->parts->pdata[i], &self->heads[i]))
                self->heads[i] = self->to;
    }
    return self->filled > 0;
}

static CopiaPositions *
positions_new (const CopiaIndex *index, const CopiaLayer *layer, uint64_t from,
               uint64_t to)
{
    CopiaPositions *self = g_new (CopiaPositions, 1);

    memset (self, 0, sizeof *self);
    self->index = index;
    self->layer = layer;
    self->to = MIN (to, copia_index_tokens (index)->size);
    self->next = MIN (from, self->to);
    self->values = self->buffer;
    return self;
}

/* Of the commonest list: what the others have tells how often a merger goes from list to list. */
static uint64_t
largest_freq (const CopiaPostings *postings, const GArray *ids)
{
    uint64_t largest = 0;

    for (guint i = 0; i < ids->len; i++)
        largest = MAX (largest, copia_ints_get (&postings->freq,
                                                g_array_index (ids, uint32_t, i)));
    return largest;
}

/* Of sets that are no compounds, all of one stream. */
static CopiaPositions *
of_stream (const CopiaIndex *index, const CopiaTypeset *const *sets, size_t n,
           uint64_t from, uint64_t to)
{
    CopiaPositions *self = positions_new (index, sets[0]->layer, from, to);
    const CopiaPostings *postings = self->layer->postings;
    g_autoptr (GArray) ids = collect_ids (sets, n);
    uint64_t size = copia_index_tokens (index)->size, freq = 0;
    bool all_words = false;

    for (size_t i = 0; i < n; i++) {
        all_words = all_words || sets[i]->kind != COPIA_TYPESET_LISTED;
        freq += sets[i]->freq;
    }
    if (all_words ||
        (ids->len > FEW_LISTS &&
         freq * COST_OF_POSITION + (uint64_t) ids->len * COST_OF_LIST > size)) {
        start_scan (self, sets, n);
    } else if (ids->len > 1 && ids->len <= FEW_LISTS &&
               copia_stretch_suits (freq - largest_freq (postings, ids), size)) {
        self->fill = fill_stretch;
        self->ids = g_steal_pointer (&ids);
    } else if (ids->len <= FEW_LISTS) {
        start_lists (self, ids);
    } else {
        self->fill = fill_gathered;
        self->ids = g_steal_pointer (&ids);
        self->freq = freq;
    }
    return self;
}

static int
compare_streams (const void *a, const void *b)
{
    const CopiaTypeset *const *x = a, *const *y = b;

    return g_strcmp0 ((*x)->layer->name, (*y)->layer->name);
}

CopiaPositions *
copia_positions_new (const CopiaIndex *index, const CopiaTypeset *const *sets, size_t n,
                     uint64_t from, uint64_t to)
{
    g_autoptr (GPtrArray) all = g_ptr_array_new ();
    CopiaPositions *self;
    guint at = 0;

    for (size_t i = 0; i < n; i++)
        copia_typeset_cover (sets[i], all);
    g_ptr_array_sort (all, compare_streams);
    self = positions_new (index, NULL, from, to);
    self->parts =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_positions_free);
    while (at < all->len) {
        const CopiaTypeset *const *first =
            (const CopiaTypeset *const *) (void *) &all->pdata[at];
        guint same = 1;

        while (at + same < all->len && first[same]->layer == first[0]->layer)
            same++;
        g_ptr_array_add (self->parts, of_stream (index, first, same, from, to));
        at += same;
    }
    if (self->parts->len == 1) {
        CopiaPositions *only = g_ptr_array_steal_index (self->parts, 0);

        copia_positions_free (self);
        return only;
    }
    self->fill = fill_parts;
    self->heads = g_new0 (uint64_t, self->parts->len + 1);
    for (guint i = 0; i < self->parts->len; i++)
        if (!copia_positions_seek (self->parts->pdata[i], from, &self->heads[i]))
            self->heads[i] = self->to;
    return self;
}

/* The first of the values at hand that is not before `cpos`; the last one is not. */
static uint32_t
find (const CopiaPositions *self, uint64_t cpos)
{
    uint64_t target = cpos > self->base ? cpos - self->base : 0;
    uint32_t low = self->used, high = self->filled, step = 1;

    if (self->values[low] >= target)
        return low;
    while (low + step < high && self->values[low + step] < target) {
        low += step;
        step *= 2;
    }
    for (high = MIN (high, low + step); low + 1 < high;) { /* values[low] < target */
        uint32_t middle = low + (high - low) / 2;

        if (self->values[middle] < target)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

bool
copia_positions_seek (CopiaPositions *self, uint64_t target, uint64_t *cpos)
{
    uint64_t found = self->to;

    target = MAX (target, self->next);
    if (target < self->to && ((self->used < self->filled &&
                               self->base + self->values[self->filled - 1] >= target) ||
                              self->fill (self, target))) {
        self->used = find (self, target);
        found = self->base + self->values[self->used++];
    }
    if (found >= self->to) {
        self->next = self->to; /* no more, whatever is asked for */
        return false;
    }
    self->next = found + 1;
    *cpos = found;
    return true;
}

uint32_t
copia_positions_take (CopiaPositions *self, uint64_t target, uint64_t *positions,
                      uint32_t most)
{
    uint32_t n;

    if (!copia_positions_seek (self, target, &positions[0]))
        return 0;
    n = MIN (most - 1, self->filled - self->used);
    for (uint32_t i = 0; i < n; i++)
        positions[1 + i] = self->base + self->values[self->used + i];
    while (n > 0 && positions[n] >= self->to)
        n--;
    self->used += n;
    self->next = positions[n] + 1;
    return n + 1;
}

bool
copia_positions_next (CopiaPositions *self, uint64_t *cpos)
{
    return copia_positions_seek (self, self->next, cpos);
}

void
copia_positions_free (CopiaPositions *self)
{
    if (!self)
        return;
    g_clear_pointer (&self->parts, g_ptr_array_unref);
    g_free (self->heads);
    g_free (self->types);
    g_free (self->lists);
    copia_stretch_free (self->stretch);
    g_clear_pointer (&self->ids, g_array_unref);
    copia_gathered_free (self->gathered);
    g_free (self);
}
