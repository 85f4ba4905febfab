/* interval.c - how far a rate seen may be from the rate there is. */
#include "stats/interval.h"

#include "stats/quantile.h"

#include <math.h>
#include <stdbool.h>

static const CopiaInterval undefined = { NAN, NAN };

#define MOST 9e15 /* whole numbers beyond have gaps */

static bool
sensible (double hits, double n, double confidence)
{
    return hits >= 0 && hits <= n && n <= MOST && confidence > 0 && confidence < 1;
}

static double
log_half (double confidence)
{
    return log1p (-confidence) - M_LN2;
}

double
copia_interval_z (double confidence)
{
    return confidence > 0 && confidence < 1
               ? copia_normal_quantile (log_half (confidence))
               : NAN;
}

CopiaInterval
copia_interval_wilson (double hits, double n, double confidence)
{
    return copia_interval_wilson_z (hits, n, copia_interval_z (confidence));
}

CopiaInterval
copia_interval_wilson_z (double hits, double n, double z)
{
    if (!(hits >= 0 && hits <= n) || isnan (z))
        return undefined;
    if (n == 0)
        return (CopiaInterval){ 0, 1 };
    double zz = z * z, p = hits / n;
    double centre = hits + zz / 2;
    double spread = z * sqrt (hits * ((n - hits) / n) + zz / 4);
    /* the lower end as quotient: centre - spread cancels when p is small */
    double low = hits * p / (centre + spread);
    double high = hits == n ? 1 : (centre + spread) / (n + zz);
    return (CopiaInterval){ fmin (low, p), fmax (fmin (high, 1), p) };
}

CopiaInterval
copia_interval_clopper_pearson (double hits, double n, double confidence)
{
    CopiaInterval interval = { 0, 1 };

    if (!sensible (hits, n, confidence))
        return undefined;
    double log_p = log_half (confidence), logit;
    if (hits > 0) {
        logit = copia_beta_quantile_logit (log_p, hits, n - hits + 1, false);
        interval.low = 1 / (1 + exp (-logit));
    }
    if (hits < n) {
        logit = copia_beta_quantile_logit (log_p, hits + 1, n - hits, true);
        interval.high = 1 / (1 + exp (-logit));
    }
    return interval;
}

CopiaInterval
copia_interval_poisson (double hits, double confidence)
{
    CopiaInterval interval = { 0, INFINITY };

    if (!sensible (hits, MOST, confidence))
        return undefined;
    double log_p = log_half (confidence);
    if (hits > 0)
        interval.low = copia_gamma_quantile (log_p, hits, false);
    interval.high = copia_gamma_quantile (log_p, hits + 1, true);
    return interval;
}
