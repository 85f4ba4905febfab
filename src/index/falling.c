/* falling.c - a radix sort from the low end. */
#include "index/falling.h"

#include <glib.h>
#include <string.h>

void
copia_falling (const uint64_t *freq, uint32_t n, uint32_t *order)
{
    g_autofree uint32_t *other = g_new (uint32_t, n);
    uint64_t most = 0;

    for (uint32_t i = 0; i < n; i++) {
        order[i] = i;
        most |= freq[i];
    }
    for (unsigned shift = 0; shift < 64 && most >> shift > 0; shift += 8) {
        uint32_t starts[257] = { 0 };

        for (uint32_t i = 0; i < n; i++)
            starts[256 - (freq[i] >> shift & 255)]++; /* the greater the sooner */
        for (unsigned i = 0; i < 256; i++)
            starts[i + 1] += starts[i];
        for (uint32_t i = 0; i < n; i++)
            other[starts[255 - (freq[order[i]] >> shift & 255)]++] = order[i];
        memcpy (order, other, n * sizeof *order);
    }
}
