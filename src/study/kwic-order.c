/* kwic-order.c - sort keys of a concordance. */
#include "study/kwic-private.h"

#include "base/large.h"
#include "index/walk.h"
#include "study/kwic-beside.h"
#include "study/kwic-keys.h"
#include "study/kwic-net.h"
#include "study/scope.h"
#include "study/sort.h"

#include <string.h>

#define AHEAD 48   /* hits whose surroundings are on their way from memory */
#define MANY 65536 /* hits that are worth a thread */
#define MOST_SHARES 64
#define NOWHERE UINT64_MAX

/* One comparison: the word at a place beside or inside of the hit. */
typedef struct {
    const CopiaIndex *index;
    const CopiaKeptList *hits;
    uint32_t threads;
    GArray *levels; /* CopiaSortLevel */
    /* By id, the leading bits of its place in reading order.  All bytes stay in a core's cache,
     * where the places themselves would not: so the first key of many hits is compared by them
     * first, which leaves few.  NULL: they are not so many. */
    uint8_t *leading;
    unsigned rest; /* bits that follow */
    CopiaKwicNet net;
} Order;

static bool
is_of_words (const CopiaSortLevel *level)
{
    return !level->layer && !level->regions;
}

/* The place of the word that stands `nth` to the left of start; NOWHERE: there is none. */
static uint64_t
word_left (CopiaWalk *walk, uint64_t start, uint32_t nth, uint64_t limit)
{
    for (uint64_t at = start; at > limit;)
        if (copia_walk_is_word (walk, --at) && --nth == 0)
            return at;
    return NOWHERE;
}

/* That of word number `nth` of those in [start, limit]. */
static uint64_t
word_right (CopiaWalk *walk, uint64_t start, uint32_t nth, uint64_t limit)
{
    for (uint64_t at = start; at <= limit; at++)
        if (copia_walk_is_word (walk, at) && --nth == 0)
            return at;
    return NOWHERE;
}

/* Ids + 1 become places in reading order + 1; 0 stays. */
static void
rank (const CopiaLexicon *lexicon, uint32_t *values, uint32_t n)
{
    if (n >= MANY)
        copia_ints_touch (&lexicon->rank);
    for (uint32_t i = 0; i < n && n < MANY; i++)
        values[i] = values[i] ? copia_lexicon_rank (lexicon, values[i] - 1) + 1 : 0;
    for (uint32_t i = 0; i < n && n >= MANY; i++) {
        uint32_t id = values[i] - (values[i] > 0);
        uint32_t place = (uint32_t) copia_ints_raw (&lexicon->rank, id) + 1;

        values[i] = values[i] ? place : 0;
    }
}

/* Ids + 1 become what is known of their places by the leading bits. */
static void
rank_roughly (const Order *order, uint32_t *values, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        uint32_t id = values[i] - (values[i] > 0);
        uint32_t place = ((uint32_t) order->leading[id] << order->rest) + 1;

        values[i] = values[i] ? place : 0;
    }
}

/* Some items of a level, by one thread. */
typedef struct {
    const Order *order;
    const CopiaSortLevel *level;
    bool roughly;
    const uint32_t *items; /* NULL: those from `first` on */
    uint32_t first, n;
    uint32_t *values;
} Share;

static inline CopiaKept
hit_of (const Share *self, uint32_t i)
{
    return copia_kept_at (self->order->hits,
                          self->items ? self->items[i] : self->first + i);
}

