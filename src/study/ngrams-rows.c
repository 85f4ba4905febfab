/* ngrams-rows.c - what n-grams are made of, and those kept in their order. */
#include "base/error.h"
#include "index/view.h"
#include "study/clumps.h"
#include "study/explain.h"
#include "study/ngram-text.h"
#include "study/parts.h"
#include "study/sort.h"
#include "study/tally.h"
#include "study/unit-names.h"

#define SPARE 65536 /* rows beside those of the page, before rows are dropped */

static bool
check (const CopiaNgramsAsk *ask, GError **error)
{
    const char *wrong = NULL;

    if (ask->n_sizes < 1)
        wrong = "n-grams need a length, such as 2";
    for (size_t i = 0; i < ask->n_sizes; i++)
        if (ask->sizes[i] < 1 || ask->sizes[i] > COPIA_LONGEST_NGRAM)
            wrong = "n-grams have 1 to 12 words";
    if (ask->min < 1)
        wrong = "an n-gram occurs at least once; the minimum cannot be 0";
    else if (ask->per < 1 || ask->per > COPIA_MOST_PER)
        wrong = "rates are per 1 to 1,000,000,000 words";
    if (wrong)
        g_set_error_literal (error, COPIA_ERROR, COPIA_ERROR_QUERY, wrong);
    return !wrong && copia_ask_check (&ask->of, error);
}

/* Numbers the items that occur `least` times or more, in their order; the others are
 * COPIA_NGRAM_END.  Of a view the frequencies do not say it. */
static uint32_t *
number_items (CopiaNgramText *self, const CopiaNgramsAsk *ask, uint64_t least)
{
    bool all = least <= 1 || copia_index_seen (self->index);
    g_autoptr (CopiaTally) tally =
        all ? copia_tally_names (self->index, ask->counted)
            : copia_tally_new (self->index, NULL, ask->counted);
    uint32_t *numbers = g_new (uint32_t, MAX (tally->n, 1));

    self->names = g_new (uint32_t, MAX (tally->n, 1));
    for (uint32_t name = 0; name < tally->n; name++) {
        bool rare = !all && tally->counts[name] < least;

        numbers[name] = rare ? COPIA_NGRAM_END : self->n_items;
        self->names[self->n_items] = name;
        self->n_items += !rare;
    }
    for (self->bits = 1; self->bits < 32 && self->n_items >> self->bits > 0;)
        self->bits++;
    return numbers;
}

/* What each type is to n-grams. */
static void
find_items (CopiaNgramText *self, const CopiaNgramsAsk *ask, uint64_t least)
{
    static const uint32_t marks[] = {
        [COPIA_MARKS_END] = COPIA_NGRAM_END, [COPIA_MARKS_PASS] = COPIA_NGRAM_PASS
    };
    const CopiaLexicon *lexicon = copia_index_lexicon (self->index);
    uint32_t names = ask->counted == COPIA_BY_FORM ? lexicon->forms : lexicon->types;
    g_autofree uint32_t *numbers = number_items (self, ask, least);

    self->items = g_new (uint32_t, MAX (lexicon->types, 1));
    for (uint32_t id = 0; id < lexicon->types; id++) {
        uint32_t name =
            ask->counted == COPIA_BY_FORM ? copia_lexicon_form_of (lexicon, id) : id;

        if (ask->marks != COPIA_MARKS_TAKE && !copia_lexicon_is_word (lexicon, id))
            self->items[id] = marks[ask->marks];
        else /* a form that cannot be is in no n-gram; the index lies */
            self->items[id] = name < names ? numbers[name] : COPIA_NGRAM_END;
    }
}

static bool *
stopped_of (const CopiaNgramText *text, const CopiaNgramsAsk *ask)
{
    g_autoptr (CopiaTally) tally = NULL;
    bool *stopped;

    if (!ask->stop.holds)
        return NULL;
    tally = copia_tally_names (text->index, ask->counted);
    stopped = g_new (bool, MAX (text->n_items, 1));
    for (uint32_t item = 0; item < text->n_items; item++)
        stopped[item] = copia_tally_is_stopped (tally, text->names[item], &ask->stop);
    return stopped;
}

