/* plane.c - points on a plane, one scale for both ways, with names that keep clear. */
#include "picture/boxes.h"
#include "picture/chart.h"

#include <math.h>

#define LEAST_HEIGHT 260.0
#define MOST_HEIGHT 620.0
#define INSET 46.0
#define KEY_LINE 18.0
#define TICKS 46.0   /* of names of values, at the left */
#define WIDEST 160.0 /* of a name */
#define FARTHEST 4   /* steps that a name may go from its point */

typedef struct {
    const CopiaChartData *data;
    double x_middle, y_middle, scale; /* of the values; pixels a unit */
    double middle, top, height;
} Plane;

static void
measure (Plane *self)
{
    double x[2], y[2], width = COPIA_PICTURE_ROOM - 2 * INSET, tall;

    copia_chart_bounds (self->data, x, y);
    self->x_middle = (x[0] + x[1]) / 2;
    self->y_middle = (y[0] + y[1]) / 2;
    self->scale = x[1] > x[0] ? width / (x[1] - x[0]) : 1;
    tall = y[1] - y[0];
    if (tall * self->scale > MOST_HEIGHT - 2 * INSET)
        self->scale = (MOST_HEIGHT - 2 * INSET) / tall;
    self->height = fmax (LEAST_HEIGHT, tall * self->scale + 2 * INSET);
}

static double
x_of (const Plane *self, double x)
{
    return COPIA_PICTURE_WIDTH / 2 + (x - self->x_middle) * self->scale;
}

static double
y_of (const Plane *self, double y)
{
    return self->top + self->height / 2 - (y - self->y_middle) * self->scale;
}

/* Circles, triangles, squares: series differ without colour. */
static void
put_sign (double x, double y, size_t series, GString *svg)
{
    static const char *const shapes[] = {
        "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
        "m0 -5l5 8.5h-10z",
        "m-4 -4h8v8h-8z",
        "m0 -5.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z",
    };

    g_string_append (svg, "<path d=\"M");
    copia_pen_number (svg, x);
    g_string_append_c (svg, ' ');
    copia_pen_number (svg, y);
    g_string_append_printf (svg, "%s\" fill=\"%s\"/>\n",
                            shapes[series % G_N_ELEMENTS (shapes)],
                            copia_pen_color (series));
}

static void
put_axes (const Plane *self, GString *svg)
{
    const CopiaInk ink = { .size = 10.5, .color = COPIA_INK_DIM };
    CopiaInk middle = ink;
    double bottom = self->top + self->height;
    double right = COPIA_PICTURE_WIDTH - COPIA_PICTURE_MARGIN;
    double step = copia_chart_step (COPIA_PICTURE_ROOM / self->scale, 8);
    g_autoptr (GString) name = g_string_new (NULL);

    middle.anchor = COPIA_ANCHOR_MIDDLE;
    copia_pen_line (svg, x_of (self, 0), self->top, x_of (self, 0), bottom, "#a6a6a6",
                    1);
    copia_pen_line (svg, COPIA_PICTURE_MARGIN, y_of (self, 0), right, y_of (self, 0),
                    "#a6a6a6", 1);
    copia_pen_line (svg, COPIA_PICTURE_MARGIN, bottom, right, bottom, COPIA_INK_DIM, 1);
    for (int i = -20; i <= 20; i++) {
        double x = x_of (self, i * step), y = y_of (self, i * step);

        g_string_truncate (name, 0);
        copia_chart_tick (name, i * step, step);
        if (x >= COPIA_PICTURE_MARGIN && x <= right) {
            copia_pen_line (svg, x, bottom, x, bottom + 4, COPIA_INK_DIM, 1);
            copia_pen_text (svg, x, bottom + 15, &middle, name->str);
        }
        if (i != 0 && y >= self->top + 6 && y <= bottom - 6)
            copia_pen_fitted (svg, COPIA_PICTURE_MARGIN, y + 4, &ink, name->str,
                              TICKS - 4);
    }
    if (self->data->texts->x_title)
        copia_pen_text (svg, COPIA_PICTURE_WIDTH / 2, bottom + 32, &middle,
                        self->data->texts->x_title);
    if (self->data->texts->value_title)
        copia_pen_text (svg, COPIA_PICTURE_MARGIN, self->top - 6, &ink,
                        self->data->texts->value_title);
}

/* Names of series in lines; returns the line below. */
static double
put_key (const Plane *self, double y, GString *svg)
{
    const CopiaInk ink = { .size = 12, .color = COPIA_INK_TEXT };
    double x = COPIA_PICTURE_MARGIN + 6;
    double end = COPIA_PICTURE_WIDTH - COPIA_PICTURE_MARGIN;

    for (size_t i = 0; i < self->data->series->len; i++) {
        const char *name = self->data->series->pdata[i];
        double room = fmin (copia_pen_width (name, &ink), WIDEST);

        if (x + 10 + room > end) {
            x = COPIA_PICTURE_MARGIN + 6;
            y += KEY_LINE;
        }
        put_sign (x, y, i, svg);
        copia_pen_fitted (svg, x + 10, y + 4, &ink, name, WIDEST);
        x += 34 + room;
    }
    return y + KEY_LINE;
}

