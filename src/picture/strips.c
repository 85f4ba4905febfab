/* strips.c - where something stands in a text: a strip for each series, with borders. */
#include "picture/chart.h"

#include <math.h>

#define HEAD 18.0
#define GAP 12.0
#define APART 6.0     /* pixels between names */
#define SHORTEST 34.0 /* room for a name that is cut */
#define LEAST 3.0     /* pixels: what is there can be seen */
#define TICK 18.0     /* pixels from one line of a scale to the next */

typedef struct {
    const CopiaChartData *data;
    double left, width;
    double height; /* of a strip */
    double *most;  /* the highest mark, by series */
    const char **said;
} Strips;

static const CopiaInk scale_ink = { .size = 10.5,
                                    .color = COPIA_INK_DIM,
                                    .anchor = COPIA_ANCHOR_END };

static bool
is_border (const CopiaMark *mark)
{
    return !mark->series && isfinite (mark->x);
}

static double
x_of (const Strips *self, double x)
{
    return self->left + CLAMP (x, 0, 1) * self->width;
}

static void
put_borders (const Strips *self, double top, double bottom, GString *svg)
{
    for (size_t i = 0; i < self->data->n; i++) {
        const CopiaMark *mark = &self->data->marks[i];
        bool strong = mark->group != NULL;

        if (is_border (mark))
            copia_pen_line (svg, x_of (self, mark->x), top, x_of (self, mark->x),
                            bottom, strong ? "#8c8c8c" : COPIA_INK_FAINT, 1);
    }
}

/* Pixels to the next border of the same kind, or to the end. */
static double
room_of (const Strips *self, size_t i)
{
    const CopiaMark *here = &self->data->marks[i];
    double end = self->left + self->width;

    for (size_t k = i + 1; k < self->data->n; k++) {
        const CopiaMark *mark = &self->data->marks[k];

        if (is_border (mark) && !mark->group == !here->group)
            return fmin (x_of (self, mark->x), end) - x_of (self, here->x);
    }
    return end - x_of (self, here->x);
}

/* The region of this border holds its name. */
static bool
fits (const Strips *self, size_t i, const CopiaInk *ink)
{
    const CopiaMark *mark = &self->data->marks[i];

    return is_border (mark) && mark->label &&
           copia_pen_width (mark->label, ink) <= room_of (self, i) - 4;
}

/* Whether most inner names are wider than their regions: then every few regions have one. */
static bool
is_crowded (const Strips *self, const CopiaInk *ink)
{
    size_t all = 0, fit = 0;

    for (size_t i = 0; i < self->data->n; i++) {
        const CopiaMark *mark = &self->data->marks[i];

        if (!is_border (mark) || !mark->label)
            continue;
        all++;
        fit += fits (self, i, ink);
    }
    return fit * 4 < all;
}

/* Where the next name begins that stands within its own region, by mark; and beside the marks,
 * where the strip ends. */
static double *
next_fitting (const Strips *self, const CopiaInk *ink)
{
    double *next = g_new (double, self->data->n + 1);

    next[self->data->n] = self->left + self->width + APART;
    for (size_t i = self->data->n; i-- > 0;) {
        const CopiaMark *mark = &self->data->marks[i];

        next[i] = fits (self, i, ink) ? x_of (self, mark->x) : next[i + 1];
    }
    return next;
}

/* Inner names begin at their borders.  Those that their regions can hold are all there, and of
 * the others as many as find room between these; where most regions are narrow, as many as find
 * room. */
static double
put_inner (const Strips *self, double y, GString *svg)
{
    const CopiaInk ink = { .size = 10.5, .color = COPIA_INK_DIM };
    bool crowded = is_crowded (self, &ink), any = false;
    g_autofree double *next = next_fitting (self, &ink);
    double free = 0, end = next[self->data->n];

    for (size_t i = 0; i < self->data->n; i++) {
        const CopiaMark *mark = &self->data->marks[i];
        double x = x_of (self, mark->x), width;

        if (!is_border (mark) || !mark->label || x < free)
            continue;
        width = copia_pen_width (mark->label, &ink) + APART;
        if (!fits (self, i, &ink) && x + width > (crowded ? end : next[i]))
            continue;
        copia_pen_text (svg, x + 1, y, &ink, mark->label);
        free = x + width;
        any = true;
    }
    return any ? y + 14 : y;
}

/* Outer names stand below the inner ones, cut where their region is narrow. */
static double
put_outer (const Strips *self, double y, GString *svg)
{
    const CopiaInk ink = { .size = 10.5, .color = COPIA_INK_DIM, .bold = true };
    bool any = false;

    for (size_t i = 0; i < self->data->n; i++) {
        const CopiaMark *mark = &self->data->marks[i];

        if (!is_border (mark) || !mark->group || room_of (self, i) - 4 < SHORTEST)
            continue;
        copia_pen_fitted (svg, x_of (self, mark->x) + 1, y, &ink, mark->group,
                          room_of (self, i) - 4);
        any = true;
    }
    return any ? y + 14 : y;
}

