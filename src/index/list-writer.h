/* list-writer.h - a posting list from positions that come piece by piece.
 *
 * Keeps the bytes of one list, about a byte and a half a posting, for the skips stand before
 * the blocks they lead to.  Specified in FORMAT.md, "Postings".
 */
#pragma once

#include "base/container.h"
#include "index/pfor.h"

typedef struct {
    /*< private >*/
    uint32_t base;
    uint32_t pending;
    GByteArray *skips, *blocks;
    uint32_t values[COPIA_PFOR_BLOCK];
} CopiaListWriter;

void copia_list_writer_begin (
    CopiaListWriter *self); /* once; then lists, one after another */
void copia_list_writer_clear (CopiaListWriter *self);

void copia_list_writer_flush (CopiaListWriter *self); /* a full block */

/* Positions of a list rise strictly. */
static inline void
copia_list_writer_put (CopiaListWriter *self, uint32_t cpos)
{
    self->values[self->pending++] = cpos;
    if (G_UNLIKELY (self->pending == COPIA_PFOR_BLOCK))
        copia_list_writer_flush (self);
}

/* The list is whole: returns its bytes.  The next one may begin. */
uint64_t copia_list_writer_end (CopiaListWriter *self, CopiaContainerWriter *out);
