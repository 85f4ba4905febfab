/* simplex.h - the lowest point of a function of a few variables.
 *
 * J. A. Nelder & R. Mead 1965, Computer Journal 7, pp. 308-313: needs values only, no
 * slopes; started anew from where it ends until that gains nothing, because a simplex may
 * collapse before it arrives.  A function may answer INFINITY where it has no value.
 */
#pragma once

enum { COPIA_SIMPLEX_MOST = 8 }; /* variables */

typedef double (*CopiaSimplexFunction) (const double *x, void *data);

/* X: n start values, 1 <= n <= COPIA_SIMPLEX_MOST, then the place of the minimum; its value
 * is returned (INFINITY if there was none to be found).  Differences of the function below
 * TOLERANCE are none. */
double copia_simplex_minimum (CopiaSimplexFunction f, void *data, double tolerance,
                              double *x, int n);
