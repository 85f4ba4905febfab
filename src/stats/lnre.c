/* lnre.c - how a vocabulary would go on growing: Zipf-Mandelbrot models of the spectrum. */
#include "stats/lnre.h"

#include "stats/chance.h"
#include "stats/simplex.h"

#include <math.h>
#include <string.h>

enum { MOST_CLASSES = 15, MOST_ROWS = MOST_CLASSES + 1 };

static bool
possible (const CopiaLnre *self)
{
    return self->alpha > 0 && self->alpha < 1 && self->a >= 0 && self->a < self->b &&
           isfinite (self->b);
}

/* C, which makes the probabilities of all types add up to 1. */
static double
constant (const CopiaLnre *self)
{
    double k = 1 - self->alpha;

    return k / (pow (self->b, k) - pow (self->a, k));
}

static double
log_gamma (double x)
{
    int sign;

    return lgamma_r (x, &sign);
}

/* Gamma (s, x), the upper incomplete gamma function, over Gamma (s). */
static double
upper (double s, double x)
{
    return exp (copia_gamma_tails (s, x).upper);
}

double
copia_lnre_v (const CopiaLnre *self, double n)
{
    double alpha = self->alpha, a = self->a, b = self->b;

    if (!possible (self) || !(n >= 0))
        return NAN;
    /* the integral of (1 - e^-np) C p^(-alpha-1), by parts */
    double share = upper (1 - alpha, n * a);
    double ends = a > 0 ? -expm1 (-n * a) * pow (a, -alpha) : 0;
    if (self->exact) {
        share -= upper (1 - alpha, n * b);
        ends += expm1 (-n * b) * pow (b, -alpha);
    }
    double middle = share * exp (log_gamma (1 - alpha) + alpha * log (n));
    return constant (self) / alpha * (n > 0 ? middle + ends : 0);
}

double
copia_lnre_vm (const CopiaLnre *self, double n, double m)
{
    double alpha = self->alpha;

    if (!possible (self) || !(n >= 0) || !(m >= 1))
        return NAN;
    if (n == 0)
        return 0;
    double share = upper (m - alpha, n * self->a);
    if (self->exact)
        share -= upper (m - alpha, n * self->b);
    double size = log_gamma (m - alpha) - log_gamma (m + 1) + alpha * log (n);
    return constant (self) * share * exp (size);
}

double
copia_lnre_population (const CopiaLnre *self)
{
    double alpha = self->alpha;

    if (!possible (self))
        return NAN;
    if (self->a == 0)
        return INFINITY;
    return constant (self) / alpha * (pow (self->a, -alpha) - pow (self->b, -alpha));
}

/* Gamma (m - alpha, x) / m! for m = 1 .. k, the later ones from the one before: all terms
 * are positive, so nothing cancels. */
static void
gammas (double alpha, double x, int k, double *into)
{
    double term =
        x > 0 ? exp ((1 - alpha) * log (x) - x) / 2 : 0; /* x^(m-a) e^-x / (m+1)! */

    into[1] = upper (1 - alpha, x) * exp (log_gamma (1 - alpha));
    for (int m = 1; m < k; m++) {
        into[m + 1] = into[m] * (m - alpha) / (m + 1) + term;
        term *= x / (m + 2);
    }
}

/* E V_m in n tokens for m = 1 .. k. */
static void
expected_classes (const CopiaLnre *self, double n, int k, double *into)
{
    double factor = constant (self) * pow (n, self->alpha),
           beyond[2 * MOST_CLASSES + 1];

    gammas (self->alpha, n * self->a, k, into);
    if (self->exact)
        gammas (self->alpha, n * self->b, k, beyond);
    for (int m = 1; m <= k; m++)
        into[m] = factor * (into[m] - (self->exact ? beyond[m] : 0));
}

/* The covariance of V, V_1 .. V_k in N tokens (Baayen 2001, 3.61-3.63), row by row. */
static void
covariance (const CopiaLnre *self, double n, int k, double r[MOST_ROWS][MOST_ROWS])
{
    double once[MOST_CLASSES + 1], twice[2 * MOST_CLASSES + 1];

    expected_classes (self, n, k, once);
    expected_classes (self, 2 * n, 2 * k, twice);
    r[0][0] = copia_lnre_v (self, 2 * n) - copia_lnre_v (self, n);
    for (int i = 1; i <= k; i++) {
        double choose = 1; /* (i + j over j) / 2^(i + j) */
        r[0][i] = r[i][0] = ldexp (twice[i], -i);
        for (int j = 1; j <= k; j++) {
            choose *= (double) (i + j) / j;
            r[i][j] = -ldexp (choose * twice[i + j], -i - j);
        }
        r[i][i] += once[i];
    }
}

