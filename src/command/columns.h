/* columns.h - what the columns of tables say that are no measures. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Appends what there is to say of the columns of a name; false: there is none. */
bool copia_column_append (const char *name, GString *out);
