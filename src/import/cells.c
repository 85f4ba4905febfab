/* cells.c - rows of a table. */
#include "import/cells.h"

#include <string.h>

void
copia_cells_init (CopiaCells *self, const char *text)
{
    static const char parts[] = "\t,;";
    guint counts[3] = { 0 };
    bool quoted = false;
    guint best = 1;

    for (const char *at = text; *at && (quoted || !strchr ("\r\n", *at)); at++) {
        const char *found = strchr (parts, *at);

        quoted ^= *at == '"';
        if (found && !quoted)
            counts[found - parts]++;
    }
    for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
        if (counts[i] > counts[best] || (counts[i] == counts[best] && i < best))
            best = i;
    *self = (CopiaCells){ text, counts[best] ? parts[best] : ',', 1, 1 };
}

static void
pass_line_end (CopiaCells *self)
{
    if (self->at[0] == '\r' && self->at[1] == '\n')
        self->at++;
    self->at++;
    self->line++;
}

static bool
is_line_end (char c)
{
    return c == '\n' || c == '\r';
}

static bool
read_quoted (CopiaCells *self, GString *cell)
{
    for (self->at++; *self->at; self->at++) {
        if (*self->at == '"' && *++self->at != '"')
            return true;
        self->line += *self->at == '\n';
        g_string_append_c (cell, *self->at);
    }
    return false;
}

static bool
read_cell (CopiaCells *self, GPtrArray *row)
{
    g_autoptr (GString) cell = g_string_new (NULL);
    size_t blank = strspn (self->at, self->parts == '\t' ? " " : " \t");
    bool quoted = self->at[blank] == '"';

    if (quoted) {
        self->at += blank;
        if (!read_quoted (self, cell))
            return false;
    }
    for (; *self->at && *self->at != self->parts && !is_line_end (*self->at);
         self->at++)
        g_string_append_c (cell, *self->at);
    g_ptr_array_add (row,
                     quoted ? g_strdup (cell->str) : g_strstrip (g_strdup (cell->str)));
    return true;
}

bool
copia_cells_next (CopiaCells *self, char ***row)
{
    g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

    *row = NULL;
    while (is_line_end (*self->at))
        pass_line_end (self);
    self->row = self->line;
    if (!*self->at)
        return true;
    for (;;) {
        if (!read_cell (self, cells))
            return false;
        if (*self->at != self->parts)
            break;
        self->at++;
    }
    if (*self->at)
        pass_line_end (self);
    g_ptr_array_add (cells, NULL);
    *row = (char **) g_ptr_array_free (g_steal_pointer (&cells), FALSE);
    return true;
}
