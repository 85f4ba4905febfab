/* attraction.h - effect sizes of a 2 x 2 table: how strong, whatever the evidence.
 *
 * The functions behind copia_measures[] (association.h), where units, ranges, sources and
 * edges are stated.  They expect a possible table; none looks at the level.
 */
#pragma once

#include "stats/association.h"

double copia_mi (const CopiaTable2 *t, const CopiaLevel *level);
double copia_mi2 (const CopiaTable2 *t, const CopiaLevel *level);
double copia_mi3 (const CopiaTable2 *t, const CopiaLevel *level);
double copia_local_mi (const CopiaTable2 *t, const CopiaLevel *level);
double copia_mi_log_f (const CopiaTable2 *t, const CopiaLevel *level);
double copia_npmi (const CopiaTable2 *t, const CopiaLevel *level);
double copia_dice (const CopiaTable2 *t, const CopiaLevel *level);
double copia_dice_cqpweb (const CopiaTable2 *t, const CopiaLevel *level);
double copia_log_dice (const CopiaTable2 *t, const CopiaLevel *level);
double copia_jaccard (const CopiaTable2 *t, const CopiaLevel *level);
double copia_minimum_sensitivity (const CopiaTable2 *t, const CopiaLevel *level);
double copia_geometric_mean (const CopiaTable2 *t, const CopiaLevel *level);
double copia_odds_ratio (const CopiaTable2 *t, const CopiaLevel *level);
double copia_odds_ratio_discounted (const CopiaTable2 *t, const CopiaLevel *level);
double copia_lambda (const CopiaTable2 *t, const CopiaLevel *level);
double copia_relative_risk (const CopiaTable2 *t, const CopiaLevel *level);
double copia_relative_risk_columns (const CopiaTable2 *t, const CopiaLevel *level);
double copia_delta_p_collocate (const CopiaTable2 *t, const CopiaLevel *level);
double copia_delta_p_node (const CopiaTable2 *t, const CopiaLevel *level);
double copia_phi2 (const CopiaTable2 *t, const CopiaLevel *level);
double copia_observed (const CopiaTable2 *t, const CopiaLevel *level);
double copia_expected (const CopiaTable2 *t, const CopiaLevel *level);
double copia_percent_of_node (const CopiaTable2 *t, const CopiaLevel *level);
