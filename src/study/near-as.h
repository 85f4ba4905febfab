/* near-as.h - windows counted as a convention has it. */
#pragma once

#include "study/convention.h"
#include "study/near.h"

/* What the convention says of windows; `width` is left and right. */
CopiaSides copia_near_sides (const CopiaConvention *convention, const uint32_t width[2],
                             const CopiaRegions *within);
/* As copia_near_count(), copia_near_each() or copia_near_once(): whichever it says. */
bool copia_near_as (const CopiaConvention *convention, const CopiaIndex *index,
                    const CopiaQuery *query, const CopiaSubcorpus *where,
                    const CopiaSides *sides, uint64_t from, uint64_t to,
                    CopiaTypeCounts *near, uint64_t *hits, GError **error);
/* COPIA_ERROR_LIMIT: a token that counts once for every window was counted more often than numbers of
 * 32 bits hold, in all parts together. */
bool copia_near_fits (const CopiaTypeCounts *near, GError **error);
/* N: the words or tokens of `where`, or what of them does not belong to hits. */
bool copia_near_whole (const CopiaConvention *convention, const CopiaIndex *index,
                       const CopiaQuery *query, const CopiaSubcorpus *where, double *n,
                       GError **error);
