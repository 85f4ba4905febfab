/* random.h - chance that can be had again.
 *
 * xoshiro256** of D. Blackman & S. Vigna (2018), seeded by splitmix64 from a seed and the
 * number of a stream: every replicate draws from a stream of its own, so what it draws
 * does not depend on which thread computes it, or in which order.  Not for secrets.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct {
    /*< private >*/
    uint64_t state[4];
} CopiaRandom;

CopiaRandom copia_random (uint64_t seed, uint64_t stream);

uint64_t copia_random_next (CopiaRandom *self);

/* Below N, each as likely as the others; N > 0. */
uint64_t copia_random_below (CopiaRandom *self, uint64_t n);

/* In [0, 1), 53 bits. */
double copia_random_unit (CopiaRandom *self);

/* All orders are equally likely (Fisher-Yates). */
void copia_random_shuffle (CopiaRandom *self, size_t *items, size_t n);
