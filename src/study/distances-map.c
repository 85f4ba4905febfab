/* distances-map.c - correspondence analysis of units by words. */
#include "study/distances-map.h"

#include "base/error.h"
#include "stats/correspondence.h"
#include "study/parts.h"

#include <math.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaCorrespondence, copia_correspondence_free)

/* The share of the inertia that an axis shows, in per cent. */
static double
share_of (const CopiaCorrespondence *map, size_t axis)
{
    return axis < map->axes ? 100 * map->inertia[axis] / map->total : 0;
}

static void
begin (const CopiaDistancesAsk *ask, const CopiaCorrespondence *map, uint64_t rows,
       CopiaTable *table)
{
    static const CopiaColumn columns[] = {
        { .name = "kind", .kind = COPIA_COLUMN_TEXT },
        { .name = "item", .kind = COPIA_COLUMN_TEXT },
        { .name = "count", .kind = COPIA_COLUMN_COUNT },
        { .name = "axis1", .kind = COPIA_COLUMN_NUMBER, .digits = 3 },
        { .name = "axis2", .kind = COPIA_COLUMN_NUMBER, .digits = 3 },
        { .name = "quality", .kind = COPIA_COLUMN_NUMBER, .digits = 2 },
    };
    g_autofree char *x_title =
        g_strdup_printf ("axis 1 (%.1f %% of the inertia)", share_of (map, 0));
    g_autofree char *value_title =
        g_strdup_printf ("axis 2 (%.1f %%)", share_of (map, 1));
    CopiaCaption caption = { ask->of.title, ask->of.provenance, rows, ask->of.offset,
                             copia_ask_page (&ask->of, rows) < rows ? "points" : NULL };

    copia_table_begin (table, columns, G_N_ELEMENTS (columns), &caption);
    copia_table_chart (table,
                       &(CopiaChart){ .kind = COPIA_PICTURE_PLANE,
                                      .series = "kind",
                                      .label = "item",
                                      .x = "axis1",
                                      .value = "axis2",
                                      .title = "Units and the words they prefer",
                                      .sentence =
                                          "Units that lie together use these words "
                                          "alike, and prefer those that lie in their "
                                          "direction.",
                                      .x_title = x_title,
                                      .value_title = value_title });
}

/* Coordinates of a point, and what of its distance from the middle two of them show. */
static void
put_point (const double *point, size_t axes, CopiaTable *table)
{
    double shown = 0, all = 0;

    for (size_t k = 0; k < axes; k++) {
        all += point[k] * point[k];
        shown += k < 2 ? point[k] * point[k] : 0;
    }
    copia_table_number (table, point[0]);
    copia_table_number (table, axes > 1 ? point[1] : NAN);
    copia_table_number (table, shown / all);
}

static uint64_t
sum_row (const CopiaVocabulary *words, size_t row)
{
    double sum = 0;

    for (size_t c = 0; c < words->columns; c++)
        sum += words->counts[row * words->columns + c];
    return (uint64_t) sum;
}

static void
put_unit (const CopiaVocabulary *words, const CopiaCorrespondence *map, size_t row,
          CopiaTable *table)
{
    g_autoptr (GString) name = g_string_new (NULL);

    copia_unit_names_short (&words->names, words->unit[row], name);
    copia_table_text (table, "unit");
    copia_table_text (table, name->str);
    copia_table_count (table, sum_row (words, row));
    put_point (map->rows + row * map->axes, map->axes, table);
}

static void
put_word (const CopiaVocabulary *words, const CopiaCorrespondence *map, size_t column,
          CopiaTable *table)
{
    g_autoptr (GString) room = g_string_new (NULL);
    CopiaString name = copia_tally_written (words->tally, words->item[column], room);
    double sum = 0;

    for (size_t r = 0; r < words->rows; r++)
        sum += words->counts[r * words->columns + column];
    copia_table_text (table, "word");
    copia_table_string (table, name.bytes, name.size);
    copia_table_count (table, (uint64_t) sum);
    put_point (map->columns + column * map->axes, map->axes, table);
}

static void
say (const CopiaVocabulary *words, const CopiaCorrespondence *map, CopiaTable *table)
{
    g_autofree char *units = copia_vocabulary_tell (words);

    copia_table_note (table, "%s", units);
    copia_vocabulary_warn (words, table);
    copia_table_note (
        table,
        "correspondence analysis: inertia %.4f (chi2 / N), of which axis 1 "
        "shows %.1f %% and axis 2 %.1f %%; which way an axis points has no "
        "meaning",
        map->total, share_of (map, 0), share_of (map, 1));
    copia_table_note (table,
                      "near the middle: like the average; units in one direction share "
                      "the words that lie there; quality below 0.5: the plane shows "
                      "less than half of it");
}

bool
copia_distances_map (const CopiaIndex *index, const CopiaDistancesAsk *ask,
                     const CopiaVocabulary *words, CopiaTable *table, CopiaFound *found,
                     GError **error)
{
    const CopiaMatrix counts = { words->counts, words->rows, words->columns };
    g_autoptr (CopiaCorrespondence) map = copia_correspondence (&counts);
    uint64_t rows = words->rows + words->columns;

    if (!map || map->axes == 0 || !(map->total > 0)) {
        g_set_error_literal (
            error, COPIA_ERROR, COPIA_ERROR_QUERY,
            "all units use these words alike; there is no map to draw");
        return false;
    }
    found->rows = rows;
    begin (ask, map, rows, table);
    for (uint64_t i = ask->of.offset, end = i + copia_ask_page (&ask->of, rows);
         i < end && !copia_table_failed (table); i++)
        if (i < words->rows)
            put_unit (words, map, i, table);
        else
            put_word (words, map, i - words->rows, table);
    say (words, map, table);
    return copia_ask_end (index, table, error);
}
