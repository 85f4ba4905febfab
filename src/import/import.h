/* import.h - a file becomes documents: unpacked, decoded, its mark-up told from its text.
 *
 * An importer does one of four things.  `read` marks in a decoded text as skips what is not
 * text and declares headings: it never fails and never edits, and the document's text is the
 * file's.  `convert` puts in place of decoded mark-up the text it holds.  `unpack` makes that
 * text of bytes that are none.  `tell` sends the tokens and regions of an annotated text.  Where
 * a text is made, it is what the index gives back.  All work in time linear in the size of what
 * they are given, whatever stands in it.
 *
 * What is compressed is unpacked first, and an archive gives the texts in it, each as if it
 * were a file, in natural order of their names (natural.h).
 *
 * To add one: its file, its line in the array in importers.c, a test.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "text/document.h"
#include "text/event.h"

typedef struct {
    const char
        *importer; /* NULL: by what the text shows, then by extension, then plain */
    const char *encoding; /* NULL: found out, see encoding.h */
    bool drop_notes;      /* foot- and endnotes are left out */
    bool
        original; /* of sic and corr, orig and reg, abbr and expan: the first of each */
    /* A path: a text of more than `memory` bytes, with its lines and blocks, is put aside beside
     * it (aside.h), if it is read or told as it stands; NULL: all lies in memory. */
    const char *beside;
    uint64_t memory;
    uint64_t limit;   /* bytes a file may have, unpacked too; 0: 4 GiB - 2, the most */
    unsigned threads; /* that may read and divide one long text; 0: one */
} CopiaImportOptions;

/* How annotated text is told. */
typedef struct {
    const char *columns; /* of vertical text, see vertical.h */
    bool words;          /* of a range of CoNLL-U, see conllu.h */
} CopiaTellOptions;

typedef struct {
    const char *name;
    const char *summary;
    const char *extensions; /* ".md .markdown": files in folders are taken by these */
    bool named; /* but not of this format, which is looked for in files called so alone:
                         a table beside texts may be about them */
    /* A text that says by its own bytes that it is of this format; NULL: never. */
    bool (*sniff) (const CopiaDocument *document);
    void (*read) (CopiaDocument *document);
    bool (*convert) (CopiaDocument *document, const CopiaImportOptions *options,
                     GError **error);
    /* Bytes that are no text but of this format. */
    bool (*claims) (const char *bytes, size_t size);
    bool (*unpack) (CopiaDocument *document, const char *bytes, size_t size,
                    const CopiaImportOptions *options, GError **error);
    /* Instead of the text: its tokens and regions, as they are annotated. */
    bool (*tell) (CopiaDocument *document, const CopiaTellOptions *options,
                  const CopiaReceiver *to, GError **error);
} CopiaImporter;

extern const CopiaImporter copia_importers[]; /* ends with a NULL name */

/* COPIA_ERROR_QUERY: there is none of this name. */
const CopiaImporter *copia_importer_find (const char *name, GError **error);
/* The importer that claims the file name's extension, or NULL. */
const CopiaImporter *copia_importer_find_extension (const char *path);
/* Whether a file of this name is taken out of a folder: an importer's, compressed or not, or
 * an archive's. */
bool copia_import_wants (const char *path);

/* What becomes of each document, which is handed over; false ends the reading. */
typedef bool (*CopiaTakeDocument) (void *data, CopiaDocument *document, GError **error);

/* Errors bear the path.  G_FILE_ERROR: missing, unreadable, a folder; COPIA_ERROR_INPUT:
 * empty, binary, a byte that does not fit, damaged, hostile, shorter than it was when reading
 * began; COPIA_ERROR_QUERY: no such importer or encoding; COPIA_ERROR_LIMIT: too long.
 * Pipes and devices are read to their end. */
bool copia_import_file (const char *path, const CopiaImportOptions *options,
                        CopiaTakeDocument take, void *data, GError **error);

/* The same from memory; `name` stands for the path. */
bool copia_import_memory (const char *name, const void *bytes, size_t size,
                          const CopiaImportOptions *options, CopiaTakeDocument take,
                          void *data, GError **error);
