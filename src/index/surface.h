/* surface.h - tokens that are written as one: `de le` as `du` (text/surface.h). */
#pragma once

#include "index/index.h"

typedef struct {
    const CopiaRegions *regions; /* NULL: there are none */
    uint32_t form, range;        /* attributes */
} CopiaSurface;

CopiaSurface copia_surface_of (const CopiaIndex *index);
/* The region that the token at cpos is written in; COPIA_NONE: it is written by itself. */
uint32_t copia_surface_find (const CopiaSurface *self, uint64_t cpos);
/* What is written there. */
CopiaString copia_surface_form (const CopiaSurface *self, uint32_t region);

/* What the token at cpos puts into the text: its word; or of tokens that are written as one,
 * what is written, at the first of them that stands at `start` or behind it, and nothing after. */
CopiaString copia_surface_at (const CopiaSurface *self, const CopiaIndex *index,
                              uint64_t start, uint64_t cpos);
