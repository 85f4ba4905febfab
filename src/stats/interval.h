/* interval.h - how far a rate seen may be from the rate there is.
 *
 * confidence lies strictly between 0 and 1 (0.95 = 95 %); outside of it, and for hits < 0,
 * hits > n, n < 0 or n > 9 10^15, both ends are NaN.  n = 0 says nothing: [0, 1] (for a mean:
 * [0, INFINITY]).  low <= hits/n <= high always holds.
 * All of them take tokens for independent draws, which those of running text are not: for
 * a word that clusters the true interval is wider (resample the units for that).
 */
#pragma once

typedef struct {
    double low;
    double high;
} CopiaInterval;

/* E. B. Wilson 1927, JASA 22, p. 209: the score interval of hits out of n, a proportion. */
CopiaInterval copia_interval_wilson (double hits, double n, double confidence);
/* The same for many rates: z is the normal quantile of the confidence, found once. */
double copia_interval_z (double confidence);
CopiaInterval copia_interval_wilson_z (double hits, double n, double z);

/* C. Clopper & E. S. Pearson 1934, Biometrika 26, p. 404: exact, never too short. */
CopiaInterval copia_interval_clopper_pearson (double hits, double n, double confidence);

/* F. Garwood 1936, Biometrika 28, p. 437: exact, of a Poisson mean of which hits were seen. */
CopiaInterval copia_interval_poisson (double hits, double confidence);
