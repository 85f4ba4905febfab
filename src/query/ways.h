/* ways.h - the ways a machine can have come: where the labels stand, and its states there.
 *
 * Ways with the same places are one, so there are as many as ways to place the labels, whatever
 * the number of states.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    uint32_t count;
    /*< private >*/
    uint32_t labels, words;
    uint64_t *rows; /* places, states, states that asked already; again and again */
    uint32_t row_room;
    uint32_t *slots; /* open addressing: number of a row, plus one; of many rows only */
    uint32_t n_slots; /* in use, of `room` */
    uint32_t room;
} CopiaWays;

/* Of so many labels, and of sets of states of so many words. */
void copia_ways_init (CopiaWays *self, uint32_t labels, uint32_t words);
void copia_ways_clear (CopiaWays *self);
void copia_ways_empty (CopiaWays *self);
/* The number of the way with these places; it has no states where it is new.  Rows move. */
uint32_t copia_ways_find (CopiaWays *self, const uint64_t *places);

static inline uint64_t *
copia_ways_places (const CopiaWays *self, uint32_t i)
{
    return self->rows + (gsize) i * (self->labels + 2 * self->words);
}

static inline uint64_t *
copia_ways_states (const CopiaWays *self, uint32_t i)
{
    return copia_ways_places (self, i) + self->labels;
}

/* States of `states` that asked their assertions already. */
static inline uint64_t *
copia_ways_asked (const CopiaWays *self, uint32_t i)
{
    return copia_ways_states (self, i) + self->words;
}
