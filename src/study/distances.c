/* distances.c - the table and the tree of units. */
#include "study/distances.h"

#include "base/error.h"
#include "study/dendrogram.h"
#include "study/distances-map.h"
#include "study/explain.h"
#include "study/parts.h"

#include <math.h>
#include <string.h>

typedef struct {
    const CopiaDistancesAsk *ask;
    CopiaVocabulary *words;
    const CopiaMetric *metric;
    double *distances; /* rows x rows */
    CopiaJoin *joins;  /* of the tree */
    size_t *order;
} List;

static void
list_clear (List *self)
{
    g_free (self->distances);
    g_free (self->joins);
    g_free (self->order);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, list_clear)

static double
distance (const List *self, size_t i, size_t k)
{
    return self->distances[i * self->words->rows + k];
}

static char *
short_name (const List *self, size_t row)
{
    GString *name = g_string_new (NULL);

    copia_unit_names_short (&self->words->names, self->words->unit[row], name);
    return g_string_free (name, FALSE);
}

/* Beside a drawn tree there is room for short names only. */
static void
begin (const List *self, const CopiaColumn *more, size_t n, GPtrArray *names,
       CopiaTable *table)
{
    static const CopiaColumn unit = { .name = "unit", .kind = COPIA_COLUMN_TEXT };
    const CopiaAsk *of = &self->ask->of;
    uint64_t rows = self->words->rows;
    CopiaCaption caption = { of->title, of->provenance, rows, of->offset,
                             copia_ask_page (of, rows) < rows ? "units" : NULL };
    g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (CopiaColumn));

    if (self->ask->draw > 0 && self->joins)
        g_array_append_val (columns, unit);
    else
        copia_unit_names_columns (&self->words->names, columns);
    g_array_append_vals (columns, more, (guint) n);
    for (guint i = 0; names && i < names->len; i++) {
        CopiaColumn column = { .name = names->pdata[i],
                               .kind = COPIA_COLUMN_NUMBER,
                               .digits = 2,
                               .spare = true };

        g_array_append_val (columns, column);
    }
    copia_table_begin (table, (const CopiaColumn *) (const void *) columns->data,
                       columns->len, &caption);
}

/* The unit nearest to a row, or farthest from it; the first of several.  The row itself where
 * no distance is defined. */
static size_t
extreme (const List *self, size_t row, bool nearest)
{
    size_t best = row;

    for (size_t k = 0; k < self->words->rows; k++) {
        double d = distance (self, row, k);

        if (k == row || isnan (d))
            continue;
        if (best == row ||
            (nearest ? d < distance (self, row, best) : d > distance (self, row, best)))
            best = k;
    }
    return best;
}

static void
put_extreme (const List *self, size_t row, bool nearest, CopiaTable *table)
{
    size_t best = extreme (self, row, nearest);
    g_autofree char *name = best == row ? NULL : short_name (self, best);

    copia_table_text (table, name);
    copia_table_number (table, best == row ? NAN : distance (self, row, best));
}

static void
put_table (const List *self, CopiaTable *table)
{
    static const CopiaColumn fixed[] = {
        { .name = "nearest", .kind = COPIA_COLUMN_TEXT },
        { .name = "nearest_distance", .kind = COPIA_COLUMN_NUMBER, .digits = 3 },
        { .name = "farthest", .kind = COPIA_COLUMN_TEXT },
        { .name = "farthest_distance", .kind = COPIA_COLUMN_NUMBER, .digits = 3 },
    };
    const CopiaAsk *of = &self->ask->of;
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
    size_t n = self->words->rows;

    for (size_t i = 0; i < n; i++)
        g_ptr_array_add (names, short_name (self, i));
    begin (self, fixed, G_N_ELEMENTS (fixed), names, table);
    for (size_t i = of->offset, end = i + copia_ask_page (of, n); i < end; i++) {
        copia_unit_names_put (&self->words->names, self->words->unit[i], table);
        put_extreme (self, i, true, table);
        put_extreme (self, i, false, table);
        for (size_t k = 0; k < n; k++)
            copia_table_number (table, distance (self, i, k));
    }
}

/* The height at which the rows i and i + 1 of the order are joined. */
static double *
heights_between (const List *self)
{
    size_t n = self->words->rows;
    double *heights = g_new (double, n);
    g_autofree size_t *first = g_new (size_t, 2 * n), *last = g_new (size_t, 2 * n);

    for (size_t i = 0; i < n; i++)
        first[self->order[i]] = last[self->order[i]] = i;
    for (size_t k = 0; k + 1 < n; k++) {
        const CopiaJoin *join = &self->joins[k];
        bool before = first[join->left] < first[join->right];
        size_t a = before ? join->left : join->right;
        size_t b = before ? join->right : join->left;

        heights[last[a]] = join->height;
        first[n + k] = first[a];
        last[n + k] = last[b];
    }
    heights[n - 1] = NAN;
    return heights;
}

/* The name of a node: of a leaf, or "(k)", which came of the kth join. */
static char *
node_name (const List *self, size_t node)
{
    size_t n = self->words->rows;

    return node < n ? short_name (self, node) : g_strdup_printf ("(%zu)", node - n + 1);
}

