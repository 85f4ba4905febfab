/* keywords-rows.c - ranking what sets two corpora apart, and saying so. */
#include "study/keywords-units.h"

#include "base/error.h"
#include "base/number.h"
#include "study/choice.h"
#include "study/explain.h"
#include "study/keywords-listed.h"
#include "study/keywords-range.h"
#include "study/keywords-texts.h"
#include "study/parts.h"
#include "study/sort.h"
#include "study/traps.h"
#include "study/units.h"

/* Rows on their way. */
typedef struct {
    const CopiaIndex *index;
    const CopiaKeywordsAsk *ask;
    const CopiaScope *scopes[2]; /* target, reference */
    CopiaKeyList *list;
    CopiaChoice *choice;
    CopiaKeyRange *range;
    uint32_t *texts[2]; /* by item: units with it, for text dispersion keyness */
    double n_texts[2];  /* units there are */
    bool by_target, by_reference, by_both;
    const CopiaMeasure *sort;
    bool rising;             /* the lowest score is the strongest */
    CopiaKeyUnits *by_units; /* NULL: not asked for */
    uint64_t few, rare;      /* rows shown with small expectations, or small counts */
    uint64_t unlisted;       /* rows shown that the reference does not have */
} List;

static const CopiaAbout *
find (const char *name)
{
    const CopiaMeasure *measure = copia_keyness_find (name);

    return measure ? &measure->about : NULL;
}

static const CopiaMeasure *
measure_at (const List *self, size_t i)
{
    return (const CopiaMeasure *) (const void *) self->choice->entries[i];
}

static bool
is_of_texts (const CopiaMeasure *measure)
{
    return g_str_has_prefix (measure->about.name, "text_dispersion_keyness");
}

static double
score_of (const List *self, const CopiaMeasure *measure, const CopiaKeyItem *item)
{
    CopiaTable2 cells = copia_key_cells (self->list, item);

    if (is_of_texts (measure)) {
        double with[2] = {
            item->here == COPIA_NONE ? 0 : self->texts[0][item->here],
            item->there == COPIA_NONE ? 0 : self->texts[1][item->there],
        };

        cells = copia_table2_from_corpora (with[0], self->n_texts[0], with[1],
                                           self->n_texts[1]);
    }
    return copia_measure_score (measure, &cells, &self->list->level);
}

static bool
open_texts (List *self, GError **error)
{
    const CopiaTally *tallies[] = { self->list->target, self->list->reference };

    for (int i = 0; i < 2; i++) {
        const char *name;
        g_autoptr (CopiaUnits) units =
            copia_units_usual (self->scopes[i], self->ask->by, &name, error);

        if (!units)
            return false;
        self->n_texts[i] = copia_units_count (units);
        self->texts[i] = copia_key_texts_count (self->scopes[i], units, tallies[i]);
    }
    return true;
}

static bool
find_order (List *self, GError **error)
{
    const char *sort = self->ask->sort;
    size_t place = sort ? copia_choice_place (self->choice, sort) : 0;

    self->by_both = !sort && self->ask->kind == COPIA_KEY_LOCK;
    self->by_target = g_strcmp0 (sort, "target") == 0;
    self->by_reference = g_strcmp0 (sort, "reference") == 0;
    if (self->by_target || self->by_reference || self->by_both)
        return true;
    if (place < self->choice->n) {
        self->sort = measure_at (self, place);
        return true;
    }
    if (!sort) {
        self->by_target = true; /* no measure was asked for */
        return true;
    }
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "keywords cannot be sorted by '%s'; sort by target, reference or one "
                 "of the measures: %s",
                 sort, self->ask->measures);
    return false;
}

/* Negative keywords rise by what tells more from less, and fall by what only tells how sure it
 * is: asked of a word four times as frequent in one corpus as in the other. */
static bool
is_directed (const CopiaMeasure *measure)
{
    const CopiaTable2 more = copia_table2_from_corpora (40, 1000, 10, 1000);
    const CopiaTable2 less = copia_table2_from_corpora (10, 1000, 40, 1000);
    double p = copia_measure_score (measure, &more, NULL);
    double q = copia_measure_score (measure, &less, NULL);

    return p - q > 1e-9 * fabs (p);
}

static bool
is_listed (const List *self, const CopiaKeyItem *item)
{
    const CopiaKeywordsAsk *ask = self->ask;
    CopiaTable2 cells = copia_key_cells (self->list, item);
    CopiaLevel level = { ask->alpha, 1, ask->added, -1 };
    double side = copia_table2_determinant (&cells);

    if (ask->kind == COPIA_KEY_LOCK)
        return copia_keyness_judge (&cells, &level, ask->band) == COPIA_LOCKWORD;
    if (ask->kind == COPIA_KEY_NEGATIVE ? side >= 0 : side <= 0)
        return false;
    return ask->all || item->p <= ask->alpha;
}

