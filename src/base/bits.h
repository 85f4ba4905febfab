/* bits.h - strings of bits, written and read from the low end of each byte.
 *
 * A reader trusts no byte: it reads at most 64 bytes behind its end, which must be readable, and
 * whoever has read asks copia_bits_sound().
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef struct {
    GByteArray *to;
    uint64_t bits;
    unsigned n;
} CopiaBitWriter;

/* At most 32 bits a call. */
static inline void
copia_bits_put (CopiaBitWriter *self, uint64_t bits, unsigned n)
{
    self->bits |= bits << self->n;
    self->n += n;
    if (self->n >= 32) {
        uint32_t word = (uint32_t) self->bits;

        g_byte_array_append (self->to, (const guint8 *) &word, sizeof word);
        self->bits >>= 32;
        self->n -= 32;
    }
}

static inline void
copia_bits_end (CopiaBitWriter *self)
{
    g_byte_array_append (self->to, (const guint8 *) &self->bits, (self->n + 7) / 8);
}

typedef struct {
    const uint8_t *at, *end; /* 64 bytes behind `end` can be read */
    uint64_t bits;
    unsigned n;
} CopiaBitReader;

/* At least 56 bits are there then; behind the end they mean nothing.  At most six times before
 * copia_bits_stay(). */
static inline void
copia_bits_more (CopiaBitReader *self)
{
    uint64_t word;

    memcpy (&word, self->at, sizeof word);
    self->bits |= word << self->n;
    self->at += (63 - self->n) >> 3;
    self->n |= 56;
}

/* Damaged: stays where bytes can be read. */
static inline void
copia_bits_stay (CopiaBitReader *self)
{
    if (G_UNLIKELY (self->at > self->end + 8))
        self->at = self->end + 8;
}

static inline void
copia_bits_fill (CopiaBitReader *self)
{
    copia_bits_more (self);
    copia_bits_stay (self);
}

static inline uint64_t
copia_bits_take (CopiaBitReader *self, unsigned n)
{
    uint64_t bits = self->bits & ((UINT64_C (1) << n) - 1);

    self->bits >>= n;
    self->n -= n;
    return bits;
}

/* No more was taken than there was. */
static inline bool
copia_bits_sound (const CopiaBitReader *self)
{
    return self->at - self->n / 8 <= self->end;
}
