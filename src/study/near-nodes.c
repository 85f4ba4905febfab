/* near-nodes.c - the union of hits. */
#include "study/near-nodes.h"

#include "study/window.h"

static CopiaSpan
span_at (const GArray *nodes, guint i)
{
    return g_array_index (nodes, CopiaSpan, i);
}

/* Hits come in the order of their starts. */
static void
add (GArray *nodes, CopiaHit hit)
{
    CopiaSpan span = { hit.start, hit.end };
    CopiaSpan *last =
        nodes->len ? &g_array_index (nodes, CopiaSpan, nodes->len - 1) : NULL;

    if (last && span.start <= last->end)
        last->end = MAX (last->end, span.end);
    else
        g_array_append_val (nodes, span);
}

/* No hit crosses a border of texts: so those that reach into the first window begin in its
 * text.  0 where there is no hit. */
static uint64_t
begin_at (const CopiaIndex *index, CopiaWindow *around, CopiaHits *hits)
{
    CopiaBounds text = copia_bounds_of (copia_index_texts (index));
    CopiaHit hit;
    uint64_t left;

    if (!copia_hits_next (hits, &hit))
        return 0;
    left = copia_window_around (around, hit).start;
    return copia_bounds_move (&text, left) ? text.start : left;
}

GArray *
copia_near_nodes (const CopiaIndex *index, const CopiaQuery *query,
                  const CopiaSubcorpus *where, const CopiaSides *sides, uint64_t from,
                  uint64_t to, GError **error)
{
    g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (CopiaSpan));
    CopiaScope scope = copia_scope_of (index, where);
    CopiaWindow around =
        copia_window_of (&scope, sides->within, sides->left, sides->right);
    g_autoptr (CopiaHits) own = copia_hits_new (index, query, where, from, to, error);
    g_autoptr (CopiaHits) hits = NULL;
    CopiaHit hit;
    uint64_t reach = 0;

    if (!own)
        return NULL;
    around.marks = sides->marks;
    around.across = sides->across;
    hits = copia_hits_new (index, query, where, begin_at (index, &around, own),
                           UINT64_MAX, error);
    while (hits && copia_hits_next (hits, &hit)) {
        if (hit.start >= to && hit.start > reach)
            break;
        if (from <= hit.start && hit.start < to)
            reach = MAX (reach, copia_window_around (&around, hit).end);
        add (nodes, hit);
    }
    return hits && copia_hits_ended_well (hits, error) ? g_steal_pointer (&nodes)
                                                       : NULL;
}

bool
copia_near_has_node (const GArray *nodes, uint64_t first, uint64_t last)
{
    guint low = 0, high = nodes->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (span_at (nodes, middle).end < first)
            low = middle + 1;
        else
            high = middle;
    }
    return low < nodes->len && span_at (nodes, low).start <= last;
}

bool
copia_near_node_tokens (const CopiaIndex *index, const CopiaQuery *query,
                        const CopiaSubcorpus *where, bool marks, uint64_t *n,
                        GError **error)
{
    g_autoptr (CopiaHits) hits =
        copia_hits_new (index, query, where, 0, UINT64_MAX, error);
    uint64_t counted = 0; /* positions before it are */
    CopiaHit hit;

    *n = 0;
    while (hits && copia_hits_next (hits, &hit)) {
        uint64_t start = MAX (hit.start, counted);

        if (start > hit.end)
            continue;
        *n += marks ? hit.end - start + 1 : copia_words_between (index, start, hit.end);
        counted = hit.end + 1;
    }
    return hits && copia_hits_ended_well (hits, error);
}
