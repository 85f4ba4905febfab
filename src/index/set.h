/* set.h - several files become one corpus without being copied.
 *
 * Writes a manifest and a union (FORMAT.md, "Sets of files").  Lexicons and regions are read,
 * tokens are not, so it takes moments; the files stay as they are, and must stay there.
 */
#pragma once

#include "index/index.h"

/* The manifest `path` names the files of the parts, which may be sets.  It is replaced only when
 * all went well, and so may be a file that is one of those under another name.  COPIA_ERROR_QUERY: the parts do not fit together. */
bool copia_set_write (const CopiaIndex *const *parts, uint32_t n, const char *path,
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
