/* kwic-net.h - the hits whose neighbour may come early in reading order.
 *
 * A net is a bit a type: small enough for a core's nearest caches, where what is known of the
 * types is not.  So of millions of hits nearly all are told apart from the few at the beginning of
 * a list as quickly as their neighbours come from memory.
 */
#pragma once

#include "study/kwic-private.h"

typedef struct {
    const CopiaIndex *index;
    const CopiaKeptList *hits;
    bool right; /* the neighbour behind the hit, else the one before it */
} CopiaKwicNet;

size_t copia_kwic_net_size (const CopiaIndex *index);
/* Fills the bits: types whose place in reading order + 1 is `last` or less, and marks, which are no
 * neighbours. */
void copia_kwic_net_draw (const CopiaKwicNet *self, uint32_t last, uint8_t *bits);
/* Those of the hits [first, first + n) that have no neighbour or one of the bits, and the ids of
 * these neighbours + 1, or 0; room for n + 1. */
uint32_t copia_kwic_net_catch (const CopiaKwicNet *self, const uint8_t *bits,
                               uint32_t first, uint32_t n, uint32_t *items,
                               uint32_t *ids);
