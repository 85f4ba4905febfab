/* export.h - the exact input back. */
#pragma once

#include "index/index.h"

#define COPIA_EXPORT_PIECE 65536

typedef bool (*CopiaExportWrite) (void *data, const char *bytes, size_t size,
                                  GError **error);

/* Passes the decoded bytes of text number `text` (COPIA_NONE: of all texts, one after the
 * other) in pieces of COPIA_EXPORT_PIECE bytes, the last one shorter.  `write` may stop with
 * an error.  COPIA_ERROR_QUERY: there is no text of that number.  Damage may be found after
 * pieces were written: the last piece is not written then. */
bool copia_export (const CopiaIndex *index, uint32_t text, CopiaExportWrite write,
                   void *data, GError **error);

/* The same as vertical text (import/vertical.h): words, their further attributes, and regions.
 * Of what stands between tokens only whether there is anything is kept. */
bool copia_export_vertical (const CopiaIndex *index, uint32_t text,
                            CopiaExportWrite write, void *data, GError **error);

/* The same as CoNLL-U (import/conllu.h).  What was read as CoNLL-U comes back as it was; of other
 * corpora sentences are the regions `s`, paragraphs `p`, and what is not known is `_`. */
bool copia_export_conllu (const CopiaIndex *index, uint32_t text,
                          CopiaExportWrite write, void *data, GError **error);
