/* search.h - the hits of one pattern: candidates around its rarest part, tried one by one. */
#pragma once

#include "query/limit.h"

typedef struct CopiaSearch CopiaSearch;

/* `constraints` (CopiaConstraint, borrowed) concern the pattern's labels; `limits`
 * (CopiaLimit, or NULL) are shared. */
CopiaSearch *copia_search_new (CopiaPlan *plan, const CopiaNode *pattern,
                               const GPtrArray *constraints, GPtrArray *limits,
                               uint64_t from, uint64_t to, GError **error);
bool copia_search_next (CopiaSearch *self, CopiaHit *hit);
/* The next hits, `most` or, at the end, fewer. */
size_t copia_search_take (CopiaSearch *self, CopiaHit *hits, size_t most);
void copia_search_skip (CopiaSearch *self, uint64_t end);
bool copia_search_count (const CopiaSearch *self, uint64_t *count);
/* The types whose every token is a hit, or NULL; the search is of no more use then. */
CopiaTypeset *copia_search_types (CopiaSearch *self);
/* Appends lines: the plan or, `after` it ran, what it tried. */
void copia_search_explain (const CopiaSearch *self, GString *out, bool after);
void copia_search_free (CopiaSearch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaSearch, copia_search_free)
