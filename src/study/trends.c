/* trends.c - rates in the order of the units, and distances between hits. */
#include "study/trends.h"

#include "base/error.h"
#include "stats/adjust.h"
#include "stats/burst.h"
#include "stats/trend.h"
#include "study/frequency.h"
#include "study/parts.h"
#include "study/tally.h"
#include "study/trends-plot.h"
#include "study/unit-counts.h"
#include "study/unit-names.h"
#include "study/units.h"

#include <math.h>
#include <string.h>

#define MOST_UNITS 5000 /* the time of a trend grows with their square */
#define MOST_PAIRS 2e9  /* of units, over all words: half a minute */

/* What is tested. */
typedef struct {
    uint32_t item; /* of the tally; of a query its number */
    uint64_t count, range;
    CopiaTrend trend;
    double rho, p;
} Row;

typedef struct {
    const CopiaIndex *index;
    const CopiaTrendsAsk *ask;
    CopiaScope scope;
    CopiaUnits *units;
    const char *units_name; /* NULL: slices */
    CopiaTally *tally;      /* of words */
    uint64_t *counts;       /* by unit */
    double *rates;          /* of the `n` units that count */
    size_t n;
    GArray *rows; /* Row */
} List;

static void
list_clear (List *self)
{
    g_clear_pointer (&self->units, copia_units_free);
    g_clear_pointer (&self->tally, copia_tally_free);
    g_free (self->counts);
    g_free (self->rates);
    g_clear_pointer (&self->rows, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, list_clear)

static bool
counts_for (const List *self, uint32_t unit)
{
    return copia_units_words (self->units, unit) > 0 &&
           !copia_units_is_outside (self->units, unit);
}

static bool
open_units (List *self, GError **error)
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
        self->n += counts_for (self, unit);
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
    self->counts = g_new0 (uint64_t, MAX (units, 1));
    self->rates = g_new0 (double, MAX (self->n, 1));
    return self->n >= 3 && self->n <= MOST_UNITS;
}

/* From the counts by unit. */
static Row
row_of (List *self, uint32_t item)
{
    Row row = { .item = item };
    g_autofree double *order = g_new (double, self->n);
    size_t at = 0;

    for (uint32_t unit = 0; unit < copia_units_count (self->units); unit++) {
        row.count += self->counts[unit];
        row.range += self->counts[unit] > 0;
        if (!counts_for (self, unit))
            continue;
        order[at] = (double) at;
        self->rates[at++] = (double) self->counts[unit] /
                            (double) copia_units_words (self->units, unit);
    }
    row.trend = copia_trend (self->rates, self->n);
    row.rho = copia_spearman (self->rates, order, self->n).rho;
    row.p = exp (row.trend.test.log_p);
    return row;
}

static bool
count_query (List *self, uint32_t query, GError **error)
{
    const CopiaTrendsAsk *ask = self->ask;

    memset (self->counts, 0, copia_units_count (self->units) * sizeof *self->counts);
    return copia_count_units (self->index, self->units, ask->queries[query],
                              ask->of.where, 0, copia_index_tokens (self->index)->size,
                              self->counts, error);
}

static bool
test_queries (List *self, GError **error)
{
    for (size_t i = 0; i < self->ask->n_queries; i++) {
        Row row;

        if (!count_query (self, (uint32_t) i, error))
            return false;
        row = row_of (self, (uint32_t) i);
        g_array_append_val (self->rows, row);
    }
    return true;
}

static void
count_item (List *self, uint32_t item, uint64_t size)
{
    uint32_t first, end;

    memset (self->counts, 0, copia_units_count (self->units) * sizeof *self->counts);
    copia_tally_types (self->tally, item, &first, &end);
    for (; first < end; first++)
        copia_units_tally (self->units, copia_tally_id (self->tally, first), 0, size,
                           self->counts, NULL);
}

