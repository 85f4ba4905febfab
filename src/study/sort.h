/* sort.h - which items stand on a page, and in what order.
 *
 * Items are numbered 0 .. n - 1 and have `levels` keys, compared one after the other; items
 * that agree in all keys stay in the order of their numbers.  The work follows the page: the
 * items before and behind it are told apart by counting, without being sorted.  Where there is a
 * net and the page is among the first of very many, most of them are not even counted.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    uint32_t n;
    uint32_t levels;
    uint32_t largest; /* no key is larger */
    /* The keys of one level of items[0 .. n), which ascend; NULL: of 0 .. n - 1.  Several threads
     * call it at once. */
    void (*keys) (void *data, uint32_t level, const uint32_t *items, uint32_t n,
                  uint32_t *keys);
    void *data;
    uint32_t threads; /* 0: one */
    /* Bytes of a net, which tells quicker than keys do which items cannot have a key of the first
     * level that is `last` or smaller; 0: there is none.  It is drawn for one `last` after the
     * other, each no larger than the one before. */
    size_t net;
    void (*draw) (void *data, uint32_t last, void *net);
    /* Those of [first, first + n) that may have, and their keys; they ascend.  Room for n + 1. */
    uint32_t (*caught) (void *data, const void *net, uint32_t first, uint32_t n,
                        uint32_t *items, uint32_t *keys);
} CopiaSortable;

/* The page is among the first of very many, where a net is of use. */
bool copia_sort_is_sifted (const CopiaSortable *self, uint32_t offset, uint32_t count);

/* The items at places [offset, offset + count), NULL where there are none; free with g_free().  The page lies within n. */
uint32_t *copia_sort_page (const CopiaSortable *self, uint32_t offset, uint32_t count);

/* The best `most` of items[0 .. n) come to its front, best first, and the others
 * are lost; `compare` is a total order and below 0 when a comes before b. */
void copia_sort_best (uint32_t *items, size_t n, size_t most, GCompareDataFunc compare,
                      void *data);
