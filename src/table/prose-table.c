/* prose-table.c - cells, the widths of columns, and rows with broken cells. */
#include "table/prose-table.h"

#include "base/utf8.h"
#include "table/prose.h"

#include <string.h>

#define GAP 2
#define MOST_COLUMNS 12u

typedef struct {
    GPtrArray *rows; /* char **, NULL-terminated */
    size_t n;        /* columns */
    size_t widths[MOST_COLUMNS];
    size_t least[MOST_COLUMNS], broken[MOST_COLUMNS]; /* with code whole, and broken */
} Grid;

/* The cells of a line; \| is a bar in one. */
static char **
cells_of (const char *line)
{
    GPtrArray *cells = g_ptr_array_new ();
    GString *cell = g_string_new (NULL);

    for (const char *at = line + 1; *at; at++) {
        if (*at == '\\' && at[1] == '|') {
            g_string_append_c (cell, *++at);
        } else if (*at == '|') {
            g_ptr_array_add (cells, g_strstrip (g_string_free (cell, FALSE)));
            cell = g_string_new (NULL);
        } else {
            g_string_append_c (cell, *at);
        }
    }
    g_string_free (cell, TRUE);
    g_ptr_array_add (cells, NULL);
    return (char **) g_ptr_array_free (cells, FALSE);
}

static bool
is_rule (const char *line)
{
    return line[strspn (line, "|-: ")] == '\0';
}

/* The widest word of a cell; `code` of at most so many bytes is one. */
static size_t
widest_word (const char *cell, size_t longest)
{
    size_t widest = 0, size;
    bool inside = false;

    for (; *cell; cell += size) {
        cell += strspn (cell, " ");
        size = copia_prose_word (cell, longest, &inside);
        widest = MAX (widest, copia_utf8_width (cell, size));
    }
    return widest;
}

/* False: there are more columns than can stand side by side. */
static bool
read_rows (Grid *self, char *const *lines, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char **cells = is_rule (lines[i]) ? NULL : cells_of (lines[i]);

        if (!cells)
            continue;
        g_ptr_array_add (self->rows, cells);
        if (g_strv_length (cells) > MOST_COLUMNS)
            return false;
        for (size_t k = 0; cells[k]; k++) {
            size_t wide = copia_utf8_width (cells[k], strlen (cells[k]));

            self->n = MAX (self->n, k + 1);
            self->widths[k] = MAX (self->widths[k], wide);
            self->least[k] =
                MAX (self->least[k], widest_word (cells[k], COPIA_LONGEST_SPAN));
            self->broken[k] = MAX (self->broken[k], widest_word (cells[k], 0));
        }
    }
    return self->n > 0;
}

static size_t
total_of (const Grid *self)
{
    size_t total = self->n > 0 ? GAP * (self->n - 1) : 0;

    for (size_t k = 0; k < self->n; k++)
        total += self->widths[k];
    return total;
}

/* Takes from the widest column that has something to give; false: none has. */
static bool
narrow (Grid *self, const size_t *least)
{
    size_t widest = self->n;

    for (size_t k = 0; k < self->n; k++)
        if (self->widths[k] > least[k] &&
            (widest == self->n || self->widths[k] > self->widths[widest]))
            widest = k;
    if (widest < self->n)
        self->widths[widest]--;
    return widest < self->n;
}

static void
fit (Grid *self, size_t width)
{
    while (total_of (self) > width &&
           (narrow (self, self->least) || narrow (self, self->broken)))
        continue;
}

/* Line number `nth` of every cell, side by side; false: there is none any more. */
static bool
put_line (const Grid *self, char **const *pieces, size_t nth, GString *out)
{
    size_t start = out->len, due = 0;
    bool any = false;

    for (size_t k = 0; k < self->n; k++) {
        const char *piece = nth < g_strv_length (pieces[k]) ? pieces[k][nth] : NULL;
        size_t wide = piece ? copia_utf8_width (piece, strlen (piece)) : 0;

        any = any || piece;
        if (wide > 0)
            g_string_append_printf (out, "%*s%s", (int) due, "", piece);
        due =
            (wide > 0 ? 0 : due) + GAP + self->widths[k] - MIN (wide, self->widths[k]);
    }
    if (any)
        g_string_append_c (out, '\n');
    else
        g_string_truncate (out, start);
    return any;
}

static void
put_row (const Grid *self, char *const *cells, GString *out)
{
    char **pieces[MOST_COLUMNS];
    size_t n = MIN (g_strv_length ((char **) cells), self->n), nth = 0;

    for (size_t k = 0; k < self->n; k++) {
        g_autoptr (GString) filled = g_string_new (NULL);

        copia_prose_fill (filled, k < n ? cells[k] : "", 0, 0, self->widths[k]);
        pieces[k] = g_strsplit (filled->str, "\n", -1);
    }
    while (put_line (self, pieces, nth, out))
        nth++;
    for (size_t k = 0; k < self->n; k++)
        g_strfreev (pieces[k]);
}

void
copia_prose_table (GString *out, char *const *lines, size_t n, size_t width)
{
    Grid self = { .rows =
                      g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev) };
    bool fits = read_rows (&self, lines, n);

    fit (&self, width);
    for (guint i = 0; fits && i < self.rows->len; i++) {
        put_row (&self, self.rows->pdata[i], out);
        for (size_t k = 0; i == 0 && k < MIN (total_of (&self), width); k++)
            g_string_append (out, "\xE2\x94\x80"); /* a line */
        if (i == 0)
            g_string_append_c (out, '\n');
    }
    for (size_t i = 0; !fits && i < n; i++)
        g_string_append_printf (out, "%s\n", lines[i]);
    g_ptr_array_unref (self.rows);
}
