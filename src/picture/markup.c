/* markup.c - text from strangers inside SVG and HTML. */
#include "picture/markup.h"

#include "base/utf8.h"

#include <string.h>

/* U+FFFE and U+FFFF are no characters of XML. */
static bool
is_noncharacter (const char *text, size_t left)
{
    return left >= 3 && memcmp (text, "\xEF\xBF", 2) == 0 &&
           ((unsigned char) text[2] == 0xBE || (unsigned char) text[2] == 0xBF);
}

static const char *
entity (char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void
copia_markup_escape (GString *into, const char *text, size_t size)
{
    g_autoptr (GString) safe = g_string_new (NULL);
    size_t from = 0;

    copia_utf8_safe (safe, text, size);
    for (size_t i = 0; i < safe->len; i++) {
        const char *instead = entity (safe->str[i]);
        size_t n = 1;

        if (!instead && is_noncharacter (safe->str + i, safe->len - i)) {
            instead = COPIA_UTF8_REPLACEMENT;
            n = 3;
        }
        if (!instead)
            continue;
        g_string_append_len (into, safe->str + from, (gssize) (i - from));
        g_string_append (into, instead);
        i += n - 1;
        from = i + 1;
    }
    g_string_append_len (into, safe->str + from, (gssize) (safe->len - from));
}

void
copia_markup_text (GString *into, const char *text)
{
    if (text)
        copia_markup_escape (into, text, strlen (text));
}
