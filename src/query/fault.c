/* fault.c - carets under faults. */
#include "query/fault.h"

#include "base/error.h"
#include "base/utf8.h"

#include <string.h>

#define AROUND 35 /* bytes shown on each side of the fault, to whole characters */

static size_t
back_to_character (const char *text, size_t at)
{
    while (at > 0 && ((unsigned char) text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static void
set_fault (GError **error, const char *query, size_t at, const char *message)
{
    g_autoptr (GString) line = g_string_new ("  ");
    size_t size = strlen (query), from, to, columns;

    at = back_to_character (query, MIN (at, size));
    from = back_to_character (query, at > AROUND ? at - AROUND : 0);
    to = back_to_character (query, MIN (size, at + AROUND));
    g_string_append (line, from > 0 ? COPIA_UTF8_ELLIPSIS : "");
    copia_utf8_safe (line, query + from, at - from);
    columns = copia_utf8_width (line->str, line->len);
    copia_utf8_safe (line, query + at, to - at);
    g_string_append (line, to < size ? COPIA_UTF8_ELLIPSIS : "");
    if (query[strspn (query, " \t\r\n")] == '\0') /* nothing to point at */
        g_set_error_literal (error, COPIA_ERROR, COPIA_ERROR_QUERY, message);
    else
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY, "%s\n%s\n%*s^", message,
                     line->str, (int) columns, "");
}

bool
copia_fault (GError **error, const char *query, size_t at, const char *format, ...)
{
    g_autofree char *message = NULL;
    va_list arguments;

    va_start (arguments, format);
    message = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    set_fault (error, query, at, message);
    return false;
}
