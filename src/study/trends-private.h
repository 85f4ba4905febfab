/* trends-private.h - the rows of a table of trends, and what fills them. */
#pragma once

#include "stats/trend.h"
#include "study/tally.h"
#include "study/trends.h"
#include "study/units.h"

/* What is tested. */
typedef struct {
    uint32_t item; /* of the tally; of a query its number */
    uint64_t count, range;
    uint64_t peak; /* hits in one unit, which is the first with the most */
    uint32_t unit;
    CopiaTrend trend;
    double rho, p;
    double burstiness, weibull; /* of rows that are shown */
} CopiaTrendRow;

/* The answer being made. */
typedef struct {
    const CopiaIndex *index;
    const CopiaTrendsAsk *ask;
    CopiaScope scope;
    CopiaUnits *units;
    const char *units_name; /* NULL: slices */
    CopiaTally *tally;      /* of words */
    size_t n;               /* units that count */
    GArray *rows;           /* CopiaTrendRow */
} CopiaTrendList;

/* Does the unit count: has it words, and is it a region or a slice? */
static inline bool
copia_trends_unit_counts (const CopiaTrendList *self, uint32_t unit)
{
    return copia_units_words (self->units, unit) > 0 &&
           !copia_units_is_outside (self->units, unit);
}

bool copia_trends_open_units (CopiaTrendList *self, GError **error);
/* Fill `rows`, in the order of queries, or of items. */
bool copia_trends_test_queries (CopiaTrendList *self, GError **error);
bool copia_trends_test_words (CopiaTrendList *self, GError **error);
/* Burstiness and shape of `n` rows from number `from` on. */
bool copia_trends_add_bursts (const CopiaTrendList *self, uint64_t from, uint64_t n,
                              GError **error);
/* The rates of a row in the `n` units that count. */
bool copia_trends_rates (const CopiaTrendList *self, const CopiaTrendRow *row,
                         double *rates, GError **error);
