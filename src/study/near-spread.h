/* near-spread.h - windows around many tokens at once, a bit a token.
 *
 * A window holds so many words to each side of its seed, and what lies between them; nodes and marks
 * in it are for the caller to leave out.  It ends before a stop, which is the first token it cannot
 * come into from the left, nor go on from to the left.  A pure function.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Of n numbers each, bit i % 64 of number i / 64 being that of token i; `covers` gets what lies in
 * a window.  Nothing is known of tokens beyond: no window comes from there. */
void copia_near_spread (const uint64_t *seeds, const uint64_t *words,
                        const uint64_t *stops, size_t n, uint32_t left, uint32_t right,
                        uint64_t *covers);
