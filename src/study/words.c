/* words.c - a word list from frequencies, its spread from postings. */
#include "study/words.h"

#include <string.h>

#include "base/error.h"
#include "index/view.h"
#include "study/clumps.h"
#include "study/explain.h"
#include "study/filter.h"
#include "study/parts.h"
#include "study/sort.h"
#include "study/tally.h"
#include "study/units.h"
#include "study/words-explain.h"

#include <math.h>

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
    const CopiaUnits *units;
    uint64_t words;   /* word tokens of the scope */
    uint64_t inside;  /* of those, in the regions the units are */
    uint32_t *rank;   /* by item, from 1; NULL where rows stand in the order of rank */
    uint64_t *counts; /* by unit, zero between rows */
    GArray *touched;  /* uint32_t: units whose count is not zero */
    const char *units_name; /* of a structure, NULL: slices */
    CopiaClumps *clumps;
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

/* Deviation of proportions: half the sum of |v/f - w/N| over all units (S. Th. Gries 2008,
 * IJCL 13(4), p. 415).  Units without the word add w/N each, so only the others are visited. */
static double
deviation (const List *self)
{
    double sum = 0, rest = 1, count = 0, words = (double) self->inside;

    for (guint i = 0; i < self->touched->len; i++)
        count += (double) self->counts[g_array_index (self->touched, uint32_t, i)];
    if (count == 0)
        return NAN;
    for (guint i = 0; i < self->touched->len; i++) {
        uint32_t unit = g_array_index (self->touched, uint32_t, i);
        uint64_t size = copia_units_words (self->units, unit);
        double share = size > 0 ? (double) size / words : 0;

        sum += fabs ((double) self->counts[unit] / count - share);
        rest -= share;
    }
    return CLAMP ((sum + MAX (rest, 0)) / 2, 0, 1);
}

static int
compare_units (const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *) a, y = *(const uint32_t *) b;

    return x < y ? -1 : x > y;
}

/* Sums are made in one order.  A word of many units is found in all of them again sooner than
 * they are sorted. */
static void
sort_touched (List *self, uint32_t units)
{
    guint n = 0;

    if (self->touched->len < units / 16) {
        g_array_sort (self->touched, compare_units);
        return;
    }
    g_array_set_size (self->touched, units);
    for (uint32_t unit = 0; unit < units; unit++) {
        g_array_index (self->touched, uint32_t, n) = unit;
        n += self->counts[unit] > 0;
    }
    g_array_set_size (self->touched, n);
}

/* Counts the item by unit; what stands outside all regions is left out. */
static void
tally (List *self, uint32_t item)
{
    uint64_t size = copia_index_tokens (self->index)->size;
    uint32_t last = copia_units_count (self->units) - 1, first, end;

    copia_tally_types (self->tally, item, &first, &end);
    for (; first < end; first++)
        copia_units_tally (self->units, copia_tally_id (self->tally, first), 0, size,
                           self->counts, self->touched);
    sort_touched (self, last + 1);
    if (copia_units_is_outside (self->units, last) && self->counts[last] > 0) {
        self->counts[last] = 0;
        g_array_set_size (self->touched, self->touched->len - 1);
    }
}

/* The counts by unit of the last item. */
static void
forget (List *self)
{
    for (guint i = 0; i < self->touched->len; i++)
        self->counts[g_array_index (self->touched, uint32_t, i)] = 0;
    g_array_set_size (self->touched, 0);
}

/* The unit that holds most of the item, of those that are regions. */
static CopiaClump
clump_of (const List *self)
{
    CopiaClump clump = { 0, 0, 0 };

    for (guint i = 0; i < self->touched->len; i++) {
        uint32_t unit = g_array_index (self->touched, uint32_t, i);

        clump.hits += self->counts[unit];
        if (self->counts[unit] > clump.most) {
            clump.most = self->counts[unit];
            clump.unit = unit;
        }
    }
    return clump;
}

static void
put_row (List *self, uint32_t item, uint64_t rank, CopiaTable *table)
{
    g_autoptr (GString) room = g_string_new (NULL);
    CopiaString name = copia_tally_written (self->tally, item, room);
    uint64_t count = self->tally->counts[item];
    CopiaClump clump;

    tally (self, item);
    clump = clump_of (self);
    clump.hits = count;
    copia_clumps_add (self->clumps, &clump, name);
    copia_table_count (table, rank);
    copia_table_string (table, name.bytes, name.size);
    copia_table_count (table, count);
    copia_table_number (table, (double) count * (double) self->ask->per /
                                   (double) self->words);
    copia_table_count (table, self->touched->len);
    copia_table_number (table, deviation (self));
    forget (self);
}

static void
explain (List *self, const CopiaUnitNames *names, uint32_t item, CopiaTable *table)
{
    g_autoptr (GString) room = g_string_new (NULL);
    CopiaString name = copia_tally_written (self->tally, item, room);
    g_autofree char *word = g_strndup (name.bytes, name.size);

    tally (self, item);
    copia_words_explain (&(CopiaWordExplained){ .word = word,
                                                .count = self->tally->counts[item],
                                                .words = self->words,
                                                .per = self->ask->per,
                                                .units = self->units,
                                                .counts = self->counts,
                                                .names = names,
                                                .inside = self->inside,
                                                .dp = deviation (self) },
                         table);
    forget (self);
}

static bool
explain_page (List *self, const GArray *items, uint64_t page, CopiaTable *table,
              GError **error)
{
    g_auto (CopiaUnitNames) names = { .units = NULL };

    if (!self->ask->explain)
        return true;
    if (!copia_unit_names_open (&names, self->index, self->units, self->units_name,
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
    uint32_t n = copia_units_count (self->units);
    bool outside = n > 0 && copia_units_is_outside (self->units, n - 1);

    if (!self->units_name)
        copia_table_note (table, "range and dp are over %u slices of equal length", n);
    else if (!outside)
        copia_table_note (table, "range and dp are over the %u %s of '%s'", n,
                          units_noun (self->units_name, n), self->units_name);
    else
        copia_table_note (table,
                          "range and dp are over the %u %s of '%s', %" G_GUINT64_FORMAT
                          " word%s outside",
                          n - 1, units_noun (self->units_name, n - 1), self->units_name,
                          self->words - self->inside,
                          self->words - self->inside == 1 ? "" : "s");
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
    for (uint64_t i = of->offset; i < of->offset + page && !copia_table_failed (table);
         i++) {
        uint32_t item = g_array_index (items, uint32_t, i);

        put_row (self, item, self->rank ? self->rank[item] : i + 1, table);
    }
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
    g_autoptr (CopiaTally) tally = copia_tally_new (index, self->scope, ask->counted);
    g_autoptr (CopiaUnits) units = NULL;
    g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    g_autofree uint64_t *counts = NULL;
    g_autoptr (CopiaClumps) clumps = NULL;
    List list = { .index = index, .ask = ask, .touched = touched };

    list.tally = tally;
    if (!open_tests (index, ask, &only, &filter, error))
        return false;
    units = copia_units_usual (&scope, ask->by, &list.units_name, error);
    if (!units)
        return false;
    counts = g_new0 (uint64_t, copia_units_count (units));
    list.only = only;
    list.filter = filter;
    list.units = units;
    list.counts = counts;
    list.words = copia_scope_words (&scope);
    for (uint32_t i = 0; i < copia_units_count (units); i++)
        if (!copia_units_is_outside (units, i))
            list.inside += copia_units_words (units, i);
    list.clumps = clumps = copia_clumps_new (units, list.words);
    return finish (&list, table, found, error);
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
