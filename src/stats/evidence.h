/* evidence.h - test statistics and p-values of a 2 x 2 table: how sure, not how strong.
 *
 * The functions behind copia_measures[] (association.h), where units, ranges, sources and
 * edges are stated.  They expect a possible table; none looks at the level.
 */
#pragma once

#include "stats/association.h"

double copia_t_score (const CopiaTable2 *t, const CopiaLevel *level);
double copia_t_difference (const CopiaTable2 *t, const CopiaLevel *level);
double copia_z_score (const CopiaTable2 *t, const CopiaLevel *level);
double copia_z_corrected (const CopiaTable2 *t, const CopiaLevel *level);
double copia_z_corrected_ucs (const CopiaTable2 *t, const CopiaLevel *level);
double copia_z_corrected_cqpweb (const CopiaTable2 *t, const CopiaLevel *level);
double copia_z_berry_rogghe (const CopiaTable2 *t, const CopiaLevel *level);
double copia_log_likelihood (const CopiaTable2 *t, const CopiaLevel *level);
double copia_log_likelihood_bic (const CopiaTable2 *t, const CopiaLevel *level);
double copia_simple_ll (const CopiaTable2 *t, const CopiaLevel *level);
double copia_chi2 (const CopiaTable2 *t, const CopiaLevel *level);
double copia_chi2_signed (const CopiaTable2 *t, const CopiaLevel *level);
double copia_chi2_corrected (const CopiaTable2 *t, const CopiaLevel *level);
double copia_chi2_corrected_ucs (const CopiaTable2 *t, const CopiaLevel *level);
double copia_poisson_stirling (const CopiaTable2 *t, const CopiaLevel *level);
double copia_poisson_pv (const CopiaTable2 *t, const CopiaLevel *level);
double copia_fisher_pv (const CopiaTable2 *t, const CopiaLevel *level);
double copia_fisher_greater (const CopiaTable2 *t, const CopiaLevel *level);
double copia_fisher_less (const CopiaTable2 *t, const CopiaLevel *level);
double copia_fisher_two_sided (const CopiaTable2 *t, const CopiaLevel *level);
double copia_fisher_central (const CopiaTable2 *t, const CopiaLevel *level);
double copia_collostruction (const CopiaTable2 *t, const CopiaLevel *level);
double copia_lambda_z (const CopiaTable2 *t, const CopiaLevel *level);
