/* export-ranges.c - ranges of a subcorpus, text by text. */
#include "study/export-ranges.h"

#include "base/error.h"
#include "study/scope.h"

typedef struct {
    CopiaScope scope;
    const CopiaRegions *texts;
    CopiaExportTake take;
    void *data;
    bool any;
} Each;

static bool
take_text (Each *self, uint32_t text, GError **error)
{
    CopiaExportRange whole = { .text = text,
                               .start = copia_regions_start (self->texts, text),
                               .end = copia_regions_end (self->texts, text) };
    size_t i = copia_scope_from (&self->scope, whole.start);

    for (; i < self->scope.n; i++) {
        CopiaSpan span = copia_scope_span (&self->scope, i);
        CopiaExportRange piece = whole;

        if (span.start > whole.end)
            break;
        piece.start = MAX (span.start, whole.start);
        piece.end = MIN (span.end, whole.end);
        piece.cut = piece.start > whole.start || piece.end < whole.end;
        self->any = true;
        if (!self->take (self->data, &piece, error))
            return false;
    }
    return true;
}

bool
copia_export_ranges_each (const CopiaIndex *index, uint32_t text,
                          const CopiaSubcorpus *where, CopiaExportTake take, void *data,
                          GError **error)
{
    Each self = { copia_scope_of (index, where), copia_index_texts (index), take, data,
                  false };
    uint32_t n = copia_regions_count (self.texts);
    uint32_t first = text == COPIA_NONE ? 0 : text;
    uint32_t end = text == COPIA_NONE ? n : text + 1;

    if (end > n) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "there is no text number %u; the corpus has %u", text + 1, n);
        return false;
    }
    for (; first < end; first++)
        if (!take_text (&self, first, error))
            return false;
    if (!self.any)
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "nothing of text number %u fulfils the conditions of --where",
                     end);
    return self.any;
}
