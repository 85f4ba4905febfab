/* kwic-plot.h - where all hits of a concordance stand in the text, as a strip with borders.
 *
 * Private to the concordance.
 */
#pragma once

#include "study/kwic.h"

/* Between the beginning of the table and its first row. */
bool copia_kwic_draw (const CopiaIndex *index, const CopiaKwicAsk *ask,
                      CopiaTable *table, GError **error);
