/* trends.c - the table of trends, and their pictures. */
#include "study/trends-private.h"

#include "base/error.h"
#include "base/number.h"
#include "stats/adjust.h"
#include "study/clumps.h"
#include "study/frequency.h"
#include "study/parts.h"
#include "study/trends-plot.h"
#include "study/unit-names.h"

#include <math.h>
#include <string.h>

static void
list_clear (CopiaTrendList *self)
{
    g_clear_pointer (&self->units, copia_units_free);
    g_clear_pointer (&self->tally, copia_tally_free);
    g_clear_pointer (&self->rows, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CopiaTrendList, list_clear)

static CopiaTrendRow *
row_at (const CopiaTrendList *self, guint i)
{
    return &g_array_index (self->rows, CopiaTrendRow, i);
}

static void
correct (CopiaTrendList *self)
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
    const CopiaTrendList *self = data;
    const CopiaTrendRow *x = a, *y = b;
    double p = isnan (x->trend.test.tau) ? -1 : fabs (x->trend.test.tau);
    double q = isnan (y->trend.test.tau) ? -1 : fabs (y->trend.test.tau);

    if (p != q)
        return p > q ? -1 : 1;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return copia_string_compare (copia_tally_name (self->tally, x->item),
                                 copia_tally_name (self->tally, y->item));
}

static char *
name_of (const CopiaTrendList *self, const CopiaTrendRow *row)
{
    g_autoptr (GString) room = g_string_new (NULL);
    CopiaString name;

    if (!self->tally)
        return g_strdup (copia_query_text (self->ask->queries[row->item]));
    name = copia_tally_written (self->tally, row->item, room);
    return g_strndup (name.bytes, name.size);
}

/* What the units that count are called. */
static GPtrArray *
labels_of (const CopiaTrendList *self, GError **error)
{
    g_auto (CopiaUnitNames) names = { 0 };
    GPtrArray *labels;

    if (!copia_unit_names_open (&names, self->index, self->units, self->units_name,
                                self->ask->slices > 0, error))
        return NULL;
    labels = g_ptr_array_new_with_free_func (g_free);
    for (uint32_t unit = 0; unit < copia_units_count (self->units); unit++) {
        GString *label;

        if (!copia_trends_unit_counts (self, unit))
            continue;
        label = g_string_new (NULL);
        copia_unit_names_short (&names, unit, label);
        g_ptr_array_add (labels, g_string_free (label, FALSE));
    }
    return labels;
}

static bool
draw (CopiaTrendList *self, uint64_t page, CopiaTable *table, GError **error)
{
    g_autoptr (GPtrArray) labels = NULL;
    g_autofree double *rates = g_new (double, MAX (self->n, 1));

    copia_trends_chart (table,
                        self->tally ? "The words that rise or fall most steadily"
                                    : "Rising and falling",
                        self->units_name, self->ask->per, page);
    if (!copia_table_draws (table))
        return true;
    labels = labels_of (self, error);
    for (uint64_t i = 0; labels && i < MIN (page, COPIA_TRENDS_DRAWN); i++) {
        const CopiaTrendRow *row = row_at (self, (guint) (self->ask->of.offset + i));
        g_autofree char *name = name_of (self, row);

        if (!copia_trends_rates (self, row, rates, error))
            return false;
        copia_trends_draw (table,
                           &(CopiaTrendPanel){
                               name, rates, (const char *const *) labels->pdata,
                               self->n, row->trend, row->p, (double) self->ask->per });
    }
    return labels != NULL;
}

