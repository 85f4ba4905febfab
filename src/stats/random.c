/* random.c - chance that can be had again. */
#include "stats/random.h"

static uint64_t
splitmix (uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

CopiaRandom
copia_random (uint64_t seed, uint64_t stream)
{
    CopiaRandom self;
    uint64_t state = stream;

    state = splitmix (&state) ^ seed; /* neighbouring seeds and streams lie far apart */
    for (int i = 0; i < 4; i++)
        self.state[i] = splitmix (&state);
    return self;
}

static uint64_t
rotate (uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

uint64_t
copia_random_next (CopiaRandom *self)
{
    uint64_t *s = self->state, result = rotate (s[1] * 5, 7) * 9, t = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate (s[3], 45);
    return result;
}

uint64_t
copia_random_below (CopiaRandom *self, uint64_t n)
{
    uint64_t surplus = -n % n, x; /* 2^64 mod n values would come once too often */

    do
        x = copia_random_next (self);
    while (x < surplus);
    return x % n;
}

double
copia_random_unit (CopiaRandom *self)
{
    return (double) (copia_random_next (self) >> 11) * 0x1p-53;
}

void
copia_random_shuffle (CopiaRandom *self, size_t *items, size_t n)
{
    for (size_t i = n; i > 1; i--) {
        size_t j = (size_t) copia_random_below (self, i), kept = items[i - 1];
        items[i - 1] = items[j];
        items[j] = kept;
    }
}
