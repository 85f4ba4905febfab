/* kwic-order.c - sort keys of a concordance. */
#include "study/kwic-private.h"

#include "base/error.h"
#include "base/large.h"
#include "index/walk.h"
#include "study/scope.h"
#include "study/sort.h"

#include <string.h>

#define AHEAD 48   /* hits whose surroundings are on their way from memory */
#define MANY 65536 /* hits that are worth a thread */
#define MOST_SHARES 64

/* One comparison: the word at a place beside or inside of the hit. */
typedef struct {
    const CopiaIndex *index;
    const CopiaKeptList *hits;
    uint32_t threads;
    GArray *levels; /* CopiaSortKey; of NODE `word` counts the words inside from 1 */
    /* By id, the leading bits of its place in reading order.  All bytes stay in a core's cache,
     * where the places themselves would not: so the first key of many hits is compared by them
     * first, which leaves few.  NULL: they are not so many. */
    uint8_t *leading;
    unsigned rest; /* bits that follow */
} Order;

/* The word that stands `nth` to the left of start: its id + 1; 0: there is none. */
static uint32_t
word_left (CopiaWalk *walk, uint64_t start, uint32_t nth, uint64_t limit)
{
    for (uint64_t at = start; at > limit;)
        if (copia_walk_is_word (walk, --at) && --nth == 0)
            return copia_walk_id (walk, at) + 1;
    return 0;
}

