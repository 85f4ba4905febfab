/* hits.c - from candidates around the rarest words to matches. */
#include "query/hits.h"

#include "query/automaton.h"
#include "query/positions.h"
#include "query/query-private.h"

struct CopiaHits {
    const CopiaIndex *index;
    const CopiaSubcorpus *where;
    GPtrArray *sets;
    CopiaAutomaton *automaton;
    const CopiaAnchor *anchor; /* of the automaton */
    const CopiaTypeset **anchor_sets;
    CopiaPositions *anchors; /* NULL: every position is a candidate */
    bool token;              /* every match is the anchor itself */
    uint64_t next;           /* the first start not tried */
    uint64_t until;          /* starts tried up to here, exclusive, are candidates */
    uint64_t to;
    size_t span; /* of `where`: the first that may hold `next` */
    uint64_t text_start,
        text_end; /* the text met last; it ends before it starts: none */
};

/* Sets of the anchor, or none where some match has no anchor. */
static void
open_anchor (CopiaHits *self)
{
    const CopiaAnchor *anchor = self->anchor;
    uint32_t set;

    self->token = copia_automaton_is_token (self->automaton, &set);
    if (!anchor->sets || anchor->max == COPIA_UNBOUNDED) {
        self->until = self->to;
        return;
    }
    self->anchor_sets = g_new (const CopiaTypeset *, anchor->sets->len);
    for (guint i = 0; i < anchor->sets->len; i++)
        self->anchor_sets[i] =
            self->sets->pdata[g_array_index (anchor->sets, uint32_t, i)];
    self->anchors =
        copia_positions_new (self->index, self->anchor_sets, anchor->sets->len,
                             self->next + anchor->min, self->to + anchor->max);
}

CopiaHits *
copia_hits_new (const CopiaIndex *index, const CopiaQuery *query,
                const CopiaSubcorpus *where, uint64_t from, uint64_t to, GError **error)
{
    g_autoptr (CopiaHits) self = g_new0 (CopiaHits, 1);
    g_autoptr (CopiaBound) bound = NULL;

    self->index = index;
    self->where = where && !copia_subcorpus_is_all (where) ? where : NULL;
    self->next = from;
    self->until = from;
    self->to = MIN (to, copia_index_tokens (index)->size);
    self->sets = g_ptr_array_new_with_free_func ((GDestroyNotify) copia_typeset_free);
    bound = copia_bound_new (index, copia_query_tree (query), self->sets, error);
    if (!bound)
        return NULL;
    self->automaton = copia_automaton_new (index, bound, self->sets, error);
    if (!self->automaton)
        return NULL;
    self->anchor = copia_automaton_anchor (self->automaton);
    self->text_start = 1;
    open_anchor (self);
    return g_steal_pointer (&self);
}

/* Makes [next, until) a range of candidates that is not empty. */
static bool
find_candidates (CopiaHits *self)
{
    const uint64_t min = self->anchor->min, max = self->anchor->max;
    uint64_t cpos;

    while (self->next >= self->until) {
        if (!self->anchors || self->next >= self->to ||
            !copia_positions_seek (self->anchors, self->next + min, &cpos))
            return false;
        self->next = MAX (self->next, cpos > max ? cpos - max : 0);
        self->until = MIN (cpos - min + 1, self->to);
    }
    return true;
}

/* Finds the text of `start`; what is in no text, in a damaged index, is one by itself. */
static void
find_text (CopiaHits *self, uint64_t start)
{
    const CopiaRegions *texts = copia_index_texts (self->index);
    uint32_t text = copia_regions_find (texts, start);

    self->text_start = start;
    self->text_end = text == COPIA_NONE ? start : copia_regions_end (texts, text);
}

/* The first span from `self->span` on that does not end before `start`. */
static size_t
find_span (const CopiaHits *self, const CopiaSpan *spans, size_t n, uint64_t start)
{
    size_t low = self->span, high, step = 1;

    while (low + step < n && spans[low + step - 1].end < start) {
        low += step;
        step *= 2;
    }
    for (high = MIN (n, low + step); low < high;) {
        size_t middle = low + (high - low) / 2;

        if (spans[middle].end < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The last cpos a match from `start` may reach: the end of its text, and of the range of
 * `where` that holds it.  False where no range does; then `next` is moved on. */
static bool
find_limit (CopiaHits *self, uint64_t start, uint64_t *last)
{
    const CopiaSpan *spans;
    size_t n;

    if (start < self->text_start || start > self->text_end)
        find_text (self, start);
    *last = self->text_end;
    if (!self->where)
        return true;
    spans = copia_subcorpus_spans (self->where, &n);
    self->span = find_span (self, spans, n, start);
    if (self->span < n && spans[self->span].start <= start) {
        *last = MIN (*last, spans[self->span].end);
        return true;
    }
    self->next = self->span < n ? spans[self->span].start : self->to;
    return false;
}

bool
copia_hits_next (CopiaHits *self, CopiaHit *hit)
{
    while (find_candidates (self)) {
        uint64_t start = self->next, last;

        if (!find_limit (self, start, &last))
            continue;
        self->next = start + 1;
        hit->start = hit->end = start;
        if (self->token
                ? start <= last
                : copia_automaton_match (self->automaton, start, last, &hit->end))
            return true;
    }
    return false;
}

void
copia_hits_free (CopiaHits *self)
{
    if (!self)
        return;
    copia_positions_free (self->anchors);
    g_free (self->anchor_sets);
    copia_automaton_free (self->automaton);
    g_ptr_array_unref (self->sets);
    g_free (self);
}

bool
copia_hits_count (const CopiaIndex *index, const CopiaQuery *query,
                  const CopiaSubcorpus *where, uint64_t *count, GError **error)
{
    g_autoptr (CopiaHits) hits =
        copia_hits_new (index, query, where, 0, UINT64_MAX, error);
    CopiaHit hit;

    if (!hits)
        return false;
    *count = 0;
    if (hits->token && !hits->where)
        *count = hits->anchor->freq;
    else
        while (copia_hits_next (hits, &hit))
            ++*count;
    return true;
}

bool
copia_hits_types (const CopiaIndex *index, const CopiaQuery *query,
                  CopiaTypeset **types, GError **error)
{
    g_autoptr (GPtrArray) sets =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_typeset_free);
    g_autoptr (CopiaAutomaton) automaton = NULL;
    g_autoptr (CopiaBound) bound = NULL;
    uint32_t set;

    *types = NULL;
    bound = copia_bound_new (index, copia_query_tree (query), sets, error);
    if (!bound)
        return false;
    automaton = copia_automaton_new (index, bound, sets, error);
    if (!automaton)
        return false;
    if (copia_automaton_is_token (automaton, &set))
        *types = g_steal_pointer (&sets->pdata[set]);
    return true;
}