CopiaNgrams *
copia_ngrams_new (const CopiaIndex *index, const CopiaNgramsAsk *ask, uint64_t least,
                  GError **error)
{
    g_autoptr (CopiaNgrams) self = g_new0 (CopiaNgrams, 1);

    if (!check (ask, error))
        return NULL;
    self->text.index = index;
    self->text.tokens = copia_index_tokens (index);
    self->text.scope = copia_scope_of (index, ask->of.where);
    self->text.width = ask->width > 0 ? ask->width : 64;
    self->text.stretch = ask->stretch > 0 ? ask->stretch : COPIA_NGRAM_STRETCH;
    self->text.units =
        copia_units_usual (&self->text.scope, ask->by, &self->text.units_name, error);
    if (!self->text.units)
        return NULL;
    find_items (&self->text, ask, least);
    self->stopped = stopped_of (&self->text, ask);
    self->rows = g_array_new (FALSE, FALSE, sizeof (CopiaNgramRow));
    return g_steal_pointer (&self);
}

CopiaString
copia_ngram_name (const CopiaNgrams *self, const CopiaNgramsAsk *ask, uint32_t item)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (self->text.index);
    uint32_t name = self->text.names[item];

    return ask->counted == COPIA_BY_FORM ? copia_lexicon_form (lexicon, name)
                                         : copia_lexicon_word (lexicon, name);
}

CopiaString
copia_ngram_written (const CopiaNgrams *self, const CopiaNgramsAsk *ask, uint32_t item,
                     GString *room)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (self->text.index);
    uint32_t name = self->text.names[item];

    return ask->counted == COPIA_BY_FORM ? copia_lexicon_written (lexicon, name, room)
                                         : copia_lexicon_word (lexicon, name);
}

typedef struct {
    const CopiaNgrams *all;
    const CopiaNgramsAsk *ask;
    const GArray *rows;
} Order;

/* Word by word: a blank comes before all that words are made of.  Forms are numbered by code
 * points. */
static int
compare_words (const Order *self, const CopiaNgramRow *a, const CopiaNgramRow *b)
{
    uint32_t x[COPIA_LONGEST_NGRAM] = { 0 }, y[COPIA_LONGEST_NGRAM] = { 0 };

    copia_ngram_read (&self->all->text, a->at, a->n, x);
    copia_ngram_read (&self->all->text, b->at, b->n, y);
    for (uint32_t i = 0; i < a->n && i < b->n; i++) {
        if (x[i] == y[i])
            continue;
        if (self->ask->counted == COPIA_BY_FORM)
            return x[i] < y[i] ? -1 : 1;
        return copia_string_compare (copia_ngram_name (self->all, self->ask, x[i]),
                                     copia_ngram_name (self->all, self->ask, y[i]));
    }
    return a->n < b->n ? -1 : a->n > b->n;
}

static int
compare (const void *a, const void *b, void *data)
{
    const Order *self = data;
    const CopiaNgramRow *x =
        &g_array_index (self->rows, CopiaNgramRow, *(const uint32_t *) a);
    const CopiaNgramRow *y =
        &g_array_index (self->rows, CopiaNgramRow, *(const uint32_t *) b);

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    if (self->ask->counted == COPIA_BY_FORM &&
        copia_ngram_is_exact (&self->all->text, x->n) &&
        copia_ngram_is_exact (&self->all->text, y->n))
        return x->key < y->key ? -1 : x->key > y->key;
    return compare_words (self, x, y);
}

/* The best `most` rows, by their places. */
static uint32_t *
best_of (const Order *order, guint most)
{
    guint n = order->rows->len;
    uint32_t *places = g_new (uint32_t, MAX (n, 1));

    for (guint i = 0; i < n; i++)
        places[i] = i;
    copia_sort_best (places, n, most, compare, (void *) order);
    return places;
}

