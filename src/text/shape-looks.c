/* shape-looks.c - lines that look like titles, and those that look like sentences. */
#include "text/shape.h"

#include <string.h>

bool
copia_shape_is_capitals (const char *text, size_t size)
{
    size_t upper = 0;

    for (const char *p = text; p < text + size; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);

        if (c < 128 ? g_ascii_islower ((char) c) : g_unichar_islower (c))
            return false;
        upper += c < 128 ? g_ascii_isupper ((char) c) : g_unichar_isupper (c);
    }
    return upper > 1;
}

bool
copia_shape_is_prose (const char *text, size_t size)
{
    size_t lower = 0, words = 1;

    for (size_t i = 0; i < size; i++) {
        lower += text[i] == ' ' && i + 1 < size && g_ascii_islower (text[i + 1]);
        words += text[i] == ' ';
    }
    if (size == 0 || copia_shape_is_capitals (text, size))
        return false;
    return (strchr (".!?;,\"", text[size - 1]) && words > 7 && lower * 2 > words) ||
           words > 24;
}
