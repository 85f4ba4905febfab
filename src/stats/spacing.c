/* spacing.c - dispersion from the distances between occurrences, without any parts. */
#include "stats/spacing.h"

#include <math.h>

CopiaSpacing
copia_spacing (const uint64_t *places, size_t f, uint64_t n)
{
    double even = (double) n / f, reduced = 0, squares = 0, logs = 0;

    if (f == 0)
        return (CopiaSpacing){ 0, NAN, 0, NAN, 0 };
    for (size_t i = 0; i < f; i++) {
        double d = i ? places[i] - places[i - 1] : places[0] + n - places[f - 1];
        reduced += fmin (d, even);
        squares += d * d;
        if (d > 0)
            logs += d * log (d);
    }
    double mean_log = logs / n;
    return (CopiaSpacing){
        .arf = reduced / even,
        .awt = (1 + squares / n) / 2,
        .fawt = n / squares * n,
        .ald = mean_log / M_LN10,
        .fald = n * exp (-mean_log),
    };
}