/* x' R^-1 x for symmetric R of n rows, by Cholesky; INFINITY if R is not positive. */
static double
quadratic_form (double r[MOST_ROWS][MOST_ROWS], const double *x, int n)
{
    double y[MOST_ROWS], sum = 0;

    for (int j = 0; j < n; j++) {
        for (int k = 0; k < j; k++)
            r[j][j] -= r[j][k] * r[j][k];
        if (!(r[j][j] > 0))
            return INFINITY;
        r[j][j] = sqrt (r[j][j]);
        for (int i = j + 1; i < n; i++) {
            for (int k = 0; k < j; k++)
                r[i][j] -= r[i][k] * r[j][k];
            r[i][j] /= r[j][j];
        }
    }
    for (int i = 0; i < n; i++) {
        y[i] = x[i];
        for (int k = 0; k < i; k++)
            y[i] -= r[i][k] * y[k];
        y[i] /= r[i][i];
        sum += y[i] * y[i];
    }
    return sum;
}

static double
misfit (const CopiaLnre *self, const CopiaSpectrum *s, int k)
{
    double r[MOST_ROWS][MOST_ROWS], error[MOST_ROWS];

    expected_classes (self, s->n, k, error);
    error[0] = s->v - copia_lnre_v (self, s->n);
    for (int m = 1; m <= k; m++)
        error[m] = copia_spectrum_types (s, m) - error[m];
    covariance (self, s->n, k, r);
    return quadratic_form (r, error, k + 1);
}

CopiaLnreFit
copia_lnre_fit (const CopiaLnre *self, const CopiaSpectrum *s, int estimated)
{
    double r[MOST_ROWS][MOST_ROWS];
    int k = 0;

    if (!possible (self) || !(s->n > 0))
        return (CopiaLnreFit){ NAN, NAN, NAN };
    covariance (self, s->n, MOST_CLASSES, r);
    while (k < MOST_CLASSES && r[k + 1][k + 1] >= 5)
        k++;
    if (k < estimated + 2)
        k = estimated + 2;
    CopiaLnreFit fit = { misfit (self, s, k), k + 1 - estimated, NAN };
    fit.log_p = copia_chi2_tails (fit.chi2, fit.df).upper;
    return fit;
}

/* What is minimised: the parameters as numbers without bounds. */
typedef struct {
    const CopiaSpectrum *spectrum;
    int classes;
    bool finite, exact;
} Search;

static CopiaLnre
model_at (const Search *search, const double *x)
{
    return (CopiaLnre){ 1 / (1 + exp (-x[0])), search->finite ? exp (x[2]) : 0,
                        exp (x[1]), search->exact };
}

static double
misfit_at (const double *x, void *data)
{
    const Search *search = data;
    CopiaLnre model = model_at (search, x);

    if (!possible (&model) || model.b > 1e3)
        return INFINITY;
    double value = misfit (&model, search->spectrum, search->classes);
    return isnan (value) ? INFINITY : value;
}

/* How many classes have types enough for a normal approximation. */
static int
full_classes (const CopiaSpectrum *s, int parameters)
{
    int k = 0;

    while (k < MOST_CLASSES && copia_spectrum_types (s, k + 1) >= 5)
        k++;
    return k < parameters + 2 ? parameters + 2 : k;
}

/* Start number I of the grid: slopes, and for fZM floors around one expected token. */
static void
start_at (const Search *search, int i, double *x)
{
    static const double alphas[] = { 0.2, 0.4, 0.6, 0.8 }, floors[] = { 1e-2, 1, 1e2 };
    const CopiaSpectrum *s = search->spectrum;
    double hapaxes = copia_spectrum_types (s, 1) / s->v;
    double alpha = i % 5 < 4 ? alphas[i % 5] : fmin (0.95, hapaxes);
    /* B so that the expected V of ZM is the one seen (Evert 2004) */
    double c = alpha * s->v / exp (log_gamma (1 - alpha) + alpha * log (s->n));

    x[0] = log (alpha / (1 - alpha));
    x[1] = fmin (0, log ((1 - alpha) / c) / (1 - alpha));
    x[2] = log (floors[i / 5] / s->n);
}

CopiaLnre
copia_lnre_estimate (const CopiaSpectrum *s, bool finite, bool exact)
{
    const CopiaLnre none = { NAN, NAN, NAN, exact };
    int parameters = finite ? 3 : 2, starts = finite ? 15 : 5;
    Search search = { s, full_classes (s, parameters), finite, exact };
    double best[3] = { 0 }, least = INFINITY, values[15];

    if (!(s->v >= 5) || !(copia_spectrum_types (s, 1) > 0) || s->n < s->v)
        return none;
    for (int i = 0; i < starts; i++) {
        double x[3];
        start_at (&search, i, x);
        values[i] = misfit_at (x, &search);
    }
    for (int run = 0; run < 3; run++) { /* from the three lowest places of the grid */
        int lowest = 0;
        double x[3];
        for (int i = 1; i < starts; i++)
            if (values[i] < values[lowest])
                lowest = i;
        start_at (&search, lowest, x);
        values[lowest] = INFINITY;
        double value = copia_simplex_minimum (misfit_at, &search, 1e-9, x, parameters);
        if (value < least) {
            least = value;
            memcpy (best, x, sizeof best);
        }
    }
    return isinf (least) ? none : model_at (&search, best);
}
