/* line.c - values over a number: lines with bands, each named where it ends. */
#include "picture/chart.h"

#include <math.h>

#define HEIGHT 340.0
#define RIGHT 210.0 /* names of lines, at most */
#define FEW_POINTS 40
#define LINE 15.0 /* of names */
#define MOST_NAMES 22u

typedef struct {
    const CopiaChartData *data;
    double x_least, x_most, least, most;
    double left, top, width;
    double names; /* room at the right */
} Plot;

/* Marks of one line, with x filled in. */
static GArray *
points_of (const CopiaChartData *data, size_t series)
{
    GArray *points = g_array_new (FALSE, FALSE, sizeof (CopiaMark));

    for (size_t i = 0; i < data->n; i++) {
        CopiaMark mark = data->marks[i];

        if (copia_chart_series (data, &mark) != series)
            continue;
        if (!isfinite (mark.x))
            mark.x = points->len + 1;
        g_array_append_val (points, mark);
    }
    return points;
}

static void
widen (double *least, double *most, double value)
{
    if (!isfinite (value))
        return;
    *least = fmin (*least, value);
    *most = fmax (*most, value);
}

static void
find_range (Plot *self, GArray *const *lines)
{
    double value = -INFINITY, low = INFINITY;

    self->x_least = INFINITY;
    self->x_most = -INFINITY;
    self->least = 0;
    self->most = 0;
    for (size_t i = 0; i < self->data->series->len; i++)
        for (guint k = 0; k < lines[i]->len; k++) {
            const CopiaMark *mark = &g_array_index (lines[i], CopiaMark, k);

            widen (&self->x_least, &self->x_most, mark->x);
            widen (&low, &value, mark->value);
            widen (&self->least, &self->most, mark->value);
            widen (&self->least, &self->most, mark->low);
            widen (&self->least, &self->most, mark->high);
        }
    if (self->data->texts->from_zero)
        self->x_least = fmin (self->x_least, 0);
    if (value > 0)
        self->most = fmin (self->most, 1.8 * value);
    if (self->most <= self->least)
        self->most = self->least + 1;
    if (self->x_most <= self->x_least)
        self->x_most = self->x_least + 1;
}

static double
x_of (const Plot *self, double x)
{
    return self->left +
           (x - self->x_least) / (self->x_most - self->x_least) * self->width;
}

static double
y_of (const Plot *self, double value)
{
    double share = (value - self->least) / (self->most - self->least);

    return self->top + (1 - CLAMP (share, 0, 1)) * HEIGHT;
}

static void
put_point (const Plot *self, const char *command, double x, double value, GString *svg)
{
    g_string_append (svg, command);
    copia_pen_number (svg, x_of (self, x));
    g_string_append_c (svg, ' ');
    copia_pen_number (svg, y_of (self, value));
}

static void
put_band (const Plot *self, const GArray *line, const char *color, GString *svg)
{
    g_autoptr (GString) path = g_string_new (NULL);
    const CopiaMark *marks = (const CopiaMark *) (const void *) line->data;

    for (guint i = 0; i < line->len; i++)
        if (isfinite (marks[i].high) && isfinite (marks[i].low))
            put_point (self, path->len ? "L" : "M", marks[i].x, marks[i].high, path);
    for (guint i = line->len; i-- > 0 && path->len > 0;)
        if (isfinite (marks[i].high) && isfinite (marks[i].low))
            put_point (self, "L", marks[i].x, marks[i].low, path);
    if (path->len > 0)
        g_string_append_printf (svg,
                                "<path d=\"%sZ\" fill=\"%s\" fill-opacity=\"0.15\"/>\n",
                                path->str, color);
}

