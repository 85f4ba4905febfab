/* known-words.c - bits of words, each stretch written once. */
#include "index/known-words.h"

#include "base/large.h"

#include <stdatomic.h>
#include <string.h>

enum { UNKNOWN, BEING_KEPT, KNOWN };

struct CopiaKnownWords {
    uint64_t *bits;
    _Atomic uint8_t state[]; /* by stretch */
};

CopiaKnownWords *
copia_known_words_new (uint64_t tokens)
{
    size_t n = (size_t) ((tokens + COPIA_KNOWN_STRETCH - 1) / COPIA_KNOWN_STRETCH);
    CopiaKnownWords *self = g_malloc (sizeof *self + n * sizeof *self->state);

    for (size_t i = 0; i < n; i++)
        atomic_init (&self->state[i], UNKNOWN);
    self->bits = copia_large_new0 (n * COPIA_KNOWN_NUMBERS, sizeof *self->bits);
    return self;
}

const uint64_t *
copia_known_words_at (const CopiaKnownWords *self, uint64_t stretch)
{
    if (atomic_load_explicit (&self->state[stretch], memory_order_acquire) != KNOWN)
        return NULL;
    return self->bits + stretch * COPIA_KNOWN_NUMBERS;
}

void
copia_known_words_keep (CopiaKnownWords *self, uint64_t stretch, const uint64_t *bits)
{
    uint8_t unknown = UNKNOWN;

    if (!atomic_compare_exchange_strong (&self->state[stretch], &unknown, BEING_KEPT))
        return;
    memcpy (self->bits + stretch * COPIA_KNOWN_NUMBERS, bits,
            COPIA_KNOWN_NUMBERS * sizeof *bits);
    atomic_store_explicit (&self->state[stretch], KNOWN, memory_order_release);
}

void
copia_known_words_free (CopiaKnownWords *self)
{
    if (!self)
        return;
    copia_large_free (self->bits);
    g_free (self);
}
