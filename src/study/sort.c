/* sort.c - counting what is not shown, sorting what is. */
#include "study/sort.h"

#include "base/large.h"

#include <stdlib.h>
#include <string.h>

#define DIGIT_BITS 11
#define DIGITS (1u << DIGIT_BITS)
#define FEW 2048 /* items that are sorted rather than told apart */

#define SOME 4096       /* items sifted at once */
#define CANDIDATES 4096 /* and more where the page is long */
#define SMALL_PAGE 256  /* times its items and those before it, and it is small */
#define NET_WORTH 4     /* items a byte of a net */
#define MANY 65536      /* items that are worth a thread */
#define MOST_THREADS 64

typedef struct {
    const CopiaSortable *of;
    uint32_t *
        items; /* that may stand on the page, ascending until they are sorted; NULL: all */
    uint32_t n;
    uint32_t offset, count; /* the page, among `items` */
    uint32_t *keys;         /* of the level at hand, by place in `items` */
} Page;

static unsigned
digits_of (uint32_t largest)
{
    unsigned digits = 1;

    for (; largest >= DIGITS; largest >>= DIGIT_BITS)
        digits++;
    return digits;
}

static uint32_t
digit_of (uint32_t key, unsigned digit)
{
    return key >> (digit * DIGIT_BITS) & (DIGITS - 1);
}

/* Counts items by digit; true: they all have the same. */
static bool
count_digits (const uint32_t *keys, uint32_t n, unsigned digit, uint32_t *counts)
{
    memset (counts, 0, DIGITS * sizeof *counts);
    for (uint32_t i = 0; i < n; i++)
        counts[digit_of (keys[i], digit)]++;
    return n == 0 || counts[digit_of (keys[0], digit)] == n;
}

/* The items whose digit is one of [low, high] move to the front; returns how many they are. */
static uint32_t
keep_some (Page *self, unsigned digit, uint32_t low, uint32_t high)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < self->n; i++) {
        uint32_t value = digit_of (self->keys[i], digit);

        self->items[kept] = self->items[i];
        self->keys[kept] = self->keys[i];
        kept += low <= value && value <= high;
    }
    return kept;
}

/* The same of all items, which are not written down until then: there are n of them. */
static uint32_t
keep_of_all (Page *self, unsigned digit, uint32_t low, uint32_t high, uint32_t n)
{
    uint32_t kept = 0;

    self->items = g_new (uint32_t, (size_t) n + 1);
    for (uint32_t i = 0; i < self->n; i++) {
        uint32_t value = digit_of (self->keys[i], digit);

        self->items[kept] = i;
        self->keys[kept] = self->keys[i];
        kept += low <= value && value <= high;
    }
    return kept;
}

/* Leaves the items whose digit can stand on the page; true: they all have the same. */
static bool
keep_digit (Page *self, unsigned digit)
{
    uint32_t counts[DIGITS], low = 0, high, before = 0, upto, kept;

    if (count_digits (self->keys, self->n, digit, counts))
        return true;
    while (before + counts[low] <= self->offset)
        before += counts[low++];
    upto = before + counts[low];
    for (high = low; upto < self->offset + self->count;)
        upto += counts[++high];
    kept = self->items ? keep_some (self, digit, low, high)
                       : keep_of_all (self, digit, low, high, upto - before);
    self->n = kept;
    self->offset -= before;
    return low == high;
}

/* Leaves the items that can stand on the page by this level; true: all its keys are equal. */
static bool
keep_level (Page *self, uint32_t level)
{
    self->of->keys (self->of->data, level, self->items, self->n, self->keys);
    for (unsigned digit = digits_of (self->of->largest); digit-- > 0;)
        if (!keep_digit (self, digit))
            return false;
    return true;
}

/* A stable pass over the order (places in `items`) by one digit. */
static void
sort_digit (const uint32_t *keys, uint32_t n, unsigned digit, uint32_t **order,
            uint32_t **spare)
{
    uint32_t counts[DIGITS], at = 0, *swap;

    if (count_digits (keys, n, digit, counts))
        return;
    for (uint32_t i = 0; i < DIGITS; i++) {
        uint32_t here = counts[i];

        counts[i] = at;
        at += here;
    }
    for (uint32_t i = 0; i < n; i++)
        (*spare)[counts[digit_of (keys[(*order)[i]], digit)]++] = (*order)[i];
    swap = *order;
    *order = *spare;
    *spare = swap;
}

