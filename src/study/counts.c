/* counts.c - counts of two bytes that may become counts of four, and of eight. */
#include "study/counts.h"

#include "base/large.h"

#include <stdbool.h>

CopiaCounts *
copia_counts_new (size_t n)
{
    CopiaCounts *self = g_new0 (CopiaCounts, 1);

    self->n = n;
    self->tiny = copia_large_new0 (n, sizeof *self->tiny);
    return self;
}

static bool
is_wide_enough (const CopiaCounts *self, uint64_t bits)
{
    return self->large || (self->small && bits <= UINT32_MAX) || bits <= UINT16_MAX;
}

/* For numbers of so many bits; what was not put yet is zero. */
static void
widen (CopiaCounts *self, uint64_t bits)
{
    CopiaCounts old = *self;

    if (is_wide_enough (self, bits))
        return;
    self->tiny = NULL;
    self->small = NULL;
    if (bits <= UINT32_MAX)
        self->small = copia_large_new0 (self->n, sizeof *self->small);
    else
        self->large = copia_large_new0 (self->n, sizeof *self->large);
    for (size_t i = 0; i < self->put && self->small; i++)
        self->small[i] = old.tiny[i];
    for (size_t i = 0; i < self->put && self->large; i++)
        self->large[i] = copia_counts_get (&old, i);
    copia_large_free (old.tiny);
    copia_large_free (old.small);
}

static uint64_t
bits_of (const uint64_t *counts, size_t n)
{
    uint64_t bits = 0;

    for (size_t i = 0; i < n; i++)
        bits |= counts[i];
    return bits;
}

void
copia_counts_put (CopiaCounts *self, size_t first, const uint64_t *counts, size_t n)
{
    widen (self, bits_of (counts, n));
    for (size_t i = 0; i < n && self->tiny; i++)
        self->tiny[first + i] = (uint16_t) counts[i];
    for (size_t i = 0; i < n && self->small; i++)
        self->small[first + i] = (uint32_t) counts[i];
    for (size_t i = 0; i < n && self->large; i++)
        self->large[first + i] = counts[i];
    self->put = MAX (self->put, first + n);
}

uint16_t *
copia_counts_narrow (CopiaCounts *self, size_t first, size_t n)
{
    if (!self->tiny)
        return NULL;
    self->put = MAX (self->put, first + n);
    return self->tiny + first;
}

/* Of any number that was put. */
static uint64_t
bits_of_sums (const CopiaCounts *into, const CopiaCounts *behind)
{
    size_t n = MIN (into->put, behind->put);
    uint64_t bits = 0;

    if (into->tiny && behind->tiny) {
        for (size_t i = 0; i < n; i++)
            bits |= (uint32_t) into->tiny[i] + behind->tiny[i];
        return bits;
    }
    for (size_t i = 0; i < n && into->small && behind->small; i++)
        bits |= (uint64_t) into->small[i] + behind->small[i];
    if (into->small && behind->small)
        return bits;
    for (size_t i = 0; i < behind->put; i++)
        bits |= copia_counts_get (into, i) + copia_counts_get (behind, i);
    return bits;
}

void
copia_counts_merge (CopiaCounts *into, const CopiaCounts *behind)
{
    size_t n = behind->put;

    into->put = MAX (into->put, n);
    widen (into, bits_of_sums (into, behind));
    for (size_t i = 0; i < n && into->tiny && behind->tiny; i++)
        into->tiny[i] = (uint16_t) (into->tiny[i] + behind->tiny[i]);
    for (size_t i = 0; i < n && into->tiny && !behind->tiny; i++)
        into->tiny[i] = (uint16_t) (into->tiny[i] + copia_counts_get (behind, i));
    for (size_t i = 0; i < n && into->small && behind->small; i++)
        into->small[i] += behind->small[i];
    for (size_t i = 0; i < n && into->small && !behind->small; i++)
        into->small[i] += (uint32_t) copia_counts_get (behind, i);
    for (size_t i = 0; i < n && into->large; i++)
        into->large[i] += copia_counts_get (behind, i);
}

void
copia_counts_free (CopiaCounts *self)
{
    if (!self)
        return;
    copia_large_free (self->tiny);
    copia_large_free (self->small);
    copia_large_free (self->large);
    g_free (self);
}
