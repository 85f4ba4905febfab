/* alike.h - which rows of counts may share a code.
 *
 * Two rows that share one cost more bits than with one each: the less, the more alike they are.
 */
#pragma once

#include "base/prefix.h"

/* Joins rows, always the two that are most alike, until at most `most` are left, 1 <= most <= n <= 256.
 * Returns how many there are: the first ones of `counts`.  group[i] is the one that holds row i;
 * rows of zeros are in the first. */
unsigned copia_alike_join (uint32_t (*counts)[COPIA_PREFIX_SYMBOLS], unsigned n,
                           unsigned most, uint8_t *group);
