/* logratio.c - the log ratio of two rates, plain and as a cautious bound. */
#include "stats/logratio.h"

#include "stats/evidence.h"
#include "stats/quantile.h"

/* A frequency that may not be 0 (Hardie 2014: half an occurrence). */
static double
at_least_half (double count)
{
    return count == 0 ? 0.5 : count;
}

/* There are tokens on both sides: without them a side has no rate. */
static bool
comparable (const CopiaTable2 *t)
{
    return t->r1 > 0 && copia_table2_r2 (t) > 0;
}

/* ln of the ratio of rates with zero frequencies raised to 0.5. */
static double
log_rates (const CopiaTable2 *t)
{
    if (!comparable (t))
        return NAN;
    double target = at_least_half (t->o11) / t->r1;

    return log (target / (at_least_half (copia_table2_o21 (t)) / copia_table2_r2 (t)));
}

double
copia_log_ratio (const CopiaTable2 *t, const CopiaLevel *level)
{
    (void) level;
    return log_rates (t) / M_LN2;
}

double
copia_log_ratio_walter (const CopiaTable2 *t, const CopiaLevel *level)
{
    (void) level;
    return log2 ((t->o11 + 0.5) / (t->r1 + 0.5)) -
           log2 ((copia_table2_o21 (t) + 0.5) / (copia_table2_r2 (t) + 0.5));
}

double
copia_log_ratio_walter_filtered (const CopiaTable2 *t, const CopiaLevel *level)
{
    double critical = copia_chi2_quantile (log (level->alpha / level->tests), 1);

    if (fabs (copia_log_likelihood (t, level)) < critical)
        return 0;
    return copia_log_ratio_walter (t, level);
}

/* The end of the exact interval of the share O11 / (O11 + O21), as log2 ratio of rates;
 * lower end if `upper` is false. */
static double
exact_bound (const CopiaTable2 *t, double log_p, bool upper)
{
    double o21 = copia_table2_o21 (t), logit;

    if (!comparable (t))
        return NAN;
    if (!upper)
        logit = t->o11 == 0 ? -INFINITY
                            : copia_beta_quantile_logit (log_p, t->o11, o21 + 1, false);
    else
        logit = o21 == 0 ? INFINITY
                         : copia_beta_quantile_logit (log_p, t->o11 + 1, o21, true);
    return log2 (copia_table2_r2 (t) / t->r1) + logit / M_LN2;
}

double
copia_log_ratio_conservative (const CopiaTable2 *t, const CopiaLevel *level)
{
    double log_p = log (level->alpha / level->tests) - M_LN2;

    if (!comparable (t))
        return NAN; /* which fmax() would lose */
    if (copia_table2_determinant (t) >= 0)
        return fmax (0, exact_bound (t, log_p, false));
    return fmin (0, exact_bound (t, log_p, true));
}

double
copia_log_ratio_positive (const CopiaTable2 *t, const CopiaLevel *level)
{
    return exact_bound (t, log (level->alpha / level->tests), false);
}

double
copia_log_ratio_normal (const CopiaTable2 *t, const CopiaLevel *level)
{
    double z = copia_normal_quantile (log (level->alpha / level->tests) - M_LN2);
    double o11 = at_least_half (t->o11), o21 = at_least_half (copia_table2_o21 (t));
    double spread = z * sqrt (1 / o11 + 1 / o21 - 1 / t->r1 - 1 / copia_table2_r2 (t));
    double ratio = log_rates (t);

    if (isnan (ratio))
        return NAN;
    if (ratio >= 0)
        return fmax (0, ratio - spread) / M_LN2;
    return fmin (0, ratio + spread) / M_LN2;
}

CopiaInterval
copia_log_ratio_interval (const CopiaTable2 *t, const CopiaLevel *level)
{
    double log_p = log (level->alpha / level->tests) - M_LN2;

    return (CopiaInterval){ exact_bound (t, log_p, false),
                            exact_bound (t, log_p, true) };
}
