/* word-bits.h - which tokens are words, 64 at a time, along a whole corpus.
 *
 * Marks are few types, and stand in long lists that are quick to read: so where they have lists,
 * those are poured into bits, and no token is looked at.
 */
#pragma once

#include "index/walk.h"
#include "query/stretch.h"

typedef struct {
    /*< private >*/
    CopiaWalk walk;
    uint64_t size;
    CopiaStretch *marks; /* NULL: tokens are looked at */
} CopiaWordBits;

/* To be asked from `from` to about `to`, mostly onwards. */
CopiaWordBits copia_word_bits_of (const CopiaIndex *index, uint64_t from, uint64_t to);
/* The tokens from cpos on, which is a multiple of 64 and below the number of tokens; bit 0 is that
 * at cpos.  Bits behind the last token are 0. */
uint64_t copia_word_bits_at (CopiaWordBits *self, uint64_t cpos);
void copia_word_bits_clear (CopiaWordBits *self);
