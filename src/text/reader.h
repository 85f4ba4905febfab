/* reader.h - a file becomes events: imported, segmented, cut into tokens and sentences.
 *
 * Structures sent: text > part > chapter > head, p > s; see segment.h for what they are.
 * A reader is immutable; threads may share one.
 */
#pragma once

#include "text/event.h"
#include "text/import.h"

/* How texts are read; all strings may be NULL for the usual. */
typedef struct {
    const char *importer;          /* found out */
    const char *encoding;          /* found out */
    const char *rules;             /* path of a rules file, see rules.h */
    const char *language;          /* "en" */
    const char *tokenizer;         /* "words" */
    const char *tokenizer_options; /* see tokenizer.h */
} CopiaReaderOptions;

typedef struct CopiaReader CopiaReader;

CopiaReader *copia_reader_new (const CopiaReaderOptions *options, GError **error);
/* Sends one text.  A text without a token sends nothing and leaves a note.  `notes` receives
 * lines (char *) about what was guessed, left out or wrong; NULL: they are dropped. */
bool copia_reader_read (const CopiaReader *self, const char *path,
                        const CopiaReceiver *to, GPtrArray *notes, GError **error);
void copia_reader_free (CopiaReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaReader, copia_reader_free)
