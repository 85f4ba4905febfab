/* forest.c - a point with its interval for each label, on both sides of zero. */
#include "picture/chart.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

#define ROW 19.0
#define BAND 22.0 /* of a heading of a group */
#define LEAST_SPAN 1.0
#define SMALL 3.0     /* an interval to here is shown whole */
#define LARGE 10000.0 /* without decimals */

typedef struct {
    const CopiaChartData *data;
    double labels, numbers; /* widths at the left and at the right */
    double left, width, span;
    CopiaInk ink;
} Forest;

static bool
has_value (const CopiaMark *mark)
{
    return isfinite (mark->value);
}

static void
put_number (double value, GString *into)
{
    char digits[COPIA_NUMBER_MAX];

    if (isinf (value)) {
        g_string_append (into, value < 0 ? "-\xE2\x88\x9E" : "\xE2\x88\x9E");
        return;
    }
    if (fabs (value) >= LARGE) {
        copia_chart_value (into, value);
        return;
    }
    copia_number_fixed (digits, value, 2);
    g_string_append (into, digits);
}

/* "1.31 [0.20; 2.90]" */
static void
put_numbers (const CopiaMark *mark, GString *into)
{
    if (!has_value (mark)) {
        g_string_append (into, "\xE2\x80\x93"); /* an en dash */
        return;
    }
    put_number (mark->value, into);
    if (isnan (mark->low) || isnan (mark->high))
        return;
    g_string_append (into, " [");
    put_number (mark->low, into);
    g_string_append (into, "; ");
    put_number (mark->high, into);
    g_string_append_c (into, ']');
}

/* Zero is in the middle, so that one sees at once on which side most points lie; an interval
 * does not dwarf the points. */
static void
measure (Forest *self)
{
    const CopiaInk heading = { .size = 12, .bold = true };
    double value = 0, end = 0, widest = 0;

    self->ink = (CopiaInk){ .size = 12, .color = COPIA_INK_TEXT };
    for (size_t i = 0; i < self->data->n; i++) {
        const CopiaMark *mark = &self->data->marks[i];
        g_autoptr (GString) numbers = g_string_new (NULL);

        put_numbers (mark, numbers);
        self->numbers =
            fmax (self->numbers, copia_pen_width (numbers->str, &self->ink));
        if (mark->label)
            widest = fmax (widest, copia_pen_width (mark->label, &self->ink));
        if (mark->group)
            widest = fmax (widest, copia_pen_width (mark->group, &heading));
        if (has_value (mark))
            value = fmax (value, fabs (mark->value));
        if (isfinite (mark->low))
            end = fmax (end, fabs (mark->low));
        if (isfinite (mark->high))
            end = fmax (end, fabs (mark->high));
    }
    self->labels = fmin (widest, 200) + 12;
    self->numbers = fmin (self->numbers, 250) + 12;
    self->left = COPIA_PICTURE_MARGIN + self->labels;
    self->width = COPIA_PICTURE_ROOM - self->labels - self->numbers;
    self->span = fmax (LEAST_SPAN, fmin (end, fmax (SMALL, 1.7 * value))) * 1.05;
    self->span = fmax (self->span, value * 1.05);
}

static double
x_of (const Forest *self, double value)
{
    double x = self->left + (value / self->span + 1) / 2 * self->width;

    return CLAMP (x, self->left, self->left + self->width);
}

/* One end of an interval: a stop, or an arrow where it goes on. */
static void
put_end (const Forest *self, double value, double way, double y, GString *svg)
{
    double x = x_of (self, value);
    bool cut = fabs (value) > self->span;

    copia_pen_line (svg, cut ? x - way * 5 : x, y - 3.5, x, cut ? y : y + 3.5,
                    COPIA_INK_TEXT, 1.2);
    if (cut)
        copia_pen_line (svg, x - way * 5, y + 3.5, x, y, COPIA_INK_TEXT, 1.2);
}

/* Full where zero is not in the interval, hollow where it is: what one would not bet on. */
static void
put_point (const Forest *self, const CopiaMark *mark, double y, GString *svg)
{
    bool sure = mark->low > 0 || mark->high < 0;

    if (!isnan (mark->low) && !isnan (mark->high)) {
        copia_pen_line (svg, x_of (self, mark->low), y, x_of (self, mark->high), y,
                        COPIA_INK_TEXT, 1.2);
        put_end (self, mark->low, -1, y, svg);
        put_end (self, mark->high, 1, y, svg);
    }
    g_string_append (svg, "<circle cx=\"");
    copia_pen_number (svg, x_of (self, mark->value));
    g_string_append (svg, "\" cy=\"");
    copia_pen_number (svg, y);
    g_string_append_printf (svg,
                            "\" r=\"4.5\" fill=\"%s\" stroke=\"%s\" "
                            "stroke-width=\"1.5\"/>\n",
                            sure ? COPIA_INK_MARK : "#ffffff", COPIA_INK_MARK);
}