/* Places for a name, in the order they are liked: above, below, beside, then farther away. */
static bool
find_place (const Plane *self, const CopiaBox *taken, size_t n, double x, double y,
            CopiaBox *box)
{
    static const double ways[][2] = { { 0, -1 }, { 0, 1 },   { 1, 0 }, { -1, 0 },
                                      { 1, -1 }, { -1, -1 }, { 1, 1 }, { -1, 1 } };

    for (int far = 0; far < FARTHEST; far++)
        for (size_t i = 0; i < G_N_ELEMENTS (ways); i++) {
            box->x = x + ways[i][0] * (box->w + 7 + 8 * far);
            box->y = y + ways[i][1] * (box->h + 5 + 8 * far);
            if (box->x - box->w >= COPIA_PICTURE_MARGIN + TICKS &&
                box->x + box->w <= COPIA_PICTURE_WIDTH - COPIA_PICTURE_MARGIN &&
                box->y - box->h >= self->top &&
                box->y + box->h <= self->top + self->height &&
                !copia_boxes_hit (taken, n, box))
                return true;
        }
    return false;
}

static void
put_name (const CopiaBox *box, double x, double y, const CopiaInk *ink,
          const char *label, GString *svg)
{
    if (hypot (fmax (fabs (box->x - x) - box->w, 0), fabs (box->y - y) - box->h) > 9)
        copia_pen_line (svg, x, y, box->x, box->y, "#b3b3b3", 0.7);
    copia_pen_fitted (svg, box->x, box->y + 4, ink, label, WIDEST);
}

/* Names keep clear of points and of each other; the first ones choose first, and those that find
 * no room are counted. */
static size_t
put_names (const Plane *self, GString *svg)
{
    CopiaInk ink = { .size = 11, .anchor = COPIA_ANCHOR_MIDDLE };
    g_autofree CopiaBox *taken = g_new (CopiaBox, 2 * self->data->n);
    size_t n = 0, lost = 0;

    for (size_t i = 0; i < self->data->n; i++)
        if (copia_chart_is_point (&self->data->marks[i]))
            taken[n++] = (CopiaBox){ x_of (self, self->data->marks[i].x),
                                     y_of (self, self->data->marks[i].value), 4, 4 };
    for (size_t i = 0; i < self->data->n; i++) {
        const CopiaMark *mark = &self->data->marks[i];
        CopiaBox box = { .h = 6.5 };
        double x, y;

        if (!copia_chart_is_point (mark) || !mark->label)
            continue;
        x = x_of (self, mark->x);
        y = y_of (self, mark->value);
        box.w = fmin (copia_pen_width (mark->label, &ink), WIDEST) / 2;
        if (!find_place (self, taken, n, x, y, &box)) {
            lost++;
            continue;
        }
        taken[n++] = box;
        ink.color = copia_chart_series (self->data, mark) ? "#a34700" : COPIA_INK_TEXT;
        put_name (&box, x, y, &ink, mark->label, svg);
    }
    return lost;
}

static void
put_points (const Plane *self, GString *svg)
{
    for (size_t i = 0; i < self->data->n; i++) {
        const CopiaMark *mark = &self->data->marks[i];

        if (!copia_chart_is_point (mark))
            continue;
        copia_pen_open (svg, mark->label ? mark->label : "");
        put_sign (x_of (self, mark->x), y_of (self, mark->value),
                  copia_chart_series (self->data, mark), svg);
        g_string_append (svg, "</g>\n");
    }
}

/* What cannot be read can be found: names of points show where the mouse rests. */
static void
say_lost (const Plane *self, size_t lost, GString *svg)
{
    const CopiaInk ink = { .size = 10.5,
                           .color = COPIA_INK_DIM,
                           .anchor = COPIA_ANCHOR_END };
    g_autofree char *line =
        g_strdup_printf ("%zu name%s found no room", lost, lost == 1 ? "" : "s");

    if (lost > 0)
        copia_pen_text (svg, COPIA_PICTURE_WIDTH - COPIA_PICTURE_MARGIN,
                        self->top + self->height + 32, &ink, line);
}

double
copia_chart_plane (const CopiaChartData *data, double top, GString *svg)
{
    bool named = ((const char *) data->series->pdata[0])[0];
    Plane self = { .data = data, .top = top + 24 };

    if (named)
        self.top = put_key (&self, top + 14, svg) + 16;
    measure (&self);
    put_axes (&self, svg);
    put_points (&self, svg);
    say_lost (&self, put_names (&self, svg), svg);
    return self.top + self.height + 40;
}
