/* word-bits.h - which tokens are words, 64 at a time, along a whole corpus.
 *
 * Marks are few types, and stand in long lists that are quick to read: so where they have lists,
 * those are poured into bits, and no token is looked at.  The index remembers what was poured
 * (index/known-words.h), so that a later question only reads it.
 */
#pragma once

#include "index/index.h"
#include "index/walk.h"
#include "query/stretch.h"

typedef struct {
    /*< private >*/
    CopiaWalk walk;
    uint64_t size;
    CopiaKnownWords *known; /* NULL: not remembered */
    CopiaStretch *marks;    /* NULL: tokens are looked at where nothing is known */
} CopiaWordBits;

/* To be asked from `from` to about `to`, mostly onwards. */
CopiaWordBits copia_word_bits_of (const CopiaIndex *index, uint64_t from, uint64_t to);
/* n numbers of the tokens from cpos on, which is a multiple of 64, all of them begun before the
 * last token; bit 0 of the first is that at cpos.  Bits behind the last token are 0. */
void copia_word_bits_read (CopiaWordBits *self, uint64_t cpos, size_t n,
                           uint64_t *bits);
void copia_word_bits_clear (CopiaWordBits *self);
