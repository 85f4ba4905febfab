/* frequency.c - counting hits by unit. */
#include "study/frequency.h"

#include "base/error.h"
#include "base/number.h"
#include "stats/interval.h"
#include "study/counts.h"
#include "study/explain.h"
#include "study/noise.h"
#include "study/parts.h"
#include "study/title.h"
#include "study/unit-counts.h"
#include "study/unit-names.h"
#include "study/votes.h"

#include <math.h>

#define MOST_COUNTS (1u << 27) /* queries times units: half a gigabyte, or one */
#define CONFIDENCE 0.95
#define MOST_CLUMPS 5 /* said one by one */

/* Counts are made in numbers that stay in a cache, for one query at a time, and kept in as few bytes
 * as will hold them: of a thousand words in as many chapters, making the room for them is what takes
 * longest. */
struct CopiaFrequencyPart {
    CopiaUnits *units;
    CopiaCounts *counts; /* by query, then unit */
    size_t n_queries;
    CopiaVotes *votes; /* of units nobody asked for; NULL: the counts tell */
    uint64_t hits;     /* of all queries */
};

static bool
check (const CopiaFrequencyAsk *ask, GError **error)
{
    const char *wrong = NULL;

    if (ask->by && ask->slices > 0)
        wrong = "units are a structure or slices, not both";
    else if (ask->slices > COPIA_MOST_SLICES)
        wrong = "more than 10,000 slices are not possible";
    else if (ask->shuffles > COPIA_MOST_SHUFFLES)
        wrong = "more than 100,000 shuffles are not possible";
    else if (ask->shuffles > 0 && !ask->by && ask->slices == 0)
        wrong = "noise is that among units: give a structure or slices";
    else if (ask->per < 1 || ask->per > COPIA_MOST_PER)
        wrong = "rates are per 1 to 1,000,000,000 words";
    if (wrong)
        g_set_error_literal (error, COPIA_ERROR, COPIA_ERROR_QUERY, wrong);
    return !wrong && copia_ask_check (&ask->of, error);
}

static CopiaUnits *
open_units (const CopiaIndex *index, const CopiaFrequencyAsk *ask, GError **error)
{
    CopiaScope scope = copia_scope_of (index, ask->of.where);

    if (ask->slices > 0)
        return copia_units_slices (&scope, ask->slices);
    if (!ask->by)
        return copia_units_whole (&scope);
    return copia_units_by (&scope, ask->by, error);
}

/* A word whose numbers fit into two bytes is counted where they will stand. */
static bool
count_at_once (CopiaFrequencyPart *self, const CopiaTypeset *types, size_t i,
               uint64_t from, uint64_t to)
{
    uint32_t units = copia_units_count (self->units);
    uint16_t *counts = copia_counts_narrow (self->counts, i * units, units);
    uint64_t hits;

    if (!counts || types->kind != COPIA_TYPESET_LISTED ||
        !copia_units_tally_narrow (self->units, types->ids, from, to, counts, &hits))
        return false;
    self->hits += hits;
    return true;
}

static bool
count_query (CopiaFrequencyPart *self, const CopiaIndex *index,
             const CopiaFrequencyAsk *ask, size_t i, uint64_t from, uint64_t to,
             GError **error)
{
    const CopiaQuery *query = ask->queries[i];
    const CopiaSubcorpus *where = ask->of.where;
    uint32_t units = copia_units_count (self->units);
    g_autoptr (CopiaTypeset) types = NULL;
    g_autofree uint64_t *counts = NULL;

    if (!self->votes && !copia_hits_types (index, query, &types, error))
        return false;
    if (types && count_at_once (self, types, i, from, to))
        return true;
    counts = g_new0 (uint64_t, MAX (units, 1));
    if (types)
        copia_count_types (index, self->units, types, from, to, counts);
    else if (!(self->votes ? copia_votes_count (self->votes, i, query, where, from, to,
                                                counts, error)
                           : copia_count_hits (index, self->units, query, where, from,
                                               to, counts, error)))
        return false;
    for (uint32_t unit = 0; unit < units; unit++)
        self->hits += counts[unit];
    copia_counts_put (self->counts, i * units, counts, units);
    return true;
}

