/* dendrogram.c - joins to strokes. */
#include "study/dendrogram.h"

/* Strokes that leave a cell. */
enum { WEST = 1, EAST = 2, NORTH = 4, SOUTH = 8 };

typedef struct {
    uint8_t *cells; /* rows x width */
    uint32_t width;
} Canvas;

static void
draw_across (Canvas *self, size_t row, uint32_t from, uint32_t to)
{
    for (uint32_t x = from; x < to; x++) {
        self->cells[row * self->width + x] |= EAST;
        self->cells[row * self->width + x + 1] |= WEST;
    }
}

static void
draw_down (Canvas *self, uint32_t column, size_t from, size_t to)
{
    for (size_t row = from; row < to; row++) {
        self->cells[row * self->width + column] |= SOUTH;
        self->cells[(row + 1) * self->width + column] |= NORTH;
    }
}

static const char *
stroke (uint8_t cell)
{
    static const char *const strokes[16] = {
        " ", "─", "─", "─", "│", "┘", "└", "┴", "│", "┐", "┌", "┬", "│", "┤", "├", "┼",
    };

    return strokes[cell & 15];
}

/* Where a node stands. */
typedef struct {
    size_t row;
    uint32_t column;
} Place;

static GPtrArray *
lines_of (const Canvas *self, size_t n)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

    for (size_t row = 0; row < n; row++) {
        GString *line = g_string_new (NULL);

        for (uint32_t x = 0; x < self->width; x++)
            g_string_append (line, stroke (self->cells[row * self->width + x]));
        g_strchomp (line->str);
        g_ptr_array_add (lines, g_string_free (line, FALSE));
    }
    return lines;
}

GPtrArray *
copia_dendrogram_draw (const CopiaJoin *joins, size_t n, uint32_t width)
{
    g_autofree uint8_t *cells = g_new0 (uint8_t, n * width);
    g_autofree size_t *order = g_new (size_t, n);
    g_autofree Place *places = g_new0 (Place, 2 * n);
    Canvas canvas = { cells, width };
    double top = joins[n - 2].height;

    copia_cluster_order (joins, n, order);
    for (size_t i = 0; i < n; i++)
        places[order[i]] = (Place){ i, 0 };
    for (size_t k = 0; k + 1 < n; k++) {
        Place a = places[joins[k].left], b = places[joins[k].right];
        double share = top > 0 ? joins[k].height / top : 1;
        uint32_t column = 1 + (uint32_t) (share * (width - 3) + 0.5);

        draw_across (&canvas, a.row, a.column, column);
        draw_across (&canvas, b.row, b.column, column);
        draw_down (&canvas, column, MIN (a.row, b.row), MAX (a.row, b.row));
        places[n + k] = (Place){ (a.row + b.row) / 2, column };
    }
    draw_across (&canvas, places[2 * n - 2].row, places[2 * n - 2].column, width - 1);
    return lines_of (&canvas, n);
}
