/* stream.h - hits of a query or of a part of it, in corpus order, one after the other.
 *
 * A pattern's hits come from a search (search.h); `within` and `containing` take another
 * stream's and keep some.  All that a query asks for is bound when the stream is made.
 */
#pragma once

#include "query/binding.h"
#include "query/hits.h"

typedef struct CopiaStream CopiaStream;

/* What a query takes from all over the corpus, shared by its streams. */
typedef struct CopiaPlan {
    const CopiaIndex *index;
    const CopiaQuery *query;
    CopiaMatchOptions options;
    CopiaWatch watch;
} CopiaPlan;

/* Hits of `node` that start in [from, to) and lie in `where` (or NULL). */
CopiaStream *copia_stream_new (CopiaPlan *plan, const CopiaNode *node,
                               const CopiaSubcorpus *where, uint64_t from, uint64_t to,
                               GError **error);
/* The whole query's. */
CopiaStream *copia_stream_of (CopiaPlan *plan, const CopiaSubcorpus *where,
                              GError **error);
bool copia_stream_next (CopiaStream *self, CopiaHit *hit);
/* The next hits, `most` or, at the end, fewer. */
size_t copia_stream_take (CopiaStream *self, CopiaHit *hits, size_t most);
/* Hits that end before `end` are not wanted any more; some may come all the same. */
void copia_stream_skip (CopiaStream *self, uint64_t end);
/* How many there are, where frequencies tell. */
bool copia_stream_count (const CopiaStream *self, uint64_t *count);
/* The types whose every token is a hit, or NULL; the stream is of no more use then. */
CopiaTypeset *copia_stream_types (CopiaStream *self);
/* Appends lines about each search in it: the plan or, `after` it ran, what it tried. */
void copia_stream_explain (const CopiaStream *self, GString *out, bool after);
void copia_stream_free (CopiaStream *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaStream, copia_stream_free)
