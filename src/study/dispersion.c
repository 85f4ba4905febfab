/* dispersion.c - hits by unit, and what the measures make of them. */
#include "study/dispersion.h"

#include "base/error.h"
#include "stats/dispersion.h"
#include "stats/score.h"
#include "stats/spacing.h"
#include "study/choice.h"
#include "study/dispersion-plot.h"
#include "study/dispersion-warn.h"
#include "study/explain.h"
#include "study/frequency.h"
#include "study/parts.h"
#include "study/title.h"
#include "study/unit-counts.h"
#include "study/unit-names.h"

#include <math.h>
#include <string.h>

#define MOST_COUNTS (1u << 27) /* queries times units: a gigabyte */
#define UNITS_EXPLAINED 20

struct CopiaDispersionPart {
    CopiaUnits *units;
    const char *units_name; /* of a structure, NULL: slices */
    CopiaUnits *strip;      /* cells of the plot; NULL: none */
    size_t n_queries;
    uint64_t *counts; /* by query, then unit */
    uint64_t *cells;  /* by query, then cell; NULL: none */
    GArray **places;  /* by query: uint64_t; NULL: nobody asks for distances */
};

static const struct {
    const char *name;
    size_t offset;
} distances[] = {
    { "ARF", offsetof (CopiaSpacing, arf) },   { "AWT", offsetof (CopiaSpacing, awt) },
    { "fAWT", offsetof (CopiaSpacing, fawt) }, { "ALD", offsetof (CopiaSpacing, ald) },
    { "fALD", offsetof (CopiaSpacing, fald) },
};

/* The place in the table above; -1: a measure of parts. */
static int
distance_at (const CopiaAbout *about)
{
    for (size_t i = 0; i < G_N_ELEMENTS (distances); i++)
        if (strcmp (about->name, distances[i].name) == 0)
            return (int) i;
    return -1;
}

static const CopiaAbout *
find (const char *name)
{
    const CopiaSpread *spread = copia_spread_find (name);

    for (size_t i = 0; i < G_N_ELEMENTS (distances) && !spread; i++)
        if (g_ascii_strcasecmp (name, distances[i].name) == 0)
            return copia_score_about (distances[i].name);
    return spread ? &spread->about : NULL;
}

static bool
needs_places (const CopiaChoice *choice)
{
    for (size_t i = 0; i < choice->n; i++)
        if (distance_at (choice->entries[i]) >= 0)
            return true;
    return false;
}

static bool
check (const CopiaDispersionAsk *ask, GError **error)
{
    const char *wrong = NULL;

    if (ask->by && ask->slices > 0)
        wrong = "units are a structure or slices, not both";
    else if (ask->slices > COPIA_MOST_SLICES)
        wrong = "more than 10,000 slices are not possible";
    else if (ask->n_queries < 1)
        wrong = "dispersion is that of a query, and there is none";
    else if (ask->strip == 1 || ask->strip > COPIA_WIDEST_STRIP)
        wrong = "a plot has 2 to 1,000 columns";
    if (wrong)
        g_set_error_literal (error, COPIA_ERROR, COPIA_ERROR_QUERY, wrong);
    return !wrong && copia_ask_check (&ask->of, error);
}

static bool
open_part (CopiaDispersionPart *self, const CopiaScope *scope,
           const CopiaDispersionAsk *ask, GError **error)
{
    uint32_t units;

    self->n_queries = ask->n_queries;
    self->units = ask->slices > 0
                      ? copia_units_slices (scope, ask->slices)
                      : copia_units_usual (scope, ask->by, &self->units_name, error);
    if (!self->units)
        return false;
    units = copia_units_count (self->units);
    if (ask->n_queries > MOST_COUNTS / MAX (units, COPIA_WIDEST_STRIP)) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                     "%zu queries in %u units are too many counts; ask for fewer at a "
                     "time",
                     ask->n_queries, units);
        return false;
    }
    self->counts = g_new0 (uint64_t, ask->n_queries * units);
    if (ask->strip > 0) {
        self->strip = copia_units_slices (scope, ask->strip);
        self->cells = g_new0 (uint64_t, ask->n_queries * ask->strip);
    }
    return true;
}

/* Places of hits, in word tokens of the scope before them. */
static bool
find_places (const CopiaScope *scope, const CopiaDispersionAsk *ask, size_t query,
             uint64_t from, uint64_t to, GArray *places, GError **error)
{
    g_autoptr (CopiaHits) hits = copia_hits_new (scope->index, ask->queries[query],
                                                 ask->of.where, from, to, error);
    uint64_t at = from,
             words = from > 0 ? copia_scope_words_in (scope, 0, from - 1) : 0;
    CopiaHit hit;

    if (!hits)
        return false;
    while (copia_hits_next (hits, &hit)) {
        if (hit.start > at)
            words += copia_scope_words_in (scope, at, hit.start - 1);
        at = hit.start;
        g_array_append_val (places, words);
    }
    return copia_hits_ended_well (hits, error);
}

