/* logratio.h - the log ratio of two rates, plain and as a cautious bound.
 *
 * log2 of (O11/R1) / (O21/R2), in doublings: 1 = twice as frequent, -1 = half.  The
 * conservative forms answer the end of a confidence interval that lies nearer to 0, at
 * level->alpha shared among level->tests words, and 0 where the interval contains 0.
 */
#pragma once

#include "stats/association.h"
#include "stats/interval.h"

double copia_log_ratio (const CopiaTable2 *t, const CopiaLevel *level);
double copia_log_ratio_walter (const CopiaTable2 *t, const CopiaLevel *level);
double copia_log_ratio_walter_filtered (const CopiaTable2 *t, const CopiaLevel *level);
double copia_log_ratio_conservative (const CopiaTable2 *t, const CopiaLevel *level);
double copia_log_ratio_positive (const CopiaTable2 *t, const CopiaLevel *level);
double copia_log_ratio_normal (const CopiaTable2 *t, const CopiaLevel *level);

/* Both ends of the exact interval: from Clopper & Pearson 1934 on O11 of C1. */
CopiaInterval copia_log_ratio_interval (const CopiaTable2 *t, const CopiaLevel *level);
