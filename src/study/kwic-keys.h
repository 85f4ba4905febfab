/* kwic-keys.h - sort keys of a concordance as an index knows them. */
#pragma once

#include "study/kwic-private.h"

/* One comparison.  What stands at a place is a number: the place of the word in reading order, or
 * that of the value among those of its attribute; 0: nothing stands there. */
typedef struct {
    CopiaSortKey key; /* of NODE and MATCH `word` counts words and tokens from 1 */
    const CopiaLayer *layer;     /* NULL: words */
    const CopiaRegions *regions; /* of STRUCTURE */
    uint32_t attribute;          /* of `regions`; COPIA_NONE: the regions themselves */
    uint32_t *orders; /* by number of the value; NULL: places in reading order + 1 */
    uint32_t *owned;  /* `orders`, of the first level that has them */
    uint32_t largest; /* no number is larger */
} CopiaSortLevel;

/* The word next to the hit is compared. */
static inline bool
copia_sort_level_is_beside (const CopiaSortLevel *self)
{
    return !self->layer && !self->regions && self->key.word == 1 &&
           (self->key.kind == COPIA_SORT_RIGHT || self->key.kind == COPIA_SORT_LEFT);
}

/* The levels (CopiaSortLevel) of keys up to `cpos`, which decides; those that go along the match go
 * as far as the longest of the hits.  Without hits names are looked up, and there is no more in the
 * levels.  COPIA_ERROR_QUERY names what there is. */
GArray *copia_sort_levels (const CopiaIndex *index, const CopiaKwicAsk *ask,
                           const CopiaKeptList *hits, GError **error);
