/* trends.c - a small panel for each series: its points one after the other, and their trend. */
#include "picture/chart.h"

#include <math.h>

#define GAP 24.0
#define HEAD 34.0 /* name, and what is said */
#define FOOT 18.0 /* names of ticks */
#define MOST_PANELS 60u

typedef struct {
    const CopiaChartData *data;
    size_t columns;
    double width, height; /* of a panel's plot */
    double x_least, x_most;
    double axis; /* room of the names of values */
} Trends;

/* Of one series. */
typedef struct {
    const Trends *all;
    size_t series;
    const char *said;
    double left, top, least, most;
} Panel;

static void
widen (double value, double *least, double *most)
{
    if (!isfinite (value))
        return;
    *least = fmin (*least, value);
    *most = fmax (*most, value);
}

static const CopiaMark *
mark_of (const Panel *self, size_t i)
{
    const CopiaMark *mark = &self->all->data->marks[i];

    return copia_chart_series (self->all->data, mark) == self->series ? mark : NULL;
}

static void
measure_panel (Panel *self)
{
    self->least = self->most = 0;
    for (size_t i = 0; i < self->all->data->n; i++) {
        const CopiaMark *mark = mark_of (self, i);

        if (!mark)
            continue;
        if (!isfinite (mark->x))
            self->said = mark->label;
        widen (mark->value, &self->least, &self->most);
    }
    if (self->most <= self->least)
        self->most = self->least + 1;
}

static double
x_of (const Panel *self, double x)
{
    const Trends *all = self->all;

    return self->left + (x - all->x_least) / (all->x_most - all->x_least) * all->width;
}

static double
y_of (const Panel *self, double value)
{
    double share = (value - self->least) / (self->most - self->least);

    return self->top + (1 - CLAMP (share, 0, 1)) * self->all->height;
}

static CopiaTicks
value_ticks (const Panel *self)
{
    CopiaTicks ticks = { .step = copia_chart_step (self->most - self->least, 3) };

    ticks.first = ceil (self->least / ticks.step - 1e-9) * ticks.step;
    ticks.n = (int) floor ((self->most - ticks.first) / ticks.step + 1e-6) + 1;
    return ticks;
}

static void
put_axes (const Panel *self, GString *svg)
{
    const Trends *all = self->all;
    CopiaInk ink = { .size = 10, .color = COPIA_INK_DIM, .anchor = COPIA_ANCHOR_END };
    CopiaTicks values = value_ticks (self);
    CopiaTicks ticks = copia_chart_ticks (all->x_least, all->x_most, all->width, &ink);
    double bottom = self->top + all->height;

    for (int i = 0; i < values.n; i++) {
        double tick = values.first + i * values.step;
        g_autoptr (GString) name = g_string_new (NULL);

        copia_chart_tick (name, tick, values.step);
        copia_pen_line (svg, self->left, y_of (self, tick), self->left + all->width,
                        y_of (self, tick), COPIA_INK_FAINT, 1);
        copia_pen_fitted (svg, self->left - 5, y_of (self, tick) + 3.5, &ink, name->str,
                          all->axis);
    }
    ink.anchor = COPIA_ANCHOR_MIDDLE;
    for (int i = 0; i < ticks.n; i++) {
        double tick = ticks.first + i * ticks.step;
        g_autoptr (GString) name = g_string_new (NULL);

        copia_chart_tick (name, tick, ticks.step);
        copia_pen_line (svg, x_of (self, tick), bottom, x_of (self, tick), bottom + 4,
                        COPIA_INK_DIM, 1);
        copia_pen_text (svg, x_of (self, tick), bottom + 14, &ink, name->str);
    }
    copia_pen_line (svg, self->left, y_of (self, 0), self->left + all->width,
                    y_of (self, 0), COPIA_INK_DIM, 1);
}

static void
put_way (const Panel *self, bool trend, const char *ink, GString *svg)
{
    bool pen_down = false;

    g_string_append (svg, "<path d=\"");
    for (size_t i = 0; i < self->all->data->n; i++) {
        const CopiaMark *mark = mark_of (self, i);
        double value = !mark ? NAN : trend ? mark->low : mark->value;

        if (!mark || !isfinite (mark->x))
            continue;
        if (!isfinite (value)) {
            pen_down = false;
            continue;
        }
        g_string_append (svg, pen_down ? "L" : "M");
        copia_pen_number (svg, x_of (self, mark->x));
        g_string_append_c (svg, ' ');
        copia_pen_number (svg, y_of (self, value));
        pen_down = true;
    }
    g_string_append_printf (svg, "\" fill=\"none\" %s/>\n", ink);
}

