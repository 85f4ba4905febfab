/* merge.h - several indexes become one file.
 *
 * The file has the bytes it would have had, had all texts been indexed at once, in the order
 * of the parts.  Memory: the lexicons (union.h), the longest posting list, small buffers.
 */
#pragma once

#include "index/index.h"

/* COPIA_ERROR_QUERY: the parts do not fit together; LIMIT: too large for one file.  What is
 * read is not verified beyond its checksums and what merging needs (COPIA_ERROR_DAMAGED). */
bool copia_merge (const CopiaIndex *const *parts, uint32_t n, const char *path,
                  GError **error);

/* Told now and then what part of the work is done, and that as tokens; NULL: nobody. */
typedef void (*CopiaMergeProgress) (void *data, double part, uint64_t tokens);
bool copia_merge_watched (const CopiaIndex *const *parts, uint32_t n, const char *path,
                          CopiaMergeProgress progress, void *data, GError **error);
