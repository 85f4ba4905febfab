/* encoding.c - bytes to UTF-8. */
#include "import/encoding.h"

#include <string.h>

#include "base/error.h"
#include "import/binary.h"

#define STEP ((size_t) 4 << 20) /* bytes looked at, at a time */

/* ---- windows-1252 --------------------------------------------------------------------- */

static const uint16_t windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

static char *
from_windows_1252 (const char *bytes, size_t size, size_t *out_size)
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

typedef struct {
    size_t good;  /* characters beyond ASCII */
    size_t bad;   /* runs of bytes that are no UTF-8 */
    size_t first; /* offset of the first such byte */
} Census;

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

static Census
take_census (const char *bytes, size_t size, GString *repaired)
{
    Census census = { 0, 0, 0 };
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

/* The name declared in the first 16 KiB, or NULL. */
static char *
find_declaration (const char *bytes, size_t size)
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

static const char *
iconv_name (const char *said)
{
    for (size_t i = 0; i < G_N_ELEMENTS (aliases); i++)
        if (g_ascii_strcasecmp (said, aliases[i].said) == 0)
            return aliases[i].meant;
    return said;
}

static bool
is_western (const char *name)
{
    static const char *const names[] = { "ISO-8859-1", "windows-1252", "cp1252",
                                         "cp-1252", "ansi" };

    for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
        if (g_ascii_strcasecmp (name, names[i]) == 0)
            return true;
    return false;
}

/* ---- conversion ----------------------------------------------------------------------- */

static void
tell_trouble (const char *bytes, size_t at, const char *from, const GError *trouble,
              GError **error)
{
    /* a C library without tables of encodings fails where it should not know the name */
    if (g_error_matches (trouble, G_CONVERT_ERROR, G_CONVERT_ERROR_NO_CONVERSION) ||
        g_error_matches (trouble, G_CONVERT_ERROR, G_CONVERT_ERROR_FAILED))
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "no encoding is called '%s'; see 'iconv --list'", from);
    else if (!trouble || trouble->code == G_CONVERT_ERROR_PARTIAL_INPUT)
        g_set_error (
            error, COPIA_ERROR, COPIA_ERROR_INPUT,
            "ends in the middle of a character of %s, at offset %" G_GSIZE_FORMAT
            "; the file is cut, or --encoding should name another",
            from, (gsize) at);
    else
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "byte 0x%02X at offset %" G_GSIZE_FORMAT
                     " is not %s; name another encoding with --encoding",
                     (unsigned) (unsigned char) bytes[at], (gsize) at, from);
}

/* All bytes behind the first `skipped`, or NULL. */
static char *
convert (const char *bytes, size_t size, size_t skipped, const char *from,
         size_t *out_size, GError **error)
{
    g_autoptr (GError) trouble = NULL;
    g_autofree char *text = NULL;
    gsize n = 0, written = 0;

    text = g_convert (bytes + skipped, (gssize) (size - skipped), "UTF-8", from, &n,
                      &written, &trouble);
    if (!text || n < size - skipped) {
        tell_trouble (bytes, MIN (skipped + n, size - 1), from, trouble, error);
        return NULL;
    }
    *out_size = written;
    return g_steal_pointer (&text);
}

static bool
settle (CopiaDocument *document, char *text, size_t size, const char *encoding,
        GError **error)
{
    g_autofree char *owned = text;
    bool marked = size >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0;

    if (size == (marked ? 3 : 0)) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "empty: there is nothing to read");
        return false;
    }
    if (!copia_binary_check (text, size, error))
        return false;
    if (size >= UINT32_MAX) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                     "too long: a text is less than 4 GiB as UTF-8; split it");
        return false;
    }
    if (marked)
        copia_document_skip (document, 0, 3);
    g_free (document->text);
    document->text = g_steal_pointer (&owned);
    document->size = (uint32_t) size;
    g_free (document->encoding);
    document->encoding = g_strdup (encoding);
    return true;
}

/* ---- byte order marks and patterns ---------------------------------------------------- */

static const struct {
    const char *bytes;
    size_t size;
    const char *encoding;
} marks[] = {
    { "\xFF\xFE\0\0", 4, "UTF-32LE" },
    { "\0\0\xFE\xFF", 4, "UTF-32BE" },
    { "\xFF\xFE", 2, "UTF-16LE" },
    { "\xFE\xFF", 2, "UTF-16BE" },
};

