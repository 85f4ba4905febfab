/* collocates.c - counting the words in windows, and scoring them. */
#include "study/collocates-private.h"

#include "base/error.h"
#include "study/clump.h"
#include "study/explain.h"
#include "study/met.h"
#include "study/near-as.h"
#include "study/near-each.h"
#include "study/parts.h"
#include "study/scope.h"
#include "study/sort.h"

#include <string.h>

struct CopiaCollocatesPart {
    uint64_t hits;
    CopiaTypeCounts near; /* tokens in windows; adds up modulo 2^32 over parts */
    uint32_t *scope;      /* by id: tokens in `where`; NULL: the lexicon knows */
    uint32_t types;
};

static const CopiaConvention *
convention_of (const CopiaCollocatesAsk *ask)
{
    return ask->convention ? ask->convention : &copia_conventions[0];
}

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

static bool
sides_of (const CopiaIndex *index, const CopiaCollocatesAsk *ask, CopiaSides *sides,
          GError **error)
{
    const uint32_t width[2] = { ask->left, ask->right };

    *sides = copia_near_sides (convention_of (ask), width, NULL);
    if (!ask->within)
        return true;
    sides->within = copia_ask_structure (index, ask->within, error);
    return sides->within != NULL;
}

CopiaCollocatesPart *
copia_collocates_part (const CopiaIndex *index, const CopiaCollocatesAsk *ask,
                       uint64_t from, uint64_t to, GError **error)
{
    g_autoptr (CopiaCollocatesPart) self = g_new0 (CopiaCollocatesPart, 1);
    CopiaSides sides;

    if (!check (ask, error) || !copia_counts_fit (index, error) ||
        !sides_of (index, ask, &sides, error))
        return NULL;
    self->types = copia_index_lexicon (index)->types;
    self->near = copia_type_counts_new (self->types);
    if (!copia_near_as (convention_of (ask), index, ask->query, ask->of.where, &sides,
                        from, to, &self->near, &self->hits, error))
        return NULL;
    self->scope = copia_tally_scope (index, ask->of.where, from, to);
    return g_steal_pointer (&self);
}

void
copia_collocates_merge (CopiaCollocatesPart *into, CopiaCollocatesPart *behind)
{
    into->hits += behind->hits;
    copia_type_counts_merge (&into->near, &behind->near);
    for (uint32_t i = 0; into->scope && i < into->types; i++)
        into->scope[i] += behind->scope[i];
}

static const CopiaAbout *
find (const char *name)
{
    const CopiaMeasure *measure = copia_measure_find (name);

    return measure ? &measure->about : NULL;
}

static bool
find_order (CopiaCollocatesList *self, const char *sort, const char *names,
            GError **error)
{
    size_t place;

    self->sort = self->choice.n > 0 ? copia_collocates_measure (self, 0) : NULL;
    if (!sort)
        return true;
    self->sort = NULL;
    self->by_freq = g_ascii_strcasecmp (sort, "freq") == 0;
    if (self->by_freq || g_ascii_strcasecmp (sort, "observed") == 0)
        return true;
    place = copia_choice_place (&self->choice, sort);
    if (place < self->choice.n) {
        self->sort = copia_collocates_measure (self, place);
        return true;
    }
    g_set_error (
        error, COPIA_ERROR, COPIA_ERROR_QUERY,
        "collocates cannot be sorted by '%s'; sort by observed, freq or one of "
        "the measures: %s",
        sort, names);
    return false;
}

static double
score_of (const CopiaCollocatesList *self, const CopiaCollocate *one)
{
    CopiaTable2 table = copia_collocates_table (self, one);

    if (self->by_freq)
        return table.c1;
    return self->sort ? copia_collocates_score (self, self->sort, one) : table.o11;
}

/* Falling score, NaN last; falling count; code points. */
static int
compare (const void *a, const void *b, void *data)
{
    const CopiaCollocatesList *self = data;
    const CopiaCollocate *x = &self->all[*(const uint32_t *) a];
    const CopiaCollocate *y = &self->all[*(const uint32_t *) b];

    if (isnan (x->score) != isnan (y->score))
        return isnan (x->score) ? 1 : -1;
    if (!isnan (x->score) && x->score != y->score)
        return x->score > y->score ? -1 : 1;
    if (x->observed != y->observed)
        return x->observed > y->observed ? -1 : 1;
    return copia_string_compare (copia_tally_name (self->names, x->item),
                                 copia_tally_name (self->names, y->item));
}

/* Of those observed often enough. */
static bool
is_listed (CopiaCollocatesList *self, const CopiaCollocatesAsk *ask,
           const CopiaCollocate *one, const CopiaTable2 *table, bool is_word)
{
    if ((!self->convention->marks && !is_word) ||
        copia_tally_is_stopped (self->names, one->item, &ask->stop))
        return false;
    if (!ask->attracted || table->o11 > copia_table2_e11 (table))
        return true;
    self->repelled++;
    return false;
}