static bool
count_query (CopiaDispersionPart *self, const CopiaScope *scope,
             const CopiaDispersionAsk *ask, size_t i, uint64_t from, uint64_t to,
             GError **error)
{
    const CopiaQuery *query = ask->queries[i];
    uint64_t *counts = self->counts + i * copia_units_count (self->units);

    if (self->places && !find_places (scope, ask, i, from, to, self->places[i], error))
        return false;
    if (self->strip &&
        !copia_count_units (scope->index, self->strip, query, ask->of.where, from, to,
                            self->cells + i * ask->strip, error))
        return false;
    return copia_count_units (scope->index, self->units, query, ask->of.where, from, to,
                              counts, error);
}

CopiaDispersionPart *
copia_dispersion_part (const CopiaIndex *index, const CopiaDispersionAsk *ask,
                       uint64_t from, uint64_t to, GError **error)
{
    g_autoptr (CopiaDispersionPart) self = g_new0 (CopiaDispersionPart, 1);
    g_auto (CopiaChoice) choice = { .n = 0 };
    CopiaScope scope = copia_scope_of (index, ask->of.where);
    uint64_t end = MIN (to, copia_index_tokens (index)->size);

    if (!check (ask, error) ||
        !copia_choice_make (&choice, ask->measures, find, error) ||
        !open_part (self, &scope, ask, error))
        return NULL;
    if (needs_places (&choice)) {
        self->places = g_new0 (GArray *, ask->n_queries);
        for (size_t i = 0; i < ask->n_queries; i++)
            self->places[i] = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    }
    for (size_t i = 0; i < ask->n_queries && from < end; i++)
        if (!count_query (self, &scope, ask, i, from, end, error))
            return NULL;
    return g_steal_pointer (&self);
}

static void
add (uint64_t *into, const uint64_t *more, size_t n)
{
    for (size_t i = 0; i < n; i++)
        into[i] += more[i];
}

void
copia_dispersion_merge (CopiaDispersionPart *into, CopiaDispersionPart *behind)
{
    size_t n = into->n_queries;

    add (into->counts, behind->counts, n * copia_units_count (into->units));
    if (into->strip)
        add (into->cells, behind->cells, n * copia_units_count (into->strip));
    for (size_t i = 0; i < n && into->places; i++)
        g_array_append_vals (into->places[i], behind->places[i]->data,
                             behind->places[i]->len);
}

/* The numbers of one query at a time. */
typedef struct {
    const CopiaDispersionPart *part;
    const CopiaDispersionAsk *ask;
    const CopiaChoice *choice;
    CopiaUnitNames *names;
    double *v, *w;    /* by unit; of one without words no hit is counted */
    CopiaParts parts; /* what lies outside of all regions is none */
    uint64_t words;   /* of the scope */
    uint64_t inside;  /* of the units */
    uint64_t count;   /* all hits; those of the units: f */
    double f;
    CopiaSpacing spacing;
} List;

static void
fill (List *self, size_t query)
{
    const CopiaDispersionPart *part = self->part;
    size_t n = copia_units_count (part->units);

    self->count = 0;
    self->f = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t count = part->counts[query * n + i];

        self->count += count;
        if (i >= self->parts.n) /* outside */
            continue;
        self->v[i] = self->w[i] > 0 ? (double) count : 0;
        self->f += self->v[i];
    }
    if (part->places && self->words > 0)
        self->spacing =
            copia_spacing ((const uint64_t *) (const void *) part->places[query]->data,
                           part->places[query]->len, self->words);
}

static double
score (const List *self, const CopiaAbout *about)
{
    const CopiaSpread *spread = (const CopiaSpread *) (const void *) about;
    int distance = distance_at (about);

    if (distance >= 0)
        return *(const double *) (const void *) ((const char *) &self->spacing +
                                                 distances[distance].offset);
    return self->ask->adjusted ? copia_spread_adjusted (spread, &self->parts)
                               : copia_spread_score (spread, &self->parts);
}

