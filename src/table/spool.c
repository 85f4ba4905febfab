/* spool.c - a file for what another library or program writes. */
#include "table/spool.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

struct CopiaSpool {
    char *path;
};

CopiaSpool *
copia_spool_new (GError **error)
{
    g_autoptr (CopiaSpool) self = g_new0 (CopiaSpool, 1);
    int file = g_file_open_tmp ("copia-XXXXXX", &self->path, error);

    if (file < 0)
        return NULL;
    close (file);
    return g_steal_pointer (&self);
}

const char *
copia_spool_path (const CopiaSpool *self)
{
    return self->path;
}

void
copia_spool_put (const CopiaSpool *self, CopiaTable *table)
{
    char block[16 * 1024];
    FILE *file = fopen (self->path, "rb");
    size_t n;

    while (file && (n = fread (block, 1, sizeof block, file)) > 0)
        copia_table_put (table, block, n);
    if ((!file || ferror (file)) && !table->error)
        g_set_error (&table->error, G_FILE_ERROR, g_file_error_from_errno (errno),
                     "%s: cannot read: %s", self->path, g_strerror (errno));
    if (file)
        fclose (file);
}

void
copia_spool_free (CopiaSpool *self)
{
    if (!self)
        return;
    if (self->path)
        g_unlink (self->path);
    g_free (self->path);
    g_free (self);
}