static void
chart_tree (const List *self, CopiaTable *table)
{
    const char *name = self->metric->about.name;
    const char *stop = strchr (name, '.');
    g_autofree char *title = g_strdup_printf ("distance at which they are joined: %s",
                                              stop ? stop + 1 : name);

    copia_table_chart (table,
                       &(CopiaChart){ .kind = COPIA_PICTURE_TREE,
                                      .title = "Units that use the same words",
                                      .sentence =
                                          "The sooner two units are joined, the more "
                                          "alike are the rates of their words.",
                                      .value_title = title });
    for (size_t k = 0; copia_table_draws (table) && k + 1 < self->words->rows; k++) {
        g_autofree char *left = node_name (self, self->joins[k].left);
        g_autofree char *right = node_name (self, self->joins[k].right);
        CopiaMark mark = COPIA_MARK_EMPTY;

        mark.label = left;
        mark.group = right;
        mark.value = self->joins[k].height;
        copia_table_mark (table, &mark);
    }
}

static void
put_tree (const List *self, CopiaTable *table)
{
    static const CopiaColumn fixed[] = {
        { .name = "order", .kind = COPIA_COLUMN_COUNT },
        { .name = "height", .kind = COPIA_COLUMN_NUMBER, .digits = 3 },
        { .name = "tree", .kind = COPIA_COLUMN_TEXT },
    };
    const CopiaAsk *of = &self->ask->of;
    g_autofree double *heights = heights_between (self);
    g_autoptr (GPtrArray) lines = NULL;
    size_t n = self->words->rows;

    if (self->ask->draw > 0)
        lines = copia_dendrogram_draw (self->joins, n, self->ask->draw);
    begin (self, fixed, G_N_ELEMENTS (fixed) - (lines ? 0 : 1), NULL, table);
    chart_tree (self, table);
    for (size_t i = of->offset, end = i + copia_ask_page (of, n); i < end; i++) {
        size_t row = self->order[i];
        g_autofree char *name = short_name (self, row);

        if (lines)
            copia_table_text (table, name);
        else
            copia_unit_names_put (&self->words->names, self->words->unit[row], table);
        copia_table_count (table, i + 1);
        copia_table_number (table, heights[i]);
        if (lines)
            copia_table_text (table, lines->pdata[i]);
    }
}

static const char *
linkage_name (CopiaLinkage linkage)
{
    return linkage == COPIA_WARD       ? "Ward"
           : linkage == COPIA_AVERAGE  ? "average"
           : linkage == COPIA_COMPLETE ? "complete"
                                       : "single";
}

static void
say (const List *self, CopiaTable *table)
{
    g_autofree char *units = copia_vocabulary_tell (self->words);
    double truth = NAN;

    copia_table_note (table, "%s, in per cent of the unit's words", units);
    copia_table_note (table, "%s: %s; %s", self->metric->about.name,
                      self->metric->about.formula, self->metric->about.summary);
    copia_vocabulary_warn (self->words, table);
    if (self->words->rows == 2 && self->metric->scaling == COPIA_AS_Z)
        copia_table_note (
            table, "of two units each z-score is +-0.71, or 0 where rates are the "
                   "same, so this distance does not tell how near they are; "
                   "compare three or more, or take --measure cosine");
    if (self->joins)
        truth =
            copia_cluster_cophenetic (self->joins, self->words->rows, self->distances);
    if (!isnan (truth))
        copia_table_note (table,
                          "%s linkage; heights in the tree and distances correlate by "
                          "%.2f (1 = the tree tells all)",
                          linkage_name (self->ask->linkage), truth);
}

static void
explain (const List *self, CopiaTable *table)
{
    size_t best = extreme (self, 0, true);
    g_autofree char *first = short_name (self, 0), *second = short_name (self, best);

    if (best == 0)
        return;
    copia_table_note (table, "between %s and %s, by %zu words:", first, second,
                      self->words->columns);
    copia_explain_measure (table, &self->metric->about, NULL, 0,
                           distance (self, 0, best));
}

static bool
find_metric (List *self, GError **error)
{
    self->metric = copia_metric_find (self->ask->measure);
    if (!self->metric)
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "no distance is called '%s'; there are delta, cosine, eder, "
                     "wurzburg, simple, minmax, entropy and more, see 'copia help "
                     "distance'",
                     self->ask->measure);
    return self->metric != NULL;
}

static void
grow_tree (List *self)
{
    size_t n = self->words->rows;

    self->joins = g_new (CopiaJoin, n);
    self->order = g_new (size_t, n);
    copia_cluster (self->distances, n, self->ask->linkage, self->joins);
    copia_cluster_order (self->joins, n, self->order);
}

bool
copia_distances (const CopiaIndex *index, const CopiaDistancesAsk *ask,
                 CopiaTable *table, CopiaFound *found, GError **error)
{
    g_autoptr (CopiaVocabulary) words =
        copia_vocabulary_new (index, ask->of.where, &ask->vocabulary, error);
    g_auto (List) list = { .ask = ask, .words = words };

    if (!words || !find_metric (&list, error))
        return false;
    *found = (CopiaFound){ 0, words->rows };
    if (ask->show == COPIA_SHOW_MAP)
        return copia_distances_map (index, ask, words, table, found, error);
    list.distances = copia_metric_distances (
        list.metric, &(CopiaMatrix){ words->percent, words->rows, words->columns });
    if (ask->show == COPIA_SHOW_TREE) {
        grow_tree (&list);
        put_tree (&list, table);
    } else {
        put_table (&list, table);
    }
    say (&list, table);
    if (ask->explain)
        explain (&list, table);
    return copia_ask_end (index, table, error);
}
