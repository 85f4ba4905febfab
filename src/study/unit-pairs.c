/* unit-pairs.c - open addressing, at most half full. */
#include "study/unit-pairs.h"

#include <glib.h>
#include <string.h>

#define FEWEST 64 /* slots; a power of 2 */

typedef struct {
    uint32_t thing, unit, count; /* count 0: nothing stands here */
} Pair;

struct CopiaUnitPairs {
    Pair *slots;
    size_t n, n_slots;
};

CopiaUnitPairs *
copia_unit_pairs_new (void)
{
    CopiaUnitPairs *self = g_new0 (CopiaUnitPairs, 1);

    self->n_slots = FEWEST;
    self->slots = g_new0 (Pair, FEWEST);
    return self;
}

void
copia_unit_pairs_free (CopiaUnitPairs *self)
{
    if (!self)
        return;
    g_free (self->slots);
    g_free (self);
}

void
copia_unit_pairs_clear (CopiaUnitPairs *self)
{
    self->n = 0;
    memset (self->slots, 0, self->n_slots * sizeof *self->slots);
}

/* Where the pair stands or is to stand. */
static Pair *
slot_of (const CopiaUnitPairs *self, uint32_t thing, uint32_t unit)
{
    uint64_t key = (uint64_t) thing << 32 | unit;
    size_t i = (key * UINT64_C (0x9E3779B97F4A7C15) >> 32) & (self->n_slots - 1);
    Pair *slot;

    for (;; i = (i + 1) & (self->n_slots - 1)) {
        slot = &self->slots[i];
        if (slot->count == 0 || (slot->thing == thing && slot->unit == unit))
            return slot;
    }
}

static void
grow (CopiaUnitPairs *self)
{
    g_autofree Pair *old = g_steal_pointer (&self->slots);
    size_t n = self->n_slots;

    self->n_slots *= 2;
    self->slots = g_new0 (Pair, self->n_slots);
    for (size_t i = 0; i < n; i++)
        if (old[i].count > 0)
            *slot_of (self, old[i].thing, old[i].unit) = old[i];
}

uint32_t
copia_unit_pairs_add (CopiaUnitPairs *self, uint32_t thing, uint32_t unit)
{
    Pair *slot = slot_of (self, thing, unit);

    if (slot->count == 0) {
        if (2 * self->n == self->n_slots) {
            grow (self);
            slot = slot_of (self, thing, unit);
        }
        self->n++;
        slot->thing = thing;
        slot->unit = unit;
    }
    return ++slot->count;
}