CopiaFrequencyPart *
copia_frequency_part (const CopiaIndex *index, const CopiaFrequencyAsk *ask,
                      uint64_t from, uint64_t to, GError **error)
{
    g_autoptr (CopiaFrequencyPart) self = g_new0 (CopiaFrequencyPart, 1);
    uint64_t end = MIN (to, copia_index_tokens (index)->size);
    CopiaScope scope = copia_scope_of (index, ask->of.where);
    uint32_t units;

    if (!check (ask, error))
        return NULL;
    self->units = open_units (index, ask, error);
    if (!self->units)
        return NULL;
    if (!ask->by && ask->slices == 0)
        self->votes = copia_votes_new (&scope, ask->n_queries);
    units = copia_units_count (self->units);
    if (ask->n_queries > MOST_COUNTS / MAX (units, 1)) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                     "%zu queries in %u units are too many counts; ask for fewer at a "
                     "time",
                     ask->n_queries, units);
        return NULL;
    }
    self->n_queries = ask->n_queries;
    self->counts = copia_counts_new (ask->n_queries * units);
    for (size_t i = 0; i < ask->n_queries && from < end; i++)
        if (!count_query (self, index, ask, i, from, end, error))
            return NULL;
    return g_steal_pointer (&self);
}

void
copia_frequency_merge (CopiaFrequencyPart *into, CopiaFrequencyPart *behind)
{
    into->hits += behind->hits;
    copia_counts_merge (into->counts, behind->counts);
    if (into->votes)
        copia_votes_merge (into->votes, behind->votes);
}

/* What rows need. */
typedef struct {
    const CopiaUnits *units;
    CopiaUnitNames names;
    double z;          /* of the intervals */
    CopiaNoise *noise; /* of the query whose rows are put, NULL: not asked for */
} List;

static void
put_noise (const CopiaNoise *noise, uint32_t unit, double scale, CopiaTable *table)
{
    copia_table_number (table, noise->bands[unit].low * scale);
    copia_table_number (table, noise->bands[unit].high * scale);
    copia_table_number (table, noise->bands[unit].p);
    copia_table_number (table, noise->bands[unit].p_all);
    copia_table_number (table, noise->intervals[unit].low * scale);
    copia_table_number (table, noise->intervals[unit].high * scale);
}

static void
put_row (const List *self, const char *query, uint32_t unit, uint64_t count,
         uint64_t per, CopiaTable *table)
{
    uint64_t words = copia_units_words (self->units, unit);
    CopiaInterval interval = { NAN, NAN };
    double scale = (double) per;

    if (words > 0)
        interval = copia_interval_wilson_z ((double) count, (double) words, self->z);
    copia_table_text (table, query);
    copia_unit_names_put (&self->names, unit, table);
    copia_table_count (table, words);
    copia_table_count (table, count);
    copia_table_number (table,
                        words > 0 ? (double) count * scale / (double) words : NAN);
    copia_table_number (table, interval.low * scale);
    copia_table_number (table, interval.high * scale);
    if (self->noise)
        put_noise (self->noise, unit, scale, table);
}

static void
begin (const CopiaUnitNames *names, const CopiaFrequencyAsk *ask, uint64_t rows,
       CopiaTable *table)
{
    int digits = copia_ask_rate_digits (ask->per);
    const CopiaColumn query = { .name = "query", .kind = COPIA_COLUMN_TEXT };
    const CopiaColumn numbers[] = {
        { .name = "words", .kind = COPIA_COLUMN_COUNT },
        { .name = "count", .kind = COPIA_COLUMN_COUNT },
        { .name = "rate", .kind = COPIA_COLUMN_NUMBER, .digits = digits, .bar = true },
        { .name = "rate_low",
          .kind = COPIA_COLUMN_NUMBER,
          .digits = digits,
          .machine = ask->shuffles > 0 },
        { .name = "rate_high",
          .kind = COPIA_COLUMN_NUMBER,
          .digits = digits,
          .machine = ask->shuffles > 0 },
    };
    const CopiaColumn noise[] = {
        { .name = "band_low", .kind = COPIA_COLUMN_NUMBER, .digits = digits },
        { .name = "band_high", .kind = COPIA_COLUMN_NUMBER, .digits = digits },
        { .name = "p", .kind = COPIA_COLUMN_NUMBER, .digits = 3, .machine = true },
        { .name = "p_all", .kind = COPIA_COLUMN_NUMBER, .digits = 3 },
        { .name = "clump_low",
          .kind = COPIA_COLUMN_NUMBER,
          .digits = digits,
          .machine = true },
        { .name = "clump_high",
          .kind = COPIA_COLUMN_NUMBER,
          .digits = digits,
          .machine = true },
    };
    CopiaCaption caption = { ask->of.title, ask->of.provenance, rows, ask->of.offset,
                             copia_ask_page (&ask->of, rows) < rows ? "rows" : NULL };
    g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (CopiaColumn));

    g_array_append_val (columns, query);
    copia_unit_names_columns (names, columns);
    g_array_append_vals (columns, numbers, G_N_ELEMENTS (numbers));
    if (ask->shuffles > 0)
        g_array_append_vals (columns, noise, G_N_ELEMENTS (noise));
    copia_table_begin (table, (const CopiaColumn *) (const void *) columns->data,
                       columns->len, &caption);
}

/* Bars for the units of a structure, a line for slices, and a bar a query where there are none.
 * The units' columns stand between the query and the five numbers. */
