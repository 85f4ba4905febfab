/* export.h - the exact input back. */
#pragma once

#include "index/index.h"

#define COPIA_EXPORT_PIECE 65536

/* Passes the decoded bytes of text number `text` (COPIA_NONE: of all texts, one after the
 * other) in pieces of COPIA_EXPORT_PIECE bytes, the last one shorter.  `write` may stop with
 * an error.  COPIA_ERROR_QUERY: there is no text of that number.  Damage may be found after
 * pieces were written: the last piece is not written then. */
bool copia_export (const CopiaIndex *index, uint32_t text,
                   bool (*write) (void *data, const char *bytes, size_t size,
                                  GError **error),
                   void *data, GError **error);

/* The same as vertical text (import/vertical.h): words, their further attributes, and regions.
 * Of what stands between tokens only whether there is anything is kept. */
bool copia_export_vertical (const CopiaIndex *index, uint32_t text,
                            bool (*write) (void *data, const char *bytes, size_t size,
                                           GError **error),
                            void *data, GError **error);
