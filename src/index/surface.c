/* surface.c - what is written where several tokens are one word. */
#include "index/surface.h"

#include "text/surface.h"

CopiaSurface
copia_surface_of (const CopiaIndex *index)
{
    const CopiaRegions *regions = copia_index_find_structure (index, COPIA_SURFACE);
    CopiaSurface self = { NULL, COPIA_NONE, COPIA_NONE };

    if (!regions)
        return self;
    self.form = copia_regions_attribute (regions, COPIA_SURFACE_FORM);
    self.range = copia_regions_attribute (regions, COPIA_SURFACE_RANGE);
    if (self.form != COPIA_NONE && self.range != COPIA_NONE)
        self.regions = regions;
    return self;
}

uint32_t
copia_surface_find (const CopiaSurface *self, uint64_t cpos)
{
    uint32_t region =
        self->regions ? copia_regions_find (self->regions, cpos) : COPIA_NONE;
    CopiaString value;

    if (region == COPIA_NONE ||
        !copia_regions_value (self->regions, self->range, region, &value) ||
        !copia_regions_value (self->regions, self->form, region, &value) ||
        value.size == 0)
        return COPIA_NONE;
    return region;
}

CopiaString
copia_surface_text (const CopiaSurface *self, const CopiaIndex *index, uint32_t region,
                    uint64_t cpos)
{
    CopiaString text = { "", 0 };

    if (region == COPIA_NONE)
        return copia_lexicon_word (copia_index_lexicon (index),
                                   copia_tokens_get (copia_index_tokens (index), cpos));
    copia_regions_value (self->regions, self->form, region, &text);
    return text;
}
