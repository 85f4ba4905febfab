/* units-usual.c - what an answer is broken down by where nobody says it. */
#include "study/units.h"

#define USUAL_SLICES 10

const CopiaRegions *
copia_units_usual_structure (const CopiaIndex *index)
{
    const CopiaRegions *texts = copia_index_texts (index);
    const CopiaRegions *chapters = copia_index_find_structure (index, "chapter");

    return chapters || copia_regions_count (texts) <= 1 ? chapters : texts;
}

CopiaUnits *
copia_units_usual (const CopiaScope *scope, const char *by, const char **name,
                   GError **error)
{
    const CopiaRegions *regions = copia_units_usual_structure (scope->index);

    if (by) {
        *name = by;
        return copia_units_by (scope, by, error);
    }
    *name = regions ? copia_regions_name (regions) : NULL;
    return regions ? copia_units_regions (scope, regions)
                   : copia_units_slices (scope, USUAL_SLICES);
}

CopiaUnits *
copia_units_usual_regions (const CopiaScope *scope, const char **name)
{
    const CopiaRegions *regions = copia_units_usual_structure (scope->index);

    if (!regions)
        return NULL;
    *name = copia_regions_name (regions);
    return copia_units_regions (scope, regions);
}
