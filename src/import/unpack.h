/* unpack.h - one compressed file, unpacked a piece after the other.
 *
 * gzip is held to its checksums by gzip.h; bzip2, xz and zstd are read by libarchive.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "import/gzip.h"

typedef struct CopiaUnpack CopiaUnpack;

/* Of what begins so.  NULL: the library is not there. */
CopiaUnpack *copia_unpack_new (const char *beginning, size_t size, CopiaGiveBytes give,
                               void *data, GError **error);
/* `room` bytes, or fewer at the end.  Zero bytes behind it are padding.  COPIA_ERROR_INPUT: cut,
 * damaged, or followed by something else; the message goes into one about the file. */
bool copia_unpack_read (CopiaUnpack *self, char *bytes, size_t room, size_t *size,
                        GError **error);
void copia_unpack_free (CopiaUnpack *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaUnpack, copia_unpack_free)
