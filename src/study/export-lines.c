/* export-lines.c - texts given back line by line. */
#include "study/export-lines.h"

#include "base/error.h"

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

bool
copia_export_lines_each (CopiaExportLines *self, uint32_t text,
                         bool (*put) (void *data, uint32_t text, GError **error),
                         void *data, GError **error)
{
    uint32_t n = copia_regions_count (copia_index_texts (self->index));
    uint32_t first = text == COPIA_NONE ? 0 : text;
    uint32_t end = text == COPIA_NONE ? n : text + 1;

    if (end > n) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "there is no text number %u; the corpus has %u", text + 1, n);
        return false;
    }
    for (; first < end; first++)
        if (!put (data, first, error) || !flush (self, error))
            return false;
    return true;
}