static bool
has_mark (const char *bytes, size_t size, size_t i)
{
    return size >= marks[i].size && memcmp (bytes, marks[i].bytes, marks[i].size) == 0;
}

static bool
is_ascii_text (char byte)
{
    return g_ascii_isprint (byte) || g_ascii_isspace (byte);
}

/* UTF-16 without a mark: blanks and line ends have a NUL half, always the same one.  Where most
 * pairs are two letters of ASCII, it is a text with a NUL in it. */
static const char *
find_utf16 (const char *bytes, size_t size)
{
    size_t seen = MIN (size, 65536);
    size_t nuls[2] = { 0, 0 }, ascii = 0;

    for (size_t i = 0; i < seen; i++)
        nuls[i & 1] += bytes[i] == 0;
    for (size_t i = 0; i + 1 < seen; i += 2)
        ascii += is_ascii_text (bytes[i]) && is_ascii_text (bytes[i + 1]);
    if (ascii > seen / 4)
        return NULL;
    if (nuls[1] * 20 >= seen / 2 && nuls[0] * 20 <= nuls[1] && nuls[1] > 0)
        return "UTF-16LE";
    if (nuls[0] * 20 >= seen / 2 && nuls[1] * 20 <= nuls[0] && nuls[0] > 0)
        return "UTF-16BE";
    return NULL;
}

/* ---- the ladder: `bytes` are taken where they are the text itself ---------------------- */

static bool
decode_as (CopiaDocument *document, const char *bytes, size_t size, size_t skipped,
           const char *encoding, GError **error)
{
    size_t out_size = 0;
    char *text = convert (bytes, size, skipped, encoding, &out_size, error);

    return text && settle (document, text, out_size, encoding, error);
}

static bool
is_utf8 (const char *name)
{
    return g_ascii_strcasecmp (name, "UTF-8") == 0 ||
           g_ascii_strcasecmp (name, "UTF8") == 0;
}

static bool
decode_wanted (CopiaDocument *document, char *bytes, size_t size, const char *wanted,
               GError **error)
{
    g_autofree char *owned = bytes;
    const char *end;
    size_t mark = 0;

    if (!*wanted || strchr (wanted, '/')) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "'%s' is not the name of an encoding; see 'iconv --list'", wanted);
        return false;
    }
    if (is_utf8 (wanted) && g_utf8_validate_len (bytes, size, &end))
        return settle (document, g_steal_pointer (&owned), size, "UTF-8", error);
    if (is_utf8 (wanted)) {
        const GError invalid = { G_CONVERT_ERROR, G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
                                 NULL };

        tell_trouble (bytes, (size_t) (end - bytes), "UTF-8", &invalid, error);
        return false;
    }
    for (size_t i = 0; i < G_N_ELEMENTS (marks); i++)
        if (has_mark (bytes, size, i) &&
            g_ascii_strcasecmp (wanted, marks[i].encoding) == 0)
            mark = marks[i].size;
    return decode_as (document, bytes, size, mark, wanted, error);
}

static bool
decode_utf16 (CopiaDocument *document, const char *bytes, size_t size, GError **error)
{
    const char *encoding = find_utf16 (bytes, size);
    size_t out_size = 0;
    g_autofree char *text = NULL;

    if (encoding)
        text = convert (bytes, size, 0, encoding, &out_size, NULL);
    if (!text || memchr (text, 0, out_size))
        return copia_binary_check (bytes, size, error); /* there is a NUL: it says so */
    copia_document_note (document,
                         "read as %s, known by where its NUL bytes stand; if that is "
                         "wrong, name the encoding with --encoding",
                         encoding);
    return settle (document, g_steal_pointer (&text), out_size, encoding, error);
}

static bool
decode_damaged (CopiaDocument *document, const char *bytes, size_t size,
                const Census *census, GError **error)
{
    GString *repaired = g_string_sized_new (size + 64);
    size_t out_size;

    take_census (bytes, size, repaired);
    out_size = repaired->len;
    copia_document_note (document,
                         "UTF-8 but for %" G_GSIZE_FORMAT " place%s, the first byte "
                         "0x%02X at offset %" G_GSIZE_FORMAT
                         ": read as U+FFFD; if that "
                         "is wrong, name the encoding with --encoding",
                         (gsize) census->bad, census->bad == 1 ? "" : "s",
                         (unsigned) (unsigned char) bytes[census->first],
                         (gsize) census->first);
    return settle (document, g_string_free (repaired, FALSE), out_size, "UTF-8", error);
}

