/* prose.c - gaps shown as a reader expects them. */
#include "study/prose.h"

#include "index/surface.h"

void
copia_prose_add (const CopiaIndex *index, uint64_t start, uint64_t end, GString *text)
{
    const CopiaSurface surface = copia_surface_of (index);

    for (uint64_t cpos = start; cpos <= end; cpos++) {
        uint32_t region = copia_surface_find (&surface, cpos);
        CopiaString written = copia_surface_text (&surface, index, region, cpos);

        copia_prose_go_on (index, start, cpos, text);
        g_string_append_len (text, written.bytes, (gssize) written.size);
        if (region != COPIA_NONE)
            cpos = copia_regions_end (surface.regions, region);
    }
}

void
copia_prose_go_on (const CopiaIndex *index, uint64_t start, uint64_t cpos,
                   GString *text)
{
    if (cpos > start && copia_gaps_spaced (copia_index_gaps (index), cpos))
        g_string_append_c (text, ' ');
}

void
copia_prose_whole (const CopiaIndex *index, uint64_t *start, uint64_t *end)
{
    const CopiaSurface surface = copia_surface_of (index);
    uint32_t first = copia_surface_find (&surface, *start);
    uint32_t last = copia_surface_find (&surface, *end);

    if (first != COPIA_NONE)
        *start = copia_regions_start (surface.regions, first);
    if (last != COPIA_NONE)
        *end = copia_regions_end (surface.regions, last);
}
