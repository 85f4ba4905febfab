/* plain.h - answers for terminals that show ASCII alone.
 *
 * A character becomes as many as it takes columns, so that tables stay aligned: lines and blocks
 * become signs that look like them, letters lose their accents, what has no likeness is `?`.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* The environment says that the terminal `file` is no UTF-8: LC_ALL, LC_CTYPE and LANG, the first
 * that is set, as C or de_DE.ISO-8859-1 say it.  Where none is set, or no terminal, false. */
bool copia_plain_wanted (int file);
/* Appends what has been told by now; the beginning of a character stays in `rest`. */
void copia_plain_append (GString *into, const char *bytes, size_t size, GString *rest);
