/* recent.h - the short words that one thread met last, before the table of all types.
 *
 * Most tokens of a text are few types, and are found here without a lock and within the cache of
 * a core.  Words are put, and their numbers are taken some words later: until then what has to
 * be looked at is on its way from memory.
 */
#pragma once

#include "index/types.h"

typedef struct CopiaRecentTypes CopiaRecentTypes;

#define COPIA_RECENT_MOST 64 /* words that may wait for their numbers */

CopiaRecentTypes *copia_recent_types_new (CopiaTypes *types);
/* As copia_types_add() or, marked, copia_types_add_marked(); true: as many wait as may, and must
 * be taken. */
bool copia_recent_types_put (CopiaRecentTypes *self, const char *word, size_t size,
                             bool marked);
/* The numbers of those that wait, in their order; none waits any more.  *asked of them were not
 * found here and may be new to the table: their places, rising, are in `which`. */
unsigned copia_recent_types_take (CopiaRecentTypes *self,
                                  uint32_t numbers[COPIA_RECENT_MOST],
                                  uint8_t which[COPIA_RECENT_MOST], unsigned *asked);
void copia_recent_types_free (CopiaRecentTypes *self);