static void
begin (const List *self, uint64_t rows, CopiaTable *table)
{
    const CopiaAsk *of = &self->ask->of;
    const CopiaColumn fixed[] = {
        { .name = "query", .kind = COPIA_COLUMN_TEXT },
        { .name = "count", .kind = COPIA_COLUMN_COUNT },
        { .name = "range", .kind = COPIA_COLUMN_COUNT },
        { .name = "units", .kind = COPIA_COLUMN_COUNT },
    };
    CopiaCaption caption = { of->title, of->provenance, rows, of->offset,
                             copia_ask_page (of, rows) < rows ? "rows" : NULL };
    g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (CopiaColumn));
    g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);

    g_array_append_vals (columns, fixed, G_N_ELEMENTS (fixed));
    for (size_t i = 0; i < self->choice->n; i++) {
        bool adjusted =
            self->ask->adjusted && distance_at (self->choice->entries[i]) < 0;
        CopiaColumn column = { .kind = COPIA_COLUMN_NUMBER, .digits = 3 };

        column.name =
            g_strconcat (self->choice->names[i], adjusted ? "_adjusted" : "", NULL);
        g_ptr_array_add (owned, (char *) (uintptr_t) column.name);
        g_array_append_val (columns, column);
    }
    copia_table_begin (table, (const CopiaColumn *) (const void *) columns->data,
                       columns->len, &caption);
}

static size_t
units_with_words (const List *self)
{
    size_t units = 0;

    for (size_t i = 0; i < self->parts.n; i++)
        units += self->w[i] > 0;
    return units;
}

static void
put_row (const List *self, size_t query, CopiaTable *table)
{
    uint64_t range = 0;

    for (size_t i = 0; i < self->parts.n; i++)
        range += self->v[i] > 0;
    copia_table_text (table, copia_query_text (self->ask->queries[query]));
    copia_table_count (table, self->count);
    copia_table_count (table, range);
    copia_table_count (table, units_with_words (self));
    for (size_t i = 0; i < self->choice->n; i++)
        copia_table_number (table, score (self, self->choice->entries[i]));
}

static void
explain_units (const List *self, const char *query, CopiaTable *table)
{
    g_autoptr (GString) name = g_string_new (NULL);
    double f = self->f, n = (double) self->inside;
    size_t shown = MIN (self->parts.n, UNITS_EXPLAINED);

    copia_table_note (table,
                      "'%s': f = %.0f, N = %.0f words, n = %zu units; v hits, w words, "
                      "t = v/f, s = w/N",
                      query, f, n, self->parts.n);
    for (size_t i = 0; i < shown; i++) {
        g_string_truncate (name, 0);
        copia_unit_names_short (self->names, (uint32_t) i, name);
        copia_table_note (table, "  %-14s v %5.0f  w %7.0f  t %.4f  s %.4f", name->str,
                          self->v[i], self->w[i], f > 0 ? self->v[i] / f : 0,
                          self->w[i] / n);
    }
    if (shown < self->parts.n)
        copia_table_note (table, "  .. and %zu units more", self->parts.n - shown);
}

static double
named (const List *self, const char *name)
{
    return copia_spread_score (copia_spread_find (name), &self->parts);
}

static void
explain (const List *self, const char *query, CopiaTable *table)
{
    double n = (double) self->parts.n, least = INFINITY, least_with = INFINITY;

    for (size_t i = 0; i < self->parts.n; i++) {
        double s = self->w[i] / (double) self->inside;

        least = self->w[i] > 0 ? fmin (least, s) : least;
        least_with = self->v[i] > 0 ? fmin (least_with, s) : least_with;
    }
    const CopiaSymbol symbols[] = {
        { "f", self->f },
        { "n", n },
        { "N", (double) self->inside },
        { "range", named (self, "range") },
        { "min s", least },
        { "min s where v > 0", least_with },
        { "DP", named (self, "DP") },
        { "KLD", named (self, "KLD") },
        { "D2", named (self, "carroll_D2_counts") },
        { "sd_pop", named (self, "sd_pop") },
        { "sd_sample", named (self, "sd_sample") },
        { "chi2", named (self, "chi2") },
        { "juilland_D_equal", named (self, "juilland_D_equal") },
        { "vc (R)", (1 - named (self, "juilland_D")) * sqrt (n - 1) },
        { "vc (v)", named (self, "vc_pop") },
    };

    explain_units (self, query, table);
    for (size_t i = 0; i < self->choice->n; i++)
        copia_explain_measure (table, self->choice->entries[i], symbols,
                               G_N_ELEMENTS (symbols),
                               score (self, self->choice->entries[i]));
}

static CopiaStrip *
strips_of (const List *self)
{
    const CopiaDispersionAsk *ask = self->ask;
    CopiaStrip *strips = g_new0 (CopiaStrip, ask->n_queries);

    for (size_t i = 0; i < ask->n_queries; i++) {
        strips[i].query = copia_query_text (ask->queries[i]);
        strips[i].cells = self->part->cells + i * ask->strip;
        for (uint32_t k = 0; k < ask->strip; k++)
            strips[i].count += strips[i].cells[k];
    }
    return strips;
}

