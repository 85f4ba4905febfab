/* region-number.h - the number of a region that bears none: counted from 1 in the innermost
 * chapter, part or text around it, as answers label it.
 */
#pragma once

#include "index/index.h"

#define COPIA_REGION_AROUND 3

typedef struct {
    const CopiaRegions *regions;
    const CopiaRegions
        *around[COPIA_REGION_AROUND]; /* innermost first; NULL: not there */
} CopiaRegionNumber;

CopiaRegionNumber copia_region_number (const CopiaIndex *index,
                                       const CopiaRegions *regions);
uint32_t copia_region_number_get (const CopiaRegionNumber *self, uint32_t region);