static bool
needs_margins_alone (const CopiaCollocatesList *self)
{
    bool alone = true;

    for (size_t i = 0; i < self->choice.n; i++)
        alone = alone && copia_measure_of_margins (copia_collocates_measure (self, i));
    return alone;
}

static void
list_items (CopiaCollocatesList *self, const CopiaCollocatesAsk *ask, const GArray *met)
{
    bool margins = needs_margins_alone (self);

    self->all = g_new (CopiaCollocate, MAX (met->len, 1));
    for (guint i = 0; i < met->len; i++) {
        const CopiaMet *item = &g_array_index (met, CopiaMet, i);
        CopiaCollocate one = { item->item, item->count, item->freq, 0, 0 };
        CopiaTable2 cells = copia_collocates_table (self, &one);

        if (is_listed (self, ask, &one, &cells, item->is_word)) {
            self->surplus += !margins && !copia_table2_possible (&cells);
            self->all[self->n_all++] = one;
        }
    }
}

/* How many hits have each of n words beside them, and at which places; `rows` has room for both,
 * one row a word. */
static bool
count_beside (const CopiaCollocatesList *self, const CopiaCollocatesAsk *ask,
              const CopiaCollocate *words, uint64_t n, CopiaNearRows *rows,
              GError **error)
{
    uint32_t types = copia_index_lexicon (self->index)->types;
    g_autofree uint32_t *row = g_new (uint32_t, MAX (types, 1));
    CopiaSides sides;

    memset (row, 0xFF, types * sizeof *row); /* COPIA_NONE */
    for (uint64_t i = 0; i < n; i++) {
        uint32_t first, end;

        copia_tally_types (self->names, words[i].item, &first, &end);
        for (; first < end; first++)
            row[copia_tally_id (self->names, first)] = (uint32_t) i;
    }
    rows->row = row;
    rows->rows = (uint32_t) n;
    return sides_of (self->index, ask, &sides, error) &&
           copia_near_rows (self->index, ask->query, ask->of.where, &sides,
                            ask->of.parts, rows, error);
}

static bool
needs_hits (const CopiaCollocatesList *self, const CopiaCollocatesAsk *ask)
{
    bool needed = ask->hits;

    for (size_t i = 0; i < self->choice.n; i++)
        needed = needed || copia_measure_of_hits (copia_collocates_measure (self, i));
    return needed;
}

/* Of all that are listed, as a score may depend on it. */
static bool
count_hits (CopiaCollocatesList *self, const CopiaCollocatesAsk *ask, GError **error)
{
    g_autofree uint64_t *hits = NULL;
    CopiaNearRows rows = { NULL, 0, NULL, NULL, 0 };

    if (!needs_hits (self, ask))
        return true;
    rows.hits = hits = g_new0 (uint64_t, MAX (self->n_all, 1));
    if (!count_beside (self, ask, self->all, self->n_all, &rows, error))
        return false;
    for (uint32_t i = 0; i < self->n_all; i++)
        self->all[i].beside = hits[i];
    self->beside = true;
    self->any = (double) rows.any;
    return true;
}

static bool
count_places (CopiaCollocatesList *self, const CopiaCollocatesAsk *ask,
              const CopiaCollocate *shown, uint64_t n, GError **error)
{
    g_autofree uint64_t *hits = g_new0 (uint64_t, MAX (n, 1));
    CopiaNearRows rows = { NULL, 0, hits, NULL, 0 };

    if (!ask->positions)
        return true;
    rows.places = self->places = g_new0 (uint64_t, MAX (n, 1) * (size_t) self->span);
    return count_beside (self, ask, shown, n, &rows, error);
}

/* The page in its order. */
static CopiaCollocate *
best (CopiaCollocatesList *self, uint64_t offset, uint64_t n)
{
    g_autofree uint32_t *order = g_new (uint32_t, MAX (self->n_all, 1));
    CopiaCollocate *page = g_new (CopiaCollocate, MAX (n, 1));

    for (uint32_t i = 0; i < self->n_all; i++) {
        order[i] = i;
        self->all[i].score = score_of (self, &self->all[i]);
    }
    copia_sort_best (order, self->n_all, n > 0 ? offset + n : 0, compare, self);
    for (uint64_t i = 0; i < n; i++)
        page[i] = self->all[order[offset + i]];
    return page;
}

