/* spread.h - the formulas behind copia_spreads[], where they are explained.
 *
 * They expect parts that copia_spread_score() has found possible.
 */
#pragma once

#include "stats/dispersion.h"

double copia_part_size (const CopiaParts *p, size_t i);
double copia_parts_total (const CopiaParts *p); /* f */
double copia_parts_count (const CopiaParts *p); /* n without empty parts */

double copia_range (const CopiaParts *p);
double copia_range_relative (const CopiaParts *p);
double copia_max_min (const CopiaParts *p);
double copia_sd_population (const CopiaParts *p);
double copia_sd_sample (const CopiaParts *p);
double copia_vc_population (const CopiaParts *p);
double copia_vc_sample (const CopiaParts *p);
double copia_parts_chi2 (const CopiaParts *p);
double copia_juilland_d (const CopiaParts *p);
double copia_juilland_d_equal (const CopiaParts *p);
double copia_juilland_d_sample (const CopiaParts *p);
double copia_juilland_u (const CopiaParts *p);
double copia_carroll_d2_rates (const CopiaParts *p);
double copia_carroll_d2_counts (const CopiaParts *p);
double copia_carroll_um (const CopiaParts *p);
double copia_rosengren_s (const CopiaParts *p);
double copia_rosengren_s_equal (const CopiaParts *p);
double copia_rosengren_kf (const CopiaParts *p);
double copia_rosengren_kf_equal (const CopiaParts *p);
double copia_lyne_d3 (const CopiaParts *p);
double copia_zhang_dc (const CopiaParts *p);
double copia_idf (const CopiaParts *p);
double copia_engvall (const CopiaParts *p);
double copia_kromer_ur (const CopiaParts *p);
double copia_dp (const CopiaParts *p);
double copia_dp_norm (const CopiaParts *p);
double copia_dp_egbert (const CopiaParts *p);
double copia_dp_reversed (const CopiaParts *p);
double copia_kld (const CopiaParts *p);
double copia_kld_odds (const CopiaParts *p);
double copia_kld_base_e (const CopiaParts *p);
double copia_kld_base_2 (const CopiaParts *p);
double copia_kld_odds_reversed (const CopiaParts *p);
double copia_da (const CopiaParts *p);
