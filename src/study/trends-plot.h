/* trends-plot.h - the picture of a trend: a panel of rates for each query or word.
 *
 * Private to the study of trends.
 */
#pragma once

#include "stats/trend.h"
#include "table/table.h"

#define COPIA_TRENDS_DRAWN 12 /* rows */

/* A row of the table. */
typedef struct {
    const char *name;
    const double *rates; /* of `n` units */
    const char *const *labels;
    size_t n;
    CopiaTrend trend;
    double p;
    double per; /* words */
} CopiaTrendPanel;

/* `units`: the structure, NULL: slices; `rows`: of the page. */
void copia_trends_chart (CopiaTable *table, const char *title, const char *units,
                         uint64_t per, uint64_t rows);
void copia_trends_draw (CopiaTable *table, const CopiaTrendPanel *panel);
