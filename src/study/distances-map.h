/* distances-map.h - units and words as points of one map. */
#pragma once

#include "study/distances.h"

bool copia_distances_map (const CopiaIndex *index, const CopiaDistancesAsk *ask,
                          const CopiaVocabulary *words, CopiaTable *table,
                          CopiaFound *found, GError **error);
