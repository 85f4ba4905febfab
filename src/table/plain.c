/* plain.c - characters to their likeness in ASCII. */
#include "table/plain.h"

#include "base/utf8.h"

#include <string.h>
#include <unistd.h>

bool
copia_plain_wanted (int file)
{
    static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

    for (size_t i = 0; i < G_N_ELEMENTS (names); i++) {
        const char *value = g_getenv (names[i]);
        g_autofree char *small = value ? g_ascii_strdown (value, -1) : NULL;

        if (small && small[0])
            return !strstr (small, "utf-8") && !strstr (small, "utf8") && isatty (file);
    }
    return false;
}

/* Ranges of characters, sorted; 0: by their decomposition. */
static const struct {
    uint32_t first, last;
    char sign;
} likeness[] = {
    { 0x00A0, 0x00A0, ' ' }, { 0x00AB, 0x00AB, '"' },  { 0x00AD, 0x00AD, '-' },
    { 0x00B7, 0x00B7, '.' }, { 0x00BB, 0x00BB, '"' },  { 0x00D7, 0x00D7, 'x' },
    { 0x2010, 0x2015, '-' }, { 0x2018, 0x201B, '\'' }, { 0x201C, 0x201F, '"' },
    { 0x2022, 0x2022, '*' }, { 0x2026, 0x2026, '~' },  { 0x2039, 0x203A, '\'' },
    { 0x2190, 0x2190, '<' }, { 0x2192, 0x2192, '>' },  { 0x2212, 0x2212, '-' },
    { 0x2500, 0x2501, '-' }, { 0x2502, 0x2503, '|' },  { 0x2504, 0x257F, '+' },
    { 0x2581, 0x2582, '.' }, { 0x2583, 0x2584, ':' },  { 0x2585, 0x2586, '|' },
    { 0x2587, 0x258C, '#' }, { 0x258D, 0x258F, '.' },  { 0x2593, 0x2593, '=' },
    { 0x25C6, 0x25C6, '#' }, { 0x25CB, 0x25CB, 'o' },  { 0x25CF, 0x25CF, '*' },
};

/* Dots of braille, by the half of the line in which they stand. */
static char
braille (uint32_t c)
{
    bool upper = (c & 0x1B) != 0, lower = (c & 0xE4) != 0;

    return upper && lower ? ':' : upper ? '\'' : lower ? '.' : ' ';
}

static char
sign_of (uint32_t c)
{
    for (size_t i = 0; i < G_N_ELEMENTS (likeness); i++)
        if (c >= likeness[i].first && c <= likeness[i].last)
            return likeness[i].sign;
    return c >= 0x2800 && c <= 0x28FF ? braille (c) : 0;
}

/* A letter without its accents, if that is ASCII. */
static char
letter_of (const char *bytes, size_t size)
{
    g_autofree char *parts = g_utf8_normalize (bytes, (gssize) size, G_NORMALIZE_ALL);

    return parts && (unsigned char) parts[0] < 0x80 ? parts[0] : 0;
}

static void
append_cluster (GString *into, const char *bytes, size_t size, size_t columns)
{
    uint32_t c;
    char sign;

    copia_utf8_decode (bytes, size, &c);
    sign = c == COPIA_UTF8_BAD ? 0 : sign_of (c);
    if (!sign && c != COPIA_UTF8_BAD)
        sign = letter_of (bytes, size);
    for (size_t i = 0; i < columns; i++)
        g_string_append_c (into, sign ? sign : '?');
}

/* Bytes at the end that begin a character and do not end it. */
static size_t
unfinished (const GString *text)
{
    for (size_t n = 1; n <= 3 && n <= text->len; n++) {
        unsigned char byte = (unsigned char) text->str[text->len - n];
        size_t wanted = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;

        if (byte >= 0xC0 || byte < 0x80)
            return wanted > n ? n : 0;
    }
    return 0;
}

void
copia_plain_append (GString *into, const char *bytes, size_t size, GString *rest)
{
    g_autoptr (GString) text = g_string_new_len (rest->str, (gssize) rest->len);
    size_t end, n;

    g_string_append_len (text, bytes, (gssize) size);
    end = text->len - unfinished (text);
    g_string_assign (rest, "");
    g_string_append_len (rest, text->str + end, (gssize) (text->len - end));
    for (size_t at = 0; at < end; at += n) {
        size_t columns;

        n = 1;
        if ((unsigned char) text->str[at] < 0x80) {
            g_string_append_c (into, text->str[at]);
            continue;
        }
        n = copia_utf8_cluster (text->str + at, end - at, &columns);
        append_cluster (into, text->str + at, n, columns);
    }
}
