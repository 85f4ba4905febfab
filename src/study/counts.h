/* counts.h - many counts in as few bytes as hold them.
 *
 * Two each, which is enough of a word in a chapter; four once one of them needs more; and eight,
 * for where every match counts a corpus has more hits than tokens.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct {
    /*< private >*/
    size_t n, put;  /* those from `put` on are zeros still */
    uint16_t *tiny; /* they are in the one of the three that is not NULL */
    uint32_t *small;
    uint64_t *large;
} CopiaCounts;

CopiaCounts *copia_counts_new (size_t n); /* all 0 */
/* Those from number `first` on become the n. */
void copia_counts_put (CopiaCounts *self, size_t first, const uint64_t *counts,
                       size_t n);
/* The n from number `first` on, which are 0 and now may be counted in; NULL: they take more bytes. */
uint16_t *copia_counts_narrow (CopiaCounts *self, size_t first, size_t n);
/* Adds one to one. */
void copia_counts_merge (CopiaCounts *into, const CopiaCounts *behind);
void copia_counts_free (CopiaCounts *self);

static inline uint64_t
copia_counts_get (const CopiaCounts *self, size_t i)
{
    return self->tiny ? self->tiny[i] : self->small ? self->small[i] : self->large[i];
}
