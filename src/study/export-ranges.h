/* export-ranges.h - texts, or what a subcorpus has of them, in corpus order.
 *
 * A range of the subcorpus is cut at the borders of its text.  Two ranges that touch are two: no
 * hit lies in both, so none may when they are written down.
 */
#pragma once

#include "query/subcorpus.h"

typedef struct {
    uint32_t text;
    uint64_t start, end; /* inclusive */
    bool cut;            /* not the whole text */
} CopiaExportRange;

typedef bool (*CopiaExportTake) (void *data, const CopiaExportRange *piece,
                                 GError **error);

/* The ranges in text number `text`, or of all (COPIA_NONE); `where` may be NULL.  Ends with the
 * error of `take`.  COPIA_ERROR_QUERY: there is no text of that number, or the subcorpus has
 * nothing of it. */
bool copia_export_ranges_each (const CopiaIndex *index, uint32_t text,
                               const CopiaSubcorpus *where, CopiaExportTake take,
                               void *data, GError **error);
