/* measures.h - pages of help about measures, made from their registries. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define COPIA_MEASURES_TITLE "Every measure of collocates"

/* Appends a page: for each measure its names, what it is for, formula, range and source. */
void copia_measures_append (GString *out);

/* Appends what there is to say of the measures that answer to a name, of every family, with a
 * table worked out where it is one of tables; false: none does. */
bool copia_measure_append (const char *name, GString *out);