static void
put_line (const Plot *self, const GArray *line, size_t nth, GString *svg)
{
    const CopiaMark *marks = (const CopiaMark *) (const void *) line->data;
    const char *color = copia_pen_color (nth);
    bool pen_down = false;

    g_string_append (svg, "<path d=\"");
    for (guint i = 0; i < line->len; i++) {
        if (isfinite (marks[i].value))
            put_point (self, pen_down ? "L" : "M", marks[i].x, marks[i].value, svg);
        pen_down = isfinite (marks[i].value);
    }
    g_string_append_printf (svg,
                            "\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" "
                            "stroke-linejoin=\"round\" stroke-dasharray=\"%s\"/>\n",
                            color, copia_pen_dashes (nth));
    for (guint i = 0; i < line->len && line->len <= FEW_POINTS; i++) {
        if (!isfinite (marks[i].value))
            continue;
        g_string_append (svg, "<circle cx=\"");
        copia_pen_number (svg, x_of (self, marks[i].x));
        g_string_append (svg, "\" cy=\"");
        copia_pen_number (svg, y_of (self, marks[i].value));
        g_string_append_printf (svg, "\" r=\"3\" fill=\"%s\"/>\n", color);
    }
}

static CopiaTicks
value_ticks (const Plot *self)
{
    CopiaTicks ticks = { .step = copia_chart_step (self->most - self->least, 6) };

    ticks.first = ceil (self->least / ticks.step - 1e-9) * ticks.step;
    ticks.n = (int) floor ((self->most - ticks.first) / ticks.step + 1e-6) + 1;
    return ticks;
}

/* The widest name of a tick of values. */
static double
room_of_ticks (const Plot *self)
{
    const CopiaInk ink = { .size = 11 };
    CopiaTicks ticks = value_ticks (self);
    double widest = 0;

    for (int i = 0; i < ticks.n; i++) {
        g_autoptr (GString) name = g_string_new (NULL);

        copia_chart_tick (name, ticks.first + i * ticks.step, ticks.step);
        widest = fmax (widest, copia_pen_width (name->str, &ink));
    }
    return widest;
}

static void
put_value_ticks (const Plot *self, GString *svg)
{
    const CopiaInk ink = { .size = 11,
                           .color = COPIA_INK_DIM,
                           .anchor = COPIA_ANCHOR_END };
    CopiaTicks ticks = value_ticks (self);

    for (int i = 0; i < ticks.n; i++) {
        double tick = ticks.first + i * ticks.step;
        g_autoptr (GString) name = g_string_new (NULL);

        copia_chart_tick (name, tick, ticks.step);
        copia_pen_line (svg, self->left, y_of (self, tick), self->left + self->width,
                        y_of (self, tick), COPIA_INK_FAINT, 1);
        copia_pen_text (svg, self->left - 6, y_of (self, tick) + 4, &ink, name->str);
    }
}

static void
put_x_ticks (const Plot *self, double bottom, const CopiaInk *ink, GString *svg)
{
    CopiaTicks ticks =
        copia_chart_ticks (self->x_least, self->x_most, self->width, ink);

    for (int i = 0; i < ticks.n; i++) {
        double tick = ticks.first + i * ticks.step;
        g_autoptr (GString) name = g_string_new (NULL);

        copia_chart_tick (name, tick, ticks.step);
        copia_pen_line (svg, x_of (self, tick), bottom, x_of (self, tick), bottom + 5,
                        COPIA_INK_DIM, 1);
        copia_pen_text (svg, x_of (self, tick), bottom + 18, ink, name->str);
    }
}

static void
put_axes (const Plot *self, GString *svg)
{
    const CopiaInk ink = { .size = 11, .color = COPIA_INK_DIM };
    const CopiaInk middle = { .size = 11,
                              .color = COPIA_INK_DIM,
                              .anchor = COPIA_ANCHOR_MIDDLE };
    double bottom = self->top + HEIGHT;

    put_value_ticks (self, svg);
    put_x_ticks (self, bottom, &middle, svg);
    copia_pen_line (svg, self->left, bottom, self->left + self->width, bottom,
                    COPIA_INK_DIM, 1);
    if (self->data->texts->x_title)
        copia_pen_text (svg, self->left + self->width / 2, bottom + 36, &middle,
                        self->data->texts->x_title);
    if (self->data->texts->value_title)
        copia_pen_text (svg, self->left, self->top - 10, &ink,
                        self->data->texts->value_title);
}

