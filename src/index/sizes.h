/* sizes.h - what the files of a corpus hold, in bytes.
 *
 * Of a set, sections of one name are added up over all its files, so that it can be compared with
 * one index of the same texts; what only sets have is what their union costs.
 */
#pragma once

#include "index/index.h"

typedef struct {
    char name[COPIA_NAME_SIZE];
    uint64_t bytes;
} CopiaSize;

/* CopiaSize of each section; in the end, called "rest", what else is in the files: their
 * contents, checksums, and what lies between sections.  The sum is copia_index_bytes(). */
GArray *copia_index_sizes (const CopiaIndex *self);
