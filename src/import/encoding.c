/* encoding.c - bytes to UTF-8. */
#include "import/encoding-private.h"

#include <string.h>

#include "base/error.h"
#include "import/binary.h"
#include "import/validity.h"

#define STEP ((size_t) 4 << 20) /* bytes looked at, at a time */

/* ---- conversion ----------------------------------------------------------------------- */

bool
copia_encoding_check_name (const char *wanted, GError **error)
{
    if (*wanted && !strchr (wanted, '/'))
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "'%s' is not the name of an encoding; see 'iconv --list'", wanted);
    return false;
}

void
copia_encoding_trouble (char byte, size_t at, const char *from, const GError *trouble,
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
                     (unsigned) (unsigned char) byte, (gsize) at, from);
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
        size_t at = MIN (skipped + n, size - 1);

        copia_encoding_trouble (bytes[at], at, from, trouble, error);
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

/* ---- patterns ------------------------------------------------------------------------- */

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
decode_wanted (CopiaDocument *document, char *bytes, size_t size, const char *wanted,
               GError **error)
{
    g_autofree char *owned = bytes;
    const char *end;
    const CopiaMark *mark;

    if (!copia_encoding_check_name (wanted, error))
        return false;
    if (copia_encoding_is_utf8 (wanted) && g_utf8_validate_len (bytes, size, &end))
        return settle (document, g_steal_pointer (&owned), size, "UTF-8", error);
    if (copia_encoding_is_utf8 (wanted)) {
        const GError invalid = { G_CONVERT_ERROR, G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
                                 NULL };

        copia_encoding_trouble (*end, (size_t) (end - bytes), "UTF-8", &invalid, error);
        return false;
    }
    mark = copia_encoding_mark (bytes, size);
    if (mark && g_ascii_strcasecmp (wanted, mark->encoding) != 0)
        mark = NULL;
    return decode_as (document, bytes, size, mark ? mark->size : 0, wanted, error);
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
                const CopiaCensus *census, GError **error)
{
    GString *repaired = g_string_sized_new (size + 64);
    size_t out_size;

    copia_encoding_census (bytes, size, repaired);
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
    char *text = copia_encoding_western (bytes, size, &out_size);

    return settle (document, text, out_size, "windows-1252", error);
}

/* Western words have a letter beyond ASCII here and there; those of another script, in one byte a
 * letter, consist of them, however much markup stands around. */
static bool
is_another_script (const char *bytes, size_t size)
{
    size_t high = 0, joined = 0;
    bool before = false;

    for (size_t i = 0; i < size; i++) {
        bool letter = (unsigned char) bytes[i] >= 0xC0;

        high += (unsigned char) bytes[i] >= 0x80;
        joined += letter && before;
        before = letter;
    }
    return joined * 2 > high;
}

static bool
decode_guess (CopiaDocument *document, const char *bytes, size_t size,
              const CopiaCensus *census, GError **error)
{
    copia_document_note (
        document,
        "not UTF-8 (byte 0x%02X at offset %" G_GSIZE_FORMAT
        "): read as windows-1252, which is a guess; if letters come out "
        "wrong, name the encoding with --encoding%s",
        (unsigned) (unsigned char) bytes[census->first], (gsize) census->first,
        is_another_script (bytes, size)
            ? " (whole words beyond ASCII suggest another script: windows-1251 or "
              "koi8-r "
              "if it is Cyrillic, windows-1253 if Greek, windows-1255 if Hebrew, "
              "windows-1256 if Arabic)"
            : "");
    return decode_western (document, bytes, size, error);
}

static bool
decode_other (CopiaDocument *document, const char *bytes, size_t size, GError **error)
{
    CopiaCensus census = copia_encoding_census (bytes, size, NULL);
    g_autofree char *said = copia_encoding_declared (bytes, size);
    const char *name = said ? copia_encoding_iconv_name (said) : NULL;
    size_t out_size = 0;
    char *text;

    if (copia_encoding_is_damaged (&census))
        return decode_damaged (document, bytes, size, &census, error);
    if (!name)
        return decode_guess (document, bytes, size, &census, error);
    if (copia_encoding_is_western (name)) {
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

bool
copia_encoding_adopt (CopiaDocument *document, CopiaAside *bytes, size_t size,
                      const char *wanted)
{
    const char *text = bytes->data;

    if (size <= 3 || size >= UINT32_MAX ||
        (wanted && !copia_encoding_is_utf8 (wanted)) ||
        copia_binary_name (text, size) ||
        !copia_binary_check (text, MIN (size, STEP), NULL))
        return false;
    if (copia_encoding_mark (text, size) || !copia_validity_of_aside (bytes, size))
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
    const CopiaMark *mark = copia_encoding_mark (bytes, size);

    if (binary) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT, "not a text but %s",
                     binary);
        return false;
    }
    if (wanted)
        return decode_wanted (document, g_steal_pointer (&owned), size, wanted, error);
    if (mark)
        return decode_as (document, bytes, size, mark->size, mark->encoding, error);
    if (copia_validity_of (bytes, size, document->threads))
        return settle (document, g_steal_pointer (&owned), size, "UTF-8", error);
    if (memchr (bytes, 0, size))
        return decode_utf16 (document, bytes, size, error);
    return decode_other (document, bytes, size, error);
}
