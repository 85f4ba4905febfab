/* sort.h - which items stand on a page, and in what order.
 *
 * Items are numbered 0 .. n - 1 and have `levels` keys, compared one after the other; items
 * that agree in all keys stay in the order of their numbers.  The work follows the page: the
 * items before and behind it are told apart by counting, without being sorted.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    uint32_t n;
    uint32_t levels;
    uint32_t largest; /* no key is larger */
    /* The keys of one level of items[0 .. n), which ascend; NULL: of 0 .. n - 1. */
    void (*keys) (void *data, uint32_t level, const uint32_t *items, uint32_t n,
                  uint32_t *keys);
    void *data;
} CopiaSortable;

/* The items at places [offset, offset + count), NULL where there are none; free with g_free().  The page lies within n. */
uint32_t *copia_sort_page (const CopiaSortable *self, uint32_t offset, uint32_t count);

/* The best `most` of items[0 .. n) come to its front, best first, and the others
 * are lost; `compare` is a total order and below 0 when a comes before b. */
void copia_sort_best (uint32_t *items, size_t n, size_t most, GCompareDataFunc compare,
                      void *data);
