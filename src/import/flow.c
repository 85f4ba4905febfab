/* flow.c - a file that is read a piece after the other. */
#include "import/flow.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "import/archive.h"
#include "import/binary.h"
#include "import/decoder.h"
#include "import/source.h"
#include "import/unpack.h"

#define PIECE ((size_t) 128 << 10) /* bytes of those behind the beginning */
#define STEP ((size_t) 8 << 20) /* memory of what is put aside is given back so often */

struct CopiaFlow {
    char *path;
    int fd;
    char *piece;
    size_t held, room; /* bytes in it, and that there may be */
    uint64_t size;     /* of a regular file */
    uint64_t read;     /* so far */
    bool regular, end; /* all is read */
    CopiaFlow *packed; /* what it is unpacked from; NULL: a file .. */
    CopiaUnpack *unpack;
    bool begun, goes_on; /* .. of which the beginning was given, and more is */
    bool broken;         /* it could not be read; the error bears the path */
    CopiaDecoder *decoder;
    GString *text;
    CopiaDocument *document; /* is told of broken bytes */
};

static bool
fill_unpacked (CopiaFlow *self, GError **error)
{
    g_autoptr (GError) trouble = NULL;

    if (!copia_unpack_read (self->unpack, self->piece, self->room, &self->held,
                            &trouble)) {
        if (self->packed->broken)
            g_propagate_error (error, g_steal_pointer (&trouble));
        else
            g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                         "%s: " COPIA_PACKED_DAMAGED, self->path, trouble->message);
        return false;
    }
    self->end = self->held < self->room;
    self->piece[self->held] = '\0';
    self->read += self->held;
    return true;
}

/* As much as there is, up to a piece. */
static bool
fill (CopiaFlow *self, GError **error)
{
    if (self->unpack)
        return fill_unpacked (self, error);
    self->held = 0;
    while (!self->end && self->held < self->room) {
        ssize_t got =
            read (self->fd, self->piece + self->held, self->room - self->held);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            int number = errno;

            g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number),
                         "%s: cannot be read: %s", self->path, g_strerror (number));
            return false;
        }
        self->end = got == 0;
        self->held += (size_t) got;
    }
    self->piece[self->held] = '\0';
    self->read += self->held;
    return !self->end || !self->regular ||
           copia_source_is_whole (self->path, self->read, self->size, error);
}

/* ---- what has no end ------------------------------------------------------------------ */

static bool
is_nothing (const CopiaFlow *self)
{
    return self->held == self->room && self->piece[0] == '\0' &&
           memcmp (self->piece, self->piece + 1, self->held - 1) == 0;
}

static bool
check_beginning (const CopiaFlow *self, const struct stat *status, GError **error)
{
    bool device = S_ISCHR (status->st_mode) && !isatty (self->fd);

    if (!(device && self->held == self->room) && !is_nothing (self))
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 device
                     ? "%s: a device, whose bytes need have no end; put what is to be "
                       "read into a file, or send it through a pipe"
                     : "%s: binary: nothing but NUL bytes",
                 self->path);
    return false;
}

static bool
is_flow (const struct stat *status, uint64_t whole)
{
    return S_ISFIFO (status->st_mode) || S_ISCHR (status->st_mode) ||
           (S_ISREG (status->st_mode) && (uint64_t) status->st_size > whole);
}

CopiaFlow *
copia_flow_open (const char *path, uint64_t whole, GError **error)
{
    g_autoptr (CopiaFlow) self = NULL;
    struct stat status;

    /* A pipe must not be opened twice.  The other way says what is wrong with the rest. */
    if (stat (path, &status) != 0 || !is_flow (&status, whole))
        return NULL;
    self = g_new0 (CopiaFlow, 1);
    self->fd = open (path, O_RDONLY | O_CLOEXEC);
    if (self->fd < 0 || fstat (self->fd, &status) != 0)
        return NULL;
    self->path = g_strdup (path);
    self->regular = S_ISREG (status.st_mode);
    self->size = self->regular ? (uint64_t) status.st_size : 0;
    self->room = COPIA_FLOW_BEGINNING;
    self->piece = g_malloc (self->room + 1);
    if (!fill (self, error) || !check_beginning (self, &status, error))
        return NULL;
    return g_steal_pointer (&self);
}

const char *
copia_flow_beginning (const CopiaFlow *self, size_t *size)
{
    *size = self->held;
    return self->piece;
}

bool
copia_flow_goes_on (const CopiaFlow *self)
{
    return !self->end;
}

bool
copia_flow_fits (const CopiaFlow *self, uint64_t limit, GError **error)
{
    return MAX (self->size, self->read) <= limit ||
           copia_source_too_long (self->path, limit, error);
}

/* What is packed and not annotated is held whole while it is unpacked. */
static bool
check_length (const CopiaFlow *self, uint64_t limit, GError **error)
{
    if (copia_flow_fits (self, limit, NULL) ||
        copia_archive_kind (self->path, self->piece, self->held) == COPIA_PACKED_NOT)
        return copia_flow_fits (self, limit, error);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                 "%s: packed, and longer than %" G_GUINT64_FORMAT
                 " bytes, the most that is unpacked; unpack it yourself, into a pipe "
                 "if it is annotated: zcat FILE | copia index -o INDEX -",
                 self->path, (guint64) limit);
    return false;
}

