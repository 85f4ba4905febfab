/* words.c - a word list from frequencies, its spread from postings. */
#include "study/words.h"

#include <string.h>

#include "base/error.h"
#include "base/number.h"
#include "index/view.h"
#include "study/clumps.h"
#include "study/explain.h"
#include "study/filter.h"
#include "study/parts.h"
#include "study/sort.h"
#include "study/tally.h"
#include "study/units.h"
#include "study/words-explain.h"
#include "study/words-spread.h"

#define MANY_UNITS 1000 /* that are worth a thread */

struct CopiaWordsPart {
    uint32_t *scope; /* by id: tokens in `where`; NULL: the lexicon knows */
    uint32_t types;
};

static bool
check (const CopiaWordsAsk *ask, GError **error)
{
    const char *wrong = NULL;

    if (ask->min < 1)
        wrong = "a word occurs at least once; the minimum cannot be 0";
    else if (ask->per < 1 || ask->per > COPIA_MOST_PER)
        wrong = "rates are per 1 to 1,000,000,000 words";
    if (wrong)
        g_set_error_literal (error, COPIA_ERROR, COPIA_ERROR_QUERY, wrong);
    return !wrong && copia_ask_check (&ask->of, error);
}

CopiaWordsPart *
copia_words_part (const CopiaIndex *index, const CopiaWordsAsk *ask, uint64_t from,
                  uint64_t to, GError **error)
{
    CopiaWordsPart *self;

    if (!check (ask, error) || !copia_counts_fit (index, error))
        return NULL;
    self = g_new0 (CopiaWordsPart, 1);
    self->types = copia_index_lexicon (index)->types;
    self->scope = copia_tally_scope (index, ask->of.where, from, to);
    return self;
}

void
copia_words_merge (CopiaWordsPart *into, CopiaWordsPart *behind)
{
    for (uint32_t i = 0; into->scope && i < into->types; i++)
        into->scope[i] += behind->scope[i];
}

/* A list on its way to rows. */
typedef struct {
    const CopiaIndex *index;
    const CopiaWordsAsk *ask;
    const CopiaTally *tally;
    const CopiaTypeset *only; /* NULL: all */
    CopiaFilter *filter;      /* NULL: all */
    CopiaWordUnits of;
    uint64_t words; /* word tokens of the scope */
    uint32_t *rank; /* by item, from 1; NULL where rows stand in the order of rank */
    const char *units_name; /* of a structure, NULL: slices */
    CopiaClumps *clumps;
    GThread *weigher; /* tells the words of units meanwhile; NULL: nobody does */
} List;

/* Falling count, then code points; forms are numbered by code points. */
static int
compare_counts (const void *a, const void *b, void *data)
{
    const List *self = data;
    uint32_t x = *(const uint32_t *) a, y = *(const uint32_t *) b;
    uint64_t p = self->tally->counts[x], q = self->tally->counts[y];

    if (p != q)
        return p > q ? -1 : 1;
    if (self->ask->counted == COPIA_BY_FORM)
        return x < y ? -1 : x > y;
    return copia_string_compare (copia_tally_name (self->tally, x),
                                 copia_tally_name (self->tally, y));
}

static int
compare_reading (const void *a, const void *b, void *data)
{
    const List *self = data;
    uint32_t x = *(const uint32_t *) a, y = *(const uint32_t *) b;
    uint32_t p, q;

    p = copia_tally_rank (self->tally, x);
    q = copia_tally_rank (self->tally, y);
    return p < q ? -1 : p > q;
}

static bool
is_asked (const List *self, uint32_t item)
{
    uint32_t first, end;

    if (!self->only)
        return true;
    copia_tally_types (self->tally, item, &first, &end);
    for (; first < end; first++)
        if (copia_typeset_has (self->only, copia_index_lexicon (self->index),
                               copia_tally_id (self->tally, first)))
            return true;
    return false;
}

/* A form passes as it is shown, and as it is. */
static bool
passes (const List *self, uint32_t item)
{
    g_autoptr (GString) room = g_string_new (NULL);
    CopiaString name = copia_tally_name (self->tally, item), written;

    if (copia_filter_matches (self->filter, name))
        return true;
    written = copia_tally_written (self->tally, item, room);
    return written.bytes != name.bytes && copia_filter_matches (self->filter, written);
}

static bool
is_listed (const List *self, uint32_t item)
{
    const CopiaWordsAsk *ask = self->ask;

    return self->tally->counts[item] >= ask->min &&
           (ask->punctuation || copia_tally_is_word (self->tally, item)) &&
           is_asked (self, item) &&
           !copia_tally_is_stopped (self->tally, item, &ask->stop) &&
           (!self->filter || passes (self, item));
}

static GArray *
list_items (const List *self)
{
    GArray *items = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    guint n = 0;

    g_array_set_size (items, self->tally->n); /* mostly all of them */
    for (uint32_t item = 0; item < self->tally->n; item++)
        if (is_listed (self, item))
            g_array_index (items, uint32_t, n++) = item;
    g_array_set_size (items, n);
    return items;
}