static bool
draw (const List *self, const CopiaScope *scope, const char *by, CopiaTable *table,
      GError **error)
{
    const CopiaDispersionAsk *ask = self->ask;
    g_autofree CopiaStrip *strips = strips_of (self);
    g_autoptr (GString) title =
        copia_title_of_queries (ask->queries, ask->n_queries, NULL);
    double words = round ((double) self->words / ask->strip);
    g_autofree char *column =
        g_strdup_printf ("a column is %.0f word%s", words, words == 1 ? "" : "s");
    const CopiaChart chart = {
        .kind = COPIA_PICTURE_STRIPS,
        .x_title = copia_table_cells (table, 0) > 0 ? column : NULL,
        .title = title->str,
        .sentence = "Each mark is a place in the text, from its beginning at the left "
                    "to its end; the more hits in one place, the taller the mark.",
    };

    copia_table_chart (table, &chart);
    return copia_dispersion_draw (scope, by, strips, ask->n_queries, ask->strip, table,
                                  error);
}

static bool
answer (List *self, const CopiaIndex *index, CopiaTable *table, CopiaFound *found,
        GError **error)
{
    const CopiaDispersionAsk *ask = self->ask;
    uint64_t page = copia_ask_page (&ask->of, ask->n_queries);
    CopiaScope scope = copia_scope_of (index, ask->of.where);
    size_t full;

    for (size_t i = 0; i < ask->n_queries; i++) {
        fill (self, i);
        found->hits += self->count;
    }
    begin (self, ask->n_queries, table);
    if (self->part->strip && copia_table_draws (table) &&
        !draw (self, &scope, self->part->units_name, table, error))
        return false;
    for (uint64_t i = ask->of.offset; i < ask->of.offset + page; i++) {
        const char *query = copia_query_text (ask->queries[i]);

        fill (self, i);
        put_row (self, i, table);
        if (!copia_dispersion_warn (index, self->part->units, self->part->units_name,
                                    query,
                                    self->part->counts +
                                        i * copia_units_count (self->part->units),
                                    table, error))
            return false;
        if (ask->explain && i < ask->of.offset + COPIA_EXPLAINED_ROWS)
            explain (self, query, table);
    }
    full = units_with_words (self);
    copia_table_note (table, "%zu unit%s: %s; sizes in words", full,
                      full == 1 ? "" : "s",
                      self->part->units_name ? self->part->units_name
                                             : "slices of equal length");
    copia_dispersion_warn_outside (self->words - self->inside, self->parts.n - full,
                                   table);
    copia_dispersion_warn_single (self->part->units, table);
    copia_dispersion_warn_short (self->words, table);
    return copia_ask_end (index, table, error);
}

bool
copia_dispersion_finish (CopiaDispersionPart *self, const CopiaIndex *index,
                         const CopiaDispersionAsk *ask, CopiaTable *table,
                         CopiaFound *found, GError **error)
{
    CopiaScope scope = copia_scope_of (index, ask->of.where);
    const char *by = self->units_name;
    g_auto (CopiaChoice) choice = { .n = 0 };
    g_auto (CopiaUnitNames) names = { .units = NULL };
    size_t n = copia_units_count (self->units);
    g_autofree double *v = g_new (double, MAX (n, 1)), *w = g_new (double, MAX (n, 1));
    List list = { .part = self, .ask = ask, .choice = &choice, .names = &names };

    if (!copia_choice_make (&choice, ask->measures, find, error) ||
        !copia_unit_names_open (&names, index, self->units, by, !by, error))
        return false;
    n -= n > 0 && copia_units_is_outside (self->units, (uint32_t) n - 1);
    for (uint32_t i = 0; i < n; i++) {
        w[i] = (double) copia_units_words (self->units, i);
        list.inside += copia_units_words (self->units, i);
    }
    list.v = v;
    list.w = w;
    list.parts = (CopiaParts){ v, w, n };
    list.words = copia_scope_words (&scope);
    *found = (CopiaFound){ 0, ask->n_queries };
    return answer (&list, index, table, found, error);
}

void
copia_dispersion_part_free (CopiaDispersionPart *self)
{
    if (!self)
        return;
    g_clear_pointer (&self->units, copia_units_free);
    g_clear_pointer (&self->strip, copia_units_free);
    for (size_t i = 0; i < self->n_queries && self->places; i++)
        g_array_unref (self->places[i]);
    g_free (self->places);
    g_free (self->counts);
    g_free (self->cells);
    g_free (self);
}

COPIA_STUDY (Dispersion, dispersion)
