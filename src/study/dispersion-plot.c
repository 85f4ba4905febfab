/* dispersion-plot.c - bars, borders and what they are called. */
#include "study/dispersion-plot.h"

#include "base/number.h"
#include "picture/strip.h"
#include "study/parts.h"
#include "study/references.h"

#include <math.h>
#include <string.h>

typedef struct {
    GArray *borders;   /* CopiaStripBorder */
    GPtrArray *labels; /* char * */
} Borders;

static void
borders_clear (Borders *self)
{
    g_array_unref (self->borders);
    g_ptr_array_unref (self->labels);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Borders, borders_clear)

/* A structure has more borders than every second cell: they would say nothing. */
static bool
is_crowded (const CopiaScope *scope, const CopiaRegions *regions, uint32_t cells)
{
    uint32_t met = 0;

    for (uint32_t i = 0; i < copia_regions_count (regions) && met <= cells / 2; i++)
        met += copia_scope_meets (scope, copia_regions_start (regions, i),
                                  copia_regions_end (regions, i));
    return met > cells / 2;
}

/* The structure `by`, or the nearest around it that is not crowded; NULL: there is none. */
static const CopiaRegions *
choose_structure (const CopiaScope *scope, const char *by, uint32_t cells)
{
    const CopiaRegions *regions = copia_index_find_structure (scope->index, by);
    uint32_t i = 0;

    while (i < copia_index_n_structures (scope->index) &&
           copia_index_structure (scope->index, i) != regions)
        i++;
    for (;; regions = copia_index_structure (scope->index, --i)) {
        if (regions && !is_crowded (scope, regions, cells))
            return regions;
        if (i == 0)
            return NULL;
    }
}

/* The slice that word number `nth` of `all` lies in; slice k begins at all k / cells. */
static size_t
cell_of (uint64_t nth, uint64_t all, uint32_t cells)
{
    return MIN (((nth + 1) * cells - 1) / all, cells - 1);
}

/* What stands before the first heading (text/segment.h): the name is worth more elsewhere. */
static bool
is_front (const CopiaRegions *regions, uint32_t region)
{
    uint32_t title = copia_regions_attribute (regions, "title");
    const CopiaString front = { "(front)", strlen ("(front)") };
    CopiaString value;

    return title != COPIA_NONE &&
           copia_regions_value (regions, title, region, &value) &&
           copia_string_compare (value, front) == 0;
}

static bool
find_borders (const CopiaScope *scope, const char *by, uint32_t cells, Borders *self,
              GError **error)
{
    const CopiaRegions *regions = choose_structure (scope, by, cells);
    g_autoptr (CopiaReferences) references = NULL;
    uint64_t all = copia_scope_words (scope);

    if (!regions || all == 0)
        return true;
    references =
        copia_references_path (scope->index, copia_regions_name (regions), error);
    if (!references)
        return false;
    for (uint32_t i = 0; i < copia_regions_count (regions); i++) {
        uint64_t start = copia_regions_start (regions, i);
        uint64_t before = start > 0 ? copia_scope_words_in (scope, 0, start - 1) : 0;
        GString *label = g_string_new (NULL);
        CopiaStripBorder border = { cell_of (before, all, cells), label->str };

        if (copia_scope_meets (scope, start, copia_regions_end (regions, i))) {
            if (!is_front (regions, i))
                copia_references_short (references, start, label);
            border.label = label->str;
            g_array_append_val (self->borders, border);
        }
        g_ptr_array_add (self->labels, g_string_free (label, FALSE));
    }
    return true;
}

static void
draw_border (double x, const char *group, const char *label, CopiaTable *table)
{
    CopiaMark mark = COPIA_MARK_EMPTY;

    mark.x = x;
    mark.group = group;
    mark.label = label && label[0] ? label : NULL;
    copia_table_mark (table, &mark);
}

static void
draw_borders (const Borders *self, uint32_t cells, CopiaTable *table)
{
    for (guint i = 0; i < self->borders->len; i++) {
        const CopiaStripBorder *border =
            &g_array_index (self->borders, CopiaStripBorder, i);

        draw_border ((double) border->cell / cells, NULL, border->label, table);
    }
}

/* The regions of the outermost structure that names places, unless it is `by` itself. */
static void
draw_outer (const CopiaScope *scope, const CopiaReferences *references,
            CopiaTable *table)
{
    const CopiaRegions *regions = copia_references_structure (references, 0);
    uint64_t all = copia_scope_words (scope);

    for (uint32_t i = 0; i < copia_regions_count (regions); i++) {
        uint64_t start = copia_regions_start (regions, i);
        uint64_t before = start > 0 ? copia_scope_words_in (scope, 0, start - 1) : 0;
        g_autoptr (GString) label = g_string_new (NULL);

        if (!copia_scope_meets (scope, start, copia_regions_end (regions, i)))
            continue;
        copia_references_label (references, 0, start, label);
        draw_border ((double) before / (double) all, label->str, NULL, table);
    }
}

static void
draw_strip (const CopiaStrip *strip, uint32_t cells, CopiaTable *table)
{
    CopiaMark mark = COPIA_MARK_EMPTY;
    char count[COPIA_NUMBER_MAX];
    g_autofree char *said = NULL;
    uint64_t most = 0;

    mark.series = strip->query;
    for (uint32_t k = 0; k < cells; k++) {
        mark.x = (k + 0.5) / cells;
        mark.value = (double) strip->cells[k];
        most = MAX (most, strip->cells[k]);
        if (strip->cells[k] > 0)
            copia_table_mark (table, &mark);
    }
    copia_number_grouped (count, strip->count);
    said = strip->count == 0
               ? g_strdup ("0 hits")
               : g_strdup_printf ("%s hit%s, the tallest mark "
                                  "%" G_GUINT64_FORMAT,
                                  count, strip->count == 1 ? "" : "s", most);
    mark.x = NAN;
    mark.label = said;
    copia_table_mark (table, &mark);
}

bool
copia_dispersion_draw (const CopiaScope *scope, const char *by,
                       const CopiaStrip *strips, size_t n, uint32_t cells,
                       CopiaTable *table, GError **error)
{
    g_auto (Borders) all = { g_array_new (FALSE, FALSE, sizeof (CopiaStripBorder)),
                             g_ptr_array_new_with_free_func (g_free) };
    g_autoptr (CopiaReferences) path = NULL;

    if (by && !find_borders (scope, by, cells, &all, error))
        return false;
    if (by)
        path = copia_references_path (scope->index, by, error);
    if (by && !path)
        return false;
    draw_borders (&all, cells, table);
    if (path && copia_references_count (path) > 1)
        draw_outer (scope, path, table);
    for (size_t i = 0; i < n; i++)
        draw_strip (&strips[i], cells, table);
    return true;
}
