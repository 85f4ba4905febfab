/* unpack.c - one compressed file. */
#include "import/unpack.h"

#include <string.h>

#include "base/error.h"
#include "import/archive-library.h"

#define BEHIND                                                                         \
    256 /* bytes before those given last that the library may not have read */

struct CopiaUnpack {
    CopiaGunzip *gunzip;   /* NULL: another packer .. */
    CopiaArchive *archive; /* .. and what reads it */
    bool open, end;
    CopiaGiveBytes give;
    void *data;
    GError *trouble;  /* of what gives */
    const char *last; /* bytes that were given .. */
    size_t size;
    uint64_t before;     /* .. behind so many */
    char behind[BEHIND]; /* the end of those, as far as there were any */
};

CopiaUnpack *
copia_unpack_new (const char *beginning, size_t size, CopiaGiveBytes give, void *data,
                  GError **error)
{
    g_autoptr (CopiaUnpack) self = g_new0 (CopiaUnpack, 1);

    self->give = give;
    self->data = data;
    if (copia_gzip_is (beginning, size))
        self->gunzip = copia_gunzip_new (give, data);
    else if (!(self->archive = copia_archive_new (error)))
        return NULL;
    return g_steal_pointer (&self);
}

void
copia_unpack_free (CopiaUnpack *self)
{
    if (!self)
        return;
    copia_gunzip_free (self->gunzip);
    copia_archive_close (self->archive);
    g_clear_error (&self->trouble);
    g_free (self);
}

static bool
fail (CopiaUnpack *self, const char *what, GError **error)
{
    if (self->trouble)
        g_propagate_error (error, g_steal_pointer (&self->trouble));
    else
        g_set_error_literal (error, COPIA_ERROR, COPIA_ERROR_INPUT, what);
    return false;
}

static bool
fail_archive (CopiaUnpack *self, GError **error)
{
    g_autofree char *why = copia_archive_trouble (self->archive);

    return fail (self, why, error);
}

/* ---- what the library reads ----------------------------------------------------------- */

/* The end of what was given so far, of which the library may have kept a copy. */
static void
remember (CopiaUnpack *self)
{
    size_t n = MIN (self->size, BEHIND);

    memmove (self->behind, self->behind + n, BEHIND - n);
    if (n > 0)
        memcpy (self->behind + BEHIND - n, self->last + self->size - n, n);
    self->before += self->size;
    self->size = 0;
}

static bool
give_next (CopiaUnpack *self)
{
    remember (self);
    return !self->trouble &&
           self->give (self->data, &self->last, &self->size, &self->trouble);
}

static la_ssize_t
hear_wish (struct archive *archive, void *data, const void **bytes)
{
    CopiaUnpack *self = data;

    (void) archive;
    if (!give_next (self))
        return -1;
    *bytes = self->last;
    return (la_ssize_t) self->size;
}

static bool
open_archive (CopiaUnpack *self, GError **error)
{
    const CopiaArchiveLibrary *library = &self->archive->library;
    struct archive *handle = self->archive->handle;
    struct archive_entry *entry;

    self->open = true;
    library->archive_read_support_filter_bzip2 (handle);
    library->archive_read_support_filter_xz (handle);
    library->archive_read_support_filter_zstd (handle);
    library->archive_read_support_format_raw (handle);
    if (library->archive_read_open (handle, self, NULL, hear_wish, NULL) !=
            ARCHIVE_OK ||
        library->archive_read_next_header (handle, &entry) != ARCHIVE_OK)
        return fail_archive (self, error);
    /* What none of them unpacks would be given as it is. */
    return library->archive_filter_code (handle, 0) != ARCHIVE_FILTER_NONE ||
           fail (self, "its beginning is not whole", error);
}

/* What stands behind the end of what was packed; the library does not look at it. */
static bool
check_end (CopiaUnpack *self, GError **error)
{
    int64_t read =
        self->archive->library.archive_filter_bytes (self->archive->handle, -1);
    uint64_t at = (uint64_t) MAX (read, 0);

    self->end = true;
    if (at + MIN (self->before, BEHIND) < self->before)
        return fail (self, "something else follows its end", error);
    for (; at < self->before; at++)
        if (self->behind[BEHIND - (self->before - at)])
            return fail (self, "something else follows its end", error);
    do {
        for (; at < self->before + self->size; at++)
            if (self->last[at - self->before])
                return fail (self, "something else follows its end", error);
        if (!give_next (self))
            return fail (self, "it cannot be read", error);
    } while (self->size > 0);
    return true;
}

static bool
read_archive (CopiaUnpack *self, char *bytes, size_t room, size_t *size, GError **error)
{
    *size = 0;
    if (!self->open && !open_archive (self, error))
        return false;
    while (*size < room && !self->end) {
        la_ssize_t n =
            self->archive->library.archive_read_data (self->archive->handle,
                                                      bytes + *size, room - *size);

        if (n < 0)
            return fail_archive (self, error);
        if (n == 0 && !check_end (self, error))
            return false;
        *size += (size_t) n;
    }
    return true;
}

bool
copia_unpack_read (CopiaUnpack *self, char *bytes, size_t room, size_t *size,
                   GError **error)
{
    return self->gunzip ? copia_gunzip_read (self->gunzip, bytes, room, size, error)
                        : read_archive (self, bytes, room, size, error);
}
