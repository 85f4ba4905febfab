/* trends-rows.c - words and queries tested for trends, and the distances between hits. */
#include "study/trends-private.h"

#include "base/error.h"
#include "base/workers.h"
#include "index/view.h"
#include "stats/burst.h"
#include "study/unit-counts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_UNITS 5000 /* the time of a trend grows with their square */
#define MOST_PAIRS 2e9  /* of units, over all words: half a minute */
#define WORDS_A_JOB 64

bool
copia_trends_open_units (CopiaTrendList *self, GError **error)
{
    const CopiaTrendsAsk *ask = self->ask;
    uint32_t units;

    self->units = ask->slices > 0 ? copia_units_slices (&self->scope, ask->slices)
                                  : copia_units_usual (&self->scope, ask->by,
                                                       &self->units_name, error);
    if (!self->units)
        return false;
    units = copia_units_count (self->units);
    for (uint32_t unit = 0; unit < units; unit++)
        self->n += copia_trends_unit_counts (self, unit);
    if (self->n < 3)
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "a trend needs three units with words and there %s %zu; see --by "
                     "and --slices",
                     self->n == 1 ? "is" : "are", self->n);
    else if (self->n > MOST_UNITS)
        g_set_error (
            error, COPIA_ERROR, COPIA_ERROR_LIMIT,
            "%zu units are too many, at most %d; take larger ones with --by or "
            "--slices",
            self->n, MOST_UNITS);
    return self->n >= 3 && self->n <= MOST_UNITS;
}

/* The rates of the units that count. */
static void
find_rates (const CopiaTrendList *self, const uint64_t *counts, double *rates)
{
    size_t at = 0;

    for (uint32_t unit = 0; unit < copia_units_count (self->units); unit++)
        if (copia_trends_unit_counts (self, unit))
            rates[at++] =
                (double) counts[unit] / (double) copia_units_words (self->units, unit);
}

/* From the counts by unit. */
static CopiaTrendRow
row_of (const CopiaTrendList *self, const uint64_t *counts, uint32_t item)
{
    CopiaTrendRow row = { .item = item };
    g_autofree double *order = g_new (double, self->n);
    g_autofree double *rates = g_new (double, self->n);

    for (uint32_t unit = 0; unit < copia_units_count (self->units); unit++) {
        row.count += counts[unit];
        row.range += counts[unit] > 0 && copia_trends_unit_counts (self, unit);
        if (counts[unit] > row.peak) {
            row.peak = counts[unit];
            row.unit = unit;
        }
    }
    for (size_t i = 0; i < self->n; i++)
        order[i] = (double) i;
    find_rates (self, counts, rates);
    row.trend = copia_trend (rates, self->n);
    row.rho = copia_spearman (rates, order, self->n).rho;
    row.p = exp (row.trend.test.log_p);
    return row;
}

static bool
count_query (const CopiaTrendList *self, uint32_t query, uint64_t *counts,
             GError **error)
{
    const CopiaTrendsAsk *ask = self->ask;

    memset (counts, 0, copia_units_count (self->units) * sizeof *counts);
    return copia_count_units (self->index, self->units, ask->queries[query],
                              ask->of.where, 0, copia_index_tokens (self->index)->size,
                              counts, error);
}

bool
copia_trends_test_queries (CopiaTrendList *self, GError **error)
{
    uint32_t units = copia_units_count (self->units);
    g_autofree uint64_t *counts = g_new (uint64_t, MAX (units, 1));

    for (size_t i = 0; i < self->ask->n_queries; i++) {
        CopiaTrendRow row;

        if (!count_query (self, (uint32_t) i, counts, error))
            return false;
        row = row_of (self, counts, (uint32_t) i);
        g_array_append_val (self->rows, row);
    }
    return true;
}

static void
count_item (const CopiaTrendList *self, uint32_t item, uint64_t *counts)
{
    uint64_t size = copia_index_tokens (self->index)->size;
    uint32_t first, end;

    memset (counts, 0, copia_units_count (self->units) * sizeof *counts);
    copia_tally_types (self->tally, item, &first, &end);
    for (; first < end; first++)
        copia_units_tally (self->units, copia_tally_id (self->tally, first), 0, size,
                           counts, NULL);
}

static bool
is_tested (const CopiaTrendList *self, uint32_t item)
{
    return self->tally->counts[item] >= self->ask->min &&
           copia_tally_is_word (self->tally, item) &&
           !copia_tally_is_stopped (self->tally, item, &self->ask->stop);
}

/* Rows of the words that are tested; false: the tests would take minutes. */
static bool
list_words (CopiaTrendList *self, GError **error)
{
    for (uint32_t item = 0; item < self->tally->n; item++) {
        CopiaTrendRow row = { .item = item };

        if (is_tested (self, item))
            g_array_append_val (self->rows, row);
    }
    if (self->rows->len * (double) self->n * (double) self->n <= MOST_PAIRS)
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                 "%u words in %zu units are too many tests; raise --min, or take "
                 "larger units with --by or --slices",
                 self->rows->len, self->n);
    return false;
}

