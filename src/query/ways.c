/* ways.c - a few rows looked through, many hashed. */
#include "query/ways.h"

#include <string.h>

#define FEW_WAYS 8
#define FEW_SLOTS 64

void
copia_ways_init (CopiaWays *self, uint32_t labels, uint32_t words)
{
    *self = (CopiaWays){ .labels = labels, .words = words };
}

void
copia_ways_clear (CopiaWays *self)
{
    g_free (self->rows);
    g_free (self->slots);
}

void
copia_ways_empty (CopiaWays *self)
{
    self->count = 0;
    self->n_slots = 0;
}

static bool
is_row (const CopiaWays *self, uint32_t i, const uint64_t *places)
{
    const uint64_t *row = copia_ways_places (self, i);

    for (uint32_t k = 0; k < self->labels; k++)
        if (row[k] != places[k])
            return false;
    return true;
}

static uint32_t *
find_slot (const CopiaWays *self, const uint64_t *places)
{
    uint64_t hash = 0;
    uint32_t i;

    /* 2^64 by the golden ratio parts places that follow each other, in the high bits */
    for (uint32_t k = 0; k < self->labels; k++)
        hash = (hash ^ hash >> 32 ^ places[k]) * UINT64_C (0x9E3779B97F4A7C15);
    for (i = (uint32_t) (hash >> 32) & (self->n_slots - 1); self->slots[i];
         i = (i + 1) & (self->n_slots - 1))
        if (is_row (self, self->slots[i] - 1, places))
            break;
    return &self->slots[i];
}

/* Makes room for twice as many, or the first. */
static void
hash_all (CopiaWays *self)
{
    self->n_slots = MAX (self->n_slots * 2, FEW_SLOTS);
    if (self->n_slots > self->room) {
        self->room = self->n_slots;
        g_free (self->slots);
        self->slots = g_new (uint32_t, self->room);
    }
    memset (self->slots, 0, self->n_slots * sizeof (uint32_t));
    for (uint32_t i = 0; i < self->count; i++)
        *find_slot (self, copia_ways_places (self, i)) = i + 1;
}

static uint32_t
add (CopiaWays *self, const uint64_t *places)
{
    uint32_t size = self->labels + 2 * self->words;
    uint64_t *row;

    if (self->count == self->row_room) {
        self->row_room = MAX (2 * self->row_room, FEW_WAYS);
        self->rows =
            g_realloc_n (self->rows, (gsize) self->row_room * size, sizeof (uint64_t));
    }
    row = copia_ways_places (self, self->count);
    for (uint32_t k = 0; k < self->labels; k++)
        row[k] = places[k];
    for (uint32_t k = self->labels; k < size; k++)
        row[k] = 0;
    return self->count++;
}

uint32_t
copia_ways_find (CopiaWays *self, const uint64_t *places)
{
    uint32_t *slot;

    if (self->count < FEW_WAYS) {
        for (uint32_t i = self->count; i > 0; i--)
            if (is_row (self, i - 1, places))
                return i - 1;
        return add (self, places);
    }
    if (self->count * 2 >= self->n_slots)
        hash_all (self);
    slot = find_slot (self, places);
    if (*slot == 0) {
        add (self, places);
        *slot = self->count;
    }
    return *slot - 1;
}
