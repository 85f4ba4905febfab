/* region-number.c - counting regions in those around them. */
#include "query/region-number.h"

#include <string.h>

CopiaRegionNumber
copia_region_number (const CopiaIndex *index, const CopiaRegions *regions)
{
    static const char *const names[COPIA_REGION_AROUND] = { "chapter", "part", "text" };
    CopiaRegionNumber self = { .regions = regions };

    for (uint32_t i = 0; i < copia_index_n_structures (index); i++) {
        const CopiaRegions *outer = copia_index_structure (index, i);

        if (outer == regions) /* those behind it stand inside */
            break;
        for (unsigned k = 0; k < COPIA_REGION_AROUND; k++)
            if (strcmp (copia_regions_name (outer), names[k]) == 0)
                self.around[k] = outer;
    }
    return self;
}

uint32_t
copia_region_number_get (const CopiaRegionNumber *self, uint32_t region)
{
    uint64_t start = copia_regions_start (self->regions, region);

    for (unsigned k = 0; k < COPIA_REGION_AROUND; k++) {
        uint32_t outer =
            self->around[k] ? copia_regions_find (self->around[k], start) : COPIA_NONE;

        if (outer != COPIA_NONE)
            return region + 1 -
                   copia_regions_from (self->regions,
                                       copia_regions_start (self->around[k], outer));
    }
    return region + 1;
}
