/* decoder.c - bytes to UTF-8, a piece after the other. */
#include "import/decoder.h"

#include <errno.h>
#include <string.h>

#include "base/error.h"
#include "import/encoding-private.h"

#define BAD 1000 /* broken places that are borne, however few others are beyond ASCII */

struct CopiaDecoder {
    char *encoding;
    bool utf8, strict, western;
    GIConv iconv;      /* of others */
    GString *held;     /* a character that was cut */
    size_t skip;       /* bytes of the mark in front */
    guint64 taken;     /* bytes decoded so far */
    CopiaCensus found; /* of all of them, where broken ones are mended */
    guint64 first;     /* offset of the first broken byte .. */
    char broken;       /* .. and that byte */
};

static bool
open_iconv (CopiaDecoder *self, GError **error)
{
    const GError unknown = { G_CONVERT_ERROR, G_CONVERT_ERROR_NO_CONVERSION, NULL };

    self->iconv = g_iconv_open ("UTF-8", self->encoding);
    if (self->iconv != (GIConv) -1)
        return true;
    copia_encoding_trouble (0, 0, self->encoding, &unknown, error);
    return false;
}

/* How many bytes behind `size` - 4 begin a character that goes on. */
static size_t
cut_length (const char *bytes, size_t size)
{
    for (size_t n = 1; n <= 3 && n <= size; n++) {
        unsigned char byte = (unsigned char) bytes[size - n];
        size_t wants = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 1;

        if ((byte & 0xC0) != 0x80)
            return wants > n ? n : 0;
    }
    return 0;
}

/* By the beginning, or NULL. */
static char *
find_encoding (const char *beginning, size_t size)
{
    CopiaCensus census =
        copia_encoding_census (beginning, size - cut_length (beginning, size), NULL);
    g_autofree char *said = NULL;

    if (census.bad == 0 || copia_encoding_is_damaged (&census))
        return g_strdup ("UTF-8");
    said = copia_encoding_declared (beginning, size);
    return said ? g_strdup (copia_encoding_iconv_name (said)) : NULL;
}

CopiaDecoder *
copia_decoder_new (const char *beginning, size_t size, const char *wanted,
                   GError **error)
{
    const CopiaMark *mark = copia_encoding_mark (beginning, size);
    g_autoptr (CopiaDecoder) self = g_new0 (CopiaDecoder, 1);

    self->iconv = (GIConv) -1;
    self->held = g_string_new (NULL);
    if (wanted && !copia_encoding_check_name (wanted, error))
        return NULL;
    self->encoding = wanted ? g_strdup (wanted)
                     : mark ? g_strdup (mark->encoding)
                            : find_encoding (beginning, size);
    if (!self->encoding)
        return NULL;
    if (mark && g_ascii_strcasecmp (self->encoding, mark->encoding) == 0)
        self->skip = mark->size;
    self->utf8 = copia_encoding_is_utf8 (self->encoding);
    self->strict = wanted != NULL;
    self->western = !wanted && copia_encoding_is_western (self->encoding);
    if (!self->utf8 && !self->western && !open_iconv (self, error))
        return NULL;
    return g_steal_pointer (&self);
}

const char *
copia_decoder_encoding (const CopiaDecoder *self)
{
    return self->western ? "windows-1252" : self->utf8 ? "UTF-8" : self->encoding;
}

/* ---- pieces --------------------------------------------------------------------------- */

static bool
fail_at (const CopiaDecoder *self, const char *bytes, size_t at, bool cut,
         GError **error)
{
    const GError trouble = { G_CONVERT_ERROR,
                             cut ? G_CONVERT_ERROR_PARTIAL_INPUT
                                 : G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
                             NULL };

    copia_encoding_trouble (bytes[at], self->taken + at, self->encoding, &trouble,
                            error);
    return false;
}

static bool
fail_nul (uint64_t at, const char *where, GError **error)
{
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "binary: a NUL byte %s offset %" G_GUINT64_FORMAT
                 "; if it is text, name its encoding with --encoding, or take such "
                 "bytes out (tr -d '\\0')",
                 where, (guint64) at);
    return false;
}

static bool
is_too_broken (const CopiaDecoder *self, bool last)
{
    return (last || self->found.bad > BAD) && self->found.bad > 0 &&
           !copia_encoding_is_damaged (&self->found);
}