static bool
is_tested (const List *self, uint32_t item)
{
    return self->tally->counts[item] >= self->ask->min &&
           copia_tally_is_word (self->tally, item) &&
           !copia_tally_is_stopped (self->tally, item, &self->ask->stop);
}

/* Would the tests take minutes? */
static bool
are_too_many (const List *self, GError **error)
{
    uint64_t words = 0;

    for (uint32_t item = 0; item < self->tally->n; item++)
        words += is_tested (self, item);
    if ((double) words * (double) self->n * (double) self->n <= MOST_PAIRS)
        return false;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                 "%" G_GUINT64_FORMAT " words in %zu units are too many tests; raise "
                 "--min, or take larger units with --by or --slices",
                 words, self->n);
    return true;
}

static bool
test_words (List *self, GError **error)
{
    const CopiaTrendsAsk *ask = self->ask;
    uint64_t size = copia_index_tokens (self->index)->size;
    g_autofree uint32_t *by_id =
        copia_tally_scope (self->index, ask->of.where, 0, size);

    self->tally = copia_tally_new (self->index, by_id, ask->counted);
    if (are_too_many (self, error))
        return false;
    for (uint32_t item = 0; item < self->tally->n; item++) {
        Row row;

        if (!is_tested (self, item))
            continue;
        count_item (self, item, size);
        row = row_of (self, item);
        g_array_append_val (self->rows, row);
    }
    return true;
}

static Row *
row_at (const List *self, guint i)
{
    return &g_array_index (self->rows, Row, i);
}

static void
correct (List *self)
{
    guint n = self->rows->len;
    g_autofree double *p = g_new (double, MAX (n, 1));

    for (guint i = 0; i < n; i++)
        p[i] = row_at (self, i)->p;
    copia_adjust (p, n, COPIA_HOLM);
    for (guint i = 0; i < n; i++)
        row_at (self, i)->p = p[i];
}

/* Falling |tau|, undefined ones last; falling count; code points. */
static int
compare (const void *a, const void *b, void *data)
{
    const List *self = data;
    const Row *x = a, *y = b;
    double p = isnan (x->trend.test.tau) ? -1 : fabs (x->trend.test.tau);
    double q = isnan (y->trend.test.tau) ? -1 : fabs (y->trend.test.tau);

    if (p != q)
        return p > q ? -1 : 1;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return copia_string_compare (copia_tally_name (self->tally, x->item),
                                 copia_tally_name (self->tally, y->item));
}

static int
rising (const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *) a, y = *(const uint64_t *) b;

    return (x > y) - (x < y);
}

/* Where a word stands in the scope. */
static void
find_places (const List *self, uint32_t item, GArray *places)
{
    uint32_t first, end;

    copia_tally_types (self->tally, item, &first, &end);
    for (; first < end; first++) {
        CopiaList list = copia_postings_list (copia_index_postings (self->index),
                                              copia_tally_id (self->tally, first));

        while (copia_list_next (&list))
            if (copia_scope_meets (&self->scope, list.pos, list.pos))
                g_array_append_val (places, list.pos);
    }
    if (places->len > 0)
        qsort (places->data, places->len, sizeof (uint64_t), rising);
}

static bool
find_hits (const List *self, uint32_t query, GArray *places, GError **error)
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

static bool
put_bursts (const List *self, const Row *row, CopiaTable *table, GError **error)
{
    g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    g_autofree double *gaps = NULL;
    size_t n;

    if (self->tally)
        find_places (self, row->item, places);
    else if (!find_hits (self, row->item, places, error))
        return false;
    n = places->len > 0 ? places->len - 1 : 0;
    gaps = g_new (double, MAX (n, 1));
    for (size_t i = 0; i < n; i++)
        gaps[i] = (double) (g_array_index (places, uint64_t, i + 1) -
                            g_array_index (places, uint64_t, i));
    copia_table_number (table, copia_burstiness_finite (gaps, n));
    copia_table_number (table, copia_weibull_shape (gaps, n));
    return true;
}

