/* gzip.h - what gzip packed: every member of a file, each held to its checksum and length.
 *
 * libarchive reads gzip as well but does not look at the checksums.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Hears the next bytes; false, with the error set, ends the reading. */
typedef bool (*CopiaTakeBytes) (void *data, const void *bytes, size_t size,
                                GError **error);

bool copia_gzip_is (const char *bytes, size_t size);

/* Zero bytes behind the last member are padding.  COPIA_ERROR_INPUT: cut, damaged, or followed
 * by what is no gzip; the message says which and goes into one about the file. */
bool copia_gzip_unpack (const char *bytes, size_t size, CopiaTakeBytes take, void *data,
                        GError **error);
