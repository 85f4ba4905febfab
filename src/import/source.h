/* source.h - the bytes of a file, all of them or an error that bears the path. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/aside.h"

#define COPIA_SOURCE_MOST ((uint64_t) UINT32_MAX - 1) /* bytes of a text */

/* NULL or `size` bytes and a NUL.  G_FILE_ERROR: missing, unreadable, a folder;
 * COPIA_ERROR_INPUT: shorter than it was when reading began; COPIA_ERROR_LIMIT: too long.
 * Pipes and devices are read to their end, long files by as many threads. */
char *copia_source_read (const char *path, uint64_t limit, unsigned threads,
                         size_t *size, GError **error);

/* The same of a file of more than `memory` bytes, put aside beside `beside`, and of a pipe or
 * device, which lies in memory where it is shorter; NULL without an error: it is a shorter file,
 * or none that can be read. */
CopiaAside *copia_source_read_aside (const char *path, uint64_t limit, uint64_t memory,
                                     const char *beside, GError **error);

/* COPIA_ERROR_LIMIT, always false. */
bool copia_source_too_long (const char *name, uint64_t limit, GError **error);
