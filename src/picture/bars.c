/* bars.c - bars with intervals, a row for each label, a panel for each series. */
#include "picture/chart.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define PANELS 3 /* beside each other */
#define GAP 18.0
#define VALUE 56.0 /* of the number at the end of a bar */
#define BAND 18.0  /* of a heading of a group */

typedef struct {
    const CopiaChartData *data;
    GPtrArray **rows; /* const CopiaMark *, by series */
    size_t n_rows;    /* of the longest series */
    double row;       /* height */
    double labels;    /* width of the names at the left */
    CopiaInk name;
} Bars;

static void
sort_rows (Bars *self)
{
    size_t n = self->data->series->len;

    self->rows = g_new0 (GPtrArray *, n);
    for (size_t i = 0; i < n; i++)
        self->rows[i] = g_ptr_array_new ();
    for (size_t i = 0; i < self->data->n; i++) {
        const CopiaMark *mark = &self->data->marks[i];
        GPtrArray *rows = self->rows[copia_chart_series (self->data, mark)];

        g_ptr_array_add (rows, (void *) (uintptr_t) mark);
        self->n_rows = MAX (self->n_rows, rows->len);
    }
}

static void
measure (Bars *self)
{
    double widest = 0;
    double room = self->data->series->len == 1 ? 300 : 210;

    self->row = self->n_rows <= 40 ? 18 : self->n_rows <= 100 ? 14 : 12;
    self->name =
        (CopiaInk){ .size = MIN (self->row * 0.75, 12), .color = COPIA_INK_TEXT };
    for (size_t i = 0; i < self->data->n; i++)
        if (self->data->marks[i].label)
            widest = fmax (widest,
                           copia_pen_width (self->data->marks[i].label, &self->name));
    self->labels = fmin (widest, room) + 10;
}

/* The end of the axis: all bars, and intervals unless one of them would dwarf the bars. */
static double
end_of_axis (const GPtrArray *rows)
{
    double value = 0, high = 0;

    for (guint i = 0; i < rows->len; i++) {
        const CopiaMark *mark = rows->pdata[i];

        value = isfinite (mark->value) ? fmax (value, mark->value) : value;
        high = isfinite (mark->high) ? fmax (high, mark->high) : high;
    }
    if (value <= 0)
        return high > 0 ? high : 1;
    return fmin (fmax (high, value), 1.6 * value);
}

static const char *
group_of (const CopiaMark *mark)
{
    return mark->group ? mark->group : "";
}

/* Room above row i of the longest series: for the heading of a group that begins, or none. */
static double
room_above (const GPtrArray *rows, guint i)
{
    const char *group = group_of (rows->pdata[i]);
    const char *before = i > 0 ? group_of (rows->pdata[i - 1]) : "";

    if (strcmp (group, before) == 0)
        return 0;
    return group[0] ? BAND : BAND / 3;
}

static const GPtrArray *
longest (const Bars *self)
{
    size_t i = 0;

    while (self->rows[i]->len < self->n_rows)
        i++;
    return self->rows[i];
}

static double
put_labels (const Bars *self, double y, GString *svg)
{
    const GPtrArray *rows = longest (self);
    const CopiaInk head = { .size = 12, .color = COPIA_INK_TEXT, .bold = true };
    CopiaInk ink = self->name;

    ink.anchor = COPIA_ANCHOR_END;
    for (guint i = 0; i < rows->len; i++, y += self->row) {
        const CopiaMark *mark = rows->pdata[i];

        y += room_above (rows, i);
        if (room_above (rows, i) >= BAND)
            copia_pen_fitted (svg, COPIA_PICTURE_MARGIN, y - 4, &head, mark->group,
                              COPIA_PICTURE_ROOM);
        copia_pen_fitted (svg, COPIA_PICTURE_MARGIN + self->labels - 8,
                          y + self->row * 0.75, &ink, mark->label ? mark->label : "",
                          self->labels - 8);
    }
    return y;
}

static void
put_interval (const CopiaMark *mark, double x, double y, double scale, double width,
              GString *svg)
{
    double low = x + mark->low * scale, high = x + mark->high * scale;
    bool cut = high > x + width;

    if (!isfinite (mark->low) || !isfinite (mark->high) || low > x + width)
        return;
    high = cut ? x + width : high;
    copia_pen_line (svg, low, y, high, y, COPIA_INK_TEXT, 1.2);
    copia_pen_line (svg, low, y - 3, low, y + 3, COPIA_INK_TEXT, 1.2);
    if (!cut) {
        copia_pen_line (svg, high, y - 3, high, y + 3, COPIA_INK_TEXT, 1.2);
        return;
    }
    copia_pen_line (svg, high - 4, y - 3, high, y, COPIA_INK_TEXT, 1.2);
    copia_pen_line (svg, high - 4, y + 3, high, y, COPIA_INK_TEXT, 1.2);
}

