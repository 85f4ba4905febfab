/* collocates.c - counting the words in windows, and scoring them. */
#include "study/collocates.h"

#include "base/error.h"
#include "stats/association.h"
#include "study/choice.h"
#include "study/explain.h"
#include "study/near.h"
#include "study/parts.h"
#include "study/scope.h"
#include "study/sort.h"
#include "study/tally.h"

#include <string.h>

struct CopiaCollocatesPart {
    uint64_t hits;
    uint32_t *near;  /* by id: tokens in windows; adds up modulo 2^32 over parts */
    uint32_t *scope; /* by id: tokens in `where`; NULL: the lexicon knows */
    uint32_t types;
};

static bool
check (const CopiaCollocatesAsk *ask, GError **error)
{
    if (ask->left > COPIA_WIDEST_WINDOW || ask->right > COPIA_WIDEST_WINDOW ||
        ask->left + ask->right == 0) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "a window of %u words left and %u right is not possible; 0 to %d "
                     "on a side, not both 0",
                     ask->left, ask->right, COPIA_WIDEST_WINDOW);
        return false;
    }
    if (ask->min < 1) {
        g_set_error_literal (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                             "a collocate is observed at least once; the minimum "
                             "cannot be 0");
        return false;
    }
    return copia_ask_check (&ask->of, error);
}

CopiaCollocatesPart *
copia_collocates_part (const CopiaIndex *index, const CopiaCollocatesAsk *ask,
                       uint64_t from, uint64_t to, GError **error)
{
    g_autoptr (CopiaCollocatesPart) self = g_new0 (CopiaCollocatesPart, 1);
    CopiaSides sides = { ask->left, ask->right, NULL };

    if (!check (ask, error))
        return NULL;
    if (ask->within) {
        sides.within = copia_ask_structure (index, ask->within, error);
        if (!sides.within)
            return NULL;
    }
    self->types = copia_index_lexicon (index)->types;
    self->near = g_new0 (uint32_t, self->types);
    if (!copia_near_count (index, ask->query, ask->of.where, &sides, from, to,
                           self->near, &self->hits, error))
        return NULL;
    self->scope = copia_tally_scope (index, ask->of.where, from, to);
    return g_steal_pointer (&self);
}

void
copia_collocates_merge (CopiaCollocatesPart *into, CopiaCollocatesPart *behind)
{
    into->hits += behind->hits;
    for (uint32_t i = 0; i < into->types; i++)
        into->near[i] += behind->near[i];
    for (uint32_t i = 0; into->scope && i < into->types; i++)
        into->scope[i] += behind->scope[i];
}

/* A list being scored. */
typedef struct {
    const CopiaIndex *index;
    const CopiaTally *near, *whole;
    CopiaChoice choice;
    const CopiaMeasure *sort; /* NULL: by a count */
    bool by_freq;
    double r1, n;
    double *scores;    /* by item, of `sort` */
    uint64_t repelled; /* words left out for being observed no more than expected */
} List;

static CopiaTable2
table_of (const List *self, uint32_t item)
{
    return (CopiaTable2){ (double) self->near->counts[item], self->r1,
                          (double) self->whole->counts[item], self->n };
}

static const CopiaAbout *
find (const char *name)
{
    const CopiaMeasure *measure = copia_measure_find (name);

    return measure ? &measure->about : NULL;
}

static const CopiaMeasure *
measure_at (const List *self, size_t i)
{
    return (const CopiaMeasure *) (const void *) self->choice.entries[i];
}

static bool
find_order (List *self, const CopiaCollocatesAsk *ask, GError **error)
{
    size_t place;

    self->sort = self->choice.n > 0 ? measure_at (self, 0) : NULL;
    if (!ask->sort)
        return true;
    self->sort = NULL;
    self->by_freq = g_ascii_strcasecmp (ask->sort, "freq") == 0;
    if (self->by_freq || g_ascii_strcasecmp (ask->sort, "observed") == 0)
        return true;
    place = copia_choice_place (&self->choice, ask->sort);
    if (place < self->choice.n) {
        self->sort = measure_at (self, place);
        return true;
    }
    g_set_error (
        error, COPIA_ERROR, COPIA_ERROR_QUERY,
        "collocates cannot be sorted by '%s'; sort by observed, freq or one of "
        "the measures: %s",
        ask->sort, ask->measures);
    return false;
}

