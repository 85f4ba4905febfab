/* import.h - a file becomes a document: decoded, its mark-up told from its text.
 *
 * An importer marks as skips what is not text, declares headings where the mark-up does, and
 * leaves attributes and notes; it never fails and never edits.  Mark-up that is not closed
 * is text.  Each works in time linear in the size of the text, whatever stands in it.
 *
 * To add one: its file, its line in the array in import.c, a test.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "text/document.h"

typedef struct {
    const char *name;
    const char *summary;
    const char *extensions; /* ".md .markdown": files in folders are taken by these */
    /* A text that says by its own bytes that it is of this format; NULL: never. */
    bool (*sniff) (const CopiaDocument *document);
    void (*read) (CopiaDocument *document);
} CopiaImporter;

extern const CopiaImporter copia_importers[]; /* ends with a NULL name */

typedef struct {
    const char
        *importer; /* NULL: by what the text shows, then by extension, then plain */
    const char *encoding; /* NULL: found out, see encoding.h */
    uint64_t limit;       /* bytes a file may have; 0: 4 GiB - 2, which is the most */
} CopiaImportOptions;

/* The importer that claims the file name's extension, or NULL. */
const CopiaImporter *copia_importer_find_extension (const char *path);

/* Errors bear the path.  G_FILE_ERROR: missing, unreadable, a folder; COPIA_ERROR_INPUT:
 * empty, binary, a byte that does not fit, shorter than it was when reading began;
 * COPIA_ERROR_QUERY: no such importer or encoding; COPIA_ERROR_LIMIT: too long.
 * Pipes and devices are read to their end. */
CopiaDocument *copia_import_file (const char *path, const CopiaImportOptions *options,
                                  GError **error);

/* The same from memory; `name` stands for the path. */
CopiaDocument *copia_import_memory (const char *name, const void *bytes, size_t size,
                                    const CopiaImportOptions *options, GError **error);
