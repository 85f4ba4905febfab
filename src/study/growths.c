/* growths.c - types counted as they come, and as chance would have them come. */
#include "study/growths.h"

#include "base/error.h"
#include "index/view.h"
#include "stats/diversity.h"
#include "stats/growth.h"
#include "stats/lnre.h"
#include "stats/score.h"
#include "study/explain.h"
#include "study/parts.h"
#include "study/tally.h"

#include <math.h>
#include <stdlib.h>

typedef struct {
    const CopiaIndex *index;
    const CopiaGrowthsAsk *ask;
    CopiaTally *tally;
    uint64_t words, step;
    GArray *points;  /* CopiaGrowthPoint */
    GArray *classes; /* CopiaFrequencyClass */
    CopiaSpectrum spectrum;
    CopiaLnre model; /* fZM; NaN where the text is too small */
} List;

static void
list_clear (List *self)
{
    g_clear_pointer (&self->tally, copia_tally_free);
    g_clear_pointer (&self->points, g_array_unref);
    g_clear_pointer (&self->classes, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, list_clear)

static void
add_word (List *self, CopiaGrowthPoint *now, uint8_t *times)
{
    now->n++;
    now->v += *times == 0;
    now->v1 += *times == 0;
    now->v1 -= *times == 1;
    *times = (uint8_t) MIN (2, *times + 1);
    if (now->n % self->step == 0 || now->n == self->words)
        g_array_append_val (self->points, *now);
}

/* One pass over the words of the scope. */
static void
read_text (List *self, const CopiaScope *scope)
{
    const CopiaTokens *tokens = copia_index_tokens (self->index);
    const CopiaLexicon *lexicon = copia_index_lexicon (self->index);
    g_autofree uint8_t *times = g_new0 (uint8_t, MAX (self->tally->n, 1));
    bool forms = self->ask->counted == COPIA_BY_FORM;
    CopiaGrowthPoint now = { 0, 0, 0 };

    for (size_t i = 0; i < scope->n; i++) {
        CopiaSpan span = copia_scope_span (scope, i);

        for (uint64_t cpos = span.start; cpos <= span.end; cpos++) {
            uint32_t id = copia_tokens_get (tokens, cpos);
            uint32_t item = forms ? copia_lexicon_form_of (lexicon, id) : id;

            if (copia_lexicon_is_word (lexicon, id) && item < self->tally->n)
                add_word (self, &now, &times[item]);
        }
    }
}

/* The places where points of the curve are: of the last word before each. */
static GArray *
find_borders (const List *self)
{
    const CopiaTokens *tokens = copia_index_tokens (self->index);
    GArray *borders = g_array_new (FALSE, FALSE, sizeof (uint64_t));

    for (uint64_t n = self->step; n < self->words + self->step; n += self->step) {
        CopiaGrowthPoint point = { MIN (n, self->words), 0, 0 };
        uint64_t cpos = copia_tokens_nth_word (tokens, point.n - 1);

        g_array_append_val (borders, cpos);
        g_array_append_val (self->points, point);
    }
    return borders;
}

/* The point of the curve before which a place lies. */
static CopiaGrowthPoint *
point_of (const List *self, const GArray *borders, uint64_t cpos)
{
    guint low = 0, high = borders->len - 1;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (g_array_index (borders, uint64_t, middle) < cpos)
            low = middle + 1;
        else
            high = middle;
    }
    return &g_array_index (self->points, CopiaGrowthPoint, low);
}

/* Where an item stands first and for the second time; UINT64_MAX: it does not. */
static void
first_two (const List *self, uint32_t item, uint64_t places[2])
{
    uint32_t first, end;

    places[0] = places[1] = UINT64_MAX;
    copia_tally_types (self->tally, item, &first, &end);
    for (; first < end; first++) {
        uint32_t id = copia_tally_id (self->tally, first);
        CopiaList list = copia_postings_list (copia_index_postings (self->index), id);

        for (int i = 0; i < 2 && copia_index_list_next (self->index, id, &list); i++) {
            uint64_t pos = list.pos;

            if (pos < places[0]) {
                places[1] = places[0];
                places[0] = pos;
            } else
                places[1] = MIN (places[1], pos);
        }
    }
}

/* Of the whole corpus the beginnings of lists tell, without a look at the text: a type is new
 * where it stands first, and no hapax any more where it stands again. */
