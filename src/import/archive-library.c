/* archive-library.c - libarchive, opened when it is needed. */
#include "import/archive-library.h"

CopiaArchive *
copia_archive_new (GError **error)
{
    static const char *const names[] = { COPIA_ARCHIVE_FUNCTIONS (COPIA_LIBRARY_NAME)
                                             NULL };
    g_autoptr (CopiaArchive) self = g_new0 (CopiaArchive, 1);

    if (!copia_library_load (COPIA_SONAME_LIBARCHIVE, names, &self->library, error))
        return NULL;
    self->handle = self->library.archive_read_new ();
    return g_steal_pointer (&self);
}

char *
copia_archive_trouble (const CopiaArchive *self)
{
    const char *said = self->library.archive_error_string (self->handle);

    return g_strdelimit (g_utf8_make_valid (said ? said : "it cannot be read", -1),
                         "\r\n", ' ');
}

void
copia_archive_close (CopiaArchive *self)
{
    if (!self)
        return;
    if (self->handle)
        self->library.archive_read_free (self->handle);
    g_free (self);
}
