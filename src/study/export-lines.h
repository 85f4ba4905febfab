/* export-lines.h - texts given back line by line: what the formats share. */
#pragma once

#include "study/export-ranges.h"
#include "study/export.h"

typedef struct {
    const CopiaIndex *index;
    GString *out; /* lines that are not written yet */
    CopiaExportWrite write;
    void *data;
} CopiaExportLines;

/* Writes what has gathered, when it is a piece or more. */
bool copia_export_lines_pass (CopiaExportLines *self, GError **error);

/* Calls `put` for the ranges in text number `text`, or of all (COPIA_NONE), and writes what it
 * leaves; errors as those of copia_export_ranges_each(). */
bool copia_export_lines_each (CopiaExportLines *self, uint32_t text,
                              const CopiaSubcorpus *where, CopiaExportTake put,
                              void *data, GError **error);