/* Brings the page to its place; in reading order the ranks by count are kept beside. */
static void
sort_items (List *self, GArray *items, uint64_t upto)
{
    uint32_t *first = (uint32_t *) (void *) items->data;

    if (!self->ask->alphabetical) {
        copia_sort_best (first, items->len, upto, compare_counts, self);
        return;
    }
    copia_sort_best (first, items->len, items->len, compare_counts, self);
    self->rank = g_new (uint32_t, self->tally->n);
    for (guint i = 0; i < items->len; i++)
        self->rank[first[i]] = i + 1;
    copia_sort_best (first, items->len, upto, compare_reading, self);
}

static void
put_row (const List *self, uint32_t item, uint64_t rank, const CopiaWordSpread *spread,
         CopiaTable *table)
{
    g_autoptr (GString) room = g_string_new (NULL);
    CopiaString name = copia_tally_written (self->tally, item, room);
    uint64_t count = self->tally->counts[item];
    CopiaClump clump = { spread->clump.unit, spread->clump.most, count };

    copia_clumps_add (self->clumps, &clump, name);
    copia_table_count (table, rank);
    copia_table_string (table, name.bytes, name.size);
    copia_table_count (table, count);
    copia_table_number (table, (double) count * (double) self->ask->per /
                                   (double) self->words);
    copia_table_count (table, spread->range);
    copia_table_number (table, spread->dp);
}

static void
explain (List *self, const CopiaUnitNames *names, uint32_t item, CopiaTable *table)
{
    g_autoptr (GString) room = g_string_new (NULL);
    CopiaString name = copia_tally_written (self->tally, item, room);
    g_autofree char *word = g_strndup (name.bytes, name.size);
    g_autofree uint64_t *counts = g_new0 (uint64_t, copia_units_count (self->of.units));
    CopiaWordSpread spread = copia_word_spread (&self->of, item, counts);

    copia_words_explain (&(CopiaWordExplained){ .word = word,
                                                .count = self->tally->counts[item],
                                                .words = self->words,
                                                .per = self->ask->per,
                                                .units = self->of.units,
                                                .counts = counts,
                                                .names = names,
                                                .inside = self->of.inside,
                                                .dp = spread.dp },
                         table);
}

static bool
explain_page (List *self, const GArray *items, uint64_t page, CopiaTable *table,
              GError **error)
{
    g_auto (CopiaUnitNames) names = { .units = NULL };

    if (!self->ask->explain)
        return true;
    if (!copia_unit_names_open (&names, self->index, self->of.units, self->units_name,
                                self->units_name == NULL, error))
        return false;
    for (uint64_t i = 0; i < MIN (page, COPIA_EXPLAINED_ROWS); i++)
        explain (self, &names,
                 g_array_index (items, uint32_t, self->ask->of.offset + i), table);
    return true;
}

static const char *
units_noun (const char *by, uint32_t n)
{
    if (strchr (by, '.'))
        return n == 1 ? "value" : "values";
    return n == 1 ? "region" : "regions";
}

static void
say_units (const List *self, CopiaTable *table)
{
    uint32_t n = copia_units_count (self->of.units);
    bool outside = n > 0 && copia_units_is_outside (self->of.units, n - 1);

    if (!self->units_name)
        copia_table_note (table, "range and dp are over %u slices of equal length", n);
    else if (!outside)
        copia_table_note (table, "range and dp are over the %u %s of '%s'", n,
                          units_noun (self->units_name, n), self->units_name);
    else
        copia_table_note (table,
                          "range and dp are over the %u %s of '%s', %s word%s "
                          "outside",
                          n - 1, units_noun (self->units_name, n - 1), self->units_name,
                          COPIA_SAID (self->words - self->of.inside),
                          self->words - self->of.inside == 1 ? "" : "s");
}

/* Rows on their way. */
typedef struct {
    const List *list;
    const uint32_t *items; /* of the page */
    CopiaTable *table;
} Page;

static bool
put_next (void *data, size_t i, const CopiaWordSpread *spread)
{
    const Page *self = data;
    const List *list = self->list;
    uint32_t item = self->items[i];
    uint64_t rank = list->rank ? list->rank[item] : list->ask->of.offset + i + 1;

    put_row (list, item, rank, spread, self->table);
    return !copia_table_failed (self->table);
}

