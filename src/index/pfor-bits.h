/* pfor-bits.h - what blocks and tails of the codec share: gaps and strings of bits. */
#pragma once

#include "index/pfor.h"

#include <glib.h>
#include <string.h>

_Static_assert(G_BYTE_ORDER == G_LITTLE_ENDIAN,
               "the codec loads words as they lie in the file: little-endian");

/* Kernels must see their constants, whatever the optimiser thinks of their size. */
#define INLINE static inline __attribute__ ((always_inline))

enum {
    BLOCK = COPIA_PFOR_BLOCK,
    WIDTHS = 33 /* 0..32 bits */
};

/* A string of bits being written; between puts fewer than 8 bits wait in the word. */
typedef struct {
    uint8_t *out;
    uint64_t word;
    unsigned filled;
} Bits;

INLINE void
put_bits (Bits *self, uint64_t value, unsigned width) /* width <= 56 */
{
    self->word |= value << self->filled;
    for (self->filled += width; self->filled >= 8; self->filled -= 8) {
        *self->out++ = (uint8_t) self->word;
        self->word >>= 8;
    }
}

INLINE uint8_t *
end_bits (Bits *self)
{
    if (self->filled > 0)
        *self->out++ = (uint8_t) self->word;
    return self->out;
}

/* At least 57 bits of a string, from bit `at` on. */
INLINE uint64_t
bits_at (const uint8_t *string, size_t at)
{
    uint64_t word;

    memcpy (&word, string + at / 8, sizeof word);
    return word >> (at % 8);
}

INLINE uint64_t
low_bits (uint64_t word, unsigned width) /* width <= 63 */
{
    return word & ((UINT64_C (1) << width) - 1);
}

INLINE unsigned
bit_length (uint32_t gap)
{
    return 63 - (unsigned) __builtin_clzll ((uint64_t) gap << 1 | 1);
}

INLINE void
find_gaps (const uint32_t *values, size_t n, uint32_t base, uint32_t *gaps)
{
    gaps[0] = values[0] - base - 1;
    for (size_t i = 1; i < n; i++)
        gaps[i] = values[i] - values[i - 1] - 1;
}

/* longer[w]: how many of the gaps (one at least) have more than w bits.  Returns the largest. */
INLINE uint32_t
count_longer (const uint32_t *gaps, size_t n, uint8_t longer[WIDTHS])
{
    uint8_t even[WIDTHS] = { 0 },
            odd[WIDTHS] = { 0 }; /* equal gaps do not wait in line */
    uint32_t largest = gaps[n - 1];

    for (size_t i = 0; i + 1 < n; i += 2) {
        even[bit_length (gaps[i])]++;
        odd[bit_length (gaps[i + 1])]++;
        largest = MAX (largest, MAX (gaps[i], gaps[i + 1]));
    }
    if (n % 2 == 1)
        even[bit_length (gaps[n - 1])]++;

    longer[WIDTHS - 1] = 0;
    for (unsigned width = WIDTHS - 1; width > 0; width--)
        longer[width - 1] = (uint8_t) (longer[width] + even[width] + odd[width]);
    return largest;
}