static char *
name_of (const List *self, const Row *row)
{
    CopiaString name;

    if (!self->tally)
        return g_strdup (copia_query_text (self->ask->queries[row->item]));
    name = copia_tally_name (self->tally, row->item);
    return g_strndup (name.bytes, name.size);
}

/* What the units that count are called. */
static GPtrArray *
labels_of (const List *self, GError **error)
{
    g_auto (CopiaUnitNames) names = { 0 };
    GPtrArray *labels;

    if (!copia_unit_names_open (&names, self->index, self->units, self->units_name,
                                self->ask->slices > 0, error))
        return NULL;
    labels = g_ptr_array_new_with_free_func (g_free);
    for (uint32_t unit = 0; unit < copia_units_count (self->units); unit++) {
        GString *label;

        if (!counts_for (self, unit))
            continue;
        label = g_string_new (NULL);
        copia_unit_names_short (&names, unit, label);
        g_ptr_array_add (labels, g_string_free (label, FALSE));
    }
    return labels;
}

static bool
draw (List *self, uint64_t page, CopiaTable *table, GError **error)
{
    g_autoptr (GPtrArray) labels = NULL;

    copia_trends_chart (table,
                        self->tally ? "The words that rise or fall most steadily"
                                    : "Rising and falling",
                        self->units_name, self->ask->per, page);
    if (!copia_table_draws (table))
        return true;
    labels = labels_of (self, error);
    for (uint64_t i = 0; labels && i < MIN (page, COPIA_TRENDS_DRAWN); i++) {
        const Row *row = row_at (self, (guint) (self->ask->of.offset + i));
        g_autofree char *name = name_of (self, row);

        if (self->tally)
            count_item (self, row->item, copia_index_tokens (self->index)->size);
        else if (!count_query (self, row->item, error))
            return false;
        row_of (self, row->item); /* for its rates */
        copia_trends_draw (table,
                           &(CopiaTrendPanel){
                               name, self->rates, (const char *const *) labels->pdata,
                               self->n, row->trend, row->p, (double) self->ask->per });
    }
    return labels != NULL;
}

static void
begin (const List *self, CopiaTable *table)
{
    const CopiaAsk *of = &self->ask->of;
    int digits = copia_ask_rate_digits (self->ask->per);
    uint64_t rows = self->rows->len;
    const CopiaColumn columns[] = {
        { .name = self->tally ? "word" : "query", .kind = COPIA_COLUMN_TEXT },
        { .name = "count", .kind = COPIA_COLUMN_COUNT },
        { .name = "range", .kind = COPIA_COLUMN_COUNT },
        { .name = "units", .kind = COPIA_COLUMN_COUNT },
        { .name = "slope", .kind = COPIA_COLUMN_NUMBER, .digits = digits },
        { .name = "rho", .kind = COPIA_COLUMN_NUMBER, .digits = 2 },
        { .name = "tau", .kind = COPIA_COLUMN_NUMBER, .digits = 2 },
        { .name = "p", .kind = COPIA_COLUMN_NUMBER, .digits = 4 },
        { .name = "burstiness", .kind = COPIA_COLUMN_NUMBER, .digits = 2 },
        { .name = "weibull", .kind = COPIA_COLUMN_NUMBER, .digits = 2 },
    };
    CopiaCaption caption = { of->title, of->provenance, rows, of->offset,
                             copia_ask_page (of, rows) < rows ? "words" : NULL };

    copia_table_begin (table, columns, G_N_ELEMENTS (columns), &caption);
}

static bool
put_row (const List *self, const Row *row, CopiaTable *table, GError **error)
{
    g_autofree char *name = name_of (self, row);

    copia_table_text (table, name);
    copia_table_count (table, row->count);
    copia_table_count (table, row->range);
    copia_table_count (table, self->n);
    copia_table_number (table, row->trend.slope * (double) self->ask->per);
    copia_table_number (table, row->rho);
    copia_table_number (table, row->trend.test.tau);
    copia_table_number (table, row->p);
    return put_bursts (self, row, table, error);
}