static void
describe (const CopiaMark *mark, GString *into)
{
    g_string_append_printf (into, "%s: ", mark->label ? mark->label : "");
    if (!isfinite (mark->value)) {
        g_string_append (into, "not defined");
        return;
    }
    copia_chart_value (into, mark->value);
    if (!isfinite (mark->low) || !isfinite (mark->high))
        return;
    g_string_append (into, " (");
    copia_chart_value (into, mark->low);
    g_string_append (into, " to ");
    copia_chart_value (into, mark->high);
    g_string_append (into, ")");
}

static void
put_bar (const Bars *self, const CopiaMark *mark, double x, double y, double end,
         double width, GString *svg)
{
    const CopiaInk ink = { .size = self->name.size,
                           .color = COPIA_INK_DIM,
                           .anchor = COPIA_ANCHOR_END };
    g_autoptr (GString) text = g_string_new (NULL);
    double scale = width / end;

    describe (mark, text);
    copia_pen_open (svg, text->str);
    g_string_truncate (text, 0);
    if (isfinite (mark->value)) {
        copia_pen_rect (svg, x, y + self->row * 0.14, mark->value * scale,
                        self->row * 0.72, COPIA_INK_BAR);
        put_interval (mark, x, y + self->row / 2, scale, width, svg);
        copia_chart_value (text, mark->value);
    } else {
        g_string_append (text, "\xE2\x80\x93"); /* an en dash */
    }
    copia_pen_text (svg, x + width + VALUE, y + self->row * 0.75, &ink, text->str);
    g_string_append (svg, "</g>\n");
}

static void
put_axis (double x, double width, double end, double top, double bottom, bool both,
          GString *svg)
{
    const CopiaInk ink = { .size = 10,
                           .color = COPIA_INK_DIM,
                           .anchor = COPIA_ANCHOR_MIDDLE };
    double step = copia_chart_step (end, (int) CLAMP (width / 70, 2, 6));

    for (double tick = 0; tick <= end * 1.0000001; tick += step) {
        g_autoptr (GString) name = g_string_new (NULL);
        double at = x + tick / end * width;

        copia_chart_tick (name, tick, step);
        copia_pen_line (svg, at, top, at, bottom, COPIA_INK_FAINT, 1);
        copia_pen_text (svg, at, top - 5, &ink, name->str);
        if (both)
            copia_pen_text (svg, at, bottom + 12, &ink, name->str);
    }
}

static void
put_panel (const Bars *self, size_t series, double x, double width, double end,
           double top, double bottom, GString *svg)
{
    const CopiaInk head = { .size = 13, .color = COPIA_INK_TEXT, .bold = true };
    const GPtrArray *rows = self->rows[series];
    const GPtrArray *all = longest (self);
    double y = top;

    if (self->data->series->len > 1)
        copia_pen_fitted (svg, x, top - 22, &head, self->data->series->pdata[series],
                          width + VALUE);
    put_axis (x, width, end, top, bottom, self->n_rows > 40, svg);
    for (guint i = 0; i < rows->len; i++, y += self->row) {
        y += room_above (all, i);
        put_bar (self, rows->pdata[i], x, y, end, width, svg);
    }
    copia_pen_line (svg, x, top, x, bottom, COPIA_INK_DIM, 1);
}

/* Panels share a scale where that lets one see each of them. */
static bool
shares_scale (const Bars *self, size_t from, size_t n, double *most)
{
    double least = INFINITY;

    *most = 0;
    for (size_t i = from; i < from + n; i++) {
        *most = fmax (*most, end_of_axis (self->rows[i]));
        least = fmin (least, end_of_axis (self->rows[i]));
    }
    return least > *most / 6;
}

static double
put_block (const Bars *self, size_t from, double top, GString *svg)
{
    const CopiaInk note = { .size = 11, .color = COPIA_INK_DIM };
    size_t n = MIN (PANELS, self->data->series->len - from);
    double room = COPIA_PICTURE_ROOM - self->labels;
    double each = (room - GAP * (double) (n - 1)) / (double) n;
    double most, bottom;
    bool shared = shares_scale (self, from, n, &most);
    g_autofree char *title =
        g_strdup_printf ("%s%s",
                         self->data->texts->value_title ? self->data->texts->value_title
                                                        : "",
                         n == 1   ? ""
                         : shared ? "; all on one scale"
                                  : "; each on its own scale");

    copia_pen_fitted (svg, COPIA_PICTURE_MARGIN + self->labels, top + 14, &note, title,
                      room);
    top += self->data->series->len > 1 ? 56 : 34;
    bottom = put_labels (self, top, svg);
    for (size_t i = 0; i < n; i++)
        put_panel (self, from + i,
                   COPIA_PICTURE_MARGIN + self->labels + (each + GAP) * (double) i,
                   each - VALUE, shared ? most : end_of_axis (self->rows[from + i]),
                   top, bottom, svg);
    return bottom + (self->n_rows > 40 ? 24 : 12);
}

double
copia_chart_bars (const CopiaChartData *data, double top, GString *svg)
{
    Bars self = { .data = data };

    sort_rows (&self);
    measure (&self);
    for (size_t from = 0; from < data->series->len; from += PANELS)
        top = put_block (&self, from, top, svg);
    for (size_t i = 0; i < data->series->len; i++)
        g_ptr_array_unref (self.rows[i]);
    g_free (self.rows);
    return top;
}