static double
score_of (const List *self, uint32_t item)
{
    CopiaTable2 table = table_of (self, item);

    if (self->by_freq)
        return table.c1;
    return self->sort ? copia_measure_score (self->sort, &table, NULL) : table.o11;
}

/* Falling score, NaN last; falling count; code points. */
static int
compare (const void *a, const void *b, void *data)
{
    const List *self = data;
    uint32_t x = *(const uint32_t *) a, y = *(const uint32_t *) b;
    double p = self->scores[x], q = self->scores[y];

    if (isnan (p) != isnan (q))
        return isnan (p) ? 1 : -1;
    if (!isnan (p) && p != q)
        return p > q ? -1 : 1;
    if (self->near->counts[x] != self->near->counts[y])
        return self->near->counts[x] > self->near->counts[y] ? -1 : 1;
    return copia_string_compare (copia_tally_name (self->near, x),
                                 copia_tally_name (self->near, y));
}

static bool
is_listed (List *self, const CopiaCollocatesAsk *ask, uint32_t item)
{
    CopiaTable2 table = table_of (self, item);

    if (!copia_tally_is_word (self->near, item) ||
        self->near->counts[item] < ask->min ||
        copia_tally_is_stopped (self->near, item, &ask->stop))
        return false;
    if (!ask->attracted || table.o11 > copia_table2_e11 (&table))
        return true;
    self->repelled++;
    return false;
}

static GArray *
list_items (List *self, const CopiaCollocatesAsk *ask)
{
    GArray *items = g_array_new (FALSE, FALSE, sizeof (uint32_t));

    for (uint32_t item = 0; item < self->near->n; item++)
        if (is_listed (self, ask, item)) {
            self->scores[item] = score_of (self, item);
            g_array_append_val (items, item);
        }
    return items;
}

static void
begin (const List *self, const CopiaCollocatesAsk *ask, uint64_t rows,
       CopiaTable *table)
{
    const CopiaColumn fixed[] = {
        { .name = "collocate", .kind = COPIA_COLUMN_TEXT },
        { .name = "observed", .kind = COPIA_COLUMN_COUNT },
        { .name = "expected", .kind = COPIA_COLUMN_NUMBER, .digits = 2 },
        { .name = "freq", .kind = COPIA_COLUMN_COUNT },
    };
    CopiaCaption caption = { ask->of.title, ask->of.provenance, rows, ask->of.offset,
                             "collocates" };
    g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (CopiaColumn));

    g_array_append_vals (columns, fixed, G_N_ELEMENTS (fixed));
    for (size_t i = 0; i < self->choice.n; i++) {
        CopiaColumn column = { .name = self->choice.names[i],
                               .kind = COPIA_COLUMN_NUMBER,
                               .digits = 2,
                               .bar = measure_at (self, i) == self->sort };

        g_array_append_val (columns, column);
    }
    copia_table_begin (table, (const CopiaColumn *) (const void *) columns->data,
                       columns->len, &caption);
}

static void
put_row (const List *self, uint32_t item, CopiaTable *table)
{
    CopiaTable2 cells = table_of (self, item);
    CopiaString name = copia_tally_name (self->near, item);

    copia_table_string (table, name.bytes, name.size);
    copia_table_count (table, self->near->counts[item]);
    copia_table_number (table, copia_table2_e11 (&cells));
    copia_table_count (table, self->whole->counts[item]);
    for (size_t i = 0; i < self->choice.n; i++)
        copia_table_number (table,
                            copia_measure_score (measure_at (self, i), &cells, NULL));
}