static void
chart (const CopiaUnitNames *names, const CopiaFrequencyAsk *ask, CopiaTable *table)
{
    g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (CopiaColumn));
    g_autoptr (GString) title =
        copia_title_of_queries (ask->queries, ask->n_queries, ask->by);
    g_autofree char *rate = NULL;
    char per[COPIA_NUMBER_MAX];
    CopiaChart hint = { .kind = COPIA_PICTURE_BARS,
                        .label = "query",
                        .value = "rate",
                        .low = "rate_low",
                        .high = "rate_high",
                        .title = title->str,
                        .sentence = "A bar is the rate, the line on it its 95 % "
                                    "interval; an arrow goes on." };

    copia_number_grouped (per, ask->per);
    rate = g_strdup_printf ("occurrences per %s words",
                            ask->per == 1000000 ? "million" : per);
    hint.value_title = rate;
    copia_unit_names_columns (names, units);
    if (units->len > 0) {
        hint.series = "query";
        hint.label = g_array_index (units, CopiaColumn, units->len - 1).name;
    }
    if (units->len > 1)
        hint.group = g_array_index (units, CopiaColumn, units->len - 2).name;
    if (ask->slices > 0) {
        hint.kind = COPIA_PICTURE_LINE;
        hint.x = hint.label;
        hint.x_title = "slices of the text, equal in words";
        hint.sentence = "The rate from the beginning to the end; the band is its 95 % "
                        "interval.";
    }
    copia_table_chart (table, &hint);
}

static bool
find_noise (List *self, const CopiaIndex *index, const CopiaFrequencyAsk *ask,
            size_t query, GError **error)
{
    CopiaScope scope = copia_scope_of (index, ask->of.where);

    g_clear_pointer (&self->noise, copia_noise_free);
    self->noise =
        copia_noise_new (&scope, self->units, ask->queries[query], ask->of.where,
                         ask->shuffles, ask->seed, ask->of.parts, error);
    return self->noise != NULL;
}

static void
say_noise (const List *self, const CopiaFrequencyAsk *ask, CopiaTable *table)
{
    copia_table_note (table,
                      "band: 95 %% of the rates when %zu paragraphs are shuffled among "
                      "the units, %u times, seed %" G_GUINT64_FORMAT
                      "; p_all: how often any unit strays as far; in other formats "
                      "than text also p, of the unit alone, and clump, the 95 %% "
                      "interval when its paragraphs are drawn again",
                      self->noise->blocks, ask->shuffles, ask->seed);
    copia_table_note (table, "a rate outside of its band with p_all below 0.05 is "
                             "different; inside, it is as good as noise");
}

/* How the rate of a row and its interval came about. */
static void
explain (const List *self, const char *query, uint32_t unit, uint64_t count,
         const CopiaFrequencyAsk *ask, CopiaTable *table)
{
    static const CopiaAbout rate = { "rate",
                                     "",
                                     "occurrences in as many words as --per says",
                                     "per f / N",
                                     "per words",
                                     "[0, per]",
                                     "relative frequency" };
    static const CopiaAbout interval = {
        "rate_low, rate_high",
        "",
        "where the rate may lie if every word were a draw of its own",
        "per (p + z^2 / (2 N) -+ z sqrt (p (1 - p) / N + z^2 / (4 N^2))) / (1 + z^2 / "
        "N)",
        "per words, the lower end; z = 1.96: 95 %",
        "[0, per]",
        "Wilson 1927"
    };
    double n = (double) copia_units_words (self->units, unit), f = (double) count;
    double per = (double) ask->per;
    const CopiaSymbol symbols[] = {
        { "per", per }, { "f", f }, { "N", n }, { "p", f / n }, { "z", self->z },
    };
    g_autoptr (GString) name = g_string_new (NULL);

    if (n == 0)
        return;
    copia_unit_names_short (&self->names, unit, name);
    copia_table_note (table, "'%s' in %s: f = %.0f hits of N = %.0f words", query,
                      name->str, f, n);
    copia_explain_measure (table, &rate, symbols, G_N_ELEMENTS (symbols), f * per / n);
    copia_explain_measure (table, &interval, symbols, G_N_ELEMENTS (symbols),
                           copia_interval_wilson_z (f, n, self->z).low * per);
}

static CopiaClump
clump_of (const CopiaFrequencyPart *self, size_t i)
{
    uint32_t units = copia_units_count (self->units);
    CopiaClump clump = { 0, 0, 0 };

    for (uint32_t unit = 0; unit < units; unit++) {
        uint64_t count = copia_counts_get (self->counts, i * units + unit);

        clump.hits += count;
        if (count <= clump.most)
            continue;
        clump.most = count;
        clump.unit = unit;
    }
    return clump;
}

