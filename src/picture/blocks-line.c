/* blocks-line.c - values over a number in dots of braille, a panel for each series. */
#include "picture/blocks.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

#define ROWS 12
#define ROWS_OF_MANY 6
#define AXIS (COPIA_BLOCKS_VALUE + 1) /* columns of names of values */
#define MOST_PANELS 12u

#define TICK "\xE2\x94\xA4"
#define LINE "\xE2\x94\x80"

typedef struct {
    const CopiaChartData *data;
    size_t columns, rows;
    double x_least, x_most, least, most;
    uint8_t *dots; /* a byte a cell */
} Panel;

static void
widen (double value, double *least, double *most)
{
    if (!isfinite (value))
        return;
    *least = fmin (*least, value);
    *most = fmax (*most, value);
}

static double
x_of (const CopiaMark *mark, size_t nth)
{
    return isfinite (mark->x) ? mark->x : (double) nth;
}

static void
measure (Panel *self)
{
    g_autofree size_t *met = g_new0 (size_t, self->data->series->len);

    self->x_least = INFINITY;
    self->x_most = -INFINITY;
    for (size_t i = 0; i < self->data->n; i++) {
        const CopiaMark *mark = &self->data->marks[i];
        size_t nth = ++met[copia_chart_series (self->data, mark)];

        widen (x_of (mark, nth), &self->x_least, &self->x_most);
        widen (mark->value, &self->least, &self->most);
    }
    if (self->data->texts->from_zero)
        self->x_least = fmin (self->x_least, 0);
    if (self->x_most <= self->x_least)
        self->x_most = self->x_least + 1;
    if (self->most <= self->least)
        self->most = self->least + 1;
}

/* Dots of braille: two a column, four a row, numbered down the left side and the right one, and
 * then the two at the bottom. */
static void
set_dot (Panel *self, long x, long y)
{
    static const uint8_t bits[4][2] = {
        { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 }
    };

    self->dots[(size_t) (y / 4) * self->columns + (size_t) (x / 2)] |=
        bits[y % 4][x % 2];
}

static void
draw_to (Panel *self, const long from[2], const long to[2])
{
    long steps = MAX (labs (to[0] - from[0]), labs (to[1] - from[1]));

    for (long i = 0; i <= steps; i++) {
        double share = steps > 0 ? (double) i / (double) steps : 0;

        set_dot (self, lround ((double) from[0] + share * (double) (to[0] - from[0])),
                 lround ((double) from[1] + share * (double) (to[1] - from[1])));
    }
}

static void
place (const Panel *self, double x, double value, long dot[2])
{
    double across = (x - self->x_least) / (self->x_most - self->x_least);
    double up = (value - self->least) / (self->most - self->least);

    dot[0] = lround (across * (double) (2 * self->columns - 1));
    dot[1] = lround ((1 - up) * (double) (4 * self->rows - 1));
}

static void
draw_series (Panel *self, size_t series)
{
    long last[2] = { 0, 0 }, here[2];
    bool down = false;
    size_t nth = 0;

    memset (self->dots, 0, self->columns * self->rows);
    for (size_t i = 0; i < self->data->n; i++) {
        const CopiaMark *mark = &self->data->marks[i];

        if (copia_chart_series (self->data, mark) != series)
            continue;
        nth++;
        if (isfinite (mark->value)) {
            place (self, x_of (mark, nth), mark->value, here);
            draw_to (self, down ? last : here, here);
            memcpy (last, here, sizeof last);
        }
        down = isfinite (mark->value);
    }
}

static void
put_row (const Panel *self, size_t row, GString *into)
{
    double up = (double) (self->rows - 1 - row) / (double) (self->rows - 1);
    double value = self->least + (self->most - self->least) * up;
    g_autoptr (GString) name = g_string_new (NULL);

    if (row == 0 || row == self->rows / 2 || row == self->rows - 1)
        copia_blocks_value (name, value);
    copia_blocks_right (into, name->str, AXIS);
    g_string_append (into, name->len > 0 ? " " TICK : " \xE2\x94\x82");
    for (size_t i = 0; i < self->columns; i++) {
        uint8_t dots = self->dots[row * self->columns + i];

        if (dots == 0)
            g_string_append_c (into, ' ');
        else
            g_string_append_unichar (into, 0x2800 + dots);
    }
    copia_blocks_end_line (into);
}

static void
put_foot (const Panel *self, GString *into)
{
    g_autoptr (GString) first = g_string_new (NULL), last = g_string_new (NULL);
    const char *title = self->data->texts->x_title;
    size_t room;

    copia_blocks_value (first, self->x_least);
    copia_blocks_value (last, self->x_most);
    copia_blocks_repeat (into, " ", AXIS + 1);
    g_string_append (into, "\xE2\x94\x94");
    copia_blocks_repeat (into, LINE, self->columns);
    copia_blocks_end_line (into);
    copia_blocks_repeat (into, " ", AXIS + 2);
    if (first->len + last->len + 1 > self->columns) {
        copia_blocks_cell (into, first->str, self->columns);
        copia_blocks_end_line (into);
        return;
    }
    room = self->columns - first->len - last->len;
    g_string_append (into, first->str);
    if (room > 4) {
        g_string_append (into, "  ");
        copia_blocks_cell (into, title, room - 4);
        g_string_append (into, "  ");
    } else
        copia_blocks_repeat (into, " ", room);
    g_string_append (into, last->str);
    copia_blocks_end_line (into);
}

void
copia_blocks_line (const CopiaChartData *data, size_t width, GString *into)
{
    guint panels = MIN (data->series->len, MOST_PANELS);
    Panel self = { .data = data,
                   .columns = width > AXIS + 3 ? width - AXIS - 2 : 1,
                   .rows = panels > 1 ? ROWS_OF_MANY : ROWS };
    g_autofree uint8_t *dots = g_new0 (uint8_t, self.columns * self.rows);

    self.dots = dots;
    measure (&self);
    if (data->texts->value_title)
        copia_blocks_head (into, data->texts->value_title, NULL, width);
    for (guint i = 0; i < panels; i++) {
        if (data->series->len > 1)
            copia_blocks_head (into, data->series->pdata[i], NULL, width);
        draw_series (&self, i);
        for (size_t row = 0; row < self.rows; row++)
            put_row (&self, row, into);
    }
    put_foot (&self, into);
    if (panels < data->series->len) {
        g_autofree char *said =
            g_strdup_printf ("drawn are the first %u of %u", panels, data->series->len);

        copia_blocks_say (into, said, width);
    }
}