static void
read_lists (List *self)
{
    g_autoptr (GArray) borders = find_borders (self);
    CopiaGrowthPoint *points = (CopiaGrowthPoint *) (void *) self->points->data;

    for (uint32_t item = 0; item < self->tally->n && borders->len > 0; item++) {
        uint64_t places[2];

        if (self->tally->counts[item] == 0 || !copia_tally_is_word (self->tally, item))
            continue;
        first_two (self, item, places);
        if (places[0] != UINT64_MAX) {
            point_of (self, borders, places[0])->v++;
            point_of (self, borders, places[0])->v1++;
        }
        if (places[1] != UINT64_MAX)
            point_of (self, borders, places[1])->v1--;
    }
    for (guint i = 1; i < self->points->len; i++) {
        points[i].v += points[i - 1].v;
        points[i].v1 += points[i - 1].v1;
    }
}

static int
by_frequency (const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *) a, y = *(const uint64_t *) b;

    return (x > y) - (x < y);
}

/* How many items occur once, twice .. */
static void
find_spectrum (List *self)
{
    g_autofree uint64_t *counts = g_new (uint64_t, MAX (self->tally->n, 1));
    size_t n = 0;

    for (uint32_t item = 0; item < self->tally->n; item++)
        if (self->tally->counts[item] > 0 && copia_tally_is_word (self->tally, item))
            counts[n++] = self->tally->counts[item];
    qsort (counts, n, sizeof *counts, by_frequency);
    for (size_t i = 0, to; i < n; i = to) {
        CopiaFrequencyClass class = { (double) counts[i], 0 };

        for (to = i; to < n && counts[to] == counts[i]; to++)
            class.types++;
        g_array_append_val (self->classes, class);
    }
    self->spectrum = (CopiaSpectrum){
        (double) self->words, (double) n,
        (const CopiaFrequencyClass *) (const void *) self->classes->data,
        self->classes->len
    };
}

static void
begin (const List *self, uint64_t rows, CopiaTable *table)
{
    static const CopiaColumn columns[] = {
        { .name = "words", .kind = COPIA_COLUMN_COUNT },
        { .name = "types", .kind = COPIA_COLUMN_COUNT, .bar = true },
        { .name = "hapaxes", .kind = COPIA_COLUMN_COUNT },
        { .name = "expected", .kind = COPIA_COLUMN_NUMBER, .digits = 1 },
        { .name = "expected_hapaxes", .kind = COPIA_COLUMN_NUMBER, .digits = 1 },
        { .name = "rate", .kind = COPIA_COLUMN_NUMBER, .digits = 4 },
    };
    const CopiaAsk *of = &self->ask->of;
    CopiaCaption caption = { of->title, of->provenance, rows, of->offset,
                             copia_ask_page (of, rows) < rows ? "points" : NULL };

    copia_table_begin (table, columns, G_N_ELEMENTS (columns), &caption);
    copia_table_chart (table,
                       &(CopiaChart){ .kind = COPIA_PICTURE_LINE,
                                      .title = "The vocabulary as the text goes on",
                                      .sentence =
                                          "Different words after so many words; the "
                                          "flatter the line, the fewer new ones come.",
                                      .x = "words",
                                      .value = "types",
                                      .of = "types",
                                      .from_zero = true,
                                      .x_title = "words read",
                                      .value_title = "different words" });
}

static void
put_row (const List *self, uint64_t at, CopiaTable *table)
{
    const CopiaGrowthPoint *point = &g_array_index (self->points, CopiaGrowthPoint, at);
    double n = (double) point->n;

    copia_table_count (table, point->n);
    copia_table_count (table, point->v);
    copia_table_count (table, point->v1);
    copia_table_number (table, copia_spectrum_interpolate (&self->spectrum, n, 0));
    copia_table_number (table, copia_spectrum_interpolate (&self->spectrum, n, 1));
    copia_table_number (table, (double) point->v1 / n);
}

static void
put_forecast (const List *self, uint64_t nth, CopiaTable *table)
{
    double n = (double) (self->words + nth * self->step);
    double hapaxes = copia_lnre_vm (&self->model, n, 1);

    copia_table_count (table, (uint64_t) n);
    copia_table_unknown (table);
    copia_table_unknown (table);
    copia_table_number (table, copia_lnre_v (&self->model, n));
    copia_table_number (table, hapaxes);
    copia_table_number (table, hapaxes / n);
}

static void
say_model (const List *self, CopiaTable *table)
{
    CopiaLnreFit fit;

    if (isnan (self->model.alpha)) {
        copia_table_note (table,
                          "the text is too small to fit a Zipf-Mandelbrot model");
        return;
    }
    fit = copia_lnre_fit (&self->model, &self->spectrum, 3);
    copia_table_note (
        table,
        "finite Zipf-Mandelbrot: alpha %.4f, A %.3g, B %.3g; %.0f types in "
        "all; chi2 %.1f on %.0f degrees, p %.2g%s",
        self->model.alpha, self->model.a, self->model.b,
        copia_lnre_population (&self->model), fit.chi2, fit.df, exp (fit.log_p),
        fit.log_p < log (0.05) ? ": it does not fit, as is usual for connected text"
                               : "");
}