static int
compare (const void *a, const void *b, void *data)
{
    const List *self = data;
    const GArray *items = self->list->items;
    const CopiaKeyItem *x = &g_array_index (items, CopiaKeyItem, *(const uint32_t *) a);
    const CopiaKeyItem *y = &g_array_index (items, CopiaKeyItem, *(const uint32_t *) b);
    bool falling = self->ask->kind == COPIA_KEY_NEGATIVE;
    uint64_t p = falling ? x->o21 : x->o11, q = falling ? y->o21 : y->o11;

    if (isnan (x->score) != isnan (y->score))
        return isnan (x->score) ? 1 : -1;
    if (!isnan (x->score) && x->score != y->score)
        return (x->score > y->score) != self->rising ? -1 : 1;
    if (p != q)
        return p > q ? -1 : 1;
    return copia_string_compare (copia_key_name (self->list, x),
                                 copia_key_name (self->list, y));
}

static GArray *
list_rows (List *self)
{
    GArray *rows = g_array_new (FALSE, FALSE, sizeof (uint32_t));

    self->rising =
        self->ask->kind == COPIA_KEY_NEGATIVE && self->sort && is_directed (self->sort);
    for (uint32_t i = 0; i < self->list->items->len; i++) {
        CopiaKeyItem *item = &g_array_index (self->list->items, CopiaKeyItem, i);

        if (!is_listed (self, item))
            continue;
        item->score = self->by_both        ? (double) (item->o11 + item->o21)
                      : self->by_target    ? (double) item->o11
                      : self->by_reference ? (double) item->o21
                                           : score_of (self, self->sort, item);
        g_array_append_val (rows, i);
    }
    return rows;
}

/* Sized by what the list is sorted by. */
static void
chart (const List *self, CopiaTable *table)
{
    size_t place =
        self->ask->sort ? copia_choice_place (self->choice, self->ask->sort) : 0;
    const char *value = self->by_target || self->by_both ? "target"
                        : self->by_reference             ? "reference"
                                                         : self->choice->names[place];
    bool negative =
        self->ask->kind != COPIA_KEY_POSITIVE && self->sort && is_directed (self->sort);
    g_autofree char *sentence = g_strdup_printf (
        "The area of a word grows with its %s%s.", value,
        negative
            ? "; slanted, brown words are rarer in the target than in the reference"
            : "");

    copia_table_chart (table, &(CopiaChart){ .kind = COPIA_PICTURE_CLOUD,
                                             .label = "word",
                                             .value = value,
                                             .title = "Keywords",
                                             .sentence = sentence });
}

static void
begin (const List *self, uint64_t rows, CopiaTable *table)
{
    const CopiaKeywordsAsk *ask = self->ask;
    int digits = copia_ask_rate_digits (ask->per);
    const CopiaColumn fixed[] = {
        { .name = "rank", .kind = COPIA_COLUMN_COUNT },
        { .name = "word", .kind = COPIA_COLUMN_TEXT },
        { .name = "target", .kind = COPIA_COLUMN_COUNT },
        { .name = "reference", .kind = COPIA_COLUMN_COUNT },
        { .name = "target_rate",
          .kind = COPIA_COLUMN_NUMBER,
          .digits = digits,
          .machine = ask->by_units,
          .spare = true },
        { .name = "reference_rate",
          .kind = COPIA_COLUMN_NUMBER,
          .digits = digits,
          .machine = ask->by_units,
          .spare = true },
    };
    const CopiaColumn last[] = {
        { .name = "range", .kind = COPIA_COLUMN_COUNT, .spare = true },
        { .name = "p",
          .kind = COPIA_COLUMN_NUMBER,
          .digits = 4,
          .spare = true,
          .machine = !ask->all && ask->kind != COPIA_KEY_LOCK },
    };
    const CopiaColumn peak = {
        .name = "peak", .kind = COPIA_COLUMN_NUMBER, .digits = 2, .machine = true
    };
    CopiaCaption caption = { ask->of.title, ask->of.provenance, rows, ask->of.offset,
                             "words" };
    g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (CopiaColumn));

    g_array_append_vals (columns, fixed, G_N_ELEMENTS (fixed));
    for (size_t i = 0; i < self->choice->n; i++) {
        CopiaColumn column = { .name = self->choice->names[i],
                               .kind = COPIA_COLUMN_NUMBER,
                               .digits = 2 };

        g_array_append_val (columns, column);
    }
    g_array_append_vals (columns, last, G_N_ELEMENTS (last));
    if (self->by_units)
        copia_key_units_columns (columns);
    g_array_append_vals (columns, &peak, 1);
    copia_table_begin (table, (const CopiaColumn *) (const void *) columns->data,
                       columns->len, &caption);
    chart (self, table);
}

