/* export.c - gap, token, gap, token .. tail. */
#include "study/export.h"

#include "index/surface.h"
#include "study/export-ranges.h"

#include <string.h>

typedef struct {
    const CopiaIndex *index;
    CopiaSurface surface;
    CopiaExportWrite write;
    void *data;
    bool any;
    CopiaExportRange last; /* where `any` */
    size_t used;
    char piece[COPIA_EXPORT_PIECE];
} Export;

static bool
flush (Export *self, GError **error)
{
    size_t size = self->used;

    self->used = 0;
    return size == 0 || self->write (self->data, self->piece, size, error);
}

static bool
put (Export *self, CopiaString bytes, GError **error)
{
    while (bytes.size > 0) {
        size_t n = MIN (bytes.size, sizeof self->piece - self->used);

        memcpy (self->piece + self->used, bytes.bytes, n);
        self->used += n;
        bytes.bytes += n;
        bytes.size -= n;
        if (self->used == sizeof self->piece && !flush (self, error))
            return false;
    }
    return true;
}

static bool
put_tail (Export *self, uint32_t text, GError **error)
{
    const CopiaRegions *texts = copia_index_texts (self->index);
    CopiaString tail;

    return !copia_regions_value (texts, copia_regions_attribute (texts, "_tail"), text,
                                 &tail) ||
           put (self, tail, error);
}

static bool
put_token (Export *self, uint64_t cpos, uint32_t region, bool gap, GError **error)
{
    return (!gap ||
            put (self, copia_gaps_get (copia_index_gaps (self->index), cpos), error)) &&
           put (self, copia_surface_text (&self->surface, self->index, region, cpos),
                error);
}

/* The empty line is left out where the gap stands that was there.  Tokens that are written as one
 * were told with a piece that this one touches and that has others of them. */
static bool
put_piece (void *data, const CopiaExportRange *piece, GError **error)
{
    Export *self = data;
    const CopiaRegions *regions = self->surface.regions;
    bool touches = self->any && self->last.text == piece->text &&
                   self->last.end + 1 == piece->start;

    if (self->any && !touches && (self->last.cut || piece->cut) &&
        !put (self, (CopiaString){ "\n\n", 2 }, error))
        return false;
    for (uint64_t cpos = piece->start; cpos <= piece->end; cpos++) {
        uint32_t region = copia_surface_find (&self->surface, cpos);
        bool told = touches && region != COPIA_NONE &&
                    copia_regions_start (regions, region) < piece->start;
        bool gap = cpos > piece->start || touches || !piece->cut;

        if (!told && !put_token (self, cpos, region, gap, error))
            return false;
        if (region != COPIA_NONE)
            cpos = copia_regions_end (regions, region);
    }
    self->any = true;
    self->last = *piece;
    return piece->cut || put_tail (self, piece->text, error);
}

bool
copia_export (const CopiaIndex *index, uint32_t text, const CopiaSubcorpus *where,
              CopiaExportWrite write, void *data, GError **error)
{
    g_autofree Export *self = g_new (Export, 1);

    self->index = index;
    self->surface = copia_surface_of (index);
    self->write = write;
    self->data = data;
    self->any = false;
    self->used = 0;
    return copia_export_ranges_each (index, text, where, put_piece, self, error) &&
           (!self->last.cut || put (self, (CopiaString){ "\n", 1 }, error)) &&
           copia_index_sound (index, error) && flush (self, error);
}