/* The place that is compared. */
static uint64_t
place_of (CopiaSortKey key, CopiaWalk *walk, CopiaBounds *text, CopiaKept hit)
{
    uint64_t start = copia_kept_start (hit), end = copia_kept_end (hit);

    switch (key.kind) {
    case COPIA_SORT_NODE:
        return word_right (walk, start, key.word, end);
    case COPIA_SORT_MATCH:
        return key.word - 1 <= end - start ? start + key.word - 1 : NOWHERE;
    case COPIA_SORT_LAST:
        return end;
    case COPIA_SORT_TARGET:
        return copia_kept_target (hit);
    case COPIA_SORT_LEFT:
        return copia_bounds_move (text, start)
                   ? word_left (walk, start, key.word, text->start)
                   : NOWHERE;
    case COPIA_SORT_RIGHT:
        return copia_bounds_move (text, start)
                   ? word_right (walk, end + 1, key.word, text->end)
                   : NOWHERE;
    default:
        return start;
    }
}

/* Inlined at once, as copia_walk_prefetch() is. */
G_ALWAYS_INLINE static inline void
prefetch (const Share *self, CopiaWalk *walk, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < MIN (to, self->n); i++)
        copia_walk_prefetch_place (walk, copia_kept_start (hit_of (self, i)));
}

static void
share_far_words (const Share *self)
{
    const Order *order = self->order;
    CopiaBounds text = copia_bounds_of (copia_index_texts (order->index));
    CopiaWalk walk = copia_walk_begin (copia_index_tokens (order->index));

    prefetch (self, &walk, 0, AHEAD);
    for (uint32_t i = 0; i < self->n; i++) {
        uint64_t at;

        prefetch (self, &walk, i + AHEAD, i + AHEAD + 1);
        at = place_of (self->level->key, &walk, &text, hit_of (self, i));
        self->values[i] = at == NOWHERE ? 0 : copia_walk_id (&walk, at) + 1;
    }
    copia_walk_end (&walk);
}

static void
share_words (const Share *self)
{
    const Order *order = self->order;
    bool right = self->level->key.kind == COPIA_SORT_RIGHT;

    if (copia_sort_level_is_beside (self->level))
        copia_kwic_beside_read (&(CopiaKwicBeside){ order->index, order->hits, right },
                                self->items, self->first, self->n, self->values);
    else
        share_far_words (self);
    if (self->roughly)
        rank_roughly (order, self->values, self->n);
    else
        rank (copia_index_lexicon (order->index), self->values, self->n);
}

static void
share_values (const Share *self)
{
    const CopiaSortLevel *level = self->level;
    const CopiaLayer *layer = level->layer;
    CopiaBounds text = copia_bounds_of (copia_index_texts (self->order->index));
    CopiaWalk walk = copia_walk_begin (copia_index_tokens (self->order->index));

    for (uint32_t i = 0; i < self->n; i++) {
        uint64_t at = place_of (level->key, &walk, &text, hit_of (self, i));
        uint32_t value = at == NOWHERE ? 0 : copia_layer_at (layer, at);

        self->values[i] = at == NOWHERE ? 0
                          : level->orders
                              ? level->orders[value]
                              : copia_lexicon_rank (layer->lexicon, value) + 1;
    }
    copia_walk_end (&walk);
}

static void
share_regions (const Share *self)
{
    const CopiaSortLevel *level = self->level;
    CopiaBounds bounds = copia_bounds_of (level->regions);

    for (uint32_t i = 0; i < self->n; i++) {
        bool inside = copia_bounds_move (&bounds, copia_kept_start (hit_of (self, i)));
        uint64_t value = 0;

        if (inside && level->attribute == COPIA_NONE)
            value = (uint64_t) bounds.region + 1;
        else if (inside)
            value = copia_regions_value_number (level->regions, level->attribute,
                                                bounds.region);
        if (level->orders && value > 0)
            value = value <= level->largest ? level->orders[value - 1] : 0;
        self->values[i] = (uint32_t) value;
    }
}

static gpointer
share_keys (gpointer data)
{
    const Share *self = data;

    if (self->level->regions)
        share_regions (self);
    else if (self->level->layer)
        share_values (self);
    else
        share_words (self);
    return NULL;
}

