/* prefix.h - prefix codes of at most 12 bits, or fewer, for symbols of a byte.
 *
 * Canonical: lengths determine the code.  Codes are read from the low end of a bit stream, so
 * they are kept with their bits reversed.  Specified in index/FORMAT.md, "Packed sections".
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COPIA_PREFIX_SYMBOLS 256
#define COPIA_PREFIX_BITS 12

typedef struct {
    uint8_t length[COPIA_PREFIX_SYMBOLS]; /* 0: the symbol does not occur */
    uint16_t code[COPIA_PREFIX_SYMBOLS];
} CopiaPrefix;

/* A code of nearly the least total length whose longest has 8 <= bits <= 12; the same for the same
 * counts. */
void copia_prefix_make (CopiaPrefix *self, const uint32_t counts[COPIA_PREFIX_SYMBOLS],
                        unsigned bits);
/* By the next `bits` bits: symbol | length << 8, the length being that of the code and of the `rests`
 * bits behind it (NULL: none).  False when no complete code has these lengths. */
bool copia_prefix_table (uint16_t *entries, const uint8_t lengths[COPIA_PREFIX_SYMBOLS],
                         const uint8_t *rests, unsigned bits);

/* Lengths as they are stored: how many less one, then four bits each. */
void copia_prefix_put (const CopiaPrefix *self, GByteArray *to);
/* Moves `at` behind them; false when they end too early. */
bool copia_prefix_take (const uint8_t **at, const uint8_t *end,
                        uint8_t lengths[COPIA_PREFIX_SYMBOLS]);
