/* gzip.c - what gzip packed (RFC 1952). */
#include "import/gzip.h"

#include <string.h>
#include <zlib.h>

#include "base/error.h"

#define PIECE 65536

bool
copia_gzip_is (const char *bytes, size_t size)
{
    return size >= 2 && memcmp (bytes, "\x1f\x8b", 2) == 0;
}

static bool
fail (GError **error, const char *what)
{
    g_set_error_literal (error, COPIA_ERROR, COPIA_ERROR_INPUT, what);
    return false;
}

static bool
fail_inflate (const z_stream *stream, int status, GError **error)
{
    if (status == Z_BUF_ERROR)
        return fail (error, "it ends too early");
    if (status == Z_NEED_DICT)
        return fail (error, "it needs a dictionary");
    return fail (error, stream->msg ? stream->msg : "out of memory");
}

/* One member, or up to an error. */
static bool
read_member (z_stream *stream, CopiaTakeBytes take, void *data, GError **error)
{
    g_autofree Bytef *piece = g_malloc (PIECE);
    int status = Z_OK;

    while (status == Z_OK) {
        stream->next_out = piece;
        stream->avail_out = PIECE;
        status = inflate (stream, Z_NO_FLUSH);
        if (status == Z_BUF_ERROR || (status != Z_OK && status != Z_STREAM_END))
            return fail_inflate (stream, status, error);
        if (!take (data, piece, PIECE - stream->avail_out, error))
            return false;
    }
    return true;
}

static bool
is_padding (const Bytef *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i])
            return false;
    return true;
}

static bool
read_members (z_stream *stream, CopiaTakeBytes take, void *data, GError **error)
{
    do {
        if (!read_member (stream, take, data, error))
            return false;
        if (is_padding (stream->next_in, stream->avail_in))
            return true;
        if (!copia_gzip_is ((const char *) stream->next_in, stream->avail_in))
            return fail (error, "something else follows its end");
    } while (inflateReset (stream) == Z_OK);
    return fail (error, "out of memory");
}

bool
copia_gzip_unpack (const char *bytes, size_t size, CopiaTakeBytes take, void *data,
                   GError **error)
{
    z_stream stream = { .next_in = (z_const Bytef *) bytes, .avail_in = (uInt) size };
    bool read;

    if (size > G_MAXUINT32)
        return fail (error, "it has 4 GiB or more");
    if (inflateInit2 (&stream, 16 + MAX_WBITS) != Z_OK)
        return fail (error, "out of memory");
    read = read_members (&stream, take, data, error);
    inflateEnd (&stream);
    return read;
}