static void
say_convention (const List *self, const CopiaCollocatesAsk *ask, uint64_t hits,
                CopiaTable *table)
{
    bool selection = ask->of.where && !copia_subcorpus_is_all (ask->of.where);

    copia_table_note (
        table,
        "%" G_GUINT64_FORMAT " hits; window L%u R%u in words, cut at borders of %s%s; "
        "each token counts once, those of hits not; R1 = %.0f words in windows, "
        "N = %.0f words, expected = R1 x freq / N; at least %" G_GUINT64_FORMAT
        " observed",
        hits, ask->left, ask->right, ask->within ? ask->within : "the text",
        selection ? " and of the selection" : "", self->r1, self->n, ask->min);
    if (self->repelled > 0)
        copia_table_note (table,
                          "left out: %" G_GUINT64_FORMAT
                          " word%s observed no more often than expected",
                          self->repelled, self->repelled == 1 ? "" : "s");
}

static void
explain (const List *self, uint32_t item, CopiaTable *table)
{
    CopiaString name = copia_tally_name (self->near, item);
    g_autofree char *word = g_strndup (name.bytes, name.size);
    CopiaTable2 cells = table_of (self, item);
    const CopiaCellNames names = { "windows", "elsewhere", word, "other words" };

    copia_table_note (table,
                      "'%s' stands %.0f times in the windows, where chance would put "
                      "%.1f; expected counts in brackets",
                      word, cells.o11, copia_table2_e11 (&cells));
    copia_explain_cells (table, &names, &cells);
    for (size_t i = 0; i < self->choice.n; i++)
        copia_explain_cell_measure (table, self->choice.entries[i], &cells,
                                    copia_measure_score (measure_at (self, i), &cells,
                                                         NULL));
}

static bool
finish (List *self, uint64_t hits, const CopiaCollocatesAsk *ask, CopiaTable *table,
        CopiaFound *found, GError **error)
{
    g_autofree double *scores = g_new (double, MAX (self->near->n, 1));
    g_autoptr (GArray) items = NULL;
    uint64_t page, offset = ask->of.offset;

    self->scores = scores;
    items = list_items (self, ask);
    page = copia_ask_page (&ask->of, items->len);
    copia_sort_best ((uint32_t *) (void *) items->data, items->len,
                     page > 0 ? offset + page : 0, compare, self);
    *found = (CopiaFound){ hits, items->len };
    begin (self, ask, items->len, table);
    for (uint64_t i = 0; i < page && !copia_table_failed (table); i++)
        put_row (self, g_array_index (items, uint32_t, offset + i), table);
    say_convention (self, ask, hits, table);
    for (uint64_t i = 0; ask->explain && i < MIN (page, COPIA_EXPLAINED_ROWS); i++)
        explain (self, g_array_index (items, uint32_t, offset + i), table);
    return copia_ask_end (self->index, table, error);
}

bool
copia_collocates_finish (CopiaCollocatesPart *self, const CopiaIndex *index,
                         const CopiaCollocatesAsk *ask, CopiaTable *table,
                         CopiaFound *found, GError **error)
{
    CopiaScope scope = copia_scope_of (index, ask->of.where);
    g_autoptr (CopiaTally) near = copia_tally_new (index, self->near, ask->counted);
    g_autoptr (CopiaTally) whole = copia_tally_new (index, self->scope, ask->counted);
    List list = { .index = index, .near = near, .whole = whole };
    bool good = copia_choice_make (&list.choice, ask->measures, find, error) &&
                find_order (&list, ask, error);

    list.r1 = (double) near->words;
    list.n = (double) copia_scope_words (&scope);
    good = good && finish (&list, self->hits, ask, table, found, error);
    copia_choice_clear (&list.choice);
    return good;
}

void
copia_collocates_part_free (CopiaCollocatesPart *self)
{
    if (!self)
        return;
    g_free (self->near);
    g_free (self->scope);
    g_free (self);
}

COPIA_STUDY (Collocates, collocates)
