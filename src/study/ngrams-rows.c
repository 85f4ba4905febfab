/* ngrams-rows.c - turns of counting, and the n-grams kept in their order. */
#include "base/error.h"
#include "study/clumps.h"
#include "study/explain.h"
#include "study/ngram-text.h"
#include "study/parts.h"
#include "study/sort.h"
#include "study/tally.h"

#define TURN_SIZE (1u << 25) /* occurrences a turn may hold at once: half a gigabyte */
#define BUCKET_SIZE (1u << 13) /* occurrences in a bucket, about */

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

/* What each type is to n-grams. */
static uint32_t *
items_of (const CopiaIndex *index, const CopiaNgramsAsk *ask)
{
    static const uint32_t marks[] = {
        [COPIA_MARKS_END] = COPIA_NGRAM_END, [COPIA_MARKS_PASS] = COPIA_NGRAM_PASS
    };
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    uint32_t *items = g_new (uint32_t, MAX (lexicon->types, 1));

    for (uint32_t id = 0; id < lexicon->types; id++)
        if (ask->marks != COPIA_MARKS_TAKE && !copia_lexicon_is_word (lexicon, id))
            items[id] = marks[ask->marks];
        else
            items[id] = ask->counted == COPIA_BY_FORM
                            ? copia_lexicon_form_of (lexicon, id)
                            : id;
    return items;
}

static bool *
stopped_of (const CopiaIndex *index, const CopiaNgramsAsk *ask)
{
    g_autoptr (CopiaTally) tally = NULL;
    bool *stopped;

    if (!ask->stop.holds)
        return NULL;
    tally = copia_tally_new (index, NULL, ask->counted);
    stopped = g_new (bool, MAX (tally->n, 1));
    for (uint32_t item = 0; item < tally->n; item++)
        stopped[item] = copia_tally_is_stopped (tally, item, &ask->stop);
    return stopped;
}

CopiaNgrams *
copia_ngrams_new (const CopiaIndex *index, const CopiaNgramsAsk *ask, GError **error)
{
    g_autoptr (CopiaNgrams) self = g_new0 (CopiaNgrams, 1);
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    uint32_t items = ask->counted == COPIA_BY_FORM ? lexicon->forms : lexicon->types;
    uint64_t tokens;

    if (!check (ask, error) || !copia_positions_fit (index, error))
        return NULL;
    self->text.index = index;
    self->text.tokens = copia_index_tokens (index);
    self->text.scope = copia_scope_of (index, ask->of.where);
    self->text.items = items_of (index, ask);
    while (self->text.bits < 32 && items >> self->text.bits > 0)
        self->text.bits++;
    self->text.units =
        copia_units_usual (&self->text.scope, ask->by, &self->text.units_name, error);
    if (!self->text.units)
        return NULL;
    tokens =
        ask->of.where ? copia_scope_words (&self->text.scope) : self->text.tokens->size;
    self->rounds = 1 + (uint32_t) (tokens / TURN_SIZE);
    self->n_buckets = 1 + (uint32_t) (tokens / self->rounds / BUCKET_SIZE);
    self->stopped = stopped_of (index, ask);
    self->rows = g_array_new (FALSE, FALSE, sizeof (CopiaNgramRow));
    return g_steal_pointer (&self);
}

bool
copia_ngrams_turn (const CopiaNgrams *self, CopiaNgramsAsk *ask)
{
    size_t i = 0;

    if (ask->rounds == 0) { /* the first one */
        ask->rounds = self->rounds;
        ask->n = ask->sizes[0];
        return true;
    }
    if (++ask->round < ask->rounds)
        return true;
    while (ask->sizes[i] != ask->n)
        i++;
    if (i + 1 == ask->n_sizes)
        return false;
    ask->n = ask->sizes[i + 1];
    ask->round = 0;
    return true;
}

CopiaString
copia_ngram_name (const CopiaNgrams *self, const CopiaNgramsAsk *ask, uint32_t item)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (self->text.index);

    return ask->counted == COPIA_BY_FORM ? copia_lexicon_form (lexicon, item)
                                         : copia_lexicon_word (lexicon, item);
}