/* Least level first, least digit first. */
static void
sort_levels (Page *self, uint32_t first)
{
    uint32_t *order = g_new (uint32_t, self->n), *spare = g_new (uint32_t, self->n);
    unsigned digits = digits_of (self->of->largest);

    for (uint32_t i = 0; i < self->n; i++)
        order[i] = i;
    for (uint32_t level = self->of->levels; level-- > first;) {
        self->of->keys (self->of->data, level, self->items, self->n, self->keys);
        for (unsigned digit = 0; digit < digits; digit++)
            sort_digit (self->keys, self->n, digit, &order, &spare);
    }
    for (uint32_t i = 0; i < self->n; i++)
        spare[i] = self->items ? self->items[order[i]] : order[i];
    g_free (order);
    g_free (self->items);
    self->items = spare;
}

static uint32_t *
count_up (uint32_t n)
{
    uint32_t *items = g_new (uint32_t, n);

    for (uint32_t i = 0; i < n; i++)
        items[i] = i;
    return items;
}

/* Of n items, which ascend and are freed; NULL: all that there are. */
static uint32_t *
choose (const CopiaSortable *of, uint32_t *items, uint32_t n, uint32_t offset,
        uint32_t count)
{
    Page page = { of, items, n, offset, count, NULL };
    uint32_t level = 0;

    page.keys = copia_large_new0 (n, sizeof *page.keys);
    while (level < of->levels && page.n > FEW && page.n / 2 > count) {
        if (!keep_level (&page, level))
            break;
        level++;
    }
    if (level < of->levels && page.n > 1)
        sort_levels (&page, level);
    if (!page.items)
        page.items = count_up (page.n);
    memmove (page.items, page.items + page.offset, count * sizeof *page.items);
    copia_large_free (page.keys);
    return page.items;
}

/* ---- the first of very many */

/* What may be among the first `most` of the items in [first, end).  An item comes in as long as it
 * is better than the last of the best that were known when it was looked at; so hardly any comes
 * in, whatever agrees with whatever. */
typedef struct {
    const CopiaSortable *of;
    uint32_t first, end, most;
    uint32_t *items; /* in no order; there is room for SOME more than `room` */
    uint32_t n, room;
    uint32_t *last; /* keys of the last of the best, by level */
    void *net;
    uint32_t
        drawn; /* the item at hand when it was; another is not worth while soon after */
} Sieve;

static int
compare_numbers (const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *) a, y = *(const uint32_t *) b;

    return (x > y) - (x < y);
}

/* Leaves the best, and remembers the last of them; as many as there should be are there. */
static void
settle (Sieve *self)
{
    const CopiaSortable *of = self->of;
    g_autofree uint32_t *items = g_memdup2 (self->items, self->n * sizeof *self->items);

    qsort (items, self->n, sizeof *items, compare_numbers);
    items = choose (of, g_steal_pointer (&items), self->n, 0, self->most);
    memcpy (self->items, items, self->most * sizeof *items);
    self->n = self->most;
    for (uint32_t level = 0; level < of->levels; level++)
        of->keys (of->data, level, &items[self->most - 1], 1, &self->last[level]);
}

/* A net takes longest where it is drawn: what an older one catches is more, but all. */
static void
draw (Sieve *self, uint32_t at)
{
    const CopiaSortable *of = self->of;

    if (self->net && at - self->drawn < NET_WORTH * of->net)
        return;
    if (!self->net)
        self->net = g_malloc0 (of->net);
    of->draw (of->data, self->last[0], self->net);
    self->drawn = at;
}

/* Items below the key at hand come in, and those that have it to the front: how many they are. */
static uint32_t
take_below (Sieve *self, uint32_t last, uint32_t *items, const uint32_t *keys,
            uint32_t n)
{
    uint32_t same = 0;

    for (uint32_t i = 0; i < n; i++) {
        uint32_t item = items[i], key = keys[i];

        self->items[self->n] = item;
        self->n += key < last;
        items[same] = item;
        same += key == last;
    }
    return same;
}

/* An item that agrees with the last in all keys stands behind it, for its number is larger. */
static void
sift_some (Sieve *self, uint32_t first, uint32_t n)
{
    uint32_t items[SOME + 1], keys[SOME + 1];

    n = self->of->caught (self->of->data, self->net, first, n, items, keys);
    for (uint32_t level = 0; level < self->of->levels && n > 0; level++) {
        if (level > 0)
            self->of->keys (self->of->data, level, items, n, keys);
        n = take_below (self, self->last[level], items, keys, n);
    }
}

