/* set.h - several files become one corpus without being copied.
 *
 * Writes a manifest and a union (FORMAT.md, "Sets of files").  Lexicons and regions are read,
 * tokens are not, so it takes moments; the files stay as they are, and must stay there.
 */
#pragma once

#include "index/merge.h"

/* The manifest `path` names the files of the parts, which may be sets.  It is replaced only when
 * all went well, and so may be a file that is one of those under another name.  COPIA_ERROR_QUERY: the parts do not fit together. */
bool copia_set_write (const CopiaIndex *const *parts, uint32_t n, const char *path,
                      GError **error);

/* Told now and then as copia_merge_watched() tells. */
bool copia_set_write_watched (const CopiaIndex *const *parts, uint32_t n,
                              const char *path, CopiaMergeProgress progress, void *data,
                              GError **error);

/* How its union is written.  Where little is added to much, that borrows of what was there; answers
 * are the same. */
typedef enum {
    COPIA_SET_USUAL,
    COPIA_SET_WHOLE,     /* it borrows nothing */
    COPIA_SET_BORROWING, /* it does where it can */
} CopiaSetKind;

bool copia_set_write_as (const CopiaIndex *const *parts, uint32_t n, const char *path,
                         CopiaSetKind kind, GError **error);

/* A name for a file of the set `path`, "NAME.1.copia" for "NAME.copia", or, where that is taken,
 * with the next number that is free; numbers begin with `*number`, which is set. */
char *copia_set_name (const char *path, unsigned *number);

/* `added`, a draft of the file `name` beside it that was written for this set alone, comes behind
 * `old`, which is the index or the set that stands at `path`, opened while that was locked.  It gets
 * its name, or another one if that is taken, when the list is written.  When there are many small
 * files of that kind they become one (set-join.h): `added` may be gone then. */
bool copia_set_append (const CopiaIndex *old, const CopiaIndex *added, const char *name,
                       const char *path, GError **error);

#define COPIA_SET_TAKEN (-2)

/* Nobody else changes the set, or the index, that stands at `path`; where the file system knows no
 * locks, or nothing stands there, nothing is locked.  COPIA_SET_TAKEN: somebody else does just now. */
int copia_set_lock (const char *path, GError **error);
void copia_set_unlock (int lock);
