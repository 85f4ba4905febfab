/* attraction.c - effect sizes of a 2 x 2 table: how strong, whatever the evidence. */
#include "stats/attraction.h"

#define IGNORE_LEVEL (void) level

/* log2 (O11^k / E11) */
static double
log2_power (const CopiaTable2 *t, int k)
{
    return k * log2 (t->o11) - log2 (copia_table2_e11 (t));
}

double
copia_mi (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return log2 (t->o11 / copia_table2_e11 (t));
}

double
copia_mi2 (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return log2_power (t, 2);
}

double
copia_mi3 (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return log2_power (t, 3);
}

double
copia_local_mi (const CopiaTable2 *t, const CopiaLevel *level)
{
    return t->o11 == 0 ? 0 : t->o11 * copia_mi (t, level);
}

double
copia_mi_log_f (const CopiaTable2 *t, const CopiaLevel *level)
{
    return t->o11 == 0 ? 0 : copia_mi (t, level) * log1p (t->o11);
}

double
copia_npmi (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    double expected = copia_table2_e11 (t);

    if (t->o11 == 0 && expected > 0)
        return -1;
    return log (t->o11 / expected) / -log (t->o11 / t->n);
}

double
copia_dice (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return 2 * t->o11 / (t->r1 + t->c1);
}

/* The harmonic mean of two shares: of hits, and of the collocate. */
double
copia_dice_cqpweb (const CopiaTable2 *t, const CopiaLevel *level)
{
    double of_hits = level->share >= 0 ? level->share : t->o11 / t->r1;
    double of_collocate = t->o11 / t->c1;

    if (t->o11 == 0 && t->r1 > 0 && t->c1 > 0)
        return 0;
    return 2 * of_hits * of_collocate / (of_hits + of_collocate);
}

double
copia_log_dice (const CopiaTable2 *t, const CopiaLevel *level)
{
    return 14 + log2 (copia_dice (t, level));
}

double
copia_jaccard (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return t->o11 / (t->r1 + copia_table2_o21 (t));
}

double
copia_minimum_sensitivity (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return t->o11 / (t->r1 > t->c1 ? t->r1 : t->c1);
}

double
copia_geometric_mean (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return t->o11 / sqrt (t->r1) / sqrt (t->c1);
}

/* The odds ratio with `more` added to every cell. */
static double
odds (const CopiaTable2 *t, double more)
{
    return (t->o11 + more) * (copia_table2_o22 (t) + more) /
           (copia_table2_o12 (t) + more) / (copia_table2_o21 (t) + more);
}

double
copia_odds_ratio (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return odds (t, 0);
}

double
copia_odds_ratio_discounted (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return odds (t, 0.5);
}

double
copia_lambda (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return log (odds (t, 0.5));
}

double
copia_relative_risk (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return (t->o11 / t->r1) / (copia_table2_o21 (t) / copia_table2_r2 (t));
}

double
copia_relative_risk_columns (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return (t->o11 / t->c1) / (copia_table2_o12 (t) / copia_table2_c2 (t));
}

double
copia_delta_p_collocate (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return copia_table2_determinant (t) / t->r1 / copia_table2_r2 (t);
}

double
copia_delta_p_node (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return copia_table2_determinant (t) / t->c1 / copia_table2_c2 (t);
}

double
copia_phi2 (const CopiaTable2 *t, const CopiaLevel *level)
{
    return copia_delta_p_collocate (t, level) * copia_delta_p_node (t, level);
}

double
copia_observed (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return t->o11;
}

double
copia_expected (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return copia_table2_e11 (t);
}

double
copia_percent_of_node (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return 100 * t->o11 / t->r1;
}
