/* export.h - the exact input back, or what a subcorpus has of it. */
#pragma once

#include "query/subcorpus.h"

#define COPIA_EXPORT_PIECE 65536

typedef bool (*CopiaExportWrite) (void *data, const char *bytes, size_t size,
                                  GError **error);

/* Passes the decoded bytes of text number `text` (COPIA_NONE: of all texts, one after the
 * other) in pieces of COPIA_EXPORT_PIECE bytes, the last one shorter.  `write` may stop with
 * an error.  COPIA_ERROR_QUERY: there is no text of that number, or nothing of it in `where`.
 * Damage may be found after pieces were written: the last piece is not written then.
 *
 * With `where` (or NULL), of a text that is not wholly in it, what lies between the first and
 * the last token of each range, with an empty line between two that do not touch. */
bool copia_export (const CopiaIndex *index, uint32_t text, const CopiaSubcorpus *where,
                   CopiaExportWrite write, void *data, GError **error);

/* The same as vertical text (import/vertical.h): words, their further attributes, and regions.
 * Of what stands between tokens only whether there is anything is kept.
 *
 * Each range of `where` is a text of its own: all regions that hold some of it are opened
 * before and closed behind.  So what is written has the hits that the subcorpus has, and no
 * hit, window or sequence that spans what was left out. */
bool copia_export_vertical (const CopiaIndex *index, uint32_t text,
                            const CopiaSubcorpus *where, CopiaExportWrite write,
                            void *data, GError **error);

/* The same as CoNLL-U (import/conllu.h).  What was read as CoNLL-U comes back as it was; of other
 * corpora sentences are the regions `s`, paragraphs `p`, and what is not known is `_`.  Each range
 * of `where` is a `newdoc`; a sentence that it cuts is numbered anew, and what depended on a word
 * that is not there depends on `_`. */
bool copia_export_conllu (const CopiaIndex *index, uint32_t text,
                          const CopiaSubcorpus *where, CopiaExportWrite write,
                          void *data, GError **error);
