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

/* The same into room that suffices, and 8 bytes more: quicker where many are put. */
typedef struct {
    uint8_t *at;
    uint64_t bits;
    unsigned n; /* less than 8 */
} CopiaBitPen;

/* At most 56 bits a call. */
static inline void
copia_bits_write (CopiaBitPen *self, uint64_t bits, unsigned n)
{
    self->bits |= bits << self->n;
    self->n += n;
    memcpy (self->at, &self->bits, sizeof self->bits);
    self->at += self->n / 8;
    self->bits >>= self->n / 8 * 8;
    self->n %= 8;
}

/* Where the string ends. */
static inline uint8_t *
copia_bits_written (const CopiaBitPen *self)
{
    return self->at + (self->n > 0);
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

/* Four strings side by side, so that four can be decoded at once: how many bytes each of the first
 * three takes, in 16 bits, then all of them. */
#define COPIA_BITS_STREAMS 4

typedef struct {
    GByteArray *to;
    guint head, start; /* places of the sizes, and of the open string */
    unsigned n;        /* strings that are complete */
} CopiaBitSplit;

void copia_bits_begin_split (CopiaBitSplit *self, GByteArray *to);
/* Behind each of them, which was appended to `to`.  False: it is too long. */
bool copia_bits_end_stream (CopiaBitSplit *self);
/* What lies before `end`.  False: it is too short for four; sizes that go beyond it are cut. */
bool copia_bits_split (CopiaBitReader streams[COPIA_BITS_STREAMS],
                       const uint8_t *packed, const uint8_t *end);
/* The elements that string i of n has, from *first on. */
static inline uint32_t
copia_bits_share (uint32_t n, unsigned i, uint32_t *first)
{
    uint32_t each = (n + COPIA_BITS_STREAMS - 1) / COPIA_BITS_STREAMS;

    *first = MIN (i * each, n);
    return MIN (each, n - *first);
}
