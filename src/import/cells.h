/* cells.h - rows of a table in CSV (RFC 4180) or tab-separated.
 *
 * What parts cells is the one of tab, comma and semicolon that stands most often in the first
 * line, outside quotes; a tie goes to the first of them.  A cell that begins with " ends with
 * the next one that is not doubled, and may hold line ends; others are trimmed.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
    const char *at;
    char parts;
    uint32_t line; /* of what comes next, from 1 */
    uint32_t row;  /* on which the row that was read begins */
} CopiaCells;

void copia_cells_init (CopiaCells *self, const char *text);
/* *row is NULL at the end, else to be freed by g_strfreev(); empty lines are passed over.
 * False: a quote is not closed. */
bool copia_cells_next (CopiaCells *self, char ***row);
