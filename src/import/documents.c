/* documents.c - a text, or what bytes hold, becomes documents. */
#include "import/import-private.h"

#include <string.h>

#include "import/binary.h"
#include "import/choose.h"
#include "import/encoding.h"

/* What is annotated has lines, which its reader bounds; a picture in mark-up is no word where it
 * is left out. */
static bool
check_words (const CopiaDocument *document, GError **error)
{
    const CopiaImporter *importer = copia_importer_find (document->format, NULL);
    uint32_t at = 0;

    if (importer && importer->tell)
        return true;
    for (guint i = 0; i <= document->skips->len; i++) {
        bool last = i == document->skips->len;
        const CopiaRange *skip =
            last ? NULL : &g_array_index (document->skips, CopiaRange, i);
        uint32_t end = last ? document->size : skip->start;

        if (!copia_binary_check_parted (document->text + at, end - at, at, false,
                                        error)) {
            g_prefix_error (error, "%s: ", document->name);
            return false;
        }
        at = last ? end : skip->end;
    }
    return true;
}

/* The same, unless by its name it is mark-up or annotated: before it is looked through for what
 * it may be. */
static bool
check_beginning (const CopiaDocument *document, const char *kind, GError **error)
{
    const CopiaImporter *claimed = copia_importer_find_extension (kind);

    if ((claimed && !claimed->read) ||
        copia_binary_check_parted (document->text, document->size, 0, true, error))
        return true;
    g_prefix_error (error, "%s: ", document->name);
    return false;
}

bool
copia_import_give (CopiaImport *self, CopiaDocument *document, GError **error)
{
    if (self->others)
        copia_document_note (document, "%u other file%s of the archive passed over",
                             self->others, self->others == 1 ? "" : "s");
    self->others = 0;
    while (document) {
        CopiaDocument *next = g_steal_pointer (&document->next);

        copia_document_settle (document);
        if (!check_words (document, error)) {
            copia_document_free (document);
            copia_document_free (next);
            return false;
        }
        if (!self->take (self->data, document, error)) {
            copia_document_free (next);
            return false;
        }
        document = next;
    }
    return true;
}

bool
copia_import_blame (const CopiaImportSource *source, GError **error)
{
    g_prefix_error (error, "%s: ", source->name);
    return false;
}

bool
copia_import_unpacked (CopiaImport *self, const CopiaImportSource *source,
                       const CopiaImporter *importer, GError **error)
{
    g_autoptr (CopiaDocument) document = copia_document_new (source->name);

    document->format = importer->name;
    if (!importer->unpack (document, source->bytes, source->size, self->options, error))
        return copia_import_blame (source, error);
    return copia_import_give (self, g_steal_pointer (&document), error);
}

/* The text into memory: it will be another. */
static void
hold (CopiaDocument *document)
{
    CopiaAside *aside = g_steal_pointer (&document->aside);

    if (!aside)
        return;
    document->text = g_memdup2 (aside->data, (size_t) document->size + 1);
    copia_aside_free (aside);
}

static bool
decode (const CopiaImport *self, CopiaImportSource *source, CopiaDocument *document,
        GError **error)
{
    const char *wanted = self->options->encoding;
    CopiaAside *aside = g_steal_pointer (&source->aside);
    char *bytes = g_steal_pointer (&source->bytes);

    if (aside && copia_encoding_adopt (document, aside, source->size, wanted)) {
        document->beside = g_strdup (self->options->beside);
        return true;
    }
    if (aside)
        bytes = g_memdup2 (aside->data, source->size + 1);
    copia_aside_free (aside);
    return copia_encoding_decode (document, bytes, source->size, wanted, error) ||
           copia_import_blame (source, error);
}

void
copia_import_note_shown (const CopiaImport *self, CopiaDocument *document,
                         const CopiaImporter *importer, const char *kind)
{
    bool shown = !self->options->importer && importer != copia_importers &&
                 importer != copia_importer_find_extension (kind);

    document->shown = shown && importer->tell;
    if (shown && document->notes->len == 0)
        copia_document_note (
            document,
            "read as %s, by the marks in it; --importer plain reads it as it stands",
            importer->name);
}

bool
copia_import_text (CopiaImport *self, CopiaImportSource *source, GError **error)
{
    g_autoptr (CopiaDocument) document = copia_document_new (source->name);
    const CopiaImporter *importer = NULL;

    if (self->options->importer) {
        importer = copia_importer_find (self->options->importer, error);
        if (!importer)
            return false;
    }
    document->threads = self->options->threads;
    if (!decode (self, source, document, error))
        return false;
    if (!importer && !check_beginning (document, source->kind, error))
        return false;
    if (!importer)
        importer = copia_import_choose (document, source->kind);
    document->format = importer->name;
    if (importer->convert)
        hold (document);
    if (importer->read)
        importer->read (document);
    else if (importer->convert && !importer->convert (document, self->options, error))
        return copia_import_blame (source, error);
    if (importer->read || importer->tell)
        copia_import_note_shown (self, document, importer, source->kind);
    return copia_import_give (self, g_steal_pointer (&document), error);
}
