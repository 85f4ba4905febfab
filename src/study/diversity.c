/* diversity.c - each unit counted by itself, and what the measures make of it. */
#include "study/diversity.h"

#include "base/error.h"
#include "stats/readability.h"
#include "study/choice.h"
#include "study/diversity-count.h"
#include "study/explain.h"
#include "study/frequency.h"
#include "study/likely-language.h"
#include "study/parts.h"
#include "study/rhythm-plot.h"
#include "study/tally.h"
#include "study/unit-names.h"

#include <math.h>
#include <string.h>

#define SHORT_TEXT 100
#define SCRIPT_WORDS 20

struct CopiaDiversityPart {
    CopiaUnits *units;
    size_t n_measures;
    double *values; /* by unit, then measure */
    bool *done;     /* by unit */
    double words, one_syllable;
};

static bool
check (const CopiaDiversityAsk *ask, GError **error)
{
    const char *wrong = NULL;

    if (ask->by && ask->slices > 0)
        wrong = "units are a structure or slices, not both";
    else if (ask->slices > COPIA_MOST_SLICES)
        wrong = "more than 10,000 slices are not possible";
    else if (ask->window < 1)
        wrong = "a window holds at least one word";
    if (wrong)
        g_set_error_literal (error, COPIA_ERROR, COPIA_ERROR_QUERY, wrong);
    return !wrong && copia_ask_check (&ask->of, error);
}

static CopiaUnits *
open_units (const CopiaScope *scope, const CopiaDiversityAsk *ask, GError **error)
{

    if (ask->slices > 0)
        return copia_units_slices (scope, ask->slices);
    if (!ask->by)
        return copia_units_whole (scope);
    return copia_units_by (scope, ask->by, error);
}

CopiaDiversityPart *
copia_diversity_part (const CopiaIndex *index, const CopiaDiversityAsk *ask,
                      uint64_t from, uint64_t to, GError **error)
{
    g_autoptr (CopiaDiversityPart) self = g_new0 (CopiaDiversityPart, 1);
    g_auto (CopiaChoice) choice = { .n = 0 };
    CopiaScope scope = copia_scope_of (index, ask->of.where);
    g_autoptr (CopiaTextCounter) counter = NULL;
    uint32_t units;

    if (!check (ask, error) || !copia_counts_fit (index, error) ||
        !copia_choice_make (&choice, ask->measures, copia_text_measure_find, error))
        return NULL;
    self->units = open_units (&scope, ask, error);
    if (!self->units)
        return NULL;
    units = copia_units_count (self->units);
    self->n_measures = choice.n;
    self->values = g_new (double, MAX (units * choice.n, 1));
    self->done = g_new0 (bool, MAX (units, 1));
    counter = copia_text_counter_new (&scope, ask, self->units);
    for (uint32_t i = 0; i < units; i++) {
        CopiaTextCounts counts;

        if (!copia_text_counter_begins (counter, i, from, to))
            continue;
        self->done[i] = true;
        counts = copia_text_counter_count (counter, i);
        self->words += counts.reading.words;
        self->one_syllable += counts.reading.one_syllable;
        for (size_t k = 0; k < choice.n; k++)
            self->values[i * choice.n + k] =
                copia_text_measure (choice.entries[k], &counts);
    }
    return g_steal_pointer (&self);
}

void
copia_diversity_merge (CopiaDiversityPart *into, CopiaDiversityPart *behind)
{
    size_t n = into->n_measures;

    into->words += behind->words;
    into->one_syllable += behind->one_syllable;
    for (uint32_t i = 0; i < copia_units_count (into->units); i++) {
        if (!behind->done[i])
            continue;
        into->done[i] = true;
        memcpy (into->values + i * n, behind->values + i * n, n * sizeof (double));
    }
}

/* Whole numbers are counts, the rest has decimals that suit its size. */
static CopiaColumn
column_of (const CopiaAbout *about, const char *name)
{
    static const char *const counts[] = { "words",     "types",         "hapaxes",
                                          "sentences", "longest_short", "longest_rise",
                                          NULL };
    static const char *const large[] = { "MTLD",      "MTLD_le",  "MTLD_min10",
                                         "MTLD_wrap", "MTLD_bid", "sentence_mean",
                                         NULL };
    bool share = g_str_has_prefix (about->unit, "share") ||
                 g_str_has_prefix (about->unit, "ratio");

    return (CopiaColumn){ .name = name,
                          .kind = COPIA_COLUMN_NUMBER,
                          .digits = g_strv_contains (counts, about->name)  ? 0
                                    : g_strv_contains (large, about->name) ? 1
                                    : share                                ? 3
                                                                           : 1 };
}

static void
begin (const CopiaUnitNames *names, const CopiaChoice *choice,
       const CopiaDiversityAsk *ask, uint64_t rows, CopiaTable *table)
{
    CopiaCaption caption = { ask->of.title, ask->of.provenance, rows, ask->of.offset,
                             copia_ask_page (&ask->of, rows) < rows ? "rows" : NULL };
    g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (CopiaColumn));

    copia_unit_names_columns (names, columns);
    for (size_t i = 0; i < choice->n; i++) {
        CopiaColumn column = column_of (choice->entries[i], choice->names[i]);

        g_array_append_val (columns, column);
    }
    copia_table_begin (table, (const CopiaColumn *) (const void *) columns->data,
                       columns->len, &caption);
}

