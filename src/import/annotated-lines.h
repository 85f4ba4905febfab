/* annotated-lines.h - formats with one token a line: what their readers share.
 *
 * Lines end with LF or CRLF, and the memory of those that were read is given back.  Pairs are
 * name, value, name, value .. of a region that is yet to be told; names are made good by
 * copia_document_name().
 */
#pragma once

#include "text/document.h"
#include "text/event.h"

/* Regions that are open at once, and attributes of one: no index has more. */
#define COPIA_LINES_MOST_NAMES 1000

typedef struct {
    CopiaDocument *document;
    const CopiaReceiver *to;
    GError **error;
    guint64 line; /* from 1: the one that errors name */
} CopiaLines;

/* Always false: COPIA_ERROR_INPUT with file and line before it. */
bool copia_lines_broken (const CopiaLines *self, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

/* Each line of the document, until `take` says false. */
bool copia_lines_each (CopiaLines *self, bool (*take) (void *data, char *line),
                       void *data);

void copia_lines_open (const CopiaLines *self, const char *structure,
                       const GPtrArray *pairs);
void copia_lines_token (const CopiaLines *self, bool spaced, CopiaString form,
                        const CopiaString *values);
