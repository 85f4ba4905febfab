/* hits.c - a query's stream of hits and the watch over it. */
#include "query/hits.h"

#include "query/query-private.h"
#include "query/sieve.h"

#define BATCH 256

struct CopiaHits {
    CopiaPlan plan;
    CopiaStream *stream;
    CopiaSieve *sieve; /* NULL: all hits of the stream */
};

CopiaHits *
copia_hits_new_with (const CopiaIndex *index, const CopiaQuery *query,
                     const CopiaSubcorpus *where, uint64_t from, uint64_t to,
                     const CopiaMatchOptions *options, GError **error)
{
    g_autoptr (CopiaHits) self = g_new0 (CopiaHits, 1);

    index = copia_index_ground (index);
    self->plan.index = index;
    self->plan.query = query;
    self->plan.options = options ? *options : *copia_query_options (query);
    self->plan.watch.deadline = self->plan.options.deadline;
    if (copia_sieve_needed (&self->plan.options)) {
        self->sieve = copia_sieve_new (index, &self->plan.options, from, &from, error);
        if (!self->sieve)
            return NULL;
    }
    self->stream = copia_stream_new (&self->plan, copia_query_tree (query), where, from,
                                     to, error);
    return self->stream ? g_steal_pointer (&self) : NULL;
}

CopiaHits *
copia_hits_new (const CopiaIndex *index, const CopiaQuery *query,
                const CopiaSubcorpus *where, uint64_t from, uint64_t to, GError **error)
{
    return copia_hits_new_with (index, query, where, from, to, NULL, error);
}

bool
copia_hits_next (CopiaHits *self, CopiaHit *hit)
{
    return !self->plan.watch.error &&
           (self->sieve ? copia_sieve_next (self->sieve, self->stream, hit)
                        : copia_stream_next (self->stream, hit)) &&
           !self->plan.watch.error;
}

size_t
copia_hits_take (CopiaHits *self, CopiaHit *hits, size_t most)
{
    size_t n = 0;

    if (self->sieve) {
        while (n < most && copia_hits_next (self, &hits[n]))
            n++;
        return n;
    }
    if (!self->plan.watch.error)
        n = copia_stream_take (self->stream, hits, most);
    return self->plan.watch.error ? 0 : n;
}

bool
copia_hits_known (const CopiaHits *self, uint64_t *count)
{
    return copia_stream_count (self->stream, count);
}

bool
copia_hits_ended_well (const CopiaHits *self, GError **error)
{
    return copia_watch_ended_well (&self->plan.watch, error);
}

void
copia_hits_free (CopiaHits *self)
{
    if (!self)
        return;
    copia_stream_free (self->stream);
    copia_sieve_free (self->sieve);
    copia_watch_clear (&self->plan.watch);
    g_free (self);
}

bool
copia_hits_count (const CopiaIndex *index, const CopiaQuery *query,
                  const CopiaSubcorpus *where, uint64_t *count, GError **error)
{
    g_autoptr (CopiaHits) hits =
        copia_hits_new (index, query, where, 0, UINT64_MAX, error);
    CopiaHit batch[BATCH];
    size_t n = BATCH;

    if (!hits)
        return false;
    *count = 0;
    if (hits->sieve || !copia_stream_count (hits->stream, count))
        for (; n == BATCH; *count += n)
            n = copia_hits_take (hits, batch, BATCH);
    return copia_hits_ended_well (hits, error);
}

bool
copia_hits_types (const CopiaIndex *index, const CopiaQuery *query,
                  CopiaTypeset **types, GError **error)
{
    g_autoptr (CopiaHits) hits =
        copia_hits_new (index, query, NULL, 0, UINT64_MAX, error);

    if (hits && !hits->sieve && !copia_index_tokens (index)->through)
        *types = copia_stream_types (hits->stream);
    else
        *types = NULL;
    return hits != NULL;
}