static void
put_row (const Forest *self, const CopiaMark *mark, double y, GString *svg)
{
    CopiaInk end = self->ink;
    g_autoptr (GString) numbers = g_string_new (NULL);
    g_autoptr (GString) title = g_string_new (mark->label ? mark->label : "");

    end.anchor = COPIA_ANCHOR_END;
    put_numbers (mark, numbers);
    g_string_append_printf (title, ": %s", numbers->str);
    copia_pen_open (svg, title->str);
    if (mark->label)
        copia_pen_fitted (svg, self->left - 8, y + ROW / 2 + 4, &end, mark->label,
                          self->labels - 8);
    if (has_value (mark))
        put_point (self, mark, y + ROW / 2, svg);
    end.color = COPIA_INK_DIM;
    copia_pen_fitted (svg, self->left + self->width + self->numbers, y + ROW / 2 + 4,
                      &end, numbers->str, self->numbers - 8);
    g_string_append (svg, "</g>\n");
}

static void
put_axis (const Forest *self, double top, double bottom, GString *svg)
{
    const CopiaInk ink = { .size = 10,
                           .color = COPIA_INK_DIM,
                           .anchor = COPIA_ANCHOR_MIDDLE };
    CopiaTicks ticks = copia_chart_ticks (-self->span, self->span, self->width, &ink);

    for (int i = 0; i < ticks.n; i++) {
        double tick = ticks.first + i * ticks.step, x = x_of (self, tick);
        g_autoptr (GString) name = g_string_new (NULL);

        copia_chart_tick (name, tick, ticks.step);
        copia_pen_line (svg, x, top, x, bottom, COPIA_INK_FAINT, 1);
        copia_pen_text (svg, x, top - 5, &ink, name->str);
        if (self->data->n > 40)
            copia_pen_text (svg, x, bottom + 12, &ink, name->str);
    }
    copia_pen_line (svg, x_of (self, 0), top, x_of (self, 0), bottom, COPIA_INK_DIM,
                    1.5);
}

/* What either side of zero means. */
static double
put_sides (const Forest *self, double top, GString *svg)
{
    const CopiaPictureTexts *texts = self->data->texts;
    CopiaInk ink = { .size = 12, .color = COPIA_INK_TEXT, .bold = true };
    double room = self->width / 2 - 10;

    if (!texts->below || !texts->above)
        return top;
    ink.anchor = COPIA_ANCHOR_END;
    copia_pen_fitted (svg, x_of (self, 0) - 10, top + 14, &ink, texts->below, room);
    ink.anchor = COPIA_ANCHOR_START;
    copia_pen_fitted (svg, x_of (self, 0) + 10, top + 14, &ink, texts->above, room);
    return top + 20;
}

static double
put_rows (const Forest *self, double y, GString *svg)
{
    const CopiaInk head = { .size = 12, .color = COPIA_INK_TEXT, .bold = true };
    const char *group = "";

    for (size_t i = 0; i < self->data->n; i++) {
        const CopiaMark *mark = &self->data->marks[i];
        const char *own = mark->group ? mark->group : "";

        if (own[0] && strcmp (own, group) != 0) {
            copia_pen_fitted (svg, COPIA_PICTURE_MARGIN, y + BAND - 7, &head, own,
                              COPIA_PICTURE_ROOM);
            y += BAND;
        }
        group = own;
        put_row (self, mark, y, svg);
        y += ROW;
    }
    return y;
}

double
copia_chart_forest (const CopiaChartData *data, double top, GString *svg)
{
    Forest self = { .data = data };
    g_autoptr (GString) rows = g_string_new (NULL);
    double bottom;

    measure (&self);
    if (data->texts->value_title) {
        const CopiaInk note = { .size = 11, .color = COPIA_INK_DIM };

        copia_pen_fitted (svg, self.left, top + 14, &note, data->texts->value_title,
                          COPIA_PICTURE_ROOM - self.labels);
        top += 20;
    }
    top = put_sides (&self, top, svg) + 22;
    bottom = put_rows (&self, top, rows);
    put_axis (&self, top, bottom, svg);
    g_string_append_len (svg, rows->str, (gssize) rows->len);
    return bottom + (data->n > 40 ? 22 : 10);
}