static void
put_heads (const Strips *self, double top, GString *svg)
{
    const CopiaInk name = { .size = 13, .color = COPIA_INK_TEXT, .bold = true };
    const CopiaInk said = { .size = 11,
                            .color = COPIA_INK_DIM,
                            .anchor = COPIA_ANCHOR_END };

    for (size_t i = 0; i < self->data->series->len; i++) {
        double y = top + (HEAD + self->height + GAP) * (double) i;
        double room = self->width;

        if (self->said[i]) {
            copia_pen_fitted (svg, self->left + self->width, y + 12, &said,
                              self->said[i], self->width * 0.6);
            room -= fmin (copia_pen_width (self->said[i], &said), self->width * 0.6);
        }
        copia_pen_fitted (svg, self->left, y + 12, &name, self->data->series->pdata[i],
                          room - 16);
        copia_pen_rect (svg, self->left, y + HEAD, self->width, self->height,
                        "#f5f5f5");
    }
}

/* The marks of a strip are one path, for there may be thousands. */
static void
put_marks (const Strips *self, size_t series, double top, GString *svg)
{
    g_string_append (svg, "<path d=\"");
    for (size_t i = 0; i < self->data->n; i++) {
        const CopiaMark *mark = &self->data->marks[i];
        double share = mark->value / self->most[series]; /* of the highest */

        if (!mark->series || !isfinite (mark->x) || !(mark->value > 0) ||
            copia_chart_series (self->data, mark) != series)
            continue;
        g_string_append_c (svg, 'M');
        copia_pen_number (svg, x_of (self, mark->x));
        g_string_append_c (svg, ' ');
        copia_pen_number (svg, top + self->height);
        g_string_append_c (svg, 'v');
        copia_pen_number (svg, -fmax (self->height * share, LEAST));
    }
    g_string_append (svg, "\" fill=\"none\" stroke=\"" COPIA_INK_MARK
                          "\" stroke-width=\"1.2\"/>\n");
    copia_pen_line (svg, self->left, top + self->height, self->left + self->width,
                    top + self->height, COPIA_INK_DIM, 1);
}

/* Of the scale of a series, as many ticks as its height has room for. */
static double
step_of (const Strips *self, size_t series)
{
    return copia_chart_step (self->most[series], (int) (self->height / TICK));
}

/* Where heights are values: the room for their names, left of the strips. */
static double
scale_width (const Strips *self)
{
    double width = 0;

    for (size_t i = 0; i < self->data->series->len; i++) {
        g_autoptr (GString) name = g_string_new (NULL);
        double step = step_of (self, i);

        if (!(self->most[i] > 0))
            continue;
        copia_chart_tick (name, floor (self->most[i] / step) * step, step);
        width = fmax (width, copia_pen_width (name->str, &scale_ink) + 8);
    }
    return width;
}

/* Lines at round values. */
static void
put_scale (const Strips *self, size_t series, double top, GString *svg)
{
    double most = self->most[series], step = step_of (self, series);
    double bottom = top + self->height;

    for (int i = 0; most > 0 && i * step <= most; i++) {
        double y = bottom - self->height * i * step / most;
        g_autoptr (GString) name = g_string_new (NULL);

        copia_chart_tick (name, i * step, step);
        copia_pen_text (svg, self->left - 5, y + 3.5, &scale_ink, name->str);
        copia_pen_line (svg, self->left, y, self->left + self->width, y,
                        COPIA_INK_FAINT, 1);
    }
}

static void
measure (Strips *self)
{
    for (size_t i = 0; i < self->data->n; i++) {
        const CopiaMark *mark = &self->data->marks[i];
        size_t series = copia_chart_series (self->data, mark);

        if (!mark->series)
            continue;
        if (isfinite (mark->value))
            self->most[series] = fmax (self->most[series], mark->value);
        if (!isfinite (mark->x))
            self->said[series] = mark->label;
    }
}

double
copia_chart_strips (const CopiaChartData *data, double top, GString *svg)
{
    size_t n = data->series->len;
    double height = n == 1 ? 90 : n <= 3 ? 48 : 34;
    double all = (HEAD + height + GAP) * (double) n - GAP;
    g_autofree double *most = g_new0 (double, n);
    g_autofree const char **said = g_new0 (const char *, n);
    Strips self = {
        data, COPIA_PICTURE_MARGIN, COPIA_PICTURE_ROOM, height, most, said
    };

    measure (&self);
    if (data->texts->value_title) {
        self.left += scale_width (&self);
        self.width -= scale_width (&self);
    }
    put_heads (&self, top, svg);
    for (size_t i = 0; i < n; i++) {
        double y = top + (HEAD + height + GAP) * (double) i + HEAD;

        if (data->texts->value_title)
            put_scale (&self, i, y, svg);
        put_borders (&self, y, y + height + (i + 1 == n ? 4 : 0), svg);
        put_marks (&self, i, y, svg);
    }
    top = put_inner (&self, top + all + 15, svg);
    top = put_outer (&self, top, svg);
    if (data->texts->x_title) {
        const CopiaInk ink = { .size = 11, .color = COPIA_INK_DIM };

        copia_pen_text (svg, self.left, top + 4, &ink, data->texts->x_title);
        top += 16;
    }
    return top;
}
