/* clumps.h - the rows of a list whose hits one unit holds most of (clump.h), to be told together. */
#pragma once

#include "study/clump.h"

typedef struct CopiaClumps CopiaClumps;

/* Of these units, which have so many words; both are borrowed. */
CopiaClumps *copia_clumps_new (const CopiaUnits *units, uint64_t words);
/* Remembers the row if it is a clump; few are named, the others counted. */
void copia_clumps_add (CopiaClumps *self, const CopiaClump *clump, CopiaString name);
uint64_t copia_clumps_count (const CopiaClumps *self);
/* Appends: 'kerensky' 12 of 15 in chapter III.5, .. and 3 more.  `by` is what the units are by,
 * NULL for slices. */
bool copia_clumps_list (const CopiaClumps *self, const CopiaIndex *index,
                        const char *by, GString *into, GError **error);
/* A note, if there are any: BEFORE, the list, BEHIND. */
bool copia_clumps_note (const CopiaClumps *self, const CopiaIndex *index,
                        const char *by, const char *before, const char *behind,
                        CopiaTable *table, GError **error);
void copia_clumps_free (CopiaClumps *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaClumps, copia_clumps_free)