static bool
finish (CopiaCollocatesList *self, const CopiaCollocatesAsk *ask, const GArray *met,
        CopiaTable *table, CopiaFound *found, GError **error)
{
    g_autofree CopiaCollocate *shown = NULL;
    uint64_t page;

    list_items (self, ask, met);
    page = copia_ask_page (&ask->of, self->n_all);
    if (!count_hits (self, ask, error))
        return false;
    shown = best (self, page > 0 ? ask->of.offset : 0, page);
    *found = (CopiaFound){ (uint64_t) self->hits, self->n_all };
    if (!count_places (self, ask, shown, page, error))
        return false;
    copia_collocates_begin (self, ask, self->n_all, table);
    if (!copia_collocates_link (self, ask, shown, page, table, error))
        return false;
    for (uint64_t i = 0; i < page && !copia_table_failed (table); i++)
        copia_collocates_put (self, i, &shown[i], table);
    if (found->hits > 0) /* else of windows there are none */
        copia_collocates_say (self, ask, shown, page, table);
    if (!copia_say_clump (self->index, ask->query, ask->of.where, "",
                          "what is said here may be true of it alone; ask again "
                          "without it (--where)",
                          table, error))
        return false;
    for (uint64_t i = 0; ask->explain && i < MIN (page, COPIA_EXPLAINED_ROWS); i++)
        copia_collocates_explain (self, &shown[i], table);
    return copia_ask_end (self->index, table, error);
}

/* The measures asked for, or those of the convention; beside places only the first. */
static char *
names_of (const CopiaCollocatesList *self, const CopiaCollocatesAsk *ask)
{
    const char *usual = self->convention->measures;

    if (ask->measures)
        return g_strdup (ask->measures);
    return ask->positions ? g_strndup (usual, strcspn (usual, ",")) : g_strdup (usual);
}

/* A name may mean another measure in the tool of the convention. */
static bool
choose (CopiaCollocatesList *self, const CopiaCollocatesAsk *ask, GError **error)
{
    CopiaChoice *choice = &self->choice;
    g_autofree char *names = names_of (self, ask);

    if (!copia_choice_make (choice, names, find, error) ||
        !find_order (self, ask->sort, names, error))
        return false;
    for (size_t i = 0; i < choice->n; i++) {
        const CopiaMeasure *asked = copia_collocates_measure (self, i);
        const CopiaMeasure *meant =
            copia_convention_measure (self->convention, choice->names[i], asked);

        if (self->sort == asked)
            self->sort = meant;
        choice->entries[i] = &meant->about;
    }
    return true;
}

uint64_t
copia_collocates_observed (const CopiaCollocatesPart *part, const CopiaIndex *index,
                           const CopiaCollocatesAsk *ask, uint32_t item)
{
    return copia_met_count (index, &part->near, ask->counted, item);
}

/* `words` stand in windows. */
static bool
take_room (CopiaCollocatesList *self, const CopiaCollocatesPart *part, uint64_t words,
           const CopiaCollocatesAsk *ask, GError **error)
{
    self->hits = (double) part->hits;
    self->tokens = (double) words;
    if (self->convention->marks) {
        self->tokens = 0;
        for (uint32_t i = 0; i < part->types; i++)
            self->tokens += copia_type_counts_get (&part->near, i);
    }
    return copia_near_whole (self->convention, self->index, ask->query, ask->of.where,
                             &self->n, error);
}

bool
copia_collocates_room (CopiaCollocatesList *self, const CopiaCollocatesPart *part,
                       const CopiaCollocatesAsk *ask, GError **error)
{
    return take_room (self, part, copia_met_words (self->index, &part->near), ask,
                      error);
}

bool
copia_collocates_finish (CopiaCollocatesPart *self, const CopiaIndex *index,
                         const CopiaCollocatesAsk *ask, CopiaTable *table,
                         CopiaFound *found, GError **error)
{
    uint64_t words;
    bool fits = copia_near_fits (&self->near, error);
    g_autoptr (GArray) met = copia_met_list (index, &self->near, self->scope,
                                             ask->counted, ask->min, &words);
    g_autoptr (CopiaTally) names = copia_tally_names (index, ask->counted);
    CopiaCollocatesList list = { .index = index,
                                 .names = names,
                                 .convention = convention_of (ask),
                                 .span = ask->left + ask->right,
                                 .hits_shown = ask->hits };
    bool good;

    good = fits && take_room (&list, self, words, ask, error) &&
           choose (&list, ask, error) && finish (&list, ask, met, table, found, error);
    copia_choice_clear (&list.choice);
    g_free (list.places);
    g_free (list.all);
    return good;
}

void
copia_collocates_part_free (CopiaCollocatesPart *self)
{
    if (!self)
        return;
    copia_type_counts_clear (&self->near);
    g_free (self->scope);
    g_free (self);
}

COPIA_STUDY (Collocates, collocates)
