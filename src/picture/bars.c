/* bars.c - bars with intervals, a row for each label, a panel for each series. */
#include "picture/chart.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define PANELS 3 /* beside each other */
#define GAP 18.0
#define VALUE 40.0 /* of the number at the end of a bar, at least */
#define BAND 18.0  /* of a heading of a group */

typedef struct {
    const CopiaChartData *data;
    GPtrArray **rows; /* const CopiaMark *, by series */
    size_t n_rows;    /* of the longest series */
    double row;       /* height */
    double labels;    /* width of the names at the left */
    double values;    /* and of the numbers at the right */
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

static double
value_width (const CopiaMark *mark, const CopiaInk *ink)
{
    g_autoptr (GString) text = g_string_new (NULL);

    if (isfinite (mark->value))
        copia_chart_value (text, mark->value);
    return copia_pen_width (text->str, ink);
}

static void
measure (Bars *self)
{
    double widest = 0;
    double room = self->data->series->len == 1 ? 300 : 210;

    self->row = self->n_rows <= 40 ? 18 : self->n_rows <= 100 ? 14 : 12;
    self->name =
        (CopiaInk){ .size = MIN (self->row * 0.75, 12), .color = COPIA_INK_TEXT };
    self->values = VALUE;
    for (size_t i = 0; i < self->data->n; i++) {
        const CopiaMark *mark = &self->data->marks[i];

        if (mark->label)
            widest = fmax (widest, copia_pen_width (mark->label, &self->name));
        self->values = fmax (self->values, value_width (mark, &self->name) + 12);
    }
    self->labels = fmin (widest, room) + 10;
}

/* What the axis spans; zero is always in it. */
typedef struct {
    double least, most;
} Span;

/* All bars, and intervals unless one of them would dwarf the bars. */
static Span
span_of (const GPtrArray *rows)
{
    Span value = { 0, 0 }, all = { 0, 0 };

    for (guint i = 0; i < rows->len; i++) {
        const CopiaMark *mark = rows->pdata[i];

        if (isfinite (mark->value)) {
            value.least = fmin (value.least, mark->value);
            value.most = fmax (value.most, mark->value);
        }
        if (isfinite (mark->low))
            all.least = fmin (all.least, mark->low);
        if (isfinite (mark->high))
            all.most = fmax (all.most, mark->high);
    }
    if (value.most > value.least) {
        all.least = CLAMP (all.least, 1.6 * value.least, value.least);
        all.most = CLAMP (all.most, value.most, 1.6 * value.most);
    } else if (!(all.most > all.least)) {
        all.most = 1;
    }
    return all;
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

/* A panel: where zero is, and pixels of a unit. */
typedef struct {
    double x, width, zero, scale;
    Span span;
} Panel;

static Panel
panel_at (double x, double width, Span span)
{
    double scale = width / (span.most - span.least);

    return (Panel){ x, width, x - span.least * scale, scale, span };
}

/* One end of an interval: a stop, or an arrow where it goes on. */
static void
put_end (double at, bool cut, double way, double y, GString *svg)
{
    double from = cut ? at - way * 4 : at;

    copia_pen_line (svg, from, y - 3, at, cut ? y : y + 3, COPIA_INK_TEXT, 1.2);
    if (cut)
        copia_pen_line (svg, from, y + 3, at, y, COPIA_INK_TEXT, 1.2);
}

static void
put_interval (const Panel *panel, const CopiaMark *mark, double y, GString *svg)
{
    double right = panel->x + panel->width;
    double low = panel->zero + mark->low * panel->scale;
    double high = panel->zero + mark->high * panel->scale;

    if (!isfinite (mark->low) || !isfinite (mark->high) || low > right ||
        high < panel->x)
        return;
    copia_pen_line (svg, fmax (low, panel->x), y, fmin (high, right), y, COPIA_INK_TEXT,
                    1.2);
    put_end (fmax (low, panel->x), low < panel->x - 0.5, -1, y, svg);
    put_end (fmin (high, right), high > right + 0.5, 1, y, svg);
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
put_bar (const Bars *self, const Panel *panel, const CopiaMark *mark, double y,
         GString *svg)
{
    const CopiaInk ink = { .size = self->name.size,
                           .color = COPIA_INK_DIM,
                           .anchor = COPIA_ANCHOR_END };
    g_autoptr (GString) text = g_string_new (NULL);
    double length = mark->value * panel->scale;

    describe (mark, text);
    copia_pen_open (svg, text->str);
    g_string_truncate (text, 0);
    if (isfinite (mark->value)) {
        copia_pen_rect (svg, panel->zero + fmin (length, 0), y + self->row * 0.14,
                        fabs (length), self->row * 0.72, COPIA_INK_BAR);
        put_interval (panel, mark, y + self->row / 2, svg);
        copia_chart_value (text, mark->value);
    } else {
        g_string_append (text, "\xE2\x80\x93"); /* an en dash */
    }
    copia_pen_text (svg, panel->x + panel->width + self->values, y + self->row * 0.75,
                    &ink, text->str);
    g_string_append (svg, "</g>\n");
}

static void
put_axis (const Panel *panel, double top, double bottom, bool both, GString *svg)
{
    const CopiaInk ink = { .size = 10,
                           .color = COPIA_INK_DIM,
                           .anchor = COPIA_ANCHOR_MIDDLE };
    Span span = panel->span;
    CopiaTicks ticks = copia_chart_ticks (span.least, span.most, panel->width, &ink);

    for (int i = 0; i < ticks.n; i++) {
        double tick = ticks.first + i * ticks.step;
        double at = panel->zero + tick * panel->scale;
        g_autoptr (GString) name = g_string_new (NULL);

        copia_chart_tick (name, tick, ticks.step);
        copia_pen_line (svg, at, top, at, bottom, COPIA_INK_FAINT, 1);
        copia_pen_text (svg, at, top - 5, &ink, name->str);
        if (both)
            copia_pen_text (svg, at, bottom + 12, &ink, name->str);
    }
}

static void
put_panel (const Bars *self, size_t series, const Panel *panel, double top,
           double bottom, GString *svg)
{
    const CopiaInk head = { .size = 13, .color = COPIA_INK_TEXT, .bold = true };
    const GPtrArray *rows = self->rows[series];
    const GPtrArray *all = longest (self);
    double y = top;

    if (self->data->series->len > 1)
        copia_pen_fitted (svg, panel->x, top - 22, &head,
                          self->data->series->pdata[series],
                          panel->width + self->values);
    put_axis (panel, top, bottom, self->n_rows > 40, svg);
    for (guint i = 0; i < rows->len; i++, y += self->row) {
        y += room_above (all, i);
        put_bar (self, panel, rows->pdata[i], y, svg);
    }
    copia_pen_line (svg, panel->zero, top, panel->zero, bottom, COPIA_INK_DIM, 1);
}

/* Panels share a scale where that lets one see each of them. */
static bool
shares_scale (const Bars *self, Span *all)
{
    double least = INFINITY;

    *all = (Span){ 0, 0 };
    for (size_t i = 0; i < self->data->series->len; i++) {
        Span span = span_of (self->rows[i]);

        all->least = fmin (all->least, span.least);
        all->most = fmax (all->most, span.most);
        least = fmin (least, span.most - span.least);
    }
    return least > (all->most - all->least) / 6;
}

static char *
title_of (const Bars *self, size_t panels, bool shared)
{
    const char *title = self->data->texts->value_title;

    return g_strconcat (title ? title : "",
                        panels == 1 ? ""
                        : shared    ? "; all on one scale"
                                    : "; each on its own scale",
                        NULL);
}

/* A row of `n` panels of those from `from` on. */
static double
put_block (const Bars *self, size_t from, size_t n, double top, GString *svg)
{
    const CopiaInk note = { .size = 11, .color = COPIA_INK_DIM };
    size_t series = self->data->series->len;
    double left = COPIA_PICTURE_MARGIN + self->labels;
    double room = COPIA_PICTURE_ROOM - self->labels;
    double each = (room - GAP * (double) (n - 1)) / (double) n, bottom;
    Span all;
    bool shared = shares_scale (self, &all);
    g_autofree char *title = title_of (self, series, shared);

    copia_pen_fitted (svg, left, top + 14, &note, title, room);
    top += series > 1 ? 56 : 34;
    bottom = put_labels (self, top, svg);
    for (size_t i = 0; i < n && from + i < series; i++) {
        Panel panel = panel_at (left + (each + GAP) * (double) i, each - self->values,
                                shared ? all : span_of (self->rows[from + i]));

        put_panel (self, from + i, &panel, top, bottom, svg);
    }
    return bottom + (self->n_rows > 40 ? 24 : 12);
}

double
copia_chart_bars (const CopiaChartData *data, double top, GString *svg)
{
    Bars self = { .data = data };
    size_t n = data->series->len, blocks = (n + PANELS - 1) / PANELS;
    size_t panels = (n + blocks - 1) / blocks;

    sort_rows (&self);
    measure (&self);
    for (size_t from = 0; from < n; from += panels)
        top = put_block (&self, from, panels, top, svg);
    for (size_t i = 0; i < n; i++)
        g_ptr_array_unref (self.rows[i]);
    g_free (self.rows);
    return top;
}