CopiaString
copia_ngram_written (const CopiaNgrams *self, const CopiaNgramsAsk *ask, uint32_t item,
                     GString *room)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (self->text.index);

    return ask->counted == COPIA_BY_FORM ? copia_lexicon_written (lexicon, item, room)
                                         : copia_lexicon_word (lexicon, item);
}

typedef struct {
    const CopiaNgrams *all;
    const CopiaNgramsAsk *ask;
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
    const GArray *rows = self->all->rows;
    const CopiaNgramRow *x =
        &g_array_index (rows, CopiaNgramRow, *(const uint32_t *) a);
    const CopiaNgramRow *y =
        &g_array_index (rows, CopiaNgramRow, *(const uint32_t *) b);

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    if (self->ask->counted == COPIA_BY_FORM &&
        copia_ngram_is_exact (&self->all->text, x->n) &&
        copia_ngram_is_exact (&self->all->text, y->n))
        return x->key < y->key ? -1 : x->key > y->key;
    return compare_words (self, x, y);
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
    CopiaCaption caption = { ask->of.title, ask->of.provenance, self->rows->len,
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
    uint32_t units = copia_units_count (self->text.units);

    copia_table_note (table,
                      "n-grams do not run across borders of texts%s, %s; at least "
                      "%" G_GUINT64_FORMAT " occurrences; range is over %u unit%s: %s",
                      ask->of.where && !copia_subcorpus_is_all (ask->of.where)
                          ? " and of the selection"
                          : "",
                      marks[ask->marks], ask->min, units, units == 1 ? "" : "s",
                      self->text.units_name ? self->text.units_name
                                            : "slices of equal length");
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
    const CopiaSymbol symbols[] = { { "per", per },
                                    { "count", row->count },
                                    { "words", n } };

    copia_table_note (table, "'%s' begins %u times, in %u of %u units", words,
                      row->count, row->range, copia_units_count (self->text.units));
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

bool
copia_ngrams_finish (CopiaNgrams *self, const CopiaNgramsAsk *ask, CopiaTable *table,
                     CopiaFound *found, GError **error)
{
    guint n = self->rows->len;
    uint64_t page = copia_ask_page (&ask->of, n), offset = ask->of.offset;
    g_autofree uint32_t *places = g_new (uint32_t, MAX (n, 1));
    g_autoptr (CopiaClumps) clumps =
        copia_clumps_new (self->text.units, copia_scope_words (&self->text.scope));
    Order order = { self, ask };

    for (guint i = 0; i < n; i++)
        places[i] = i;
    copia_sort_best (places, n, page > 0 ? offset + page : 0, compare, &order);
    *found = (CopiaFound){ self->hits, n };
    begin (self, ask, table);
    put_rows (self, ask, places + (page > 0 ? offset : 0), page, clumps, table);
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
    g_clear_pointer (&self->text.units, copia_units_free);
    g_free (self->stopped);
    g_clear_pointer (&self->rows, g_array_unref);
    g_free (self);
}

/* A turn as the threads know it. */
typedef struct {
    const CopiaNgrams *all;
    const CopiaNgramsAsk *ask;
} Turn;

static void *
turn_part (const CopiaIndex *index, const void *data, uint64_t from, uint64_t to,
           GError **error)
{
    const Turn *turn = data;

    (void) index;
    return copia_ngrams_part (turn->all, turn->ask, from, to, error);
}

static void
turn_merge (void *into, void *behind)
{
    copia_ngrams_merge (into, behind);
}

static void
turn_free (void *part)
{
    copia_ngrams_part_free (part);
}

bool
copia_ngrams (const CopiaIndex *index, const CopiaNgramsAsk *ask, CopiaTable *table,
              CopiaFound *found, GError **error)
{
    static const CopiaSteps steps = { turn_part, turn_merge, turn_free };
    g_autoptr (CopiaNgrams) self = copia_ngrams_new (index, ask, error);
    CopiaNgramsAsk now = *ask;

    if (!self)
        return false;
    while (copia_ngrams_turn (self, &now)) {
        Turn turn = { self, &now };
        g_autoptr (CopiaNgramsPart) part =
            copia_parts_run (&steps, index, &turn, ask->of.parts, error);

        if (!part)
            return false;
        copia_ngrams_keep (self, &now, part);
    }
    return copia_ngrams_finish (self, ask, table, found, error);
}