static void
explain (CopiaTextCounter *counter, const CopiaUnitNames *names,
         const CopiaChoice *choice, uint32_t unit, CopiaTable *table)
{
    CopiaTextCounts c = copia_text_counter_count (counter, unit);
    g_autoptr (GString) name = g_string_new (NULL);
    double m2 = 0;

    for (size_t i = 0; i < c.spectrum.n_classes; i++)
        m2 += c.spectrum.classes[i].m * c.spectrum.classes[i].m *
              c.spectrum.classes[i].types;
    const CopiaSymbol symbols[] = {
        { "N", c.spectrum.n },
        { "V", c.spectrum.v },
        { "V1", copia_spectrum_types (&c.spectrum, 1) },
        { "V2", copia_spectrum_types (&c.spectrum, 2) },
        { "M2", m2 },
        { "W", c.reading.words },
        { "St", c.reading.sentences },
        { "Sy", c.reading.syllables },
        { "C", c.reading.letters },
        { "Ch", c.reading.characters },
        { "W1Sy", c.reading.one_syllable },
        { "W2Sy", c.reading.two_syllables },
        { "W3Sy", c.reading.three_syllables },
        { "W6C", c.reading.six_letters },
        { "W7C", c.reading.seven_letters },
        { "w", (double) c.window },
    };

    copia_unit_names_short (names, unit, name);
    copia_table_note (
        table,
        "'%s': %.0f words (N, W), %.0f types (V), %.0f of them once (V1), "
        "%.0f sentences (St), %.0f syllables (Sy), %.0f letters (C)",
        name->str, c.spectrum.n, c.spectrum.v, symbols[2].value, c.reading.sentences,
        c.reading.syllables, c.reading.letters);
    for (size_t i = 0; i < choice->n; i++)
        copia_explain_measure (table, choice->entries[i], symbols,
                               G_N_ELEMENTS (symbols),
                               copia_text_measure (choice->entries[i], &c));
}

static void
explain_rows (const CopiaDiversityPart *self, const CopiaIndex *index,
              const CopiaDiversityAsk *ask, const CopiaUnitNames *names,
              const CopiaChoice *choice, uint64_t rows, CopiaTable *table)
{
    CopiaScope scope = copia_scope_of (index, ask->of.where);
    g_autoptr (CopiaTextCounter) counter =
        copia_text_counter_new (&scope, ask, self->units);

    for (uint64_t i = 0; i < MIN (rows, COPIA_EXPLAINED_ROWS); i++)
        explain (counter, names, choice, (uint32_t) (ask->of.offset + i), table);
}

static void
say_convention (const CopiaIndex *index, const CopiaDiversityPart *self,
                const CopiaDiversityAsk *ask, CopiaTable *table)
{
    uint32_t units = copia_units_count (self->units), small = 0;
    g_autofree char *what = copia_tally_what (index, ask->counted);

    for (uint32_t i = 0; i < units; i++)
        small += copia_units_words (self->units, i) < MAX (ask->window, SHORT_TEXT);
    copia_table_note (table,
                      "types are %s; punctuation does not count; windows of %u words",
                      what, ask->window);
    if (small > 0)
        copia_table_note (
            table,
            "shorter than %u words: %u of %u units; their measures do not "
            "compare",
            MAX (ask->window, SHORT_TEXT), small, units);
}

/* Why cells of the page are empty. */
static void
say_empty (const CopiaDiversityPart *self, const CopiaChoice *choice, uint64_t first,
           uint64_t page, CopiaTable *table)
{
    g_autoptr (GString) names = g_string_new (NULL);

    for (size_t k = 0; k < choice->n; k++) {
        uint64_t empty = 0;

        for (uint64_t i = first; i < first + page; i++)
            empty += !isfinite (self->values[i * choice->n + k]);
        if (empty > 0)
            g_string_append_printf (names, "%s%s (%" G_GUINT64_FORMAT ")",
                                    names->len ? ", " : "", choice->names[k], empty);
    }
    if (names->len > 0)
        copia_table_note (table,
                          "cells left empty: %s; there are too few words for it, or it "
                          "needs a count from a list of words, which 'copia score' "
                          "takes",
                          names->str);
}

/* In English some seven words in ten have one syllable, in a primer nine. */
static void
say_syllables (const CopiaDiversityPart *self, const CopiaChoice *choice,
               CopiaTable *table)
{
    bool asked = false;

    for (size_t k = 0; k < choice->n; k++)
        asked = asked || (copia_readability_find (choice->entries[k]->name) &&
                          strstr (choice->entries[k]->formula, "Sy"));
    if (asked && self->words >= SCRIPT_WORDS &&
        self->one_syllable >= 0.95 * self->words)
        copia_table_note (
            table, "nearly all words count for one syllable: syllables are counted "
                   "by Latin vowels, so of another script flesch and other "
                   "formulas with syllables say nothing; lix does without");
}