static void
put_rows (List *self, const GArray *items, uint64_t page, CopiaTable *table)
{
    int digits = copia_ask_rate_digits (self->ask->per);
    const CopiaAsk *of = &self->ask->of;
    const CopiaColumn columns[] = {
        { .name = "rank", .kind = COPIA_COLUMN_COUNT },
        { .name = "word", .kind = COPIA_COLUMN_TEXT },
        { .name = "count", .kind = COPIA_COLUMN_COUNT, .bar = true },
        { .name = "rate", .kind = COPIA_COLUMN_NUMBER, .digits = digits },
        { .name = "range", .kind = COPIA_COLUMN_COUNT },
        { .name = "dp", .kind = COPIA_COLUMN_NUMBER, .digits = 3 },
    };
    CopiaCaption caption = { of->title, of->provenance, items->len, of->offset,
                             "words" };

    copia_table_begin (table, columns, G_N_ELEMENTS (columns), &caption);
    copia_table_chart (table,
                       &(CopiaChart){ .kind = COPIA_PICTURE_CLOUD,
                                      .label = "word",
                                      .value = "count",
                                      .title = "The most frequent words",
                                      .sentence = "The area of a word grows with "
                                                  "its count." });
    if (page > 0)
        copia_word_spreads (&self->of, &g_array_index (items, uint32_t, of->offset),
                            page, of->parts, put_next,
                            &(Page){ self, &g_array_index (items, uint32_t, of->offset),
                                     table });
    if (items->len > 0)
        say_units (self, table);
}

/* The types that a simple query of one word finds; NULL on error. */
static CopiaTypeset *
find_types (const CopiaIndex *index, const char *wildcard, GError **error)
{
    g_autoptr (CopiaQuery) query =
        copia_query_parse (wildcard, COPIA_LANGUAGE_SIMPLE, error);
    CopiaTypeset *types;

    if (!query || !copia_hits_types (index, query, &types, error))
        return NULL;
    if (!types)
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "'%s' is more than one word; a word list is of single words",
                     wildcard);
    return types;
}

/* What restricts the list. */
static bool
open_tests (const CopiaIndex *index, const CopiaWordsAsk *ask, CopiaTypeset **only,
            CopiaFilter **filter, GError **error)
{
    const CopiaLayer *seen = copia_index_seen (index);

    if (ask->wildcard && seen) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "--match finds words, not values of '%s'; use --regex",
                     seen->name);
        return false;
    }
    if (ask->wildcard && !(*only = find_types (index, ask->wildcard, error)))
        return false;
    if (ask->regex)
        *filter = copia_filter_new (ask->regex, ask->counted == COPIA_BY_FORM && !seen,
                                    error);
    return !ask->regex || *filter;
}

static gpointer
weigh (gpointer units)
{
    copia_units_weigh (units);
    return NULL;
}

static void
await (GThread **thread)
{
    if (*thread)
        g_thread_join (*thread);
    *thread = NULL;
}

static bool
finish (List *self, CopiaTable *table, CopiaFound *found, GError **error)
{
    g_autoptr (GArray) items = list_items (self);
    g_autofree uint32_t *rank = NULL;
    uint64_t page = copia_ask_page (&self->ask->of, items->len);

    if (self->filter && !copia_filter_good (self->filter, error))
        return false;
    *found = (CopiaFound){ 0, items->len };
    for (guint i = 0; i < items->len; i++)
        found->hits += self->tally->counts[g_array_index (items, uint32_t, i)];
    sort_items (self, items, page > 0 ? self->ask->of.offset + page : 0);
    rank = self->rank;
    if (self->weigher)
        copia_units_weigh (self->of.units);
    await (&self->weigher);
    for (uint32_t i = 0; i < copia_units_count (self->of.units); i++)
        if (!copia_units_is_outside (self->of.units, i))
            self->of.inside += copia_units_words (self->of.units, i);
    put_rows (self, items, page, table);
    return copia_clumps_note (self->clumps, self->index, self->units_name,
                              "mostly in one unit: ",
                              "; such a word is that unit's rather than the corpus's",
                              table, error) &&
           explain_page (self, items, page, table, error) &&
           copia_ask_end (self->index, table, error);
}

bool
copia_words_finish (CopiaWordsPart *self, const CopiaIndex *index,
                    const CopiaWordsAsk *ask, CopiaTable *table, CopiaFound *found,
                    GError **error)
{
    CopiaScope scope = copia_scope_of (index, ask->of.where);
    g_autoptr (CopiaTypeset) only = NULL;
    g_autoptr (CopiaFilter) filter = NULL;
    g_autoptr (CopiaTally) tally = NULL;
    g_autoptr (CopiaUnits) units = NULL;
    g_autoptr (CopiaClumps) clumps = NULL;
    List list = { .index = index, .ask = ask };
    bool good;

    if (!open_tests (index, ask, &only, &filter, error))
        return false;
    units = copia_units_usual (&scope, ask->by, &list.units_name, error);
    if (!units)
        return false;
    if (ask->of.parts > 1 && copia_units_count (units) > MANY_UNITS)
        list.weigher = g_thread_try_new ("weigh", weigh, units, NULL);
    list.tally = tally = copia_tally_new (index, self->scope, ask->counted);
    list.only = only;
    list.filter = filter;
    list.of = (CopiaWordUnits){ index, tally, units, 0 };
    list.words = copia_scope_words (&scope);
    list.clumps = clumps = copia_clumps_new (units, list.words);
    good = finish (&list, table, found, error);
    await (&list.weigher);
    return good;
}

void
copia_words_part_free (CopiaWordsPart *self)
{
    if (!self)
        return;
    g_free (self->scope);
    g_free (self);
}

COPIA_STUDY (Words, words)
