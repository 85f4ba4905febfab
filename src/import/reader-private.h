/* reader-private.h - a document made ready to be told, by whichever thread. */
#pragma once

#include "import/reader.h"
#include "import/walk.h"
#include "text/segment.h"
#include "text/sentences.h"

/* Ready, it is only to be sent. */
typedef struct {
    const CopiaReader *reader;
    const CopiaImporter *importer; /* of what is annotated, else NULL */
    CopiaDocument *document;
    CopiaSegment *segment;
    CopiaSentenceRules *own; /* sentences of the rules, or NULL */
    CopiaWalkOptions walk;
    CopiaWalkAhead *ahead; /* what was told of it already; NULL: nothing */
} CopiaReady;

CopiaImportOptions copia_reader_import_options (const CopiaReader *self);
/* Takes the document.  Clear `ready` whatever comes of it. */
bool copia_reader_prepare (const CopiaReader *self, CopiaDocument *document,
                           CopiaReady *ready, GError **error);
/* Once it stands where it stays: on thread number `thread` of the receiver's tellers. */
void copia_ready_tell_ahead (CopiaReady *self, const CopiaReceiver *to,
                             unsigned thread);
bool copia_ready_send (CopiaReady *self, const CopiaReceiver *to, GPtrArray *notes,
                       GError **error);
void copia_ready_clear (CopiaReady *self);
