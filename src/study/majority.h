/* majority.h - can one region hold more than half of the hits?
 *
 * Mostly none is long enough, and then the hits need not be counted by region.
 */
#pragma once

#include "query/typeset.h"
#include "study/scope.h"

/* `types` stand `hits` times in the scope, in [from, to).  True: none of the regions holds more
 * than half of them.  False: one may. */
bool copia_majority_is_impossible (const CopiaScope *scope, const CopiaRegions *regions,
                                   const CopiaTypeset *types, uint64_t from,
                                   uint64_t to, uint64_t hits);
