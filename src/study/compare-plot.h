/* compare-plot.h - the picture of a comparison.
 *
 * Private to the study of comparisons.
 */
#pragma once

#include "study/compare.h"

/* Behind the beginning of the table. */
void copia_compare_chart (const CopiaCompareAsk *ask, CopiaTable *table);
