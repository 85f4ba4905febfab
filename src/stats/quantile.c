/* quantile.c - distributions read backwards. */
#include "stats/quantile.h"

#include "stats/chance.h"

#include <math.h>

/* A tail as a function of a coordinate in which it is smooth: its logarithm at x, and in
 * *slope its derivative there. */
typedef struct Tail {
    double (*at) (const struct Tail *self, double x, double *slope);
    double a, b;
    bool upper;
} Tail;

/* Where the tail has the value log_p; low and high enclose it. */
static double
solve (const Tail *tail, double log_p, double start, double low, double high)
{
    double x = start;

    for (int i = 0; i < 200; i++) {
        double slope, miss = tail->at (tail, x, &slope) - log_p;
        if (isnan (miss))
            return NAN;
        if (fabs (miss) <= 1e-15 * fmax (1, fabs (log_p)))
            return x - miss / slope; /* the tail itself is not known any closer */
        if ((miss > 0) == tail->upper)
            low = x;
        else
            high = x;
        double next = x - miss / slope;
        if (!(next > low && next < high))
            next = (low + high) / 2;
        if (fabs (next - x) <= 1e-15 * fmax (1e-3, fabs (x)))
            return next;
        x = next;
    }
    return x;
}

static double
normal_upper (const Tail *self, double z, double *slope)
{
    double tail = copia_normal_tails (z).upper;

    (void) self;
    *slope = -exp (-z * z / 2 - 0.91893853320467274178 - tail);
    return tail;
}

double
copia_normal_quantile (double log_p)
{
    const Tail tail = { normal_upper, 0, 0, true };

    if (!(log_p <= 0))
        return NAN;
    if (log_p == 0 || isinf (log_p))
        return log_p == 0 ? -INFINITY : INFINITY;
    if (log_p > -M_LN2)
        return -copia_normal_quantile (copia_log1m_exp (log_p));
    double most = sqrt (-2 * log_p);
    return solve (&tail, log_p, fmax (0, most - 1), -1e-9, most + 1);
}

/* The coordinate is ln x. */
static double
gamma_side (const Tail *self, double log_x, double *slope)
{
    double x = exp (log_x);
    CopiaTails tails = copia_gamma_tails (self->a, x);
    double value = self->upper ? tails.upper : tails.lower;
    double density = copia_log_poisson_term (self->a, x) + log (self->a);

    *slope = (self->upper ? -1 : 1) * exp (density - value);
    return value;
}

double
copia_gamma_quantile (double log_p, double a, bool upper)
{
    const Tail tail = { gamma_side, a, 0, upper };

    if (!(log_p <= 0) || !(a > 0))
        return NAN;
    if (log_p == 0)
        return upper ? 0 : INFINITY;
    if (isinf (log_p))
        return upper ? INFINITY : 0;
    double small = upper ? copia_log1m_exp (log_p) : log_p;
    int sign; /* lgamma() would write it where all threads can see it */
    double low = fmin (log (a), (small + lgamma_r (a + 1, &sign)) / a) - 2;
    double far = upper ? a - 2 * log_p + sqrt (-2 * log_p * a) : 0;
    double high = upper ? log (far) + 2 : log (a + 1000 + 40 * sqrt (a)) + 1;
    return exp (solve (&tail, log_p, log (a), low, high));
}

double
copia_chi2_quantile (double log_p, double df)
{
    return 2 * copia_gamma_quantile (log_p, df / 2, true);
}

/* The coordinate is the logit of x. */
static double
beta_side (const Tail *self, double logit, double *slope)
{
    double x = 1 / (1 + exp (-logit)), y = 1 / (1 + exp (logit));
    double a = self->a, b = self->b;
    CopiaTails tails = copia_beta_tails (a, b, x, y);
    double value = self->upper ? tails.upper : tails.lower;
    double density =
        copia_log_binomial_term (a, a + b, x, y) + log (a / (a + b)) + log (b);

    *slope = (self->upper ? -1 : 1) * exp (density - value);
    return value;
}

double
copia_beta_quantile_logit (double log_p, double a, double b, bool upper)
{
    const Tail tail = { beta_side, a, b, upper };

    if (!(log_p <= 0) || !(a > 0) || !(b > 0))
        return NAN;
    if (log_p == 0)
        return upper ? -INFINITY : INFINITY;
    if (isinf (log_p))
        return upper ? INFINITY : -INFINITY;
    return solve (&tail, log_p, log (a / b), -700, 700);
}
