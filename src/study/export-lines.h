/* export-lines.h - texts given back line by line: what the formats share. */
#pragma once

#include "study/export.h"

typedef struct {
    const CopiaIndex *index;
    GString *out; /* lines that are not written yet */
    CopiaExportWrite write;
    void *data;
} CopiaExportLines;

/* Writes what has gathered, when it is a piece or more. */
bool copia_export_lines_pass (CopiaExportLines *self, GError **error);

/* Calls `put` for text number `text`, or for all (COPIA_NONE), and writes what it leaves.
 * COPIA_ERROR_QUERY: there is no text of that number. */
bool copia_export_lines_each (CopiaExportLines *self, uint32_t text,
                              bool (*put) (void *data, uint32_t text, GError **error),
                              void *data, GError **error);