static void
say (const List *self, CopiaTable *table)
{
    CopiaHeaps heaps =
        copia_heaps ((const CopiaGrowthPoint *) (const void *) self->points->data,
                     self->points->len);
    g_autofree char *what = copia_tally_what (self->index, self->ask->counted);

    copia_table_note (
        table,
        "types are %s; punctuation does not count; expected: if the words "
        "were shuffled (binomial interpolation)",
        what);
    if (!isnan (heaps.beta))
        copia_table_note (
            table,
            "Heaps' law: types = %.4g x words^%.4f (r2 %.4f, on the points "
            "shown)",
            heaps.k, heaps.beta, heaps.r2);
    if (self->ask->beyond > 0 || self->ask->explain)
        say_model (self, table);
}

/* The first point of the page, and the laws. */
static void
explain (const List *self, CopiaTable *table)
{
    const CopiaGrowthPoint *point =
        &g_array_index (self->points, CopiaGrowthPoint,
                        MIN (self->ask->of.offset, self->points->len - 1));
    double n = (double) point->n;
    const CopiaSymbol here[] = { { "N", n },
                                 { "V", (double) point->v },
                                 { "V1", (double) point->v1 } };
    const CopiaSymbol whole[] = { { "N", self->spectrum.n },
                                  { "V", self->spectrum.v },
                                  { "N0", n } };
    CopiaHeaps heaps =
        copia_heaps ((const CopiaGrowthPoint *) (const void *) self->points->data,
                     self->points->len);

    copia_table_note (table, "after the first %.0f words:", n);
    copia_explain_measure (table, copia_score_about ("interpEV"), whole,
                           G_N_ELEMENTS (whole),
                           copia_spectrum_interpolate (&self->spectrum, n, 0));
    copia_explain_measure (table, copia_score_about ("growth_rate"), here,
                           G_N_ELEMENTS (here), (double) point->v1 / n);
    copia_table_note (table, "over all points:");
    copia_explain_measure (table, copia_score_about ("heaps.beta"), NULL, 0,
                           heaps.beta);
    if (!isnan (self->model.alpha))
        copia_explain_measure (table, copia_score_about ("fzm.alpha"), NULL, 0,
                               self->model.alpha);
}

static bool
check (const CopiaGrowthsAsk *ask, GError **error)
{
    if (ask->points >= 2 && ask->points <= COPIA_MOST_POINTS &&
        ask->beyond <= COPIA_MOST_POINTS)
        return copia_ask_check (&ask->of, error);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "a curve has 2 to %d points, and at most as many beyond",
                 COPIA_MOST_POINTS);
    return false;
}

bool
copia_growths (const CopiaIndex *index, const CopiaGrowthsAsk *ask, CopiaTable *table,
               CopiaFound *found, GError **error)
{
    CopiaScope scope = copia_scope_of (index, ask->of.where);
    g_autofree uint32_t *by_id =
        copia_tally_scope (index, ask->of.where, 0, copia_index_tokens (index)->size);
    g_auto (List) list = { .index = index, .ask = ask };
    uint64_t rows, page;

    if (!check (ask, error) || !copia_counts_fit (index, error))
        return false;
    list.tally = copia_tally_new (index, by_id, ask->counted);
    list.points = g_array_new (FALSE, FALSE, sizeof (CopiaGrowthPoint));
    list.classes = g_array_new (FALSE, FALSE, sizeof (CopiaFrequencyClass));
    list.words = copia_scope_words (&scope);
    list.step = MAX (1, (list.words + ask->points - 1) / ask->points);
    if (by_id)
        read_text (&list, &scope);
    else
        read_lists (&list);
    find_spectrum (&list);
    if (ask->beyond > 0 || ask->explain)
        list.model = copia_lnre_estimate (&list.spectrum, true, false);
    rows = list.points->len + (list.points->len > 0 ? ask->beyond : 0);
    page = copia_ask_page (&ask->of, rows);
    *found = (CopiaFound){ list.words, rows };
    begin (&list, rows, table);
    for (uint64_t i = ask->of.offset, end = i + page; i < end; i++)
        if (i < list.points->len)
            put_row (&list, i, table);
        else
            put_forecast (&list, i - list.points->len + 1, table);
    say (&list, table);
    if (ask->explain && list.points->len > 0)
        explain (&list, table);
    return copia_ask_end (index, table, error);
}