static void
list (GString *names, const char *name)
{
    g_string_append_printf (names, "%s%s", names->len ? ", " : "", name);
}

/* Formulas that were fitted to another language than that of the words, and syllables that are
 * not English. */
static void
say_language (const CopiaIndex *index, const CopiaChoice *choice, CopiaTable *table)
{
    g_autoptr (GString) foreign = g_string_new (NULL);
    g_autoptr (GString) counted = g_string_new (NULL);
    CopiaLikelyLanguage likely = { NULL, NULL, 0 };

    for (size_t k = 0; k < choice->n; k++) {
        const CopiaReadability *one = copia_readability_find (choice->entries[k]->name);
        const char *language = one ? copia_readability_language (one) : NULL;

        if (!language)
            continue;
        if (!likely.share)
            likely = copia_likely_language (index);
        if (!likely.code)
            return;
        if (strcmp (likely.code, language) != 0)
            list (foreign, choice->names[k]);
        else if (strcmp (likely.code, "en") != 0 && strstr (one->about.formula, "Sy"))
            list (counted, choice->names[k]);
    }
    if (foreign->len > 0)
        copia_table_note (
            table,
            "the words look %s (%.0f %% are on its stop list); fitted to another "
            "language, and so without meaning for this text: %s; lix and rix only "
            "count",
            likely.name, 100 * likely.share, foreign->str);
    if (counted->len > 0)
        copia_table_note (table,
                          "syllables are counted by English rules, so in %s rough "
                          "guesses: %s",
                          likely.name, counted->str);
}

/* Of measures that were asked for, bars of the first; else the rhythm of sentences. */
static bool
draw (const CopiaIndex *index, const CopiaDiversityAsk *ask, const CopiaChoice *choice,
      const CopiaUnitNames *names, CopiaTable *table, GError **error)
{
    const CopiaDiversityAsk usual = COPIA_DIVERSITY_USUAL;
    CopiaScope scope = copia_scope_of (index, ask->of.where);
    g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (CopiaColumn));
    g_autofree char *title = NULL;
    const char *about = choice->entries[0]->summary;
    g_autofree char *sentence =
        g_strdup_printf ("%c%s.", g_ascii_toupper (about[0]), about + 1);
    CopiaChart chart = { .kind = COPIA_PICTURE_BARS,
                         .value = choice->names[0],
                         .value_title = choice->entries[0]->unit };

    copia_unit_names_columns (names, units);
    if (!copia_table_draws (table))
        return true;
    if (units->len == 0 || strcmp (ask->measures, usual.measures) == 0)
        return copia_rhythm_draw (&scope, ask->by, table, error);
    chart.label = g_array_index (units, CopiaColumn, units->len - 1).name;
    title = g_strdup_printf ("%s, by %s", choice->names[0], chart.label);
    chart.title = title;
    chart.sentence = sentence;
    if (units->len > 1)
        chart.group = g_array_index (units, CopiaColumn, units->len - 2).name;
    copia_table_chart (table, &chart);
    return true;
}

bool
copia_diversity_finish (CopiaDiversityPart *self, const CopiaIndex *index,
                        const CopiaDiversityAsk *ask, CopiaTable *table,
                        CopiaFound *found, GError **error)
{
    uint32_t units = copia_units_count (self->units);
    uint64_t page = copia_ask_page (&ask->of, units);
    g_auto (CopiaChoice) choice = { .n = 0 };
    g_auto (CopiaUnitNames) names = { .units = NULL };

    if (!copia_choice_make (&choice, ask->measures, copia_text_measure_find, error) ||
        !copia_unit_names_open (&names, index, self->units, ask->by, ask->slices > 0,
                                error))
        return false;
    *found = (CopiaFound){ 0, units };
    for (uint32_t i = 0; i < units; i++)
        found->hits += copia_units_words (self->units, i);
    begin (&names, &choice, ask, units, table);
    if (!draw (index, ask, &choice, &names, table, error))
        return false;
    for (uint64_t i = ask->of.offset; i < ask->of.offset + page; i++) {
        copia_unit_names_put (&names, (uint32_t) i, table);
        for (size_t k = 0; k < choice.n; k++)
            copia_table_number (table, self->values[i * choice.n + k]);
    }
    say_convention (index, self, ask, table);
    say_syllables (self, &choice, table);
    say_language (index, &choice, table);
    say_empty (self, &choice, ask->of.offset, page, table);
    if (ask->explain)
        explain_rows (self, index, ask, &names, &choice, page, table);
    return copia_ask_end (index, table, error);
}

void
copia_diversity_part_free (CopiaDiversityPart *self)
{
    if (!self)
        return;
    g_clear_pointer (&self->units, copia_units_free);
    g_free (self->values);
    g_free (self->done);
    g_free (self);
}

COPIA_STUDY (Diversity, diversity)
