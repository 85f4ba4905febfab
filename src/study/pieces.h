/* pieces.h - texts, or what a subcorpus has of them, in corpus order.
 *
 * A piece is one range of the subcorpus, cut at the borders of its text.  Two ranges that touch
 * are two pieces: no hit lies in both, so none may when they are written down.
 */
#pragma once

#include "query/subcorpus.h"

typedef struct {
    uint32_t text;
    uint64_t start, end; /* inclusive */
    bool cut;            /* not the whole text */
} CopiaPiece;

typedef bool (*CopiaPieceTake) (void *data, const CopiaPiece *piece, GError **error);

/* The pieces of text number `text`, or of all (COPIA_NONE); `where` may be NULL.  Ends with the
 * error of `take`.  COPIA_ERROR_QUERY: there is no text of that number, or the subcorpus has
 * nothing of it. */
bool copia_pieces_each (const CopiaIndex *index, uint32_t text,
                        const CopiaSubcorpus *where, CopiaPieceTake take, void *data,
                        GError **error);