static bool
decode_western (CopiaDocument *document, const char *bytes, size_t size, GError **error)
{
    size_t out_size;
    char *text = from_windows_1252 (bytes, size, &out_size);

    return settle (document, text, out_size, "windows-1252", error);
}

static bool
decode_guess (CopiaDocument *document, const char *bytes, size_t size,
              const Census *census, GError **error)
{
    size_t high = 0;

    for (size_t i = 0; i < size; i++)
        high += (unsigned char) bytes[i] >= 0x80;
    copia_document_note (
        document,
        "not UTF-8 (byte 0x%02X at offset %" G_GSIZE_FORMAT
        "): read as windows-1252, which is a guess; if letters come out "
        "wrong, name the encoding with --encoding%s",
        (unsigned) (unsigned char) bytes[census->first], (gsize) census->first,
        high * 3 > size ? " (so many bytes beyond ASCII suggest another script, "
                          "such as windows-1251 or KOI8-R)"
                        : "");
    return decode_western (document, bytes, size, error);
}

static bool
decode_other (CopiaDocument *document, const char *bytes, size_t size, GError **error)
{
    Census census = take_census (bytes, size, NULL);
    g_autofree char *said = find_declaration (bytes, size);
    const char *name = said ? iconv_name (said) : NULL;
    size_t out_size = 0;
    char *text;

    if (census.good > 0 && census.good >= census.bad * 4)
        return decode_damaged (document, bytes, size, &census, error);
    if (!name)
        return decode_guess (document, bytes, size, &census, error);
    if (is_western (name)) {
        copia_document_note (document, "read as windows-1252: the text declares '%s'",
                             said);
        return decode_western (document, bytes, size, error);
    }
    text = convert (bytes, size, 0, name, &out_size, NULL);
    if (!text) {
        copia_document_note (document, "the text declares '%s', which is not so", said);
        return decode_guess (document, bytes, size, &census, error);
    }
    copia_document_note (document, "read as %s, as the text declares", name);
    return settle (document, text, out_size, name, error);
}

/* The same as of the whole; memory is given back after each step. */
static bool
is_valid (const CopiaAside *bytes, size_t size)
{
    const char *at = bytes->data, *end = at + size, *valid;

    while (at < end) {
        size_t n = MIN (STEP, (size_t) (end - at));

        if (!g_utf8_validate_len (at, n, &valid) &&
            (at + n == end || valid + 4 <= at + n)) /* else a character goes on */
            return false;
        at = valid;
        copia_aside_rest (bytes);
    }
    return true;
}

bool
copia_encoding_adopt (CopiaDocument *document, CopiaAside *bytes, size_t size,
                      const char *wanted)
{
    const char *text = bytes->data;

    if (size <= 3 || size >= UINT32_MAX || (wanted && !is_utf8 (wanted)) ||
        copia_binary_name (text, size) ||
        !copia_binary_check (text, MIN (size, STEP), NULL))
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS (marks); i++)
        if (has_mark (text, size, i))
            return false;
    if (!is_valid (bytes, size))
        return false;
    if (memcmp (text, "\xEF\xBB\xBF", 3) == 0)
        copia_document_skip (document, 0, 3);
    g_free (document->text);
    g_free (document->encoding);
    document->text = bytes->data;
    document->size = (uint32_t) size;
    document->aside = bytes;
    document->encoding = g_strdup ("UTF-8");
    return true;
}

bool
copia_encoding_decode (CopiaDocument *document, char *bytes, size_t size,
                       const char *wanted, GError **error)
{
    g_autofree char *owned = bytes;
    const char *binary = copia_binary_name (bytes, size);

    if (binary) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT, "not a text but %s",
                     binary);
        return false;
    }
    if (wanted)
        return decode_wanted (document, g_steal_pointer (&owned), size, wanted, error);
    for (size_t i = 0; i < G_N_ELEMENTS (marks); i++)
        if (has_mark (bytes, size, i))
            return decode_as (document, bytes, size, marks[i].size, marks[i].encoding,
                              error);
    if (g_utf8_validate_len (bytes, size, NULL))
        return settle (document, g_steal_pointer (&owned), size, "UTF-8", error);
    if (memchr (bytes, 0, size))
        return decode_utf16 (document, bytes, size, error);
    return decode_other (document, bytes, size, error);
}
