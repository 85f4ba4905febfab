/* hit-rows.h - hits in corpus order become rows as they are found.
 *
 * The first page is to be seen before the last hit is found: where the number of hits is not
 * known by then, what was put is shown (copia_table_show) and the others are counted.  No hit is
 * kept, so there may be any number of rows.
 */
#pragma once

#include "study/ask.h"

/* Puts the row of a hit that has this number, from 1. */
typedef void (*CopiaHitRow) (void *data, CopiaTable *table, uint64_t number,
                             const CopiaHit *hit);

/* The rows of the page, of a table that was begun, and its end. */
bool copia_hit_rows (CopiaHits *hits, const CopiaIndex *index, const CopiaAsk *page,
                     CopiaHitRow put, void *data, CopiaTable *table, CopiaFound *found,
                     GError **error);
