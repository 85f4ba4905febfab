/* hits.h - the matches of a query in a corpus, in corpus order.
 *
 * For each start the shortest match (matching.h: or the longest, or all), never empty, never
 * across a `text` border; starts strictly increase (for all matches: starts, then ends).  A
 * hit's end is its last cpos.  Hits are found as they are asked for: the first does not wait
 * for the last.  Threads each make their own over a range of starts.  Index, query and
 * subcorpus outlive the hits.  Of a view (index/view.h), those of the corpus it looks at.
 */
#pragma once

#include "query/matching.h"
#include "query/query.h"
#include "query/results.h"
#include "query/subcorpus.h"
#include "query/typeset.h"

typedef struct CopiaHits CopiaHits;

/* Hits that start in [from, to), by the query's options, and lie in `where` (NULL: anywhere). */
CopiaHits *copia_hits_new (const CopiaIndex *index, const CopiaQuery *query,
                           const CopiaSubcorpus *where, uint64_t from, uint64_t to,
                           GError **error);
/* The same, with other options than the query's. */
CopiaHits *copia_hits_new_with (const CopiaIndex *index, const CopiaQuery *query,
                                const CopiaSubcorpus *where, uint64_t from, uint64_t to,
                                const CopiaMatchOptions *options, GError **error);
bool copia_hits_next (CopiaHits *self, CopiaHit *hit);
/* The next hits, `most` or, at the end, fewer: quicker than one by one. */
size_t copia_hits_take (CopiaHits *self, CopiaHit *hits, size_t most);
/* Of hits of the whole corpus: how many there are in all, if frequencies tell. */
bool copia_hits_known (const CopiaHits *self, uint64_t *count);
/* After the last hit: false and COPIA_ERROR_LIMIT when there may be more, but time ran out
 * or labels can be placed in too many ways. */
bool copia_hits_ended_well (const CopiaHits *self, GError **error);
void copia_hits_free (CopiaHits *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaHits, copia_hits_free)

/* How many there are, without visiting them where frequencies tell. */
bool copia_hits_count (const CopiaIndex *index, const CopiaQuery *query,
                       const CopiaSubcorpus *where, uint64_t *count, GError **error);
/* Where every match is one token, the types whose every token is a match: counting them needs
 * no visit.  `*types` is NULL where matches are longer, or the index is a view with other types.  False: an error. */
bool copia_hits_types (const CopiaIndex *index, const CopiaQuery *query,
                       CopiaTypeset **types, GError **error);
/* Why the whole corpus has none: which part has no match, the nearest spellings; lines of text,
 * NULL when nothing can be said. */
char *copia_hits_advice (const CopiaIndex *index, const CopiaQuery *query);