static void
begin (const CopiaTrendList *self, CopiaTable *table)
{
    const CopiaAsk *of = &self->ask->of;
    int digits = copia_ask_rate_digits (self->ask->per);
    uint64_t rows = self->rows->len;
    const CopiaColumn columns[] = {
        { .name = self->tally ? "word" : "query", .kind = COPIA_COLUMN_TEXT },
        { .name = "count", .kind = COPIA_COLUMN_COUNT },
        { .name = "range", .kind = COPIA_COLUMN_COUNT },
        { .name = "units", .kind = COPIA_COLUMN_COUNT, .spare = true },
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

static void
put_row (const CopiaTrendList *self, const CopiaTrendRow *row, CopiaTable *table)
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
    copia_table_number (table, row->burstiness);
    copia_table_number (table, row->weibull);
}

static void
say (const CopiaTrendList *self, CopiaTable *table)
{
    uint64_t rare = 0, still = 0;
    char per[COPIA_NUMBER_MAX];

    for (guint i = 0; i < self->rows->len; i++) {
        rare += row_at (self, i)->count < self->n;
        still += isnan (row_at (self, i)->trend.test.tau);
    }
    copia_number_grouped (per, self->ask->per);
    copia_table_note (table,
                      "%zu units in their order: %s; slope per unit, of the rate per "
                      "%s words; p: Mann-Kendall, of %u test%s, "
                      "corrected after Holm",
                      self->n,
                      self->units_name ? self->units_name : "slices of equal length",
                      per, self->rows->len, self->rows->len == 1 ? "" : "s");
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

static bool
say_clumps (const CopiaTrendList *self, uint64_t page, CopiaTable *table,
            GError **error)
{
    g_autoptr (CopiaClumps) clumps =
        copia_clumps_new (self->units, copia_scope_words (&self->scope));

    for (uint64_t i = 0; i < page; i++) {
        const CopiaTrendRow *row = row_at (self, (guint) (self->ask->of.offset + i));
        const CopiaClump clump = { row->unit, row->peak, row->count };
        g_autofree char *name = name_of (self, row);

        copia_clumps_add (clumps, &clump, (CopiaString){ name, strlen (name) });
    }
    return copia_clumps_note (
        clumps, self->index, self->units_name, "mostly in one unit: ",
        "; the test knows the order of rates alone, and one high rate is no trend",
        table, error);
}

static void
explain (const CopiaTrendList *self, const CopiaTrendRow *row, CopiaTable *table)
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
answer (CopiaTrendList *self, CopiaTable *table, GError **error)
{
    const CopiaAsk *of = &self->ask->of;
    uint64_t page = copia_ask_page (of, self->rows->len);

    if (!copia_trends_add_bursts (self, of->offset, page, error))
        return false;
    begin (self, table);
    if (!draw (self, page, table, error))
        return false;
    for (uint64_t i = 0; i < page && !copia_table_failed (table); i++)
        put_row (self, row_at (self, (guint) (of->offset + i)), table);
    say (self, table);
    if (!say_clumps (self, page, table, error))
        return false;
    for (uint64_t i = 0; self->ask->explain && i < MIN (page, 3); i++)
        explain (self, row_at (self, (guint) (of->offset + i)), table);
    return copia_ask_end (self->index, table, error);
}

bool
copia_trends (const CopiaIndex *index, const CopiaTrendsAsk *ask, CopiaTable *table,
              CopiaFound *found, GError **error)
{
    g_auto (CopiaTrendList) list = { .index = index,
                                     .ask = ask,
                                     .scope = copia_scope_of (index, ask->of.where) };

    if (ask->by && ask->slices > 0) {
        g_set_error_literal (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                             "units are a structure or slices, not both");
        return false;
    }
    list.rows = g_array_new (FALSE, FALSE, sizeof (CopiaTrendRow));
    if (!copia_ask_check (&ask->of, error) || !copia_counts_fit (index, error) ||
        !copia_trends_open_units (&list, error))
        return false;
    if (ask->n_queries == 0 ? !copia_trends_test_words (&list, error)
                            : !copia_trends_test_queries (&list, error))
        return false;
    correct (&list);
    if (list.tally)
        g_array_sort_with_data (list.rows, compare, &list);
    *found = (CopiaFound){ 0, list.rows->len };
    for (guint i = 0; i < list.rows->len; i++)
        found->hits += row_at (&list, i)->count;
    return answer (&list, table, error);
}
