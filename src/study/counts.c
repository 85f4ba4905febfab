/* counts.c - counts of four bytes that may become counts of eight. */
#include "study/counts.h"

#include "base/large.h"

#include <stdbool.h>

CopiaCounts *
copia_counts_new (size_t n)
{
    CopiaCounts *self = g_new0 (CopiaCounts, 1);

    self->n = n;
    self->small = copia_large_new0 (n, sizeof *self->small);
    return self;
}

static void
widen (CopiaCounts *self)
{
    self->large = copia_large_new0 (self->n, sizeof *self->large);
    for (size_t i = 0; i < self->n; i++)
        self->large[i] = self->small[i];
    copia_large_free (g_steal_pointer (&self->small));
}

static bool
are_small (const uint64_t *counts, size_t n)
{
    uint64_t bits = 0;

    for (size_t i = 0; i < n; i++)
        bits |= counts[i];
    return bits <= UINT32_MAX;
}

void
copia_counts_put (CopiaCounts *self, size_t first, const uint64_t *counts, size_t n)
{
    if (self->small && !are_small (counts, n))
        widen (self);
    for (size_t i = 0; i < n && self->small; i++)
        self->small[first + i] = (uint32_t) counts[i];
    for (size_t i = 0; i < n && self->large; i++)
        self->large[first + i] = counts[i];
}

static bool
sums_are_small (const CopiaCounts *into, const CopiaCounts *behind)
{
    uint64_t bits = 0;

    for (size_t i = 0; i < into->n; i++)
        bits |= (uint64_t) into->small[i] + behind->small[i];
    return bits <= UINT32_MAX;
}

void
copia_counts_merge (CopiaCounts *into, const CopiaCounts *behind)
{
    if (into->small && (!behind->small || !sums_are_small (into, behind)))
        widen (into);
    for (size_t i = 0; i < into->n && into->small; i++)
        into->small[i] += behind->small[i];
    for (size_t i = 0; i < into->n && into->large; i++)
        into->large[i] += copia_counts_get (behind, i);
}

void
copia_counts_free (CopiaCounts *self)
{
    if (!self)
        return;
    copia_large_free (self->small);
    copia_large_free (self->large);
    g_free (self);
}