static void
keys (void *data, uint32_t level, const uint32_t *items, uint32_t n, uint32_t *values)
{
    const Order *self = data;
    bool roughly = self->leading && level == 0;
    const CopiaSortLevel *of = &g_array_index (self->levels, CopiaSortLevel,
                                               level - (self->leading && level > 0));
    uint32_t shares = CLAMP (n / MANY, 1, MIN (self->threads, MOST_SHARES));
    GThread *threads[MOST_SHARES] = { NULL };
    Share all[MOST_SHARES];

    for (uint32_t i = 0; i < shares; i++) {
        uint32_t from = (uint32_t) ((uint64_t) n * i / shares);
        uint32_t to = (uint32_t) ((uint64_t) n * (i + 1) / shares);

        all[i] = (Share){ self, of,        roughly,      items ? items + from : NULL,
                          from, to - from, values + from };
        if (i > 0)
            threads[i] = g_thread_try_new ("sort", share_keys, &all[i], NULL);
    }
    for (uint32_t i = 0; i < shares; i++) {
        if (threads[i])
            g_thread_join (threads[i]);
        else
            share_keys (&all[i]);
    }
}

/* For more hits than there are types, of which each is looked at once. */
static void
lead (Order *self, const CopiaLexicon *lexicon)
{
    self->leading = copia_large_new0 (lexicon->types, sizeof *self->leading);
    while (lexicon->types >> self->rest > UINT8_MAX)
        self->rest++;
    copia_ints_touch (&lexicon->rank);
    for (uint32_t id = 0; id < lexicon->types; id++)
        self->leading[id] =
            (uint8_t) (copia_ints_raw (&lexicon->rank, id) >> self->rest);
}

static void
draw (void *data, uint32_t last, void *net)
{
    copia_kwic_net_draw (&((const Order *) data)->net, last, net);
}

static uint32_t
caught (void *data, const void *net, uint32_t first, uint32_t n, uint32_t *items,
        uint32_t *keys)
{
    const Order *self = data;

    n = copia_kwic_net_catch (&self->net, net, first, n, items, keys);
    rank (copia_index_lexicon (self->index), keys, n);
    return n;
}

/* Words are compared first, those of more hits than there are types. */
static void
hasten (Order *self, CopiaSortable *sortable, uint32_t offset, uint32_t count)
{
    const CopiaSortLevel *level = &g_array_index (self->levels, CopiaSortLevel, 0);
    bool right = level->key.kind == COPIA_SORT_RIGHT;

    if (copia_sort_level_is_beside (level) &&
        copia_sort_is_sifted (sortable, offset, count)) {
        self->net = (CopiaKwicNet){ self->index, self->hits, right };
        sortable->net = copia_kwic_net_size (self->index);
        sortable->draw = draw;
        sortable->caught = caught;
    } else if (self->hits->n / 2 > count) {
        lead (self, copia_index_lexicon (self->index));
        sortable->levels++;
    }
}

uint32_t *
copia_kwic_order (const CopiaIndex *index, const CopiaKwicAsk *ask,
                  const CopiaKeptList *hits, uint32_t offset, uint32_t count)
{
    g_autoptr (GArray) levels =
        copia_sort_levels (index, ask, hits, NULL); /* was checked */
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    Order order = {
        .index = index, .hits = hits, .threads = ask->of.parts, .levels = levels
    };
    CopiaSortable sortable = { .n = hits->n,
                               .levels = levels->len,
                               .keys = keys,
                               .data = &order,
                               .threads = ask->of.parts };
    uint32_t *page;

    for (guint i = 0; i < levels->len; i++)
        sortable.largest =
            MAX (sortable.largest, g_array_index (levels, CopiaSortLevel, i).largest);
    if (levels->len > 0 && is_of_words (&g_array_index (levels, CopiaSortLevel, 0)) &&
        hits->n > MAX (lexicon->types, MANY))
        hasten (&order, &sortable, offset, count);
    page = copia_sort_page (&sortable, offset, count);
    copia_large_free (order.leading);
    return page;
}
