/* blocks.c - what charts in block characters share. */
#include "picture/blocks.h"

#include "base/utf8.h"

#include <string.h>

#define LEAST_HEAD 12 /* columns of the left half of a line */

void
copia_blocks_repeat (GString *into, const char *block, size_t n)
{
    for (; n > 0; n--)
        g_string_append (into, block);
}

/* Appends what fits; returns the columns left. */
static size_t
fit (GString *into, const char *text, size_t width)
{
    g_autoptr (GString) safe = g_string_new (NULL);

    if (text)
        copia_utf8_safe (safe, text, strlen (text));
    return width - copia_utf8_cut (into, safe->str, safe->len, width, COPIA_CUT_END);
}

void
copia_blocks_cell (GString *into, const char *text, size_t width)
{
    copia_blocks_repeat (into, " ", fit (into, text, width));
}

void
copia_blocks_right (GString *into, const char *text, size_t width)
{
    g_autoptr (GString) cell = g_string_new (NULL);

    copia_blocks_repeat (into, " ", fit (cell, text, width));
    g_string_append (into, cell->str);
}

void
copia_blocks_end_line (GString *into)
{
    while (into->len > 0 && into->str[into->len - 1] == ' ')
        g_string_truncate (into, into->len - 1);
    g_string_append_c (into, '\n');
}

void
copia_blocks_head (GString *into, const char *left, const char *right, size_t width)
{
    size_t taken = right ? copia_utf8_width (right, strlen (right)) + 2 : 0;

    if (taken > 0 && taken + LEAST_HEAD > width) {
        copia_blocks_head (into, left, NULL, width);
        copia_blocks_head (into, right, NULL, width);
        return;
    }
    copia_blocks_cell (into, left, width - taken);
    if (right) {
        g_string_append (into, "  ");
        copia_utf8_safe (into, right, strlen (right));
    }
    copia_blocks_end_line (into);
}

void
copia_blocks_value (GString *into, double value)
{
    size_t at = into->len;

    copia_chart_value (into, value);
    if (copia_utf8_width (into->str + at, into->len - at) <= COPIA_BLOCKS_VALUE)
        return;
    g_string_truncate (into, at);
    g_string_append_printf (into, "%.2g", value);
}

void
copia_blocks_say (GString *into, const char *text, size_t width)
{
    g_auto (GStrv) words = g_strsplit (text, " ", -1);
    size_t used = 0;

    for (char **word = words; *word; word++) {
        g_autoptr (GString) fitted = g_string_new (NULL);
        size_t size = width - fit (fitted, *word, width);

        if (used > 0 && used + 1 + size > width) {
            g_string_append_c (into, '\n');
            used = 0;
        }
        g_string_append_printf (into, "%s%s", used > 0 ? " " : "", fitted->str);
        used += size + (used > 0);
    }
    g_string_append_c (into, '\n');
}

size_t
copia_blocks_widest (const CopiaChartData *data, size_t room)
{
    size_t widest = 1;

    for (size_t i = 0; i < data->n; i++) {
        const char *label = data->marks[i].label;

        if (label)
            widest = MAX (widest, copia_utf8_width (label, strlen (label)));
    }
    return MIN (widest, room);
}
