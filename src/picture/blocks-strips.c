/* blocks-strips.c - the text from its beginning to its end, a cell a stretch of it. */
#include "picture/blocks.h"

#include "base/utf8.h"
#include "picture/strip.h"

#include <math.h>
#include <string.h>

#define WIDEST_UNIT 4 /* columns of one unit of a trend */

typedef struct {
    double sum, n;
} Cell;

typedef struct {
    const CopiaChartData *data;
    size_t width;
    GArray *borders; /* CopiaStripBorder */
    double *heights; /* by cell */
} Strips;

static size_t
cell_at (const Strips *self, double share)
{
    return (size_t) CLAMP (share * (double) self->width, 0, (double) self->width - 1);
}

/* What several marks in a cell are: their mean. */
static void
average (const Cell *cells, double *heights, size_t n)
{
    for (size_t i = 0; i < n; i++)
        heights[i] = cells[i].n > 0 ? cells[i].sum / cells[i].n : 0;
}

static void
put_strip (const Strips *self, GString *into)
{
    double most = 0;

    for (size_t i = 0; i < self->width; i++)
        most = fmax (most, self->heights[i]);
    copia_strip_bars (into, self->heights, self->width, most);
    copia_blocks_end_line (into);
    copia_strip_axis (into,
                      (const CopiaStripBorder *) (const void *) self->borders->data,
                      self->borders->len, self->width);
    g_string_append_c (into, '\n');
}

static void
put_labels (const Strips *self, GString *into)
{
    if (self->borders->len == 0)
        return;
    copia_strip_labels (into,
                        (const CopiaStripBorder *) (const void *) self->borders->data,
                        self->borders->len, self->width);
    copia_blocks_end_line (into);
}

static void
find_borders (Strips *self)
{
    for (size_t i = 0; i < self->data->n; i++) {
        const CopiaMark *mark = &self->data->marks[i];
        CopiaStripBorder border = { 0, mark->label };

        if (mark->series || !mark->label || !isfinite (mark->x))
            continue;
        border.cell = cell_at (self, mark->x + 1e-9);
        g_array_append_val (self->borders, border);
    }
}

/* Returns what is said of the strip. */
static const char *
fill (Strips *self, size_t series)
{
    g_autofree Cell *cells = g_new0 (Cell, self->width);
    const char *said = NULL;

    for (size_t i = 0; i < self->data->n; i++) {
        const CopiaMark *mark = &self->data->marks[i];

        if (!mark->series || copia_chart_series (self->data, mark) != series)
            continue;
        if (!isfinite (mark->x)) {
            said = mark->label;
            continue;
        }
        cells[cell_at (self, mark->x)].sum += mark->value;
        cells[cell_at (self, mark->x)].n++;
    }
    average (cells, self->heights, self->width);
    return said;
}

void
copia_blocks_strips (const CopiaChartData *data, size_t width, GString *into)
{
    g_autofree double *heights = g_new0 (double, width);
    g_autoptr (GArray) borders = g_array_new (FALSE, FALSE, sizeof (CopiaStripBorder));
    Strips self = { data, width, borders, heights };

    find_borders (&self);
    for (guint i = 0; i < data->series->len; i++) {
        const char *said = fill (&self, i);

        copia_blocks_head (into, data->series->pdata[i], said, width);
        put_strip (&self, into);
    }
    put_labels (&self, into);
    if (data->texts->x_title)
        copia_blocks_head (into, data->texts->x_title, NULL, width);
}

/* Units there are, from the first series. */
static size_t
count_units (const CopiaChartData *data)
{
    size_t n = 0;

    for (size_t i = 0; i < data->n; i++)
        n += copia_chart_series (data, &data->marks[i]) == 0 &&
             isfinite (data->marks[i].x);
    return n;
}

/* Each unit takes as many cells, or each cell the mean of some units. */
static const char *
fill_units (Strips *self, size_t series, size_t units, bool first)
{
    size_t each = MAX (self->width / MAX (units, 1), 1);
    g_autofree Cell *cells = g_new0 (Cell, self->width);
    const char *said = NULL;
    size_t unit = 0;

    for (size_t i = 0; i < self->data->n; i++) {
        const CopiaMark *mark = &self->data->marks[i];
        size_t cell = units > self->width ? unit * self->width / units : unit * each;

        if (copia_chart_series (self->data, mark) != series)
            continue;
        if (!isfinite (mark->x)) {
            said = mark->label;
            continue;
        }
        if (unit == units)
            break;
        for (size_t k = 0; k < each && isfinite (mark->value); k++) {
            cells[cell + k].sum += mark->value;
            cells[cell + k].n++;
        }
        if (first && units <= self->width) {
            CopiaStripBorder border = { cell, mark->label ? mark->label : "" };

            g_array_append_val (self->borders, border);
        }
        unit++;
    }
    average (cells, self->heights, self->width);
    return said;
}

void
copia_blocks_trends (const CopiaChartData *data, size_t width, GString *into)
{
    size_t units = count_units (data);
    g_autofree double *heights = g_new0 (double, width);
    g_autoptr (GArray) borders = g_array_new (FALSE, FALSE, sizeof (CopiaStripBorder));
    Strips self = { data, width, borders, heights };

    if (units < width)
        self.width = units * MIN (width / MAX (units, 1), WIDEST_UNIT);
    for (guint i = 0; i < data->series->len; i++) {
        const char *said = fill_units (&self, i, units, i == 0);

        copia_blocks_head (into, data->series->pdata[i], said, width);
        put_strip (&self, into);
    }
    put_labels (&self, into);
    if (data->texts->value_title)
        copia_blocks_head (into, data->texts->value_title, NULL, width);
}

/* One level: a region from its tick to the next, with as much of its name as fits. */
static void
put_level (const CopiaChartData *data, size_t series, double all, size_t width,
           GString *into)
{
    double before = 0;
    size_t at = 0;

    for (size_t i = 0; i < data->n; i++) {
        const CopiaMark *mark = &data->marks[i];
        g_autoptr (GString) name = g_string_new (NULL);
        size_t end;

        if (copia_chart_series (data, mark) != series || !isfinite (mark->value))
            continue;
        before += mark->value;
        end = (size_t) CLAMP (round (before / all * (double) width), 0, (double) width);
        if (end <= at)
            continue;
        g_string_append (into, "\xE2\x96\x8F");
        g_string_append (name, mark->group ? mark->group : "");
        if (mark->label && *mark->label)
            g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "",
                                    mark->label);
        copia_blocks_cell (into, name->str, end - at - 1);
        at = end;
    }
    copia_blocks_end_line (into);
}

void
copia_blocks_outline (const CopiaChartData *data, size_t width, GString *into)
{
    for (guint i = 0; i < data->series->len; i++) {
        double all = 0;
        guint n = 0;
        g_autofree char *said = NULL;

        for (size_t k = 0; k < data->n; k++)
            if (copia_chart_series (data, &data->marks[k]) == i &&
                isfinite (data->marks[k].value)) {
                all += data->marks[k].value;
                n++;
            }
        said = g_strdup_printf ("%u", n);
        copia_blocks_head (into, data->series->pdata[i], said, width);
        if (all > 0)
            put_level (data, i, all, width, into);
    }
}
