/* out.h - a file being written.
 *
 * Nothing fails in the middle: the first error is kept, later puts do nothing, and
 * copia_out_close() reports it.  A writer is therefore straight-line code.
 * The file appears under its name only when closed well: bytes go to a file without a name
 * (or, where the file system cannot do that, under a draft name beside it), are synced and then
 * renamed over the old one, whose permissions they take.  A symbolic link stays and the file it
 * leads to is replaced.  A killed process leaves the old file, and perhaps a draft (draft.h).
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct CopiaOut CopiaOut;

/* COPIA_ERROR_INPUT when both are one file, by whatever names: what is read would be replaced. */
bool copia_out_spares (const char *path, const char *source, GError **error);

/* Never NULL: an error of opening is kept like any other.  A path that exists and is not a
 * regular file, that is too long or whose folder is missing is an error from the start. */
CopiaOut *copia_out_new (const char *path);
/* Takes away drafts of the file that killed processes left, as far as they are empty or begin
 * with these bytes. */
void copia_out_sweep (const CopiaOut *self, const char *begins);
void copia_out_bytes (CopiaOut *self, const void *data, size_t size);
uint64_t copia_out_position (const CopiaOut *self); /* bytes put so far */
bool copia_out_failed (const CopiaOut *self);
/* All that was put is on the disk: closing takes moments then. */
void copia_out_settle (CopiaOut *self);
bool copia_out_close (CopiaOut *self, GError **error);
void copia_out_free (CopiaOut *self); /* not closed: nothing is left behind */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaOut, copia_out_free)