/* Some words after the other, each in its row. */
static void *
work (void *data, unsigned thread, size_t job)
{
    const CopiaTrendList *self = data;
    uint32_t units = copia_units_count (self->units);
    g_autofree uint64_t *counts = g_new (uint64_t, MAX (units, 1));
    size_t from = job * WORDS_A_JOB, to = MIN (from + WORDS_A_JOB, self->rows->len);

    (void) thread;
    for (size_t i = from; i < to; i++) {
        CopiaTrendRow *row = &g_array_index (self->rows, CopiaTrendRow, i);

        count_item (self, row->item, counts);
        *row = row_of (self, counts, row->item);
    }
    return NULL;
}

static bool
done (void *data, size_t job, void *result)
{
    (void) data;
    (void) job;
    (void) result;
    return true;
}

bool
copia_trends_test_words (CopiaTrendList *self, GError **error)
{
    const CopiaTrendsAsk *ask = self->ask;
    const CopiaWork tests = { self, work, done, NULL, 4 };
    g_autofree uint32_t *by_id =
        copia_tally_scope (self->index, ask->of.where, 0,
                           copia_index_tokens (self->index)->size);

    self->tally = copia_tally_new (self->index, by_id, ask->counted);
    if (!list_words (self, error))
        return false;
    copia_workers_run (&tests, MIN (ask->of.parts, copia_workers_most ()),
                       (self->rows->len + WORDS_A_JOB - 1) / WORDS_A_JOB);
    return true;
}

static int
rising (const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *) a, y = *(const uint64_t *) b;

    return (x > y) - (x < y);
}

/* Where a word stands in the scope. */
static void
find_places (const CopiaTrendList *self, uint32_t item, GArray *places)
{
    uint32_t first, end;

    copia_tally_types (self->tally, item, &first, &end);
    for (; first < end; first++) {
        uint32_t id = copia_tally_id (self->tally, first);
        CopiaList list = copia_postings_list (copia_index_postings (self->index), id);

        while (copia_index_list_next (self->index, id, &list))
            if (copia_scope_meets (&self->scope, list.pos, list.pos))
                g_array_append_val (places, list.pos);
    }
    if (places->len > 0)
        qsort (places->data, places->len, sizeof (uint64_t), rising);
}

static bool
find_hits (const CopiaTrendList *self, uint32_t query, GArray *places, GError **error)
{
    const CopiaTrendsAsk *ask = self->ask;
    g_autoptr (CopiaHits) hits =
        copia_hits_new (self->index, ask->queries[query], ask->of.where, 0,
                        copia_index_tokens (self->index)->size, error);
    CopiaHit hit;

    while (hits && copia_hits_next (hits, &hit))
        g_array_append_val (places, hit.start);
    return hits && copia_hits_ended_well (hits, error);
}

/* Of the distances from one place to the next. */
static void
find_bursts (CopiaTrendRow *row, const GArray *places)
{
    size_t n = places->len > 0 ? places->len - 1 : 0;
    g_autofree double *gaps = g_new (double, MAX (n, 1));

    for (size_t i = 0; i < n; i++)
        gaps[i] = (double) (g_array_index (places, uint64_t, i + 1) -
                            g_array_index (places, uint64_t, i));
    row->burstiness = copia_burstiness_finite (gaps, n);
    row->weibull = copia_weibull_shape (gaps, n);
}

/* The rows of a page. */
typedef struct {
    const CopiaTrendList *list;
    uint64_t from, n;
} Page;

static void *
work_bursts (void *data, unsigned thread, size_t job)
{
    const Page *self = data;
    g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    CopiaTrendRow *row =
        &g_array_index (self->list->rows, CopiaTrendRow, self->from + job);

    (void) thread;
    find_places (self->list, row->item, places);
    find_bursts (row, places);
    return NULL;
}

bool
copia_trends_add_bursts (const CopiaTrendList *self, uint64_t from, uint64_t n,
                         GError **error)
{
    Page page = { self, from, n };
    const CopiaWork words = { &page, work_bursts, done, NULL, 8 };

    if (self->tally)
        return copia_workers_run (&words,
                                  MIN (self->ask->of.parts, copia_workers_most ()), n);
    for (uint64_t i = from; i < from + n; i++) {
        g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (uint64_t));
        CopiaTrendRow *row = &g_array_index (self->rows, CopiaTrendRow, i);

        if (!find_hits (self, row->item, places, error))
            return false;
        find_bursts (row, places);
    }
    return true;
}

bool
copia_trends_rates (const CopiaTrendList *self, const CopiaTrendRow *row, double *rates,
                    GError **error)
{
    uint32_t units = copia_units_count (self->units);
    g_autofree uint64_t *counts = g_new (uint64_t, MAX (units, 1));

    if (self->tally)
        count_item (self, row->item, counts);
    else if (!count_query (self, row->item, counts, error))
        return false;
    find_rates (self, counts, rates);
    return true;
}
