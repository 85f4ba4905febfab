/* evidence.c - test statistics and p-values of a 2 x 2 table: how sure, not how strong. */
#include "stats/evidence.h"

#include "stats/attraction.h"
#include "stats/chance.h"

#define IGNORE_LEVEL (void) level

/* O11 - E11 */
static double
deviation (const CopiaTable2 *t)
{
    return copia_table2_determinant (t) / t->n;
}

/* SIZE with the sign of what deviates; never -0, which would be printed. */
static double
signed_as (double deviates, double size)
{
    return deviates < 0 && size != 0 ? -size : size;
}

double
copia_t_score (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return deviation (t) / sqrt (t->o11);
}

double
copia_t_difference (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return (t->o11 - copia_table2_o21 (t)) / sqrt (t->c1);
}

double
copia_z_score (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return deviation (t) / sqrt (copia_table2_e11 (t));
}

double
copia_z_corrected (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    double d = deviation (t);

    return signed_as (d, fmax (0, fabs (d) - 0.5)) / sqrt (copia_table2_e11 (t));
}

double
copia_z_corrected_ucs (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    double d = deviation (t);

    return (d < 0 ? d + 0.5 : d - 0.5) / sqrt (copia_table2_e11 (t));
}

double
copia_z_corrected_cqpweb (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    double d = deviation (t), size = fabs (d);

    return signed_as (d, size > 0.5 ? size - 0.5 : size / 2) /
           sqrt (copia_table2_e11 (t));
}

double
copia_z_berry_rogghe (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    double p = t->c1 / t->n, expected = copia_table2_e11 (t);

    return deviation (t) / sqrt (expected * (1 - p));
}

/* Half of G2, of which every term is a deviance and none is negative: sum O ln (O/E) alone
 * cancels when O is near E. */
static double
half_g2 (const CopiaTable2 *t)
{
    double rows[] = { t->r1, copia_table2_r2 (t) };
    double columns[] = { t->c1, copia_table2_c2 (t) };
    double cells[] = { t->o11, copia_table2_o12 (t), copia_table2_o21 (t),
                       copia_table2_o22 (t) };
    double sum = 0;

    for (int i = 0; i < 4; i++)
        sum += copia_deviance (cells[i], rows[i / 2] * (columns[i % 2] / t->n));
    return sum;
}

double
copia_log_likelihood (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return signed_as (deviation (t), 2 * half_g2 (t));
}

double
copia_log_likelihood_bic (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return 2 * half_g2 (t) - log (t->n);
}

double
copia_simple_ll (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return signed_as (deviation (t), 2 * copia_deviance (t->o11, copia_table2_e11 (t)));
}

/* N D^2 / (R1 R2 C1 C2) for a determinant already corrected. */
static double
pearson (const CopiaTable2 *t, double determinant)
{
    return (determinant / t->r1 / copia_table2_r2 (t)) *
           (determinant / t->c1 / copia_table2_c2 (t)) * t->n;
}

double
copia_chi2 (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return pearson (t, copia_table2_determinant (t));
}

double
copia_chi2_signed (const CopiaTable2 *t, const CopiaLevel *level)
{
    return signed_as (deviation (t), copia_chi2 (t, level));
}

double
copia_chi2_corrected (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return pearson (t, fmax (0, fabs (copia_table2_determinant (t)) - t->n / 2));
}

double
copia_chi2_corrected_ucs (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    double determinant = copia_table2_determinant (t);

    return signed_as (determinant, pearson (t, fabs (determinant) - t->n / 2));
}

double
copia_poisson_stirling (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    if (t->o11 == 0)
        return 0;
    return t->o11 * (log (t->o11 / copia_table2_e11 (t)) - 1) / M_LN10;
}

double
copia_poisson_pv (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return -copia_poisson_tails (t->o11, copia_table2_e11 (t)).upper / M_LN10;
}

static CopiaTails
fisher (const CopiaTable2 *t)
{
    return copia_hypergeometric_tails (t->o11, t->r1, t->c1, t->n);
}

double
copia_fisher_pv (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return -fisher (t).upper / M_LN10;
}

double
copia_fisher_greater (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return exp (fisher (t).upper);
}

double
copia_fisher_less (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return exp (fisher (t).lower);
}

double
copia_fisher_two_sided (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return exp (copia_hypergeometric_two_sided (t->o11, t->r1, t->c1, t->n));
}

double
copia_fisher_central (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    return exp (copia_two_sided (fisher (t)));
}

double
copia_collostruction (const CopiaTable2 *t, const CopiaLevel *level)
{
    IGNORE_LEVEL;
    CopiaTails tails = fisher (t);

    return deviation (t) >= 0 ? -tails.upper / M_LN10 : tails.lower / M_LN10;
}

double
copia_lambda_z (const CopiaTable2 *t, const CopiaLevel *level)
{
    double variance = 1 / (t->o11 + 0.5) + 1 / (copia_table2_o12 (t) + 0.5) +
                      1 / (copia_table2_o21 (t) + 0.5) +
                      1 / (copia_table2_o22 (t) + 0.5);

    return copia_lambda (t, level) / sqrt (variance);
}
