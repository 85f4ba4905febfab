/* meta.c - keys and values as text. */
#include "index/meta.h"

static void
append_escaped (GString *out, const char *value)
{
    for (; *value; value++) {
        switch (*value) {
        case '\t':
            g_string_append (out, "\\t");
            break;
        case '\n':
            g_string_append (out, "\\n");
            break;
        case '\r':
            g_string_append (out, "\\r");
            break;
        case '\\':
            g_string_append (out, "\\\\");
            break;
        default:
            g_string_append_c (out, *value);
        }
    }
}

void
copia_meta_bytes (GString *out, const char *key, const char *value)
{
    g_string_append (out, key);
    g_string_append_c (out, '\t');
    append_escaped (out, value);
    g_string_append_c (out, '\n');
}

void
copia_meta_line (GString *out, const char *key, const char *value)
{
    g_autofree char *valid = g_utf8_make_valid (value, -1);

    copia_meta_bytes (out, key, valid);
}

void
copia_meta_number (GString *out, const char *key, guint64 value)
{
    g_string_append_printf (out, "%s\t%" G_GUINT64_FORMAT "\n", key, value);
}

void
copia_meta_unescape (char *value)
{
    char *to = value;

    for (const char *from = value; *from; from++) {
        char c = *from;

        if (c == '\\' && from[1]) {
            c = *++from;
            c = c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
        }
        *to++ = c;
    }
    *to = '\0';
}
