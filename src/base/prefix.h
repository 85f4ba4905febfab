/* prefix.h - prefix codes of at most 12 bits for symbols of a byte.
 *
 * Canonical: lengths determine the code.  Codes are read from the low end of a bit stream, so
 * they are kept with their bits reversed.  Specified in index/FORMAT.md, "Packed sections".
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COPIA_PREFIX_SYMBOLS 256
#define COPIA_PREFIX_BITS 12

typedef struct {
    uint8_t length[COPIA_PREFIX_SYMBOLS]; /* 0: the symbol does not occur */
    uint16_t code[COPIA_PREFIX_SYMBOLS];
} CopiaPrefix;

/* By the next 12 bits: symbol | length << 8. */
typedef struct {
    uint16_t entries[1 << COPIA_PREFIX_BITS];
} CopiaPrefixTable;

/* A code of nearly the least total length; the same for the same counts. */
void copia_prefix_make (CopiaPrefix *self, const uint32_t counts[COPIA_PREFIX_SYMBOLS]);
/* False when no complete code has these lengths. */
bool copia_prefix_table (CopiaPrefixTable *self,
                         const uint8_t lengths[COPIA_PREFIX_SYMBOLS]);
