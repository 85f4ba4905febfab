/* measures.h - pages of help about measures, made from their registries. */
#pragma once

#include "base/json.h"
#include <glib.h>
#include <stdbool.h>

#define COPIA_MEASURES_TITLE "Every measure, family by family"

/* Appends a page: what each family measures, and a line for each measure. */
void copia_measures_append (GString *out);
/* Appends all there is to say of the measures of a family; false: there is none of the name. */
bool copia_measures_append_family (const char *family, GString *out);

/* Appends what there is to say of the measures that answer to a name, of every family, and an
 * example worked out; false: none does. */
bool copia_measure_append (const char *name, GString *out);

/* Appends the table that the numbers make, if they make one, and the formula of the measure
 * with the numbers in it; false where it has no value for them. */
bool copia_measure_work (const char *measure, const CopiaJson *values, GString *out);
