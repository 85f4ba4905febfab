/* votes.h - the one unit that may hold more than half of the hits of a query, found on the way.
 *
 * Hits are counted in all, in parts; a vote takes the place of a count for each unit (Boyer &
 * Moore 1991): the unit that holds more than half of all hits, if one does, wins it in the end.
 * Hits that lists alone can tell are not visited where no unit is large enough.
 */
#pragma once

#include "study/clump.h"

typedef struct CopiaVotes CopiaVotes;

/* Of `n` queries, by the usual units (units.h) of `scope`. */
CopiaVotes *copia_votes_new (const CopiaScope *scope, size_t n);
void copia_votes_free (CopiaVotes *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaVotes, copia_votes_free)

/* Counts the hits of query number i that begin in [from, to); once a part and query. */
bool copia_votes_count (CopiaVotes *self, size_t i, const CopiaQuery *query,
                        const CopiaSubcorpus *where, uint64_t from, uint64_t to,
                        uint64_t *hits, GError **error);
void copia_votes_merge (CopiaVotes *into, const CopiaVotes *behind);

/* After all parts: are the hits of query number i, so many, a clump?  Then a note says so, if
 * there is a table. */
bool copia_votes_say (CopiaVotes *self, size_t i, const CopiaQuery *query,
                      const CopiaSubcorpus *where, uint64_t hits, CopiaTable *table,
                      bool *clumped, GError **error);
