/* blocks-plane.c - points on a grid of characters, with the names that find room. */
#include "picture/blocks.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

#define LEAST_ROWS 11
#define MOST_ROWS 32
#define WIDEST 18u /* of a name */
#define TALL 2.0   /* how much taller than wide a character is */
#define SIGNS 3u

typedef struct {
    const CopiaChartData *data;
    size_t columns, rows;
    double x_middle, y_middle, scale; /* columns a unit */
    char **cells;                     /* a cluster; "": the cell before goes on */
    bool *taken;                      /* by a point or a name */
    size_t left_out;                  /* names */
} Plane;

static void
measure (Plane *self)
{
    double x[2], y[2], across = (double) self->columns - 2, tall;

    copia_chart_bounds (self->data, x, y);
    self->x_middle = (x[0] + x[1]) / 2;
    self->y_middle = (y[0] + y[1]) / 2;
    self->scale = x[1] > x[0] ? across / (x[1] - x[0]) : 1;
    tall = (y[1] - y[0]) / TALL;
    if (tall * self->scale > MOST_ROWS - 1)
        self->scale = (MOST_ROWS - 1) / tall;
    self->rows = (size_t) fmax (LEAST_ROWS, ceil (tall * self->scale) + 1);
}

static size_t
column_of (const Plane *self, double x)
{
    double at = (x - self->x_middle) * self->scale + (double) (self->columns - 1) / 2;

    return (size_t) CLAMP (round (at), 0, (double) self->columns - 1);
}

static size_t
row_of (const Plane *self, double y)
{
    double at =
        (self->y_middle - y) * self->scale / TALL + (double) (self->rows - 1) / 2;

    return (size_t) CLAMP (round (at), 0, (double) self->rows - 1);
}

static void
set (Plane *self, size_t column, size_t row, const char *cluster, size_t size)
{
    char **cell = &self->cells[row * self->columns + column];

    g_free (*cell);
    *cell = g_strndup (cluster, size);
}

static void
put_axes (Plane *self)
{
    size_t column = column_of (self, 0), row = row_of (self, 0);

    for (size_t i = 0; i < self->columns; i++)
        set (self, i, row, "\xE2\x94\x80", 3);
    for (size_t i = 0; i < self->rows; i++)
        set (self, column, i, "\xE2\x94\x82", 3);
    set (self, column, row, "\xE2\x94\xBC", 3);
}

static const char *
sign_of (const Plane *self, const CopiaMark *mark)
{
    static const char *const signs[SIGNS] = { "\xE2\x97\x8F", "+", "\xE2\x97\x86" };

    return signs[MIN (copia_chart_series (self->data, mark), SIGNS - 1)];
}

static bool
is_free (const Plane *self, long column, long row, size_t width)
{
    if (column < 0 || row < 0 || row >= (long) self->rows ||
        column + (long) width > (long) self->columns)
        return false;
    for (size_t i = 0; i < width; i++)
        if (self->taken[(size_t) row * self->columns + (size_t) column + i])
            return false;
    return true;
}

static void
put_text (Plane *self, size_t column, size_t row, const GString *text)
{
    for (size_t at = 0; at < text->len;) {
        size_t width,
            size = copia_utf8_cluster (text->str + at, text->len - at, &width);

        set (self, column, row, text->str + at, size);
        for (size_t i = 0; i < width; i++) {
            self->taken[row * self->columns + column + i] = true;
            if (i > 0)
                set (self, column + i, row, "", 0);
        }
        column += width;
        at += size;
    }
}

/* Beside its point, or above or below it; left out where names or points stand there. */
static void
put_name (Plane *self, const CopiaMark *mark)
{
    g_autoptr (GString) safe = g_string_new (NULL), name = g_string_new (NULL);
    long column = (long) column_of (self, mark->x);
    long row = (long) row_of (self, mark->value), width;

    copia_utf8_safe (safe, mark->label, strlen (mark->label));
    width = (long) copia_utf8_cut (name, safe->str, safe->len, WIDEST, COPIA_CUT_END);
    const long places[][2] = {
        { column + 1, row },         { column - width, row },
        { column + 1, row - 1 },     { column + 1, row + 1 },
        { column - width, row - 1 }, { column - width, row + 1 },
    };
    for (size_t i = 0; width > 0 && i < G_N_ELEMENTS (places); i++)
        if (is_free (self, places[i][0], places[i][1], (size_t) width)) {
            put_text (self, (size_t) places[i][0], (size_t) places[i][1], name);
            return;
        }
    self->left_out++;
}

static void
put_points (Plane *self)
{
    const CopiaMark *marks = self->data->marks;

    for (size_t i = 0; i < self->data->n; i++) {
        size_t column, row;

        if (!copia_chart_is_point (&marks[i]))
            continue;
        column = column_of (self, marks[i].x);
        row = row_of (self, marks[i].value);
        if (self->taken[row * self->columns + column])
            continue;
        set (self, column, row, sign_of (self, &marks[i]),
             strlen (sign_of (self, &marks[i])));
        self->taken[row * self->columns + column] = true;
    }
    for (size_t i = 0; i < self->data->n; i++)
        if (copia_chart_is_point (&marks[i]) && marks[i].label)
            put_name (self, &marks[i]);
}

static void
put_key (const Plane *self, GString *into)
{
    const CopiaChartData *data = self->data;
    const CopiaPictureTexts *texts = data->texts;
    g_autoptr (GString) key = g_string_new (NULL);

    for (guint i = 0; data->series->len > 1 && i < MIN (data->series->len, SIGNS);
         i++) {
        const CopiaMark mark = { .series = data->series->pdata[i] };

        g_string_append_printf (key, "%s%s %s", i > 0 ? ", " : "",
                                sign_of (self, &mark), mark.series);
    }
    if (texts->x_title && texts->value_title)
        g_string_append_printf (key, "%sacross %s, up %s", key->len > 0 ? "; " : "",
                                texts->x_title, texts->value_title);
    if (self->left_out > 0)
        g_string_append_printf (key, "%sno room for %zu name%s",
                                key->len > 0 ? "; " : "", self->left_out,
                                self->left_out == 1 ? "" : "s");
    copia_blocks_say (into, key->str, self->columns);
}

void
copia_blocks_plane (const CopiaChartData *data, size_t width, GString *into)
{
    Plane self = { .data = data, .columns = width };
    size_t n;

    measure (&self);
    n = self.columns * self.rows;
    self.cells = g_new0 (char *, n);
    self.taken = g_new0 (bool, n);
    put_axes (&self);
    put_points (&self);
    for (size_t i = 0; i < n; i++) {
        g_string_append (into, self.cells[i] ? self.cells[i] : " ");
        if ((i + 1) % self.columns == 0)
            copia_blocks_end_line (into);
        g_free (self.cells[i]);
    }
    put_key (&self, into);
    g_free (self.cells);
    g_free (self.taken);
}
