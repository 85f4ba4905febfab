/* pack.h - a piece of a section in less space.
 *
 * A piece is 1 << copia_piece_shift() bytes of a section, counted in whole elements: those that begin
 * in it, so that the last may reach a few bytes into the next.  Specified in index/FORMAT.md,
 * "Packed sections".
 */
#pragma once

#include "base/links.h"
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define COPIA_PIECE_SHIFT 15 /* of the longest */
#define COPIA_PIECE (1u << COPIA_PIECE_SHIFT)
#define COPIA_PIECE_ROOM                                                               \
    (COPIA_PIECE + 64) /* bytes of the longest piece, and to spare */

typedef enum {
    COPIA_PACKING_NONE,
    COPIA_PACKING_VALUES, /* integers of the section's width (bytes where it has none) */
    COPIA_PACKING_STEPS,  /* integers as differences to the one before */
    COPIA_PACKING_TEXT,   /* bytes, deflated */
    COPIA_PACKING_LINKED, /* integers of at most 4 bytes, each by the one before (base/links.h) */
    COPIA_PACKING_WOVEN, /* bytes, quicker to unpack than VALUES */
    COPIA_N_PACKINGS,
    COPIA_PACKING_MADE = COPIA_N_PACKINGS, /* never in a file (base/made.h) */
} CopiaPacking;

/* What is LINKED has short pieces, a page of memory each: it is read here and there, and its codes do
 * not stand in the pieces.  What is WOVEN has long ones, which are soon unpacked. */
static inline uint32_t
copia_piece_shift (CopiaPacking packing)
{
    return packing == COPIA_PACKING_LINKED  ? 12
           : packing == COPIA_PACKING_WOVEN ? COPIA_PIECE_SHIFT
                                            : 14;
}

/* Appends the piece; `bytes` holds whole elements of `width`.  `links` matters to what is LINKED. */
void copia_pack (CopiaPacking packing, uint32_t width, const CopiaLinkCodes *links,
                 const uint8_t *bytes, uint32_t size, GByteArray *to);

/* Gives back exactly `size` bytes, or false: `packed` is damaged, and `bytes` holds anything.
 * 64 bytes behind `packed` can be read, and 8 behind `bytes` belong to whoever calls and are
 * not written. */
bool copia_unpack (CopiaPacking packing, uint32_t width, const CopiaLinkTables *links,
                   const uint8_t *packed, uint64_t packed_size, uint8_t *bytes,
                   uint32_t size);
