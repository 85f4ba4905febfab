/* sort.c - counting what is not shown, sorting what is. */
#include "study/sort.h"

#include "base/large.h"

#include <string.h>

#define DIGIT_BITS 11
#define DIGITS (1u << DIGIT_BITS)
#define FEW 2048 /* items that are sorted rather than told apart */

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

uint32_t *
copia_sort_page (const CopiaSortable *self, uint32_t offset, uint32_t count)
{
    Page page = { self, NULL, self->n, offset, count, NULL };
    uint32_t level = 0;

    if (count == 0)
        return NULL;
    page.keys = copia_large_new0 (self->n, sizeof *page.keys);
    while (level < self->levels && page.n > FEW && page.n / 2 > count) {
        if (!keep_level (&page, level))
            break;
        level++;
    }
    if (level < self->levels && page.n > 1)
        sort_levels (&page, level);
    if (!page.items)
        page.items = count_up (page.n);
    memmove (page.items, page.items + page.offset, count * sizeof *page.items);
    copia_large_free (page.keys);
    return page.items;
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