/* The word number `nth` of those in [start, limit]. */
static uint32_t
word_right (CopiaWalk *walk, uint64_t start, uint32_t nth, uint64_t limit)
{
    for (uint64_t at = start; at <= limit; at++)
        if (copia_walk_is_word (walk, at) && --nth == 0)
            return copia_walk_id (walk, at) + 1;
    return 0;
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
    CopiaSortKey key;
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

/* The word next to the hit mostly is the token next to it. */
G_ALWAYS_INLINE static inline uint32_t
key_of (const Share *self, CopiaWalk *walk, CopiaBounds *text, CopiaKept hit)
{
    CopiaSortKey key = self->key;
    uint64_t start = copia_kept_start (hit), end = copia_kept_end (hit);

    if (key.kind == COPIA_SORT_NODE)
        return word_right (walk, start, key.word, end);
    if (!copia_bounds_move (text, start))
        return 0;
    if (key.kind == COPIA_SORT_RIGHT && key.word == 1 && end < text->end) {
        uint32_t id = copia_walk_id_here (walk, end + 1);

        if (walk->kinds[id / 8] >> (id % 8) & 1)
            return id + 1;
    }
    return key.kind == COPIA_SORT_LEFT
               ? word_left (walk, start, key.word, text->start)
               : word_right (walk, end + 1, key.word, text->end);
}

static gpointer
share_keys (gpointer data)
{
    const Share *self = data;
    const Order *order = self->order;
    CopiaBounds text = copia_bounds_of (copia_index_texts (order->index));
    CopiaWalk walk = copia_walk_of (copia_index_tokens (order->index));

    for (uint32_t i = 0; i < MIN (self->n, AHEAD); i++)
        copia_walk_prefetch_place (&walk, copia_kept_start (hit_of (self, i)));
    for (uint32_t i = 0; i < self->n; i++) {
        if (i + AHEAD < self->n)
            copia_walk_prefetch_place (&walk,
                                       copia_kept_start (hit_of (self, i + AHEAD)));
        self->values[i] = key_of (self, &walk, &text, hit_of (self, i));
    }
    if (self->roughly)
        rank_roughly (order, self->values, self->n);
    else
        rank (copia_index_lexicon (order->index), self->values, self->n);
    return NULL;
}

static void
keys (void *data, uint32_t level, const uint32_t *items, uint32_t n, uint32_t *values)
{
    const Order *self = data;
    bool roughly = self->leading && level == 0;
    CopiaSortKey key = g_array_index (self->levels, CopiaSortKey,
                                      level - (self->leading && level > 0));
    uint32_t shares = CLAMP (n / MANY, 1, MIN (self->threads, MOST_SHARES));
    GThread *threads[MOST_SHARES] = { NULL };
    Share all[MOST_SHARES];

    for (uint32_t i = 0; i < shares; i++) {
        uint32_t from = (uint32_t) ((uint64_t) n * i / shares);
        uint32_t to = (uint32_t) ((uint64_t) n * (i + 1) / shares);

        all[i] = (Share){ self, key,       roughly,      items ? items + from : NULL,
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

/* The keys up to `cpos`, which decides; the node is as many keys as its hits have words. */
static GArray *
levels_of (const CopiaKwicAsk *ask, const CopiaKeptList *hits)
{
    GArray *levels = g_array_new (FALSE, FALSE, sizeof (CopiaSortKey));
    uint32_t longest = 1;

    for (uint32_t i = 0; i < hits->n && hits->all; i++)
        longest = MAX (longest, MIN (hits->all[i].length, COPIA_SORT_NODE_WORDS) + 1);
    longest = MIN (longest, COPIA_SORT_NODE_WORDS);
    for (uint32_t i = 0; i < ask->n_sort && ask->sort[i].kind != COPIA_SORT_CPOS; i++) {
        CopiaSortKey key = ask->sort[i];

        if (key.kind != COPIA_SORT_NODE)
            g_array_append_val (levels, key);
        else
            for (key.word = 1; key.word <= longest; key.word++)
                g_array_append_val (levels, key);
    }
    return levels;
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

uint32_t *
copia_kwic_order (const CopiaIndex *index, const CopiaKwicAsk *ask,
                  const CopiaKeptList *hits, uint32_t offset, uint32_t count)
{
    g_autoptr (GArray) levels = levels_of (ask, hits);
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    Order order = { index, hits, ask->of.parts, levels, NULL, 0 };
    CopiaSortable sortable = { hits->n, levels->len, lexicon->types, keys, &order };
    uint32_t *page;

    if (levels->len > 0 && hits->n > MAX (lexicon->types, MANY) &&
        hits->n / 2 > count) {
        lead (&order, lexicon);
        sortable.levels++;
    }
    page = copia_sort_page (&sortable, offset, count);
    copia_large_free (order.leading);
    return page;
}

static bool
add_key (const char *name, CopiaSortKey sort[], int *n, GError **error)
{
    CopiaSortKey key = { COPIA_SORT_CPOS, 1 };
    bool left = g_ascii_tolower (name[0]) == 'l',
         right = g_ascii_tolower (name[0]) == 'r';

    if (g_ascii_strcasecmp (name, "node") == 0)
        key.kind = COPIA_SORT_NODE;
    else if ((left || right) && name[1] >= '1' &&
             name[1] <= '0' + COPIA_FARTHEST_SORT_KEY && name[2] == '\0')
        key = (CopiaSortKey){ left ? COPIA_SORT_LEFT : COPIA_SORT_RIGHT,
                              (uint32_t) (name[1] - '0') };
    else if (g_ascii_strcasecmp (name, "cpos") != 0) {
        g_set_error (
            error, COPIA_ERROR, COPIA_ERROR_QUERY,
            "lines cannot be sorted by '%s'; sort by L5 to L1, R1 to R5, left, "
            "right, node or cpos",
            name);
        return false;
    }
    if (*n == COPIA_MOST_SORT_KEYS) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "lines can be sorted by %d keys at most", COPIA_MOST_SORT_KEYS);
        return false;
    }
    sort[(*n)++] = key;
    return true;
}

/* Three words on a side under one name. */
static const struct {
    const char *name;
    const char *keys[3];
} sides[] = {
    { "left", { "L1", "L2", "L3" } },
    { "right", { "R1", "R2", "R3" } },
};

int
copia_sort_keys_parse (const char *text, CopiaSortKey sort[COPIA_MOST_SORT_KEYS],
                       GError **error)
{
    g_auto (GStrv) names = g_strsplit_set (text, ", \t", -1);
    int n = 0;

    for (char **name = names; *name; name++) {
        unsigned side = 0;

        while (side < G_N_ELEMENTS (sides) &&
               g_ascii_strcasecmp (*name, sides[side].name) != 0)
            side++;
        if (side == G_N_ELEMENTS (sides)) {
            if (**name && !add_key (*name, sort, &n, error))
                return -1;
            continue;
        }
        for (unsigned i = 0; i < 3; i++)
            if (!add_key (sides[side].keys[i], sort, &n, error))
                return -1;
    }
    return n;
}
