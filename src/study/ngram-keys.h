/* ngram-keys.h - keys of n-grams, mixed so that any bits of them spread what there is evenly.
 *
 * Mixing gives no two keys the same: of a class, which is the n-grams whose mixed keys begin with
 * the same bits, the other bits are enough to tell them apart.
 */
#pragma once

#include <stdint.h>

typedef struct {
    uint64_t mask;
    unsigned fold;
    unsigned class_bits, rest_bits; /* 1 and more; 0 and more */
} CopiaNgramKeys;

#define COPIA_NGRAM_ODD1 0x9E3779B97F4A7C15u
#define COPIA_NGRAM_ODD2 0xBF58476D1CE4E5B9u

/* Of keys of `width` bits, 1 to 64; 1 <= class_bits <= width. */
static inline CopiaNgramKeys
copia_ngram_keys_of (unsigned width, unsigned class_bits)
{
    return (CopiaNgramKeys){ .mask = UINT64_MAX >> (64 - width),
                             .fold = (width + 1) / 2,
                             .class_bits = class_bits,
                             .rest_bits = width - class_bits };
}

static inline uint64_t
copia_ngram_key_mix (const CopiaNgramKeys *self, uint64_t key)
{
    key = key * COPIA_NGRAM_ODD1 & self->mask;
    key ^= key >> self->fold;
    key = key * COPIA_NGRAM_ODD2 & self->mask;
    return key ^ key >> self->fold;
}

/* The number that a product with an odd one is multiplied by to get back the other factor: each
 * step doubles the bits that are right, of which 3 are at first (Newton). */
static inline uint64_t
copia_ngram_inverse (uint64_t odd)
{
    uint64_t inverse = odd;

    for (int i = 0; i < 5; i++)
        inverse *= 2 - odd * inverse;
    return inverse;
}

/* The key that was mixed. */
static inline uint64_t
copia_ngram_key_unmix (const CopiaNgramKeys *self, uint64_t key)
{
    key ^= key >> self->fold;
    key = key * copia_ngram_inverse (COPIA_NGRAM_ODD2) & self->mask;
    key ^= key >> self->fold;
    return key * copia_ngram_inverse (COPIA_NGRAM_ODD1) & self->mask;
}

static inline uint32_t
copia_ngram_key_class (const CopiaNgramKeys *self, uint64_t mixed)
{
    return (uint32_t) (mixed >> self->rest_bits);
}

static inline uint64_t
copia_ngram_key_rest (const CopiaNgramKeys *self, uint64_t mixed)
{
    return mixed & (((uint64_t) 1 << self->rest_bits) - 1); /* fewer than 64 bits */
}