/* Are the hits of a query a clump?  A note says so, if there is a table. */
static bool
say_clump (const CopiaFrequencyPart *self, const CopiaIndex *index,
           const CopiaFrequencyAsk *ask, size_t i, CopiaTable *table, bool *clumped,
           GError **error)
{
    CopiaScope scope = copia_scope_of (index, ask->of.where);
    g_autofree char *before = NULL;
    CopiaClump clump;

    *clumped = false;
    if (!ask->by && ask->slices == 0 && !self->votes)
        return true;
    if (self->votes)
        return copia_votes_say (self->votes, i, ask->queries[i], ask->of.where,
                                copia_counts_get (self->counts, i), table, clumped,
                                error);
    clump = clump_of (self, i);
    *clumped = copia_clump_stands (&clump, self->units, copia_scope_words (&scope));
    before = g_strdup_printf ("'%s': ", copia_query_text (ask->queries[i]));
    return !*clumped || !table ||
           copia_clump_note (&clump, index, self->units, ask->by, before,
                             ask->by ? "compare the others without it (--where)"
                                     : "read them before you compare (copia kwic)",
                             table, error);
}

/* Of the queries whose rows are shown. */
static bool
say_clumps (const CopiaFrequencyPart *self, const CopiaIndex *index,
            const CopiaFrequencyAsk *ask, uint64_t rows, CopiaTable *table,
            GError **error)
{
    uint32_t units = copia_units_count (self->units);
    uint64_t end = ask->of.offset + rows, clumps = 0;

    for (uint64_t at = ask->of.offset; at < end; at += units - at % units) {
        bool clumped;

        if (!say_clump (self, index, ask, (size_t) (at / units),
                        clumps < MOST_CLUMPS ? table : NULL, &clumped, error))
            return false;
        clumps += clumped;
    }
    if (clumps > MOST_CLUMPS)
        copia_table_note (table,
                          "and most hits of %" G_GUINT64_FORMAT
                          " queries more stand in one unit each",
                          clumps - MOST_CLUMPS);
    return true;
}

/* Has a query any hit, in whichever unit? */
static void
tell_met (const CopiaFrequencyPart *self, bool *met)
{
    uint32_t units = copia_units_count (self->units);

    for (size_t i = 0; i < self->n_queries; i++) {
        met[i] = false;
        for (uint32_t unit = 0; unit < units && !met[i]; unit++)
            met[i] = copia_counts_get (self->counts, i * units + unit) > 0;
    }
}

static void
list_clear (List *self)
{
    copia_unit_names_clear (&self->names);
    g_clear_pointer (&self->noise, copia_noise_free);
}

bool
copia_frequency_finish (CopiaFrequencyPart *self, const CopiaIndex *index,
                        const CopiaFrequencyAsk *ask, CopiaTable *table,
                        CopiaFound *found, GError **error)
{
    uint32_t units = copia_units_count (self->units);
    uint64_t rows = (uint64_t) self->n_queries * units;
    uint64_t count = copia_ask_page (&ask->of, rows);
    List list = { .units = self->units, .z = copia_interval_z (CONFIDENCE) };

    if (!copia_unit_names_open (&list.names, index, self->units, ask->by,
                                ask->slices > 0, error)) {
        copia_unit_names_clear (&list.names);
        return false;
    }
    *found = (CopiaFound){ self->hits, rows };
    if (ask->met)
        tell_met (self, ask->met);
    begin (&list.names, ask, rows, table);
    chart (&list.names, ask, table);
    for (uint64_t i = 0; i < count && !copia_table_failed (table); i++) {
        uint64_t at = ask->of.offset + i;

        if (ask->shuffles > 0 && (i == 0 || at % units == 0) &&
            !find_noise (&list, index, ask, (size_t) (at / units), error)) {
            list_clear (&list);
            return false;
        }
        put_row (&list, copia_query_text (ask->queries[at / units]),
                 (uint32_t) (at % units), copia_counts_get (self->counts, at), ask->per,
                 table);
    }
    for (uint64_t i = 0; ask->explain && i < MIN (count, COPIA_EXPLAINED_ROWS); i++) {
        uint64_t at = ask->of.offset + i;

        explain (&list, copia_query_text (ask->queries[at / units]),
                 (uint32_t) (at % units), copia_counts_get (self->counts, at), ask,
                 table);
    }
    if (list.noise)
        say_noise (&list, ask, table);
    list_clear (&list);
    return say_clumps (self, index, ask, count, table, error) &&
           copia_ask_end (index, table, error);
}

void
copia_frequency_part_free (CopiaFrequencyPart *self)
{
    if (!self)
        return;
    copia_units_free (self->units);
    copia_votes_free (self->votes);
    copia_counts_free (self->counts);
    g_free (self);
}

COPIA_STUDY (Frequency, frequency)
