/* dispersion.h - how evenly hits are spread over a corpus.
 *
 * Columns: query count range units, one per measure (stats/dispersion.h and ARF, AWT, fAWT,
 * ALD, fALD of stats/spacing.h) called as it was asked for, in small letters.
 *   range   units in which a hit begins
 *   units   of them there are, those without a word left out
 * What lies outside of all regions is no unit: its hits count, and for no measure of parts.
 * Units are the regions of `by`, slices, or the usual ones (units.h); with `where`, only what
 * lies in it.  The size of a unit is its word tokens.  The measures of distances take places
 * in word tokens of the scope, and need no units.
 * With `adjusted`, measures of parts are freed of frequency and their columns end in
 * "_adjusted".
 */
#pragma once

#include "study/ask.h"

#define COPIA_WIDEST_STRIP 1000

typedef struct {
    CopiaAsk of;
    const CopiaQuery *const *queries;
    size_t n_queries; /* at least 1 */
    const char *by;   /* a structure, NULL: the usual */
    uint32_t slices;  /* 0: none; not together with `by` */
    const char *measures;
    bool adjusted;
    bool explain;
    uint32_t strip; /* cells of a picture, 2 .. COPIA_WIDEST_STRIP; 0: none is drawn */
} CopiaDispersionAsk;

#define COPIA_DISPERSION_USUAL                                                         \
    {                                                                                  \
        .of = COPIA_ASK_USUAL, .measures = "dp,dpnorm,d,d2,s,kld"                      \
    }

typedef struct CopiaDispersionPart CopiaDispersionPart;

/* Of the hits that begin in [from, to). */
CopiaDispersionPart *copia_dispersion_part (const CopiaIndex *index,
                                            const CopiaDispersionAsk *ask,
                                            uint64_t from, uint64_t to, GError **error);
void copia_dispersion_merge (CopiaDispersionPart *into, CopiaDispersionPart *behind);
bool copia_dispersion_finish (CopiaDispersionPart *self, const CopiaIndex *index,
                              const CopiaDispersionAsk *ask, CopiaTable *table,
                              CopiaFound *found, GError **error);
void copia_dispersion_part_free (CopiaDispersionPart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaDispersionPart, copia_dispersion_part_free)

bool copia_dispersion (const CopiaIndex *index, const CopiaDispersionAsk *ask,
                       CopiaTable *table, CopiaFound *found, GError **error);
