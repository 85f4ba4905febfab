/* measures.h - the page of help about measures of association, made from their registry. */
#pragma once

#include <glib.h>

#define COPIA_MEASURES_TITLE "Every measure of collocates"

/* Appends a page: for each measure its names, what it is for, formula, range and source. */
void copia_measures_append (GString *out);
