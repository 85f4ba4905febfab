/* kwic-plot.c - hits counted in cells of the text. */
#include "study/kwic-plot.h"

#include "study/dispersion-plot.h"
#include "study/title.h"
#include "study/unit-counts.h"

#define CELLS 800

/* The structure whose borders are drawn: that which tables are broken down by. */
static bool
find_borders (const CopiaScope *scope, const char **by, GError **error)
{
    g_autoptr (CopiaUnits) units = copia_units_usual (scope, NULL, by, error);

    return units != NULL;
}

static void
chart (const CopiaKwicAsk *ask, CopiaTable *table)
{
    g_autoptr (GString) title = copia_title_of_queries (&ask->query, 1, NULL);

    copia_table_chart (
        table,
        &(CopiaChart){ .kind = COPIA_PICTURE_STRIPS,
                       .title = title->str,
                       .sentence =
                           "Where all hits stand, from the beginning of the text at "
                           "the left to its end; the more hits in one place, the "
                           "taller the mark." });
}

bool
copia_kwic_draw (const CopiaIndex *index, const CopiaKwicAsk *ask, CopiaTable *table,
                 GError **error)
{
    CopiaScope scope = copia_scope_of (index, ask->of.where);
    g_autoptr (CopiaUnits) cells = NULL;
    uint32_t n_cells = copia_table_cells (table, CELLS);
    g_autofree uint64_t *counts = g_new0 (uint64_t, n_cells);
    CopiaStrip strip = { copia_query_text (ask->query), 0, counts };
    const char *by = NULL;

    if (!copia_table_draws (table))
        return true;
    cells = copia_units_slices (&scope, n_cells);
    if (!find_borders (&scope, &by, error) ||
        !copia_count_units (index, cells, ask->query, ask->of.where, 0,
                            copia_index_tokens (index)->size, counts, error))
        return false;
    for (uint32_t i = 0; i < copia_units_count (cells); i++)
        strip.count += counts[i];
    chart (ask, table);
    return copia_dispersion_draw (&scope, by, &strip, 1, n_cells, table, error);
}
