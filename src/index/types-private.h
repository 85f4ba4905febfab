/* types-private.h - how the table of types, and the words before it, hash. */
#pragma once

#include "index/types.h"

/* The table's own random number. */
uint64_t copia_types_key (const CopiaTypes *self);
/* The word may be added soon: what is looked at first comes from memory meanwhile. */
void copia_types_expect (const CopiaTypes *self, const char *word, size_t size);

/* The same of a number that will be asked for. */
void copia_types_expect_number (const CopiaTypes *self, uint32_t number);

/* Both halves of the product, one upon the other. */
static inline uint64_t
copia_multiply (uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
    unsigned __int128 product = (unsigned __int128) a * b;

    return (uint64_t) product ^ (uint64_t) (product >> 64);
#else
    uint64_t low = (a & UINT32_MAX) * (b & UINT32_MAX), high = (a >> 32) * (b >> 32);
    uint64_t cross = (a >> 32) * (b & UINT32_MAX) + (low >> 32);
    uint64_t other = (a & UINT32_MAX) * (b >> 32) + (cross & UINT32_MAX);

    return (other << 32 | (low & UINT32_MAX)) ^ (high + (cross >> 32) + (other >> 32));
#endif
}
