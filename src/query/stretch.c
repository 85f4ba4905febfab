/* stretch.c - pouring lists into bits. */
#include "query/stretch.h"

#include <string.h>

static inline void
set_bit (uint64_t *bits, uint64_t at)
{
    bits[at / 64] |= (uint64_t) 1 << (at % 64);
}

/* Pours n positions of a run, which are those and `base`.  Neighbours mostly share a number, and
 * each would wait until the one before is written: so they are taken from four places by turns. */
static inline void
pour_run (CopiaStretch *self, uint64_t base, const uint32_t *positions, uint32_t n)
{
    uint64_t shift = base - self->base; /* modulo 2^64 */
    uint64_t *bits = self->bits;
    uint32_t quarter = n / 4;

    for (uint32_t i = 0; i < quarter; i++) {
        set_bit (bits, shift + positions[i]);
        set_bit (bits, shift + positions[i + quarter]);
        set_bit (bits, shift + positions[i + 2 * quarter]);
        set_bit (bits, shift + positions[i + 3 * quarter]);
    }
    for (uint32_t i = 4 * quarter; i < n; i++)
        set_bit (bits, shift + positions[i]);
}

/* Pours the positions before `end`, of which the list's is the first; false: it has no more. */
static bool
pour (CopiaStretch *self, CopiaList *list, uint64_t end)
{
    while (list->pos < end) {
        const uint32_t *positions;
        uint32_t n = copia_list_run (list, &positions), i = n;

        while (list->base + positions[i - 1] >= end) /* the first is before it */
            i--;
        pour_run (self, list->base, positions, i);
        if (i < n) {
            copia_list_give_back (list, n - i);
            return true;
        }
        if (!copia_list_next (list))
            return false;
    }
    return true;
}

/* Lists that are read to their end make room for others. */
static void
pour_all (CopiaStretch *self, uint64_t from, uint64_t end)
{
    for (guint i = self->n_lists; i-- > 0;) {
        CopiaList *list = &self->lists[i];

        if ((list->pos < from && !copia_list_seek (list, from)) ||
            !pour (self, list, end)) {
            self->n_lists--;
            if (i < self->n_lists)
                *list = self->lists[self->n_lists];
        }
    }
    self->poured = end;
}

CopiaStretch *
copia_stretch_new (const CopiaPostings *postings, const GArray *ids, uint64_t from,
                   uint32_t margin)
{
    CopiaStretch *self = g_new0 (CopiaStretch, 1);

    self->base = from / COPIA_STRETCH * COPIA_STRETCH;
    self->words = COPIA_STRETCH_WORDS + (margin + 63) / 64;
    self->bits = g_new0 (uint64_t, self->words);
    self->lists = g_new (CopiaList, ids->len + 1);
    for (guint i = 0; i < ids->len; i++) {
        CopiaList *list = &self->lists[self->n_lists];

        *list = copia_postings_list (postings, g_array_index (ids, uint32_t, i));
        self->n_lists += copia_list_seek (list, self->base);
    }
    pour_all (self, self->base, self->base + (uint64_t) self->words * 64);
    return self;
}

/* What is known of the new stretch already: the margin of the old one. */
static void
keep_margin (CopiaStretch *self, uint64_t base)
{
    uint64_t shift = (base - self->base) / 64;
    size_t kept = shift < self->words ? self->words - (size_t) shift : 0;

    if (kept > 0)
        memmove (self->bits, self->bits + shift, kept * sizeof *self->bits);
    memset (self->bits + kept, 0, (self->words - kept) * sizeof *self->bits);
    self->base = base;
}

bool
copia_stretch_move (CopiaStretch *self, uint64_t cpos)
{
    uint64_t poured = self->poured, any = 0;

    keep_margin (self, cpos / COPIA_STRETCH * COPIA_STRETCH);
    pour_all (self, MAX (poured, self->base), self->base + (uint64_t) self->words * 64);
    for (uint32_t i = 0; self->n_lists == 0 && i < self->words; i++)
        any |= self->bits[i];
    return self->n_lists > 0 || any;
}

void
copia_stretch_free (CopiaStretch *self)
{
    if (!self)
        return;
    g_free (self->bits);
    g_free (self->lists);
    g_free (self);
}