static void
put_row (List *self, const CopiaKeyItem *item, uint64_t rank, CopiaTable *table)
{
    g_autoptr (GString) room = g_string_new (NULL);
    CopiaString name = copia_key_written (self->list, item, room);
    CopiaTable2 cells = copia_key_cells (self->list, item);
    const CopiaKeywordsAsk *ask = self->ask;
    double e11 = copia_table2_e11 (&cells), per = (double) ask->per;
    CopiaKeySpread spread = copia_key_range_put (self->range, self->list, item);

    copia_table_count (table, rank);
    copia_table_string (table, name.bytes, name.size);
    copia_table_count (table, item->o11);
    copia_table_count (table, item->o21);
    copia_table_number (table, (double) item->o11 * per / self->list->n1);
    copia_table_number (table, (double) item->o21 * per / self->list->n2);
    for (size_t i = 0; i < self->choice->n; i++)
        copia_table_number (table, score_of (self,
                                             (const CopiaMeasure *) (const void *)
                                                 self->choice->entries[i],
                                             item));
    copia_table_count (table, spread.range);
    copia_table_number (table, item->p);
    if (self->by_units)
        copia_key_units_put (self->by_units, self->list, item, ask->alpha, table);
    copia_table_number (table, ask->list && ask->kind == COPIA_KEY_NEGATIVE
                                   ? (double) NAN
                                   : spread.peak);
    self->few += fmin (e11, cells.c1 - e11) < COPIA_TRAP_FEW;
    self->rare += item->o11 + item->o21 < COPIA_TRAP_FEW;
    self->unlisted += item->o21 == 0;
}

static const char *
correction_name (int correction)
{
    static const char *const names[] = { "Bonferroni", "Sidak", "Holm",
                                         "Benjamini-Hochberg", "Benjamini-Yekutieli" };

    return correction == COPIA_NO_CORRECTION ? "uncorrected" : names[correction];
}

static void
say_tests (const List *self, CopiaTable *table)
{
    const CopiaKeywordsAsk *ask = self->ask;
    const CopiaKeyList *list = self->list;
    char digits[16];
    g_autofree char *least =
        isnan (list->critical) ? NULL : g_strdup_printf ("%.2f", list->critical);

    g_ascii_formatd (digits, sizeof digits, "%.6g", ask->alpha);
    copia_table_note (
        table,
        "target %s words, reference %s; %s tests by log-likelihood, of the words "
        "that occur %s times or more in both together; %s at %s: "
        "%s more and %s less frequent%s%s",
        COPIA_SAID (list->n1), COPIA_SAID (list->n2), COPIA_SAID (list->items->len),
        COPIA_SAID (ask->min), correction_name (ask->correction), digits,
        COPIA_SAID (list->keys), COPIA_SAID (list->negative),
        least ? ", from G2 = " : "", least ? least : "");
    if (ask->other)
        copia_table_note (table, "the reference is of index %s",
                          copia_index_id (ask->other));
    if (ask->list)
        copia_key_listed_say (ask->list, table);
    if (ask->kind == COPIA_KEY_LOCK)
        copia_table_note (table,
                          "lockwords: the %g %% interval of the log ratio, of each "
                          "word for itself, lies within %g of 0",
                          100 * (1 - ask->alpha), ask->band);
}

/* What a table of keywords alone would hide. */
static bool
warn (const List *self, uint64_t shown, CopiaTable *table, GError **error)
{
    if (!copia_key_range_say (self->range, self->ask, shown, table, error))
        return false;
    if (self->by_units)
        copia_key_units_say (self->by_units, table);
    if (self->ask->list)
        copia_key_listed_warn (self->ask->list, self->unlisted, shown, table);
    if (self->few > 0)
        copia_table_note (table,
                          "expected fewer than %d times in target or reference: %s of "
                          "%s words shown; take their scores for a hint",
                          COPIA_TRAP_FEW, COPIA_SAID (self->few), COPIA_SAID (shown));
    if (copia_trap_of (self->sort, COPIA_TRAP_RARE) && 2 * self->rare > shown)
        copia_table_note (
            table,
            "%s of the %s words shown stand fewer than %d times in both together: %s "
            "puts rare words first; --min %d, or --sort another measure",
            COPIA_SAID (self->rare), COPIA_SAID (shown), COPIA_TRAP_FEW,
            self->sort->about.name, COPIA_TRAP_FEW);
    if (shown > 0 && fmin (self->list->n1, self->list->n2) < COPIA_TRAP_SHORT)
        copia_table_note (table,
                          "the %s has %s words: a word or two more make one key in "
                          "so few; take larger parts",
                          self->list->n1 <= self->list->n2 ? "target" : "reference",
                          COPIA_SAID (fmin (self->list->n1, self->list->n2)));
    return true;
}