typedef struct {
    size_t series;
    double y;
} End;

static int
compare_ends (gconstpointer a, gconstpointer b)
{
    const End *one = a, *other = b;

    if (one->y != other->y)
        return one->y < other->y ? -1 : 1;
    return one->series < other->series ? -1 : 1;
}

static GArray *
find_ends (const Plot *self, GArray *const *lines)
{
    GArray *ends = g_array_new (FALSE, FALSE, sizeof (End));

    for (size_t i = 0; i < MIN (self->data->series->len, MOST_NAMES); i++) {
        const CopiaMark *marks = (const CopiaMark *) (const void *) lines[i]->data;
        End end = { i, self->top + HEIGHT };

        for (guint k = 0; k < lines[i]->len; k++)
            if (isfinite (marks[k].value))
                end.y = y_of (self, marks[k].value);
        g_array_append_val (ends, end);
    }
    g_array_sort (ends, compare_ends);
    return ends;
}

static void
put_name (const Plot *self, size_t series, double y, GString *svg)
{
    const CopiaInk ink = { .size = 12, .color = COPIA_INK_TEXT };
    double x = self->left + self->width + 6;

    g_string_append (svg, "<path d=\"M");
    copia_pen_number (svg, x);
    g_string_append_c (svg, ' ');
    copia_pen_number (svg, y);
    g_string_append_printf (svg,
                            "h20\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" "
                            "stroke-dasharray=\"%s\"/>\n",
                            copia_pen_color (series), copia_pen_dashes (series));
    copia_pen_fitted (svg, x + 24, y + 4, &ink, self->data->series->pdata[series],
                      self->names - 30);
}

/* Names stand where their lines end, moved apart where they would touch. */
static void
put_names (const Plot *self, GArray *const *lines, GString *svg)
{
    g_autoptr (GArray) ends = find_ends (self, lines);
    double from = self->top;

    for (guint i = 0; i < ends->len; i++) {
        const End *end = &g_array_index (ends, End, i);
        double last = self->top + HEIGHT - LINE * (double) (ends->len - i - 1);
        double y = fmax (from, fmin (end->y, last));

        put_name (self, end->series, y, svg);
        from = y + LINE;
    }
}

static double
room_of_names (const CopiaChartData *data)
{
    const CopiaInk ink = { .size = 12 };
    double widest = 0;

    for (size_t i = 0; i < MIN (data->series->len, MOST_NAMES); i++)
        widest = fmax (widest, copia_pen_width (data->series->pdata[i], &ink));
    return fmin (widest + 32, RIGHT);
}

double
copia_chart_line (const CopiaChartData *data, double top, GString *svg)
{
    size_t n = data->series->len;
    bool named = ((const char *) data->series->pdata[0])[0];
    g_autofree GArray **lines = g_new (GArray *, n);
    Plot self = { .data = data, .top = top + 28 };

    for (size_t i = 0; i < n; i++)
        lines[i] = points_of (data, i);
    find_range (&self, lines);
    self.names = named ? room_of_names (data) : 20;
    self.left = COPIA_PICTURE_MARGIN + room_of_ticks (&self) + 10;
    self.width = COPIA_PICTURE_WIDTH - COPIA_PICTURE_MARGIN - self.left - self.names;
    put_axes (&self, svg);
    for (size_t i = 0; i < n; i++)
        put_band (&self, lines[i], copia_pen_color (i), svg);
    for (size_t i = 0; i < n; i++)
        put_line (&self, lines[i], i, svg);
    if (named)
        put_names (&self, lines, svg);
    for (size_t i = 0; i < n; i++)
        g_array_unref (lines[i]);
    return self.top + HEIGHT + 46;
}