static gpointer
sift (gpointer data)
{
    Sieve *self = data;
    uint32_t at = self->first + MIN (self->room, self->end - self->first), n;

    self->items = g_new (uint32_t, (gsize) self->room + SOME);
    self->last = g_new (uint32_t, self->of->levels);
    for (uint32_t item = self->first; item < at; item++)
        self->items[self->n++] = item;
    if (at < self->end) {
        settle (self);
        draw (self, at);
    }
    for (; at < self->end; at += n) {
        n = MIN (SOME, self->end - at);
        sift_some (self, at, n);
        if (self->n > self->room) {
            settle (self);
            draw (self, at);
        }
    }
    return NULL;
}

/* The page from what came through all sieves. */
static uint32_t *
choose_sifted (Sieve *sieves, uint32_t n_sieves, uint32_t offset, uint32_t count)
{
    uint32_t *items, n = 0;

    for (uint32_t i = 0; i < n_sieves; i++)
        n += sieves[i].n;
    items = g_new (uint32_t, n);
    n = 0;
    for (uint32_t i = 0; i < n_sieves; i++) {
        memcpy (items + n, sieves[i].items, sieves[i].n * sizeof *items);
        n += sieves[i].n;
        g_free (sieves[i].items);
        g_free (sieves[i].last);
        g_free (sieves[i].net);
    }
    qsort (items, n, sizeof *items, compare_numbers);
    return choose (sieves[0].of, items, n, offset, count);
}

static uint32_t *
sift_all (const CopiaSortable *of, uint32_t offset, uint32_t count)
{
    uint32_t n = CLAMP (of->n / MANY, 1, CLAMP (of->threads, 1, MOST_THREADS));
    uint32_t most = offset + count, room = MAX (CANDIDATES, 4 * most);
    GThread *threads[MOST_THREADS] = { NULL };
    Sieve all[MOST_THREADS];

    for (uint32_t i = 0; i < n; i++) {
        all[i] = (Sieve){ .of = of,
                          .first = (uint32_t) ((uint64_t) of->n * i / n),
                          .end = (uint32_t) ((uint64_t) of->n * (i + 1) / n),
                          .most = most,
                          .room = room };
        if (i > 0)
            threads[i] = g_thread_try_new ("sift", sift, &all[i], NULL);
    }
    for (uint32_t i = 0; i < n; i++)
        if (threads[i])
            g_thread_join (threads[i]);
        else
            sift (&all[i]);
    return choose_sifted (all, n, offset, count);
}

bool
copia_sort_is_sifted (const CopiaSortable *self, uint32_t offset, uint32_t count)
{
    return self->levels > 0 && count > 0 && self->n >= MANY / 2 &&
           (uint64_t) offset + count <= self->n / SMALL_PAGE;
}

uint32_t *
copia_sort_page (const CopiaSortable *self, uint32_t offset, uint32_t count)
{
    if (count == 0)
        return NULL;
    if (self->net > 0 && copia_sort_is_sifted (self, offset, count))
        return sift_all (self, offset, count);
    return choose (self, NULL, self->n, offset, count);
}

typedef struct {
    GCompareDataFunc compare;
    void *data;
} Order;

/* Moves the item at `at` down a heap whose root is the worst. */
static void
sink (uint32_t *heap, size_t n, size_t at, const Order *order)
{
    for (;;) {
        size_t child = 2 * at + 1;
        uint32_t swap;

        if (child >= n)
            return;
        if (child + 1 < n &&
            order->compare (&heap[child], &heap[child + 1], order->data) < 0)
            child++;
        if (order->compare (&heap[at], &heap[child], order->data) >= 0)
            return;
        swap = heap[at];
        heap[at] = heap[child];
        heap[child] = swap;
        at = child;
    }
}

void
copia_sort_best (uint32_t *items, size_t n, size_t most, GCompareDataFunc compare,
                 void *data)
{
    Order order = { compare, data };
    size_t heap = MIN (most, n);

    for (size_t i = heap / 2; i-- > 0 && heap < n;)
        sink (items, heap, i, &order);
    for (size_t i = heap; i < n && heap > 0; i++)
        if (compare (&items[i], &items[0], data) < 0) {
            items[0] = items[i];
            sink (items, heap, 0, &order);
        }
    g_qsort_with_data (items, (int) heap, sizeof *items, compare, data);
}
