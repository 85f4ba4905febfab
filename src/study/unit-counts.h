/* unit-counts.h - how many hits of a query begin in each unit. */
#pragma once

#include "query/hits.h"
#include "study/units.h"

/* Adds to `counts`, a number a unit, the hits that begin in [from, to); from < to <= size. */
bool copia_count_units (const CopiaIndex *index, const CopiaUnits *units,
                        const CopiaQuery *query, const CopiaSubcorpus *where,
                        uint64_t from, uint64_t to, uint64_t *counts, GError **error);

/* The same of what a query is as a set of types (copia_hits_types()), or if it is none. */
void copia_count_types (const CopiaIndex *index, const CopiaUnits *units,
                        const CopiaTypeset *types, uint64_t from, uint64_t to,
                        uint64_t *counts);
bool copia_count_hits (const CopiaIndex *index, const CopiaUnits *units,
                       const CopiaQuery *query, const CopiaSubcorpus *where,
                       uint64_t from, uint64_t to, uint64_t *counts, GError **error);
