/* diversity.h - how rich a vocabulary is: measures on a frequency spectrum.
 *
 *      N    tokens      V    types      V_m  types that occur m times
 *      M2   sum of m^2 V_m
 *
 * Logarithms are natural unless the name ends in log10: summer_S and uber_U change with
 * the base, herdan_C does not.  Nearly all of them fall or rise with N (Tweedie & Baayen
 * 1998): compare texts of one length, or take MATTR or MTLD (running.h).
 * Edges: an empty text (N = 0) is NaN in all of them; where all types occur once (V = N)
 * the formulas that divide by ln N - ln V, 1 - V1/V or M2 - V are INFINITY; one token is
 * 0/0 = NaN where ln N is divided.
 */
#pragma once

#include <stddef.h>

#include "stats/about.h"

typedef struct {
    double m;     /* a frequency */
    double types; /* how many types have it: V_m */
} CopiaFrequencyClass;

typedef struct {
    double n;
    double v;
    const CopiaFrequencyClass *classes; /* rising m; a part of them if not whole */
    size_t n_classes;
} CopiaSpectrum;

/* What a measure must know of the spectrum. */
typedef enum {
    COPIA_NEEDS_SIZES,  /* N and V */
    COPIA_NEEDS_HAPAX,  /* and V1 */
    COPIA_NEEDS_DIS,    /* and V2 */
    COPIA_NEEDS_CLASSES /* all of it */
} CopiaSpectrumNeed;

typedef struct {
    CopiaAbout about;
    CopiaSpectrumNeed need;
    double (*diversity) (const CopiaSpectrum *spectrum);
} CopiaDiversity;

/* The registry; the last entry has no name. */
extern const CopiaDiversity copia_diversities[];

const CopiaDiversity *copia_diversity_find (const char *name);

/* NaN for N <= 0, V <= 0, V > N. */
double copia_diversity_score (const CopiaDiversity *self,
                              const CopiaSpectrum *spectrum);

/* V_m; 0 for a class that is not there. */
double copia_spectrum_types (const CopiaSpectrum *self, double m);

/* HD-D: the expected TTR of DRAWS tokens drawn without replacement, sum over types of
 * (1 - P (0 of the type in the draw)) / draws, in (0, 1]; 42 is usual (McCarthy & Jarvis
 * 2007, pp. 465-466).  NaN if the text has fewer tokens than that.  Without the division
 * by draws, as some programs print it, it is a number of types. */
double copia_hdd (const CopiaSpectrum *spectrum, double draws);

/* Expected V (m = 0) or V_m of a part of n0 <= N tokens drawn at random: the binomial
 * interpolation sum over classes k of V_k P (m of the k are in the part), V - sum V_k
 * (1 - n0/N)^k for V (Baayen 2001, eqs. 2.41, 2.42).  NaN for n0 > N. */
double copia_spectrum_interpolate (const CopiaSpectrum *spectrum, double n0, double m);
