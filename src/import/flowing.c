/* flowing.c - a file whose bytes come one after the other: annotated, it may be of any length. */
#include "import/import-private.h"

#include "base/error.h"
#include "import/archive.h"
#include "import/binary.h"
#include "import/choose.h"

static bool
is_text (const CopiaImport *self, const CopiaFlow *flow, const char *kind)
{
    CopiaImportSource source = { .kind = kind };

    source.bytes = (char *) (void *) copia_flow_beginning (flow, &source.size);
    return copia_archive_kind (kind, source.bytes, source.size) == COPIA_PACKED_NOT &&
           !copia_import_choose_unpacker (source.kind, source.bytes, source.size,
                                          self->options->importer) &&
           !copia_binary_name (source.bytes, source.size);
}

/* Tells what is annotated, as long as it may be.  *told false without an error: it is another
 * text, and to be read whole; that says what is wrong with its bytes, or finds it out. */
static bool
import_annotated (CopiaImport *self, CopiaFlow **flow, const char *path,
                  const char *kind, bool *told, GError **error)
{
    g_autoptr (CopiaDocument) document = copia_document_new (path);
    const char *named = self->options->importer;
    const CopiaImporter *importer = named ? copia_importer_find (named, error)
                                          : copia_importer_find_extension (kind);
    g_autoptr (GError) trouble = NULL;

    if (named && !importer)
        return false;
    if (!is_text (self, *flow, kind) || (named && !importer->tell))
        return true;
    if (!copia_flow_begin (*flow, document, self->options->encoding, &trouble)) {
        if (!importer || !importer->tell ||
            copia_flow_fits (*flow, copia_import_limit (self->options), NULL))
            return true;
        if (trouble)
            g_propagate_error (error, g_steal_pointer (&trouble));
        else
            g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                         "%s: its beginning does not show its encoding; name it: "
                         "--encoding windows-1252, say",
                         path);
        return false;
    }
    if (!named)
        importer = copia_import_choose (document, kind);
    if (!importer->tell)
        return true;
    document->format = importer->name;
    copia_import_note_shown (self, document, importer, kind);
    copia_flow_go_on (g_steal_pointer (flow), document);
    *told = true;
    return copia_import_give (self, g_steal_pointer (&document), error);
}

/* The same of what may be packed, which is then unpacked as it comes. */
static bool
import_flowing (CopiaImport *self, CopiaFlow **flow, const char *path, bool *told,
                GError **error)
{
    g_autofree char *kind = copia_archive_inner_name (path);
    size_t size;
    const char *bytes = copia_flow_beginning (*flow, &size);
    CopiaFlow *unpacked = copia_archive_kind (path, bytes, size) == COPIA_PACKED_FILE
                              ? copia_flow_unpack (flow)
                              : NULL;
    bool done;

    if (!unpacked)
        return !copia_flow_goes_on (*flow) ||
               import_annotated (self, flow, path, path, told, error);
    done = !copia_flow_goes_on (unpacked) ||
           import_annotated (self, &unpacked, path, kind, told, error);
    if (unpacked)
        *flow = copia_flow_packed (unpacked);
    return done;
}

bool
copia_import_flow (CopiaFlow *taken, const char *path,
                   const CopiaImportOptions *options, CopiaTakeDocument take,
                   void *data, GError **error)
{
    g_autoptr (CopiaFlow) flow = taken;
    CopiaImport self = { .options = options, .take = take, .data = data };
    CopiaImportSource source = { path, path, NULL, 0, NULL };
    uint64_t limit = copia_import_limit (options);
    CopiaAside *bytes;
    bool told = false;

    if (!import_flowing (&self, &flow, path, &told, error))
        return false;
    if (told)
        return true;
    bytes = copia_flow_read (flow, limit, options->memory, options->beside, error);
    if (!bytes)
        return false;
    copia_import_hold (&source, bytes);
    return copia_import_first (&source, options, take, data, error);
}
