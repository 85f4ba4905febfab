/* majority.c - the longest regions, and lists where those are long. */
#include "study/majority.h"

#include "study/unit-counts.h"

#define FEW_LISTS 32 /* more are not sought in for each of the longest regions */

/* Only a region of more tokens than half of the hits can hold more than that half; where those are
 * few, lists tell how many hits each has. */
bool
copia_majority_is_impossible (const CopiaScope *scope, const CopiaRegions *regions,
                              const CopiaTypeset *types, uint64_t from, uint64_t to,
                              uint64_t hits)
{
    const CopiaLongest *longest = copia_regions_longest (regions);
    g_autoptr (CopiaUnits) whole = NULL;

    if (longest->next > hits / 2 || longest->outside > hits / 2)
        return false;
    for (uint32_t i = 0; i < longest->n; i++) {
        uint64_t start = copia_regions_start (regions, longest->regions[i]);
        uint64_t end = copia_regions_end (regions, longest->regions[i]) + 1;
        uint64_t here = 0;

        if (end - start <= hits / 2)
            return true;
        if (types->kind != COPIA_TYPESET_LISTED || types->ids->len > FEW_LISTS)
            return false;
        if (!whole)
            whole = copia_units_whole (scope);
        if (MAX (start, from) < MIN (end, to))
            copia_count_types (scope->index, whole, types, MAX (start, from),
                               MIN (end, to), &here);
        if (here > hits / 2)
            return false;
    }
    return true;
}
