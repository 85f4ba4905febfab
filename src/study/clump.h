/* clump.h - is it one unit that most of the hits come from?
 *
 * What an answer says of a word may then be true of that unit alone.  A clump is one unit, of
 * three or more, that holds more than half of ten hits or more, but not of the words.
 */
#pragma once

#include "query/hits.h"
#include "study/units.h"
#include "table/table.h"

typedef struct {
    uint32_t unit;
    uint64_t most, hits; /* there, and in all */
} CopiaClump;

/* Is it one, of so many units, as far as hits tell; that it does not hold half of the words is
 * asked apart. */
bool copia_clump_is (const CopiaClump *self, uint32_t units);
/* The same, and the words too, of all units so many. */
bool copia_clump_stands (const CopiaClump *self, const CopiaUnits *units,
                         uint64_t words);
/* `counts`: hits by unit, `words`: of all units.  False: there is no clump. */
bool copia_clump_find (CopiaClump *self, const CopiaUnits *units, uint64_t words,
                       const uint64_t *counts);
/* A note: BEFORE "41 of the 60 hits stand in one unit, chapter II.5: " ADVICE.  `by` is what
 * the units are by, NULL for slices. */
bool copia_clump_note (const CopiaClump *self, const CopiaIndex *index,
                       const CopiaUnits *units, const char *by, const char *before,
                       const char *advice, CopiaTable *table, GError **error);

/* Counts the hits by the usual units (units.h), and says so if there is a clump. */
bool copia_say_clump (const CopiaIndex *index, const CopiaQuery *query,
                      const CopiaSubcorpus *where, const char *before,
                      const char *advice, CopiaTable *table, GError **error);
