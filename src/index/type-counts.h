/* type-counts.h - how often each type was counted.
 *
 * A number a type is the plain form.  Where most were counted a few times, a byte each says it, and
 * numbers are looked up for the few that a byte does not hold: of a megabyte of bytes no five of
 * numbers need be filled and gone through.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    uint32_t types;
    uint32_t *numbers; /* by id */
    uint64_t told;     /* what the numbers add up to; 0: nobody told */
    bool used;         /* the numbers are not all zero */
    /*< private >*/
    uint8_t
        *bytes;    /* by id, and eight more, what comes to the numbers; NULL: nothing */
    uint8_t *full; /* a bit an id: the number of a type that has bytes is not zero */
} CopiaTypeCounts;

CopiaTypeCounts copia_type_counts_new (uint32_t types); /* all 0 */
void copia_type_counts_clear (CopiaTypeCounts *self);
/* Takes bytes, with eight zeros behind them, and the bits; numbers have zeros where a bit is 0. */
void copia_type_counts_take (CopiaTypeCounts *self, uint8_t *bytes, uint8_t *full);
/* From now on the numbers say all. */
void copia_type_counts_settle (CopiaTypeCounts *self);
/* Adds one to one modulo 2^32; bytes stay bytes where both have them, else both are settled. */
void copia_type_counts_merge (CopiaTypeCounts *into, CopiaTypeCounts *behind);
/* False: less is counted than was told, since a number has gone past 2^32.  Settled. */
bool copia_type_counts_are_whole (const CopiaTypeCounts *self);
/* Those with a bit in `kept`, a bit an id, stay; others become 0. */
void copia_type_counts_keep (CopiaTypeCounts *self, const uint8_t *kept);
/* Adds n bytes to n numbers. */
void copia_type_counts_add (uint32_t *numbers, const uint8_t *bytes, uint32_t n);

static inline uint32_t
copia_type_counts_get (const CopiaTypeCounts *self, uint32_t id)
{
    if (!self->bytes)
        return self->numbers[id];
    if (G_LIKELY (!(self->full[id / 8] >> (id % 8) & 1)))
        return self->bytes[id];
    return self->bytes[id] + self->numbers[id];
}