void
copia_ngrams_prune (const CopiaNgrams *self, const CopiaNgramsAsk *ask, GArray *rows)
{
    uint64_t most = ask->of.limit > 0 ? ask->of.offset + ask->of.limit : 0;
    const Order order = { self, ask, rows };
    g_autofree uint32_t *places = NULL;
    g_autofree CopiaNgramRow *best = NULL;

    if (most < ask->of.limit || rows->len < SPARE || rows->len / 2 < most)
        return;
    places = best_of (&order, (guint) most);
    best = g_new (CopiaNgramRow, most + 1);
    for (guint i = 0; i < most; i++)
        best[i] = g_array_index (rows, CopiaNgramRow, places[i]);
    g_array_set_size (rows, 0);
    g_array_append_vals (rows, best, (guint) most);
}

static void
spell (const CopiaNgrams *self, const CopiaNgramsAsk *ask, const CopiaNgramRow *row,
       GString *into)
{
    g_autoptr (GString) room = g_string_new (NULL);
    uint32_t items[COPIA_LONGEST_NGRAM] = { 0 };

    g_string_truncate (into, 0);
    copia_ngram_read (&self->text, row->at, row->n, items);
    for (uint32_t i = 0; i < row->n; i++) {
        CopiaString name = copia_ngram_written (self, ask, items[i], room);

        g_string_append (into, i > 0 ? " " : "");
        g_string_append_len (into, name.bytes, (gssize) name.size);
    }
}

#define MOST_DRAWN 50 /* bars */

static void
begin (const CopiaNgrams *self, const CopiaNgramsAsk *ask, CopiaTable *table)
{
    const CopiaColumn columns[] = {
        { .name = "rank", .kind = COPIA_COLUMN_COUNT },
        { .name = "ngram", .kind = COPIA_COLUMN_TEXT },
        { .name = "count", .kind = COPIA_COLUMN_COUNT, .bar = true },
        { .name = "rate",
          .kind = COPIA_COLUMN_NUMBER,
          .digits = copia_ask_rate_digits (ask->per) },
        { .name = "range", .kind = COPIA_COLUMN_COUNT },
    };
    CopiaCaption caption = { ask->of.title, ask->of.provenance, self->n_rows,
                             ask->of.offset, "n-grams" };

    copia_table_begin (table, columns, G_N_ELEMENTS (columns), &caption);
    copia_table_chart (table, &(CopiaChart){ .kind = COPIA_PICTURE_BARS,
                                             .label = "ngram",
                                             .value = "count",
                                             .title = "The most frequent n-grams",
                                             .value_title = "occurrences",
                                             .most = MOST_DRAWN });
}

void
copia_ngrams_say (const CopiaNgrams *self, const CopiaNgramsAsk *ask, CopiaTable *table)
{
    static const char *const marks[] = {
        [COPIA_MARKS_END] = "nor across punctuation",
        [COPIA_MARKS_PASS] = "punctuation is passed over",
        [COPIA_MARKS_TAKE] = "marks are words",
    };
    g_autofree char *units =
        copia_unit_names_tell (self->text.units, self->text.units_name);

    copia_table_note (table,
                      "n-grams do not run across borders of texts%s, %s; at least "
                      "%" G_GUINT64_FORMAT " occurrences; range is over %s",
                      ask->of.where && !copia_subcorpus_is_all (ask->of.where)
                          ? " and of the selection"
                          : "",
                      marks[ask->marks], ask->min, units);
    if (ask->min_range > 1)
        copia_table_note (table, "only n-grams of at least %u units are listed",
                          ask->min_range);
    if (self->stopped)
        copia_table_note (table, "n-grams %s a word of the stop list are left out",
                          ask->stop_inside ? "that hold" : "that begin or end with");
}

