/* compare.c - windows of two subcorpora counted, and tested against each other. */
#include "study/compare-private.h"

#include "base/error.h"
#include "stats/adjust.h"
#include "stats/association.h"
#include "stats/chance.h"
#include "stats/evidence.h"
#include "stats/logratio.h"
#include "study/choice.h"
#include "study/collocates.h"
#include "study/compare-plot.h"
#include "study/explain.h"
#include "study/near-as.h"
#include "study/parts.h"
#include "study/sort.h"
#include "study/tally.h"
#include "study/traps.h"

typedef struct {
    uint64_t hits;
    CopiaTypeCounts near; /* modulo 2^32 over parts */
    uint32_t *scope;      /* by id: tokens in the subcorpus; NULL: the lexicon knows */
} Side;

struct CopiaComparePart {
    Side sides[2];
    uint32_t types;
};

static bool
check (const CopiaCompareAsk *ask, GError **error)
{
    const char *wrong = NULL;

    if (ask->width[0] > COPIA_WIDEST_WINDOW || ask->width[1] > COPIA_WIDEST_WINDOW ||
        ask->width[0] + ask->width[1] == 0)
        wrong = "a window takes 0 to 50 words on a side, not 0 on both";
    else if (ask->min < 1)
        wrong = "a collocate is observed at least once; the minimum cannot be 0";
    else if (ask->per < 1 || ask->per > COPIA_MOST_PER)
        wrong = "rates are per 1 to 1,000,000,000 words";
    if (wrong)
        g_set_error_literal (error, COPIA_ERROR, COPIA_ERROR_QUERY, wrong);
    return !wrong && copia_ask_check (&ask->of, error);
}

CopiaComparePart *
copia_compare_part (const CopiaIndex *index, const CopiaCompareAsk *ask, uint64_t from,
                    uint64_t to, GError **error)
{
    g_autoptr (CopiaComparePart) self = g_new0 (CopiaComparePart, 1);
    CopiaSides sides =
        copia_near_sides (copia_compare_convention (ask), ask->width, NULL);

    if (!check (ask, error) || !copia_counts_fit (index, error))
        return NULL;
    if (ask->within &&
        !(sides.within = copia_ask_structure (index, ask->within, error)))
        return NULL;
    self->types = copia_index_lexicon (index)->types;
    for (int i = 0; i < 2; i++) {
        Side *side = &self->sides[i];
        const CopiaSubcorpus *where = copia_compare_subcorpus (ask, i);

        side->near = copia_type_counts_new (self->types);
        if (!copia_near_as (copia_compare_convention (ask), index, ask->query, where,
                            &sides, from, to, &side->near, &side->hits, error))
            return NULL;
        copia_type_counts_settle (&side->near);
        side->scope = copia_tally_scope (index, where, from, to);
    }
    return g_steal_pointer (&self);
}

void
copia_compare_merge (CopiaComparePart *into, CopiaComparePart *behind)
{
    for (int i = 0; i < 2; i++) {
        Side *a = &into->sides[i], *b = &behind->sides[i];

        a->hits += b->hits;
        copia_type_counts_merge (&a->near, &b->near);
        for (uint32_t id = 0; a->scope && id < into->types; id++)
            a->scope[id] += b->scope[id];
    }
}

typedef CopiaCompareRow Row;
typedef CopiaCompareList List;

