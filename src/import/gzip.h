/* gzip.h - what gzip packed: every member of a file, each held to its checksum and length.
 *
 * libarchive reads gzip as well but does not look at the checksums.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* The next bytes of what is packed, which stand until the next are asked for; none: that was
 * all.  False, with the error set, ends the reading. */
typedef bool (*CopiaGiveBytes) (void *data, const char **bytes, size_t *size,
                                GError **error);

/* What is said of a file, with what is wrong. */
#define COPIA_PACKED_DAMAGED                                                           \
    "packed, and cut or damaged (%s); fetch it anew, or unpack it yourself"

bool copia_gzip_is (const char *bytes, size_t size);

/* Unpacks a piece after the other. */
typedef struct CopiaGunzip CopiaGunzip;

CopiaGunzip *copia_gunzip_new (CopiaGiveBytes give, void *data);
/* `room` bytes, or fewer at the end of all members.  Zero bytes behind the last are padding.
 * COPIA_ERROR_INPUT: cut, damaged, or followed by what is no gzip; the message says which and
 * goes into one about the file. */
bool copia_gunzip_read (CopiaGunzip *self, char *bytes, size_t room, size_t *size,
                        GError **error);
void copia_gunzip_free (CopiaGunzip *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaGunzip, copia_gunzip_free)
