/* lnre.h - how a vocabulary would go on growing: Zipf-Mandelbrot models of the spectrum.
 *
 * The number of types with probability between p and p + dp is C p^(-alpha-1) dp for
 * A <= p <= B and none outside: ZM has A = 0 (infinitely many types), fZM a least
 * probability A > 0.  From it follow the expected V (N) and V_m (N) for any N.
 * S. Evert 2004, "A simple LNRE model for random character sequences" (JADT), ZM and fZM;
 * R. H. Baayen 2001, ch. 3, for the test of fit.
 * 0 < alpha < 1, 0 <= A < B <= 1 or so (B above 1 has no sense as probability); otherwise
 * every answer is NaN.
 */
#pragma once

#include <stdbool.h>

#include "stats/diversity.h"

typedef struct {
    double alpha;
    double a; /* 0: ZM */
    double b;
    bool exact; /* false: integrals run to infinity instead of B, as zipfR calls it */
} CopiaLnre;

/* Expected types, and types that occur m >= 1 times, in N tokens. */
double copia_lnre_v (const CopiaLnre *self, double n);
double copia_lnre_vm (const CopiaLnre *self, double n, double m);

/* All the types there are: INFINITY for ZM. */
double copia_lnre_population (const CopiaLnre *self);

/* Multivariate chi2 of V, V_1 .. V_k against the spectrum, k <= 15 as far as the expected
 * variance of V_k is at least 5; estimated parameters cost degrees of freedom. */
typedef struct {
    double chi2;
    double df;
    double log_p; /* ln of the chance of so bad a fit, were the model true */
} CopiaLnreFit;

CopiaLnreFit copia_lnre_fit (const CopiaLnre *self, const CopiaSpectrum *spectrum,
                             int estimated);

/* The parameters of the best fit: chi2 of V and of V_1 .. V_k while V_k >= 5 (k <= 15) made
 * as small as can be.  FINITE: fZM, else ZM.  The same spectrum gives the same answer
 * always.  NaN in all parameters if the spectrum is too small (V1 = 0, V < 5). */
CopiaLnre copia_lnre_estimate (const CopiaSpectrum *spectrum, bool finite, bool exact);