static bool
take_utf8 (CopiaDecoder *self, const char *bytes, size_t size, bool last, GString *text,
           GError **error)
{
    const char *end, *nul = memchr (bytes, 0, size);
    CopiaCensus census;

    if (nul)
        return fail_nul (self->taken + (size_t) (nul - bytes), "at", error);
    if (self->strict && !g_utf8_validate_len (bytes, size, &end))
        return fail_at (self, bytes, (size_t) (end - bytes), false, error);
    census = copia_encoding_census (bytes, size, text);
    if (census.bad > 0 && self->found.bad == 0) {
        self->first = self->taken + census.first;
        self->broken = bytes[census.first];
    }
    self->found.good += census.good;
    self->found.bad += census.bad;
    if (!is_too_broken (self, last))
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "not UTF-8, as it was by its beginning (byte 0x%02X at offset "
                 "%" G_GUINT64_FORMAT "); name its encoding: --encoding windows-1252, "
                 "say",
                 (unsigned) (unsigned char) self->broken, self->first);
    return false;
}

/* Some converters keep a letter back until they know that no accent follows it. */
static void
flush_iconv (CopiaDecoder *self, GString *text)
{
    char out[64], *at = out;
    gsize room = sizeof out;

    if (g_iconv (self->iconv, NULL, NULL, &at, &room) != (gsize) -1)
        g_string_append_len (text, out, at - out);
}

static bool
take_iconv (CopiaDecoder *self, const char *bytes, size_t size, bool last,
            GString *text, GError **error)
{
    char *in = (char *) (void *) bytes, out[4096];
    gsize left = size;

    while (left > 0) {
        char *at = out;
        gsize room = sizeof out;
        gsize done = g_iconv (self->iconv, &in, &left, &at, &room);
        int number = errno;

        g_string_append_len (text, out, at - out);
        if (done != (gsize) -1 || number == E2BIG)
            continue;
        if (number != EINVAL || last)
            return fail_at (self, bytes, size - left, number == EINVAL, error);
        break;
    }
    g_string_truncate (self->held, 0);
    g_string_append_len (self->held, in, (gssize) left);
    if (last)
        flush_iconv (self, text);
    return true;
}

static bool
take_western (const char *bytes, size_t size, GString *text)
{
    size_t n;
    g_autofree char *decoded = copia_encoding_western (bytes, size, &n);

    g_string_append_len (text, decoded, (gssize) n);
    return true;
}

/* What was held and is new, behind each other. */
static bool
take_joined (CopiaDecoder *self, const char *bytes, size_t size, bool last,
             GString *text, GError **error)
{
    if (self->western)
        return take_western (bytes, size, text);
    if (!self->utf8)
        return take_iconv (self, bytes, size, last, text, error);
    if (!last) {
        size_t cut = cut_length (bytes, size);

        g_string_append_len (self->held, bytes + size - cut, (gssize) cut);
        size -= cut;
    }
    return take_utf8 (self, bytes, size, last, text, error);
}

bool
copia_decoder_take (CopiaDecoder *self, const char *bytes, size_t size, bool last,
                    GString *text, GError **error)
{
    size_t skip = MIN (self->skip, size), before = text->len;
    g_autoptr (GString) joined = g_string_sized_new (self->held->len + size + 1);

    g_string_append_len (joined, self->held->str, (gssize) self->held->len);
    g_string_append_len (joined, bytes + skip, (gssize) (size - skip));
    g_string_truncate (self->held, 0);
    self->skip -= skip;
    self->taken += skip;
    if (!take_joined (self, joined->str, joined->len, last, text, error))
        return false;
    if (memchr (text->str + before, 0, text->len - before))
        return fail_nul (self->taken, "near", error);
    self->taken += joined->len - self->held->len;
    return true;
}

char *
copia_decoder_note (const CopiaDecoder *self)
{
    if (self->found.bad == 0)
        return NULL;
    return g_strdup_printf ("UTF-8 but for %" G_GSIZE_FORMAT
                            " place%s, the first byte 0x%02X at offset "
                            "%" G_GUINT64_FORMAT
                            ": read as U+FFFD; if that is wrong, name the encoding "
                            "with --encoding",
                            (gsize) self->found.bad, self->found.bad == 1 ? "" : "s",
                            (unsigned) (unsigned char) self->broken, self->first);
}

void
copia_decoder_free (CopiaDecoder *self)
{
    if (!self)
        return;
    if (self->iconv != (GIConv) -1)
        g_iconv_close (self->iconv);
    g_string_free (self->held, TRUE);
    g_free (self->encoding);
    g_free (self);
}