static void
explain (const List *self, const CopiaKeyItem *item, CopiaTable *table)
{
    g_autoptr (GString) room = g_string_new (NULL);
    CopiaString name = copia_key_written (self->list, item, room);
    g_autofree char *word = g_strndup (name.bytes, name.size);
    CopiaTable2 cells = copia_key_cells (self->list, item);
    const CopiaCellNames names = { "target", "reference", word, "other words" };

    copia_table_note (table,
                      "'%s' stands %" G_GUINT64_FORMAT " times in the target, where "
                      "%.1f would be its share; expected counts in brackets",
                      word, item->o11, copia_table2_e11 (&cells));
    copia_explain_cells (table, &names, &cells);
    for (size_t i = 0; i < self->choice->n; i++) {
        const CopiaMeasure *measure = measure_at (self, i);

        if (!is_of_texts (measure))
            copia_explain_cell_measure (table, &measure->about, &cells,
                                        score_of (self, measure, item));
    }
}

static bool
answer (List *self, CopiaTable *table, CopiaFound *found, GError **error)
{
    const CopiaAsk *of = &self->ask->of;
    g_autoptr (GArray) rows = list_rows (self);
    uint32_t *places = (uint32_t *) (void *) rows->data;
    uint64_t page = copia_ask_page (of, rows->len);

    copia_sort_best (places, rows->len, page > 0 ? of->offset + page : 0, compare,
                     self);
    *found = (CopiaFound){ (uint64_t) self->list->n1, rows->len };
    begin (self, rows->len, table);
    for (uint64_t i = of->offset; i < of->offset + page && !copia_table_failed (table);
         i++)
        put_row (self, &g_array_index (self->list->items, CopiaKeyItem, places[i]),
                 i + 1, table);
    say_tests (self, table);
    if (!warn (self, page, table, error))
        return false;
    for (uint64_t i = 0; self->ask->explain && i < MIN (page, COPIA_EXPLAINED_ROWS);
         i++)
        explain (self,
                 &g_array_index (self->list->items, CopiaKeyItem,
                                 places[of->offset + i]),
                 table);
    return copia_ask_end (self->index, table, error) &&
           (!self->ask->other || copia_index_sound (self->ask->other, error));
}

static bool
has_no_texts (const char *measure, GError **error)
{
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "'%s' counts the texts of both sides, and a list of frequencies tells "
                 "of none; take g2, lr or lrc",
                 measure);
    return false;
}

/* Opens what rows need: units for range, and texts where a measure counts them. */
static bool
open_rows (List *self, GError **error)
{
    if (!copia_choice_make (self->choice, self->ask->measures, find, error) ||
        !find_order (self, error))
        return false;
    self->range =
        copia_key_range_new (self->scopes[0], self->scopes[1], self->ask->by,
                             self->ask->kind == COPIA_KEY_NEGATIVE && !self->ask->list,
                             error);
    if (!self->range)
        return false;
    if (self->ask->by_units &&
        !(self->by_units = copia_key_units_new (self->scopes[0], self->scopes[1],
                                                self->ask->by, error)))
        return false;
    for (size_t i = 0; i < self->choice->n; i++)
        if (is_of_texts (measure_at (self, i)))
            return self->ask->list ? has_no_texts (self->choice->names[i], error)
                                   : open_texts (self, error);
    return true;
}

static void
close_rows (List *self)
{
    copia_choice_clear (self->choice);
    g_clear_pointer (&self->range, copia_key_range_free);
    g_clear_pointer (&self->by_units, copia_key_units_free);
    g_free (self->texts[0]);
    g_free (self->texts[1]);
}

bool
copia_key_rows (const CopiaIndex *index, const CopiaKeywordsAsk *ask,
                const CopiaScope *target, const CopiaScope *reference,
                CopiaKeyList *list, CopiaTable *table, CopiaFound *found,
                GError **error)
{
    CopiaChoice choice = { .n = 0 };
    List self = { .index = index,
                  .ask = ask,
                  .scopes = { target, reference },
                  .list = list,
                  .choice = &choice };
    bool good = open_rows (&self, error) && answer (&self, table, found, error);

    close_rows (&self);
    return good;
}