static void
say (const List *self, CopiaTable *table)
{
    uint64_t rare = 0, still = 0;

    for (guint i = 0; i < self->rows->len; i++) {
        rare += row_at (self, i)->count < self->n;
        still += isnan (row_at (self, i)->trend.test.tau);
    }
    copia_table_note (table,
                      "%zu units in their order: %s; slope per unit, of the rate per "
                      "%" G_GUINT64_FORMAT " words; p: Mann-Kendall, of %u test%s, "
                      "corrected after Holm",
                      self->n,
                      self->units_name ? self->units_name : "slices of equal length",
                      self->ask->per, self->rows->len, self->rows->len == 1 ? "" : "s");
    if (self->n < 8)
        copia_table_note (
            table,
            "%zu units are few for a trend: with fewer than 8, not even a "
            "steady rise convinces a test of many words",
            self->n);
    if (!self->tally && rare > 0)
        copia_table_note (table, "fewer hits than units: most rates are 0, and a trend "
                                 "in them is the place of a few hits");
    if (still > 0)
        copia_table_note (table, "no trend is defined where all rates are alike");
    copia_table_note (table, "burstiness 0, weibull 1: the distances are as chance has "
                             "them; above 0, below 1: hits come in bursts");
}

static void
explain (const List *self, const Row *row, CopiaTable *table)
{
    g_autofree char *word = name_of (self, row);
    const CopiaKendall *test = &row->trend.test;

    copia_table_note (
        table,
        "'%s': of the %.0f pairs of units, those in which the later one "
        "has the higher rate less those in which it has the lower: S = %.0f",
        word, (double) self->n * ((double) self->n - 1) / 2, test->s);
    copia_table_note (table,
                      "  tau = S / sqrt ((pairs - ties x) (pairs - ties y)) = %.4f",
                      test->tau);
    copia_table_note (table,
                      "  z = (|S| - 1) / sd (S) = %.4f, two-sided; p = %.4g after the "
                      "correction. Sources: Kendall 1945; Mann 1945",
                      test->z, row->p);
}

static bool
answer (List *self, CopiaTable *table, GError **error)
{
    const CopiaAsk *of = &self->ask->of;
    uint64_t page = copia_ask_page (of, self->rows->len);

    begin (self, table);
    if (!draw (self, page, table, error))
        return false;
    for (uint64_t i = 0; i < page && !copia_table_failed (table); i++)
        if (!put_row (self, row_at (self, (guint) (of->offset + i)), table, error))
            return false;
    say (self, table);
    for (uint64_t i = 0; self->ask->explain && i < MIN (page, 3); i++)
        explain (self, row_at (self, (guint) (of->offset + i)), table);
    return copia_ask_end (self->index, table, error);
}

bool
copia_trends (const CopiaIndex *index, const CopiaTrendsAsk *ask, CopiaTable *table,
              CopiaFound *found, GError **error)
{
    g_auto (List) list = { .index = index,
                           .ask = ask,
                           .scope = copia_scope_of (index, ask->of.where) };

    if (ask->by && ask->slices > 0) {
        g_set_error_literal (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                             "units are a structure or slices, not both");
        return false;
    }
    list.rows = g_array_new (FALSE, FALSE, sizeof (Row));
    if (!copia_ask_check (&ask->of, error) || !open_units (&list, error))
        return false;
    if (ask->n_queries == 0 ? !test_words (&list, error) : !test_queries (&list, error))
        return false;
    correct (&list);
    if (list.tally)
        g_array_sort_with_data (list.rows, compare, &list);
    *found = (CopiaFound){ 0, list.rows->len };
    for (guint i = 0; i < list.rows->len; i++)
        found->hits += row_at (&list, i)->count;
    return answer (&list, table, error);
}
