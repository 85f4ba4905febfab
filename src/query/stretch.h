/* stretch.h - where the tokens of some types stand, a bit a position, 64 Ki positions at a time.
 *
 * Lists that share no position are poured into the bits; what many lists of frequent words
 * have in common, or leave together, is then a matter of a few instructions for 64 positions,
 * in memory that a cache holds.
 */
#pragma once

#include "index/postings.h"

#define COPIA_STRETCH 65536u /* positions */
#define COPIA_STRETCH_WORDS (COPIA_STRETCH / 64)

typedef struct {
    uint64_t base;  /* of the stretch, a multiple of COPIA_STRETCH */
    uint64_t *bits; /* bit i: position base + i */
    uint32_t words; /* of bits: those of the stretch, then `margin` more */
    /*< private >*/
    uint64_t poured; /* positions before it are in the bits */
    guint n_lists;
    CopiaList *lists;
} CopiaStretch;

/* The types `ids` (uint32_t, each once), from the stretch that holds `from`.  Besides its own
 * positions a stretch shows `margin` of those behind it, or some more. */
CopiaStretch *copia_stretch_new (const CopiaPostings *postings, const GArray *ids,
                                 uint64_t from, uint32_t margin);
/* Moves on to the stretch that holds cpos, which lies behind the one at hand.  False: there are
 * no positions in it nor behind it. */
bool copia_stretch_move (CopiaStretch *self, uint64_t cpos);
void copia_stretch_free (CopiaStretch *self);

/* Lists of types that stand at `freq` of `tokens` positions are worth being poured. */
static inline bool
copia_stretch_suits (uint64_t freq, uint64_t tokens)
{
    return freq >= tokens / 1024;
}
