/* near-as.c - which way windows are counted. */
#include "study/near-as.h"

#include "base/error.h"
#include "study/near-each.h"
#include "study/near-nodes.h"
#include "study/near-once.h"
#include "study/scope.h"

CopiaSides
copia_near_sides (const CopiaConvention *convention, const uint32_t width[2],
                  const CopiaRegions *within)
{
    return (CopiaSides){ .left = width[0],
                         .right = width[1],
                         .within = within,
                         .marks = convention->marks,
                         .across = convention->across,
                         .nodes = convention->nodes };
}

bool
copia_near_as (const CopiaConvention *convention, const CopiaIndex *index,
               const CopiaQuery *query, const CopiaSubcorpus *where,
               const CopiaSides *sides, uint64_t from, uint64_t to,
               CopiaTypeCounts *near, uint64_t *hits, GError **error)
{
    if (convention->each || convention->nodes) {
        copia_type_counts_settle (near);
        near->used = true;
    }
    if (convention->each)
        return copia_near_each (index, query, where, sides, from, to, near, hits,
                                error);
    if (convention->nodes)
        return copia_near_once (index, query, where, sides, from, to, near->numbers,
                                hits, error);
    return copia_near_count (index, query, where, sides, from, to, near, hits, error);
}

bool
copia_near_fits (const CopiaTypeCounts *near, GError **error)
{
    if (copia_type_counts_are_whole (near))
        return true;
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                 "a word stands in more windows than are counted, %u; take smaller "
                 "windows, or a part of the corpus (see --where)",
                 UINT32_MAX);
    return false;
}

static uint64_t
tokens_of (const CopiaScope *scope)
{
    uint64_t n = 0;

    for (size_t i = 0; i < scope->n; i++) {
        CopiaSpan span = copia_scope_span (scope, i);

        n += span.end - span.start + 1;
    }
    return n;
}

bool
copia_near_whole (const CopiaConvention *convention, const CopiaIndex *index,
                  const CopiaQuery *query, const CopiaSubcorpus *where, double *n,
                  GError **error)
{
    CopiaScope scope = copia_scope_of (index, where);
    uint64_t nodes = 0;

    if (convention->rest &&
        !copia_near_node_tokens (index, query, where, convention->marks, &nodes, error))
        return false;
    *n =
        (double) (convention->marks ? tokens_of (&scope) : copia_scope_words (&scope)) -
        (double) nodes;
    return true;
}
