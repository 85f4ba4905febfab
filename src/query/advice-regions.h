/* advice-regions.h - why no region is like that. */
#pragma once

#include "query/binding.h"

/* Adds a line for each tag in the query, such as <chapter title="War.*"/>, that no region of the
 * corpus fits. */
void copia_advice_regions (const CopiaBinding *binding, const CopiaNode *tree,
                           GString *missing);
