/* gzip.c - what gzip packed (RFC 1952). */
#include "import/gzip.h"

#include <string.h>
#include <zlib.h>

#include "base/error.h"

#define MOST_GIVEN ((size_t) 1 << 30) /* bytes: zlib counts them in 32 bits */

struct CopiaGunzip {
    z_stream stream;
    bool open; /* the stream is */
    CopiaGiveBytes give;
    void *data;
    const char *rest; /* of what was given and the stream has not */
    size_t left;
    bool given;   /* all of it */
    bool between; /* no member is begun .. */
    bool first;   /* .. or was: the file must not be empty */
    bool end;
};

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
fail_follows (GError **error)
{
    return fail (error, "something else follows its end");
}

static bool
fail_inflate (const CopiaGunzip *self, int status, GError **error)
{
    const z_stream *stream = &self->stream;

    if (!self->first && stream->total_in <= 2 && status != Z_MEM_ERROR)
        return fail_follows (error);
    if (status == Z_BUF_ERROR)
        return fail (error, "it ends too early");
    if (status == Z_NEED_DICT)
        return fail (error, "it needs a dictionary");
    return fail (error, stream->msg ? stream->msg : "out of memory");
}

CopiaGunzip *
copia_gunzip_new (CopiaGiveBytes give, void *data)
{
    CopiaGunzip *self = g_new0 (CopiaGunzip, 1);

    self->give = give;
    self->data = data;
    self->first = self->between = true;
    self->open = inflateInit2 (&self->stream, 16 + MAX_WBITS) == Z_OK;
    return self;
}

void
copia_gunzip_free (CopiaGunzip *self)
{
    if (!self)
        return;
    if (self->open)
        inflateEnd (&self->stream);
    g_free (self);
}

/* Something into the stream, unless all was given. */
static bool
feed (CopiaGunzip *self, GError **error)
{
    size_t n;

    if (self->stream.avail_in > 0 || self->given)
        return true;
    if (self->left == 0 && !self->give (self->data, &self->rest, &self->left, error))
        return false;
    n = MIN (self->left, MOST_GIVEN);
    self->given = n == 0;
    self->stream.next_in = (z_const Bytef *) self->rest;
    self->stream.avail_in = (uInt) n;
    self->rest += n;
    self->left -= n;
    return true;
}

/* To the end of what is given: nothing but zero bytes may follow. */
static bool
pass_padding (CopiaGunzip *self, GError **error)
{
    while (!self->given) {
        for (; self->stream.avail_in > 0; self->stream.avail_in--)
            if (*self->stream.next_in++)
                return fail_follows (error);
        if (!feed (self, error))
            return false;
    }
    self->end = true;
    return true;
}

/* Behind a member, or in front of the first. */
static bool
begin_member (CopiaGunzip *self, GError **error)
{
    if (!self->first && (self->given || !*self->stream.next_in))
        return pass_padding (self, error);
    if (!self->first && *self->stream.next_in != 0x1f)
        return fail_follows (error);
    if (!self->first && inflateReset (&self->stream) != Z_OK)
        return fail (error, "out of memory");
    self->between = false;
    return true;
}

bool
copia_gunzip_read (CopiaGunzip *self, char *bytes, size_t room, size_t *size,
                   GError **error)
{
    z_stream *stream = &self->stream;

    *size = 0;
    if (!self->open)
        return fail (error, "out of memory");
    while (*size < room && !self->end) {
        int status;

        if (!feed (self, error) || (self->between && !begin_member (self, error)))
            return false;
        if (self->end)
            break;
        stream->next_out = (Bytef *) bytes + *size;
        stream->avail_out = (uInt) MIN (room - *size, MOST_GIVEN);
        status = inflate (stream, Z_NO_FLUSH);
        if (status != Z_OK && status != Z_STREAM_END &&
            !(status == Z_BUF_ERROR && !self->given))
            return fail_inflate (self, status, error);
        *size = (size_t) (stream->next_out - (Bytef *) bytes);
        if (status == Z_STREAM_END) {
            self->between = true;
            self->first = false;
        }
    }
    return true;
}
