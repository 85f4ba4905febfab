/* encoding-bytes.c - what bytes show of their encoding, and two that are read here. */
#include "import/encoding-private.h"

#include <string.h>

/* ---- windows-1252 --------------------------------------------------------------------- */

static const uint16_t windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

char *
copia_encoding_western (const char *bytes, size_t size, size_t *out_size)
{
    char *text = g_malloc (size * 3 + 1);
    char *out = text;

    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char) bytes[i];

        if (byte < 0x80)
            *out++ = (char) byte;
        else
            out +=
                g_unichar_to_utf8 (byte < 0xA0 ? windows_1252[byte - 0x80] : byte, out);
    }
    *out = 0;
    *out_size = (size_t) (out - text);
    return g_realloc (text, *out_size + 1);
}

/* ---- broken UTF-8 --------------------------------------------------------------------- */

/* The bytes at `at` that together stand for one U+FFFD: the start of a character that does
 * not go on as it should, or a single byte. */
static size_t
broken_length (const char *bytes, size_t size, size_t at)
{
    unsigned char lead = (unsigned char) bytes[at];
    size_t wants = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
    size_t n = 1;

    while (n < wants && at + n < size && ((unsigned char) bytes[at + n] & 0xC0) == 0x80)
        n++;
    return n < wants ? n : 1;
}

CopiaCensus
copia_encoding_census (const char *bytes, size_t size, GString *repaired)
{
    CopiaCensus census = { 0, 0, 0 };
    size_t at = 0;

    while (at < size) {
        const char *end;
        size_t start = at;

        g_utf8_validate_len (bytes + at, size - at, &end);
        at = (size_t) (end - bytes);
        for (size_t i = start; i < at; i++)
            census.good += (unsigned char) bytes[i] >= 0xC0;
        if (repaired)
            g_string_append_len (repaired, bytes + start, (gssize) (at - start));
        if (at == size)
            break;
        if (census.bad++ == 0)
            census.first = at;
        at += broken_length (bytes, size, at);
        if (repaired)
            g_string_append (repaired, "\xEF\xBF\xBD");
    }
    return census;
}

/* ---- declarations --------------------------------------------------------------------- */

static const char *const declarations[] = { "character set encoding:", "charset=",
                                            "charset:", "coding:", "coding=" };

/* Names that are used in texts and that iconv does not know. */
static const struct {
    const char *said, *meant;
} aliases[] = {
    { "iso-latin-1", "ISO-8859-1" }, { "iso latin-1", "ISO-8859-1" },
    { "latin-1", "ISO-8859-1" },     { "latin1", "ISO-8859-1" },
    { "iso8859_1", "ISO-8859-1" },   { "iso 8859-1", "ISO-8859-1" },
    { "iso8859-1", "ISO-8859-1" },   { "iso-8859-1", "ISO-8859-1" },
    { "macroman", "MACINTOSH" },     { "mac roman", "MACINTOSH" },
};

char *
copia_encoding_declared (const char *bytes, size_t size)
{
    g_autofree char *head = g_ascii_strdown (bytes, (gssize) MIN (size, 16384));

    for (size_t i = 0; i < G_N_ELEMENTS (declarations); i++) {
        const char *at = strstr (head, declarations[i]);
        size_t n = 0;

        if (!at)
            continue;
        at += strlen (declarations[i]);
        at += strspn (at, " \t\"'");
        while (g_ascii_isalnum (at[n]) || (at[n] && strchr (" -_", at[n])))
            n++;
        if (n > 0 && n < 40)
            return g_strstrip (
                g_strndup (bytes + (at - head), n)); /* as it is written */
    }
    return NULL;
}

const char *
copia_encoding_iconv_name (const char *said)
{
    for (size_t i = 0; i < G_N_ELEMENTS (aliases); i++)
        if (g_ascii_strcasecmp (said, aliases[i].said) == 0)
            return aliases[i].meant;
    return said;
}

bool
copia_encoding_is_western (const char *name)
{
    static const char *const names[] = { "ISO-8859-1", "windows-1252", "cp1252",
                                         "cp-1252", "ansi" };

    for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
        if (g_ascii_strcasecmp (name, names[i]) == 0)
            return true;
    return false;
}

bool
copia_encoding_is_utf8 (const char *name)
{
    return g_ascii_strcasecmp (name, "UTF-8") == 0 ||
           g_ascii_strcasecmp (name, "UTF8") == 0;
}

/* ---- byte order marks ----------------------------------------------------------------- */

static const CopiaMark marks[] = {
    { "\xFF\xFE\0\0", 4, "UTF-32LE" },
    { "\0\0\xFE\xFF", 4, "UTF-32BE" },
    { "\xFF\xFE", 2, "UTF-16LE" },
    { "\xFE\xFF", 2, "UTF-16BE" },
};

const CopiaMark *
copia_encoding_mark (const char *bytes, size_t size)
{
    for (size_t i = 0; i < G_N_ELEMENTS (marks); i++)
        if (size >= marks[i].size && memcmp (bytes, marks[i].bytes, marks[i].size) == 0)
            return &marks[i];
    return NULL;
}
