/* export.c - gap, token, gap, token .. tail. */
#include "study/export.h"

#include "base/error.h"

#include <string.h>

typedef struct {
    bool (*write) (void *data, const char *bytes, size_t size, GError **error);
    void *data;
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
put_text (Export *self, const CopiaIndex *index, uint32_t text, GError **error)
{
    const CopiaRegions *texts = copia_index_texts (index);
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    const CopiaTokens *tokens = copia_index_tokens (index);
    uint64_t end = copia_regions_end (texts, text);
    CopiaString tail;

    for (uint64_t cpos = copia_regions_start (texts, text); cpos <= end; cpos++)
        if (!put (self, copia_gaps_get (copia_index_gaps (index), cpos), error) ||
            !put (self, copia_lexicon_word (lexicon, copia_tokens_get (tokens, cpos)),
                  error))
            return false;
    return !copia_regions_value (texts, copia_regions_attribute (texts, "_tail"), text,
                                 &tail) ||
           put (self, tail, error);
}

bool
copia_export (const CopiaIndex *index, uint32_t text, CopiaExportWrite write,
              void *data, GError **error)
{
    uint32_t n = copia_regions_count (copia_index_texts (index));
    g_autofree Export *self = NULL;

    if (text != COPIA_NONE && text >= n) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     "there is no text number %u; the corpus has %u", text + 1, n);
        return false;
    }
    self = g_new (Export, 1);
    self->write = write;
    self->data = data;
    self->used = 0;
    for (uint32_t i = text == COPIA_NONE ? 0 : text; i < n; i++) {
        if (!put_text (self, index, i, error))
            return false;
        if (text != COPIA_NONE)
            break;
    }
    return copia_index_sound (index, error) && flush (self, error);
}