static void
list_clear (List *self)
{
    for (int i = 0; i < 2; i++) {
        g_clear_pointer (&self->near[i], copia_tally_free);
        g_clear_pointer (&self->whole[i], copia_tally_free);
    }
    g_clear_pointer (&self->rows, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, list_clear)

static Row
row_of (uint32_t item, double left, double left_room, double right, double right_room)
{
    Row row = { .item = item };

    row.cells = copia_table2_from_corpora (left, left_room, right, right_room);
    row.g2 = copia_log_likelihood (&row.cells, NULL);
    row.p = exp (copia_chi2_tails (fabs (row.g2), 1).upper);
    return row;
}

static void
list_words (List *self)
{
    for (uint32_t item = 0; item < self->near[0]->n; item++) {
        uint64_t left = self->near[0]->counts[item];
        uint64_t right = self->near[1]->counts[item];
        Row row;

        if (left + right < self->ask->min ||
            (!copia_compare_convention (self->ask)->marks &&
             !copia_tally_is_word (self->near[0], item)) ||
            copia_tally_is_stopped (self->near[0], item, &self->ask->stop))
            continue;
        row =
            row_of (item, (double) left, self->room[0], (double) right, self->room[1]);
        g_array_append_val (self->rows, row);
    }
}

static Row *
row_at (const List *self, guint i)
{
    return &g_array_index (self->rows, Row, i);
}

/* All rows but the first are tests of one family. */
static void
correct (List *self)
{
    guint n = self->rows->len - 1;
    g_autofree double *p = g_new (double, MAX (n, 1));

    for (guint i = 0; i < n; i++)
        p[i] = row_at (self, i + 1)->p;
    copia_adjust (p, n, COPIA_HOLM);
    for (guint i = 0; i < n; i++)
        row_at (self, i + 1)->p = p[i];
}

static int
compare (const void *a, const void *b, void *data)
{
    const List *self = data;
    const Row *x = a, *y = b;
    double p = isnan (x->g2) ? -1 : fabs (x->g2), q = isnan (y->g2) ? -1 : fabs (y->g2);

    if (p != q)
        return p > q ? -1 : 1;
    if (x->cells.c1 != y->cells.c1)
        return x->cells.c1 > y->cells.c1 ? -1 : 1;
    return copia_string_compare (copia_tally_name (self->near[0], x->item),
                                 copia_tally_name (self->near[0], y->item));
}

static void
begin (const List *self, CopiaTable *table)
{
    const CopiaAsk *of = &self->ask->of;
    int digits = copia_ask_rate_digits (self->ask->per);
    g_autofree char *small = g_ascii_strdown (self->ask->measure, -1);
    g_autofree char *left = g_strconcat ("left_", small, NULL);
    g_autofree char *right = g_strconcat ("right_", small, NULL);
    const CopiaColumn columns[] = {
        { .name = "item", .kind = COPIA_COLUMN_TEXT },
        { .name = "kind", .kind = COPIA_COLUMN_TEXT, .machine = true },
        { .name = "left", .kind = COPIA_COLUMN_COUNT },
        { .name = "right", .kind = COPIA_COLUMN_COUNT },
        { .name = "left_rate", .kind = COPIA_COLUMN_NUMBER, .digits = digits },
        { .name = "right_rate", .kind = COPIA_COLUMN_NUMBER, .digits = digits },
        { .name = "log_ratio", .kind = COPIA_COLUMN_NUMBER, .digits = 2 },
        { .name = "low", .kind = COPIA_COLUMN_NUMBER, .digits = 2 },
        { .name = "high", .kind = COPIA_COLUMN_NUMBER, .digits = 2 },
        { .name = "p", .kind = COPIA_COLUMN_NUMBER, .digits = 4 },
        { .name = left, .kind = COPIA_COLUMN_NUMBER, .digits = 2 },
        { .name = right, .kind = COPIA_COLUMN_NUMBER, .digits = 2 },
    };
    CopiaCaption caption = { of->title, of->provenance, self->rows->len, of->offset,
                             copia_ask_page (of, self->rows->len) < self->rows->len
                                 ? "rows"
                                 : NULL };

    copia_table_begin (table, columns, G_N_ELEMENTS (columns), &caption);
    copia_compare_chart (self->ask, table);
}

static double
span_of (const CopiaCompareAsk *ask)
{
    return ask->width[0] + ask->width[1];
}

static CopiaTable2
cells_of (const List *self, const Row *row, int side)
{
    return copia_convention_table (copia_compare_convention (self->ask),
                                   (double) self->near[side]->counts[row->item],
                                   self->tokens[side], self->hits[side],
                                   span_of (self->ask),
                                   (double) self->whole[side]->counts[row->item],
                                   self->n[side]);
}

/* How strongly the word keeps company with the query in one part. */
static double
score_of (const List *self, const Row *row, int side)
{
    CopiaTable2 cells;

    if (row->item == COPIA_NONE)
        return NAN;
    cells = cells_of (self, row, side);
    return copia_measure_score_windows (self->measure, &cells, NULL) *
           copia_convention_scale (copia_compare_convention (self->ask), self->measure);
}

static bool
is_attracted (const List *self, const Row *row, int side)
{
    CopiaTable2 cells = cells_of (self, row, side);

    return cells.o11 == 0 || cells.o11 > copia_table2_e11 (&cells);
}

static double
rate (double count, double room, uint64_t per)
{
    return room > 0 ? count * ((double) per / room) : NAN;
}

static double
expected_least (const CopiaTable2 *cells)
{
    double left = copia_table2_e11 (cells);

    return fmin (left, cells->c1 - left);
}

static void
put_row (List *self, const Row *row, CopiaTable *table)
{
    const CopiaTable2 *t = &row->cells;
    const CopiaLevel level = COPIA_LEVEL_USUAL;
    CopiaInterval interval = copia_log_ratio_interval (t, &level);
    double right = copia_table2_o21 (t), room = copia_table2_r2 (t);

    if (row->item == COPIA_NONE) {
        copia_table_text (table, copia_query_text (self->ask->query));
        copia_table_text (table, "query");
    } else {
        g_autoptr (GString) shown = g_string_new (NULL);
        CopiaString name = copia_tally_written (self->near[0], row->item, shown);

        copia_table_string (table, name.bytes, name.size);
        copia_table_text (table, "collocate");
        self->few += expected_least (t) < COPIA_TRAP_FEW;
        self->impossible += !copia_table2_possible (t);
        self->unattracted +=
            !is_attracted (self, row, 0) || !is_attracted (self, row, 1);
    }
    copia_table_count (table, (uint64_t) t->o11);
    copia_table_count (table, (uint64_t) right);
    copia_table_number (table, rate (t->o11, t->r1, self->ask->per));
    copia_table_number (table, rate (right, room, self->ask->per));
    copia_table_number (table, t->c1 > 0 ? copia_log_ratio (t, &level) : NAN);
    copia_table_number (table, interval.low);
    copia_table_number (table, interval.high);
    copia_table_number (table, row->p);
    copia_table_number (table, score_of (self, row, 0));
    copia_table_number (table, score_of (self, row, 1));
}

static bool
answer (List *self, CopiaTable *table, CopiaFound *found, GError **error)
{
    const CopiaAsk *of = &self->ask->of;
    uint64_t page;

    list_words (self);
    correct (self);
    g_qsort_with_data (row_at (self, 0) + 1, (gint) self->rows->len - 1, sizeof (Row),
                       compare, self);
    found->rows = self->rows->len;
    page = copia_ask_page (of, self->rows->len);
    begin (self, table);
    for (uint64_t i = 0; i < page && !copia_table_failed (table); i++)
        put_row (self, row_at (self, (guint) (of->offset + i)), table);
    if (!copia_compare_say (self, table, error))
        return false;
    for (uint64_t i = 0; self->ask->explain && i < MIN (page, COPIA_EXPLAINED_ROWS);
         i++)
        copia_compare_explain (self, row_at (self, (guint) (of->offset + i)), table);
    return copia_ask_end (self->index, table, error);
}

/* Tokens in windows, and what of them or of hits the convention takes for room. */
static bool
measure_room (List *self, const CopiaComparePart *part, int i, GError **error)
{
    const CopiaConvention *convention = copia_compare_convention (self->ask);
    const Side *side = &part->sides[i];
    CopiaScope scope =
        copia_scope_of (self->index, copia_compare_subcorpus (self->ask, i));

    self->words[i] = (double) copia_scope_words (&scope);
    self->hits[i] = (double) side->hits;
    self->tokens[i] = (double) self->near[i]->words;
    if (convention->marks) {
        self->tokens[i] = 0;
        for (uint32_t id = 0; id < part->types; id++)
            self->tokens[i] += side->near.numbers[id];
    }
    self->room[i] = convention->room == COPIA_ROOM_WINDOWS ? self->tokens[i]
                    : convention->room == COPIA_ROOM_NODE
                        ? self->hits[i]
                        : self->hits[i] * span_of (self->ask);
    return copia_near_whole (convention, self->index, self->ask->query,
                             copia_compare_subcorpus (self->ask, i), &self->n[i],
                             error);
}

static const CopiaAbout *
find_measure (const char *name)
{
    const CopiaMeasure *measure = copia_measure_find (name);

    return measure ? &measure->about : NULL;
}

bool
copia_compare_finish (CopiaComparePart *self, const CopiaIndex *index,
                      const CopiaCompareAsk *ask, CopiaTable *table, CopiaFound *found,
                      GError **error)
{
    g_auto (List) list = { .index = index, .ask = ask };
    const Side *sides = self->sides;
    Row query;

    list.measure = copia_measure_find (ask->measure);
    if (!list.measure) {
        copia_choice_unknown (ask->measure, find_measure, error);
        return false;
    }
    list.measure = copia_convention_measure (copia_compare_convention (ask),
                                             ask->measure, list.measure);
    if (!copia_near_fits (&sides[0].near, error) ||
        !copia_near_fits (&sides[1].near, error))
        return false;
    for (int i = 0; i < 2; i++) {
        list.near[i] = copia_tally_new (index, sides[i].near.numbers, ask->counted);
        list.whole[i] = copia_tally_new (index, sides[i].scope, ask->counted);
        if (!measure_room (&list, self, i, error))
            return false;
    }
    list.rows = g_array_new (FALSE, FALSE, sizeof (Row));
    query =
        row_of (COPIA_NONE, list.hits[0], list.words[0], list.hits[1], list.words[1]);
    g_array_append_val (list.rows, query);
    *found = (CopiaFound){ sides[0].hits + sides[1].hits, 0 };
    return answer (&list, table, found, error);
}

void
copia_compare_part_free (CopiaComparePart *self)
{
    if (!self)
        return;
    for (int i = 0; i < 2; i++) {
        copia_type_counts_clear (&self->sides[i].near);
        g_free (self->sides[i].scope);
    }
    g_free (self);
}

COPIA_STUDY (Compare, compare)
