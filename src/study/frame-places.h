/* frame-places.h - occurrences of frames, and how they are sorted.  Private to frames.c.
 *
 * `bits` are those that hold any filler; where an occurrence begins has the others.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define COPIA_FRAME_DIGIT 11 /* bits that a pass of sorting looks at */

typedef struct {
    uint64_t key;  /* a hash of the words around the slot */
    uint64_t both; /* where it begins, and in the lowest bits the filler */
} CopiaFramePlace;

static inline uint64_t
copia_frame_place_at (unsigned bits, const CopiaFramePlace *self)
{
    return self->both >> bits;
}

static inline uint32_t
copia_frame_place_filler (unsigned bits, const CopiaFramePlace *self)
{
    return (uint32_t) (self->both & ((UINT64_C (1) << bits) - 1));
}

/* Bits of the hash by which places are sorted. */
static inline uint32_t
copia_frame_place_tag (const CopiaFramePlace *self)
{
    return (uint32_t) (self->key & ((1u << 2 * COPIA_FRAME_DIGIT) - 1));
}

/* By tag, by filler, in the order they are in; fewer than 2^31.  The array may be another one
 * then. */
void copia_frame_places_sort (GArray **places, unsigned bits);
/* Places whose tags are equal: by key, by filler, in corpus order. */
void copia_frame_places_sort_keys (CopiaFramePlace *places, size_t n, unsigned bits);