CopiaAside *
copia_flow_read (CopiaFlow *self, uint64_t limit, uint64_t memory, const char *beside,
                 GError **error)
{
    g_autoptr (CopiaAside) bytes = copia_aside_new_within (1, beside, memory);
    size_t unparted = 0;

    if (!check_length (self, limit, error))
        return NULL;
    copia_aside_reserve (bytes, self->size + 1);
    for (;;) {
        if (!copia_binary_check_piece (self->piece, self->held, bytes->len, &unparted,
                                       error)) {
            g_prefix_error (error, "%s: ", self->path);
            return NULL;
        }
        copia_aside_reserve (bytes, bytes->len + self->held + 1);
        copia_aside_put (bytes, self->piece, self->held);
        if (bytes->len % STEP < self->held)
            copia_aside_rest (bytes);
        if (self->end)
            break;
        if (!fill (self, error) || !copia_flow_fits (self, limit, error))
            return NULL;
    }
    bytes->data[bytes->len] = '\0';
    return g_steal_pointer (&bytes);
}

/* ---- what is packed ------------------------------------------------------------------- */

/* Its beginning, and when the other goes on, the rest. */
static bool
give_packed (void *data, const char **bytes, size_t *size, GError **error)
{
    CopiaFlow *self = data, *packed = self->packed;

    *size = 0;
    if (self->begun && !self->goes_on && !packed->end) {
        g_set_error_literal (error, COPIA_ERROR, COPIA_ERROR_LIMIT, "the beginning");
        return false;
    }
    if (self->begun && packed->end)
        return true;
    if (self->begun && !fill (packed, error)) {
        packed->broken = true;
        return false;
    }
    self->begun = true;
    *bytes = packed->piece;
    *size = packed->held;
    return true;
}

CopiaFlow *
copia_flow_unpack (CopiaFlow **packed)
{
    CopiaFlow *self = g_new0 (CopiaFlow, 1);

    self->fd = -1;
    self->path = g_strdup ((*packed)->path);
    self->room = COPIA_FLOW_BEGINNING;
    self->piece = g_malloc (self->room + 1);
    self->packed = g_steal_pointer (packed);
    self->unpack = copia_unpack_new (self->packed->piece, self->packed->held,
                                     give_packed, self, NULL);
    if (self->unpack && fill (self, NULL))
        return self;
    *packed = copia_flow_packed (self);
    return NULL;
}

CopiaFlow *
copia_flow_packed (CopiaFlow *self)
{
    CopiaFlow *packed = g_steal_pointer (&self->packed);

    copia_flow_free (self);
    return packed;
}

/* ---- text ----------------------------------------------------------------------------- */

static bool
decode (CopiaFlow *self, GError **error)
{
    g_string_truncate (self->text, 0);
    if (copia_decoder_take (self->decoder, self->piece, self->held, self->end,
                            self->text, error))
        return true;
    g_prefix_error (error, "%s: ", self->path);
    return false;
}

bool
copia_flow_begin (CopiaFlow *self, CopiaDocument *document, const char *wanted,
                  GError **error)
{
    GError *trouble = NULL;

    self->decoder = copia_decoder_new (self->piece, self->held, wanted, &trouble);
    if (trouble)
        g_propagate_prefixed_error (error, trouble, "%s: ", self->path);
    if (!self->decoder)
        return false;
    self->text = g_string_new (NULL);
    if (!decode (self, error))
        return false;
    g_free (document->text);
    document->text = g_strndup (self->text->str, self->text->len);
    document->size = (uint32_t) self->text->len;
    g_free (document->encoding);
    document->encoding = g_strdup (copia_decoder_encoding (self->decoder));
    return true;
}

static bool
next_piece (void *data, const char **text, uint32_t *size, GError **error)
{
    CopiaFlow *self = data;
    char *note;

    do {
        if (self->end) {
            note = copia_decoder_note (self->decoder);
            if (note)
                copia_document_note (self->document, "%s", note);
            g_free (note);
            *size = 0;
            return true;
        }
        if (!fill (self, error) || !decode (self, error))
            return false;
    } while (self->text->len == 0);
    *text = self->text->str;
    *size = (uint32_t) self->text->len;
    return true;
}

static void
free_flow (void *data)
{
    copia_flow_free (data);
}

void
copia_flow_go_on (CopiaFlow *self, CopiaDocument *document)
{
    self->document = document;
    self->goes_on = true;
    self->room = PIECE;
    self->piece = g_realloc (self->piece, PIECE + 1);
    g_string_free (self->text, TRUE);
    self->text = g_string_new (NULL);
    document->rest = (CopiaDocumentRest){ self, next_piece, free_flow };
}

void
copia_flow_free (CopiaFlow *self)
{
    if (!self)
        return;
    if (self->fd >= 0)
        (void) close (self->fd);
    copia_unpack_free (self->unpack);
    copia_flow_free (self->packed);
    copia_decoder_free (self->decoder);
    if (self->text)
        g_string_free (self->text, TRUE);
    g_free (self->piece);
    g_free (self->path);
    g_free (self);
}
