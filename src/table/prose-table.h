/* prose-table.h - a table of Markdown in a width of columns. */
#pragma once

#include <glib.h>

/* Appends the table of these n lines, each of which begins with |. */
void copia_prose_table (GString *out, char *const *lines, size_t n, size_t width);
