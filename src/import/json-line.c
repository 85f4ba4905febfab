/* json-line.c - an object of JSON on a line. */
#include "import/json-line.h"

#include <string.h>

static void
pass_blanks (const char **at)
{
    *at += strspn (*at, " \t\r\n");
}

static bool
read_hex (const char **at, gunichar *value)
{
    *value = 0;
    for (int i = 0; i < 4; i++, (*at)++) {
        if (!g_ascii_isxdigit (**at))
            return false;
        *value = *value * 16 + (gunichar) g_ascii_xdigit_value (**at);
    }
    return true;
}

/* Behind `\u`; halves of characters that stand alone are U+FFFD, and so is NUL. */
static bool
read_unicode (const char **at, GString *out)
{
    gunichar first, second;
    const char *behind;

    if (!read_hex (at, &first))
        return false;
    behind = *at + 2;
    if (first >= 0xD800 && first < 0xDC00 && (*at)[0] == '\\' && (*at)[1] == 'u' &&
        read_hex (&behind, &second) && second >= 0xDC00 && second < 0xE000) {
        first = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        *at = behind;
    }
    g_string_append_unichar (out, first == 0 || (first >= 0xD800 && first < 0xE000)
                                      ? 0xFFFD
                                      : first);
    return true;
}

static bool
read_escape (const char **at, GString *out)
{
    static const char escapes[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    const char *found = **at ? strchr (escapes, **at) : NULL;

    if (found) {
        g_string_append_c (out, meant[found - escapes]);
        (*at)++;
        return true;
    }
    if (**at != 'u')
        return false;
    (*at)++;
    return read_unicode (at, out);
}

static char *
read_string (const char **at)
{
    g_autoptr (GString) out = g_string_new (NULL);

    if (**at != '"')
        return NULL;
    for ((*at)++; **at != '"';) {
        size_t n = strcspn (*at, "\"\\");

        g_string_append_len (out, *at, (gssize) n);
        *at += n;
        if (!**at)
            return NULL;
        if (**at == '\\') {
            (*at)++;
            if (!read_escape (at, out))
                return NULL;
        }
    }
    (*at)++;
    return g_strndup (out->str, out->len);
}

/* A list or an object, by its brackets. */
static bool
pass_nested (const char **at)
{
    size_t depth = 0;

    do {
        g_autofree char *string = NULL;

        *at += strcspn (*at, "[]{}\"");
        if (!**at)
            return false;
        if (**at == '"') {
            string = read_string (at);
            if (!string)
                return false;
            continue;
        }
        depth = strchr ("[{", **at) ? depth + 1 : depth - 1;
        (*at)++;
    } while (depth > 0);
    return true;
}

/* *value NULL: it is left out. */
static bool
read_value (const char **at, char **value)
{
    size_t n;

    *value = NULL;
    if (**at == '"')
        return (*value = read_string (at)) != NULL;
    if (**at == '[' || **at == '{')
        return pass_nested (at);
    n = strspn (*at, "+-.0123456789Eabceflnrstu");
    if (n == 0)
        return false;
    if (strncmp (*at, "null", 4) != 0 || n != 4)
        *value = g_strndup (*at, n);
    *at += n;
    return true;
}

static bool
read_member (const char **at, GPtrArray *names, GPtrArray *values)
{
    g_autofree char *name = NULL;
    char *value;

    pass_blanks (at);
    name = read_string (at);
    if (!name)
        return false;
    pass_blanks (at);
    if (*(*at)++ != ':')
        return false;
    pass_blanks (at);
    if (!read_value (at, &value))
        return false;
    if (value) {
        g_ptr_array_add (names, g_steal_pointer (&name));
        g_ptr_array_add (values, value);
    }
    pass_blanks (at);
    return true;
}

bool
copia_json_line (const char *text, GPtrArray *names, GPtrArray *values)
{
    const char *at = text;

    pass_blanks (&at);
    if (*at++ != '{')
        return false;
    pass_blanks (&at);
    if (*at == '}') {
        at++;
    } else {
        do {
            if (!read_member (&at, names, values))
                return false;
        } while (*at++ == ',');
        if (at[-1] != '}')
            return false;
    }
    pass_blanks (&at);
    return *at == '\0';
}
