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
/* What is written there; of NONE, the word of the token at cpos. */
CopiaString copia_surface_text (const CopiaSurface *self, const CopiaIndex *index,
                                uint32_t region, uint64_t cpos);
