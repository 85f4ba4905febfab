/* source.h - the bytes of a file, all of them or an error that bears the path. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COPIA_SOURCE_MOST ((uint64_t) UINT32_MAX - 1) /* bytes of a text */

/* NULL or `size` bytes and a NUL.  G_FILE_ERROR: missing, unreadable, a folder;
 * COPIA_ERROR_INPUT: shorter than it was when reading began; COPIA_ERROR_LIMIT: too long.
 * A long file is read by as many threads. */
char *copia_source_read (const char *path, uint64_t limit, unsigned threads,
                         size_t *size, GError **error);

/* COPIA_ERROR_INPUT: not so many bytes as were expected. */
bool copia_source_is_whole (const char *path, uint64_t size, uint64_t expected,
                            GError **error);
/* COPIA_ERROR_LIMIT, always false. */
bool copia_source_too_long (const char *name, uint64_t limit, GError **error);
