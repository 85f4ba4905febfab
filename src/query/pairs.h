/* pairs.h - starts near which two tokens are alike: what `a.word = b.word` leaves to be tried.
 *
 * A token whose class (alike.h) comes again within so many tokens is a place of the first of two
 * labels; to find them all takes one look at each token, however common its word is.
 */
#pragma once

#include "query/alike.h"

#define COPIA_PAIRS_NEAR 4096 /* the farthest that is looked for */

/* The first label stands `min` to `max` tokens behind a start, the second at most `near` behind
 * the first. */
typedef struct {
    uint64_t min, max, near;
} CopiaPairsReach;

typedef struct CopiaPairs CopiaPairs;

/* `alike`, of one attribute, is borrowed. */
CopiaPairs *copia_pairs_new (CopiaAlike *alike, const CopiaPairsReach *reach,
                             uint64_t tokens);
/* The first start at or after `from`, which does not fall, and where the second label can stand
 * first; false: there is none. */
bool copia_pairs_seek (CopiaPairs *self, uint64_t from, uint64_t *start,
                       uint64_t *second);
void copia_pairs_free (CopiaPairs *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaPairs, copia_pairs_free)
