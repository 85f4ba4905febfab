/* error.c - the error domain. */
#include "base/error.h"

#include "base/utf8.h"

#include <string.h>

G_DEFINE_QUARK (copia_error, copia_error)

char *
copia_error_show (const char *text, unsigned columns)
{
    g_autoptr (GString) safe = g_string_new (NULL);
    GString *shown = g_string_new (NULL);

    /* a character takes four bytes at most, with its marks some more */
    copia_utf8_safe (safe, text, MIN (strlen (text), (size_t) columns * 16));
    copia_utf8_cut (shown, safe->str, safe->len, columns, COPIA_CUT_END);
    return g_string_free (shown, FALSE);
}
