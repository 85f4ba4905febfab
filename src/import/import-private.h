/* import-private.h - what the steps of an import share: a file that is whole or packed (import.c),
 * one that flows (flowing.c), and what becomes of its text (documents.c). */
#pragma once

#include "base/aside.h"
#include "import/flow.h"
#include "import/import.h"

/* What is being read, and for whom. */
typedef struct {
    const CopiaImportOptions *options;
    CopiaTakeDocument take;
    void *data;
    guint others; /* files of an archive that were passed over and not yet told of */
    bool archive; /* within one */
    int depth;
} CopiaImport;

/* One file or member: `name` is for messages and the text's `file`, `kind` the name without
 * what says that it is compressed. */
typedef struct {
    const char *name, *kind;
    char *bytes;
    size_t size;
    CopiaAside *aside; /* what the bytes lie in; NULL: memory of their own */
} CopiaImportSource;

uint64_t copia_import_limit (const CopiaImportOptions *options);
/* Takes `bytes`; what lies in memory is held there. */
void copia_import_hold (CopiaImportSource *self, CopiaAside *bytes);
/* Takes what is in the source. */
bool copia_import_first (CopiaImportSource *source, const CopiaImportOptions *options,
                         CopiaTakeDocument take, void *data, GError **error);

/* Puts the name before an error; always false. */
bool copia_import_blame (const CopiaImportSource *source, GError **error);
/* Takes the bytes of a text. */
bool copia_import_text (CopiaImport *self, CopiaImportSource *source, GError **error);
/* Of bytes that are no text. */
bool copia_import_unpacked (CopiaImport *self, const CopiaImportSource *source,
                            const CopiaImporter *importer, GError **error);
/* Says how a text is read, where its name did not. */
void copia_import_note_shown (const CopiaImport *self, CopiaDocument *document,
                              const CopiaImporter *importer, const char *kind);
/* Takes the document, and others of the file behind it. */
bool copia_import_give (CopiaImport *self, CopiaDocument *document, GError **error);

/* All of a file that flows, which it takes: what is annotated as it comes, other texts whole. */
bool copia_import_flow (CopiaFlow *taken, const char *path,
                        const CopiaImportOptions *options, CopiaTakeDocument take,
                        void *data, GError **error);
