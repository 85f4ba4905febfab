/* export-lines.c - texts given back line by line. */
#include "study/export-lines.h"

static bool
flush (CopiaExportLines *self, GError **error)
{
    if (!copia_index_sound (self->index, error) ||
        !self->write (self->data, self->out->str, self->out->len, error))
        return false;
    g_string_truncate (self->out, 0);
    return true;
}

bool
copia_export_lines_pass (CopiaExportLines *self, GError **error)
{
    return self->out->len < COPIA_EXPORT_PIECE || flush (self, error);
}

typedef struct {
    CopiaExportLines *lines;
    CopiaExportTake put;
    void *data;
} Each;

static bool
put_piece (void *data, const CopiaExportRange *piece, GError **error)
{
    const Each *self = data;

    return self->put (self->data, piece, error) && flush (self->lines, error);
}

bool
copia_export_lines_each (CopiaExportLines *self, uint32_t text,
                         const CopiaSubcorpus *where, CopiaExportTake put, void *data,
                         GError **error)
{
    Each each = { self, put, data };

    return copia_export_ranges_each (self->index, text, where, put_piece, &each, error);
}
