/* burst.h - do occurrences come in bursts?
 *
 * From the distances between one occurrence and the next (in tokens), or from the counts in
 * equal stretches of text.
 */
#pragma once

#include <stddef.h>

/* (sd - mean) / (sd + mean) of the distances, population sd: -1 regular, 0 as chance would
 * have it, towards 1 in bursts (K.-I. Goh & A.-L. Barabasi 2008).  NaN without distances. */
double copia_burstiness (const double *distances, size_t n);

/* The same for few occurrences, whose sd cannot be large: (sqrt (e+1) r - sqrt (e-1)) /
 * ((sqrt (e+1) - 2) r + sqrt (e-1)), r = sd / mean, for e = n + 1 occurrences (E.-K. Kim &
 * H.-H. Jo 2016, eq. 22); [-1, 1].  NaN for fewer than two distances. */
double copia_burstiness_finite (const double *distances, size_t n);

/* Shape of the Weibull distribution that fits the distances best (maximum likelihood): 1
 * as chance would have it, below 1 in bursts (E. Altmann, J. Pierrehumbert & A. Motter
 * 2009).  INFINITY if all are alike; NaN for fewer than two, or one that is not above 0. */
double copia_weibull_shape (const double *distances, size_t n);

/* Counts in n stretches (texts, chapters) of like size: K. Church & W. Gale 1995, "Poisson
 * mixtures".
 *   variance_ratio  variance by mean: 1 for a Poisson, more for bursts; sample variance
 *   burstiness      mean of the counts that are not 0, f / range, >= 1
 *   adaptation      share of the stretches with two or more of those with at least one
 * NaN where the word does not occur, variance_ratio also for n < 2. */
typedef struct {
    double variance_ratio;
    double burstiness;
    double adaptation;
} CopiaPoissonMixture;

CopiaPoissonMixture copia_poisson_mixture (const double *counts, size_t n);