static void
explain (const CopiaNgrams *self, const CopiaNgramsAsk *ask, const CopiaNgramRow *row,
         const char *words, CopiaTable *table)
{
    static const CopiaAbout rate = {
        "rate",
        "",
        "how often it occurs in as many words as a million, or as --per says",
        "per count / words",
        "occurrences",
        "[0, per]",
        "a proportion"
    };
    double n = (double) copia_scope_words (&self->text.scope), per = (double) ask->per;
    uint32_t units = copia_units_count (self->text.units);
    const CopiaSymbol symbols[] = { { "per", per },
                                    { "count", row->count },
                                    { "words", n } };

    copia_table_note (table, "'%s' begins %u times, in %u of %u units", words,
                      row->count, row->range,
                      units - (units > 0 &&
                               copia_units_is_outside (self->text.units, units - 1)));
    copia_explain_measure (table, &rate, symbols, G_N_ELEMENTS (symbols),
                           row->count * per / n);
}

static void
put_rows (const CopiaNgrams *self, const CopiaNgramsAsk *ask, const uint32_t *places,
          uint64_t page, CopiaClumps *clumps, CopiaTable *table)
{
    double words = (double) copia_scope_words (&self->text.scope);
    g_autoptr (GString) name = g_string_new (NULL);

    for (uint64_t i = 0; i < page && !copia_table_failed (table); i++) {
        const CopiaNgramRow *row =
            &g_array_index (self->rows, CopiaNgramRow, places[i]);
        const CopiaClump clump = { row->unit, row->peak, row->count };

        spell (self, ask, row, name);
        copia_clumps_add (clumps, &clump, (CopiaString){ name->str, name->len });
        copia_table_count (table, ask->of.offset + i + 1);
        copia_table_string (table, name->str, name->len);
        copia_table_count (table, row->count);
        copia_table_number (table, row->count * (double) ask->per / words);
        copia_table_count (table, row->range);
        if (ask->explain && i < COPIA_EXPLAINED_ROWS)
            explain (self, ask, row, name->str, table);
    }
}

static bool
finish (CopiaNgrams *self, const CopiaNgramsAsk *ask, CopiaTable *table,
        CopiaFound *found, GError **error)
{
    const Order order = { self, ask, self->rows };
    uint64_t page = copia_ask_page (&ask->of, self->n_rows), offset = ask->of.offset;
    g_autofree uint32_t *places =
        best_of (&order, page > 0 ? (guint) (offset + page) : 0);
    g_autoptr (CopiaClumps) clumps =
        copia_clumps_new (self->text.units, copia_scope_words (&self->text.scope));

    *found = (CopiaFound){ self->hits, self->n_rows };
    begin (self, ask, table);
    put_rows (self, ask, places + (page > 0 ? offset : 0), page, clumps, table);
    if (found->hits > 0)
        copia_ngrams_say (self, ask, table);
    return copia_clumps_note (clumps, self->text.index, self->text.units_name,
                              "mostly in one unit: ",
                              "; such n-grams are that unit's rather than the corpus's",
                              table, error) &&
           copia_ask_end (self->text.index, table, error);
}

void
copia_ngrams_free (CopiaNgrams *self)
{
    if (!self)
        return;
    g_free (self->text.items);
    g_free (self->text.names);
    g_clear_pointer (&self->text.units, copia_units_free);
    g_free (self->stopped);
    g_clear_pointer (&self->rows, g_array_unref);
    g_free (self);
}

bool
copia_ngrams (const CopiaIndex *index, const CopiaNgramsAsk *ask, CopiaTable *table,
              CopiaFound *found, GError **error)
{
    uint64_t least = MAX (ask->min, ask->min_range);
    g_autoptr (CopiaNgrams) self = copia_ngrams_new (index, ask, least, error);

    if (!self)
        return false;
    for (size_t i = 0; i < ask->n_sizes; i++)
        if (!copia_ngrams_count (self, ask, ask->sizes[i], error))
            return false;
    return finish (self, ask, table, found, error);
}
