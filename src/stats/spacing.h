/* spacing.h - dispersion from the distances between occurrences, without any parts.
 *
 * The text is a ring: d_1 is the way from the last occurrence over the end to the first
 * (P. Savicky & J. Hlavacova 2002, JQL 9(3), pp. 215-231).  v = N/f, the distance there
 * would be in an even text.
 *   arf   average reduced frequency   sum min (d, v) / v                     [1, f]
 *   awt   average waiting time        (1 + sum d^2 / N) / 2, tokens          [(1+v)/2, (1+N)/2]
 *   fawt  frequency from awt          N^2 / sum d^2                          [1, f]
 *   ald   average logarithmic dist.   sum d log10 d / N                      [log10 v, log10 N]
 *   fald  frequency from ald          N exp (-sum d ln d / N)                [1, f]
 * The frequencies equal f in an even text and 1 where all occurrences stand together.
 * A word that does not occur has arf, fawt, fald 0 and awt, ald NaN.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct {
    double arf;
    double awt;
    double fawt;
    double ald;
    double fald;
} CopiaSpacing;

/* PLACES: f rising positions below n, n > 0. */
CopiaSpacing copia_spacing (const uint64_t *places, size_t f, uint64_t n);
