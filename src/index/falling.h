/* falling.h - the order of ids: by falling frequency, what is equal in the order it has. */
#pragma once

#include <stdint.h>

/* order[0 .. n) becomes the places of `freq`, that of the greatest first. */
void copia_falling (const uint64_t *freq, uint32_t n, uint32_t *order);