static void
put_points (const Panel *self, GString *svg)
{
    for (size_t i = 0; i < self->all->data->n; i++) {
        const CopiaMark *mark = mark_of (self, i);
        g_autoptr (GString) title = g_string_new (NULL);

        if (!mark || !isfinite (mark->x) || !isfinite (mark->value))
            continue;
        g_string_append_printf (title, "%s: ", mark->label ? mark->label : "");
        copia_chart_value (title, mark->value);
        copia_pen_open (svg, title->str);
        g_string_append (svg, "<circle cx=\"");
        copia_pen_number (svg, x_of (self, mark->x));
        g_string_append (svg, "\" cy=\"");
        copia_pen_number (svg, y_of (self, mark->value));
        g_string_append (svg, "\" r=\"2.6\" fill=\"" COPIA_INK_MARK "\"/></g>\n");
    }
}

static void
put_panel (const Panel *self, GString *svg)
{
    const CopiaInk name = { .size = 13, .color = COPIA_INK_TEXT, .bold = true };
    const CopiaInk said = { .size = 10.5, .color = COPIA_INK_DIM };
    double left = self->left - self->all->axis,
           room = self->all->width + self->all->axis;

    copia_pen_fitted (svg, left, self->top - 22, &name,
                      self->all->data->series->pdata[self->series], room);
    if (self->said)
        copia_pen_fitted (svg, left, self->top - 8, &said, self->said, room);
    put_axes (self, svg);
    put_way (self, false, "stroke=\"#8cb8d4\" stroke-width=\"1\"", svg);
    put_points (self, svg);
    put_way (self, true,
             "stroke=\"" COPIA_INK_OTHER
             "\" stroke-width=\"2\" stroke-dasharray=\"7 3\"",
             svg);
}

/* The widest name of a value in any panel, within reason. */
static void
measure_axis (Trends *self, Panel *panels, size_t n)
{
    const CopiaInk ink = { .size = 10 };

    for (size_t i = 0; i < n; i++) {
        CopiaTicks ticks;

        measure_panel (&panels[i]);
        ticks = value_ticks (&panels[i]);
        for (int k = 0; k < ticks.n; k++) {
            g_autoptr (GString) name = g_string_new (NULL);

            copia_chart_tick (name, ticks.first + k * ticks.step, ticks.step);
            self->axis = fmax (self->axis, copia_pen_width (name->str, &ink));
        }
    }
    self->axis = fmin (self->axis, 70) + 8;
}

static void
measure (Trends *self, size_t n)
{
    self->columns = n == 1 ? 1 : n <= 4 ? 2 : 3;
    self->height = n == 1 ? 240 : n <= 4 ? 140 : 100;
    self->x_least = INFINITY;
    self->x_most = -INFINITY;
    for (size_t i = 0; i < self->data->n; i++)
        widen (self->data->marks[i].x, &self->x_least, &self->x_most);
    if (!(self->x_most > self->x_least)) {
        self->x_least = isfinite (self->x_least) ? self->x_least : 0;
        self->x_most = self->x_least + 1;
    }
}

double
copia_chart_trends (const CopiaChartData *data, double top, GString *svg)
{
    const CopiaInk note = { .size = 11, .color = COPIA_INK_DIM };
    size_t n = MIN (data->series->len, MOST_PANELS);
    g_autofree Panel *panels = g_new0 (Panel, n);
    Trends self = { .data = data };
    double each, y = top;

    measure (&self, n);
    for (size_t i = 0; i < n; i++)
        panels[i] = (Panel){ .all = &self, .series = i };
    measure_axis (&self, panels, n);
    each = (COPIA_PICTURE_ROOM - GAP * (double) (self.columns - 1)) /
           (double) self.columns;
    self.width = each - self.axis - 8; /* half a tick's name stands out */
    if (data->texts->value_title)
        copia_pen_fitted (svg, COPIA_PICTURE_MARGIN, (y += 16), &note,
                          data->texts->value_title, COPIA_PICTURE_ROOM);
    for (size_t i = 0; i < n; i++) {
        double column = (double) (i % self.columns), row = (double) (i / self.columns);

        panels[i].left = COPIA_PICTURE_MARGIN + column * (each + GAP) + self.axis;
        panels[i].top = y + 16 + HEAD + row * (HEAD + self.height + FOOT + 14);
        put_panel (&panels[i], svg);
        top = panels[i].top + self.height + FOOT;
    }
    if (data->texts->x_title)
        copia_pen_fitted (svg, COPIA_PICTURE_MARGIN + self.axis, (top += 14), &note,
                          data->texts->x_title, COPIA_PICTURE_ROOM - self.axis);
    return top + 8;
}
