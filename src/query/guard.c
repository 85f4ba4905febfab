/* guard.c - stretches against regions, hits of another query, and other patterns. */
#include "query/guard.h"

#include "query/assertion.h"
#include "query/limit.h"
#include "query/threads.h"

struct CopiaGuard {
    CopiaNodeKind kind; /* WITHIN, CONTAINING, NOT */
    bool negated;
    CopiaWatch *watch;
    CopiaLimit *limit; /* WITHIN regions or so many words */
    /* Hits of the other query, from those on that begin in the match; of others only how far
     * they reach. */
    CopiaStream *hits;
    CopiaHit read; /* the next of them, where there is `more` */
    bool more, begun;
    GArray *window; /* CopiaHit */
    uint64_t reach; /* of hits that are gone: the furthest border */
    /* NOT: a machine of its own, and where its matches from `from` end, up to `last`. */
    GPtrArray *sets, *assertions, *labels, *checks;
    CopiaAutomaton *automaton;
    CopiaThreads *threads;
    GArray *ends;
    uint64_t from, last;
    bool known;
};

bool
copia_guard_needed (const CopiaNode *tree)
{
    bool needed = copia_node_is_query (tree) || tree->kind == COPIA_NODE_NOT;

    for (guint i = 0; !needed && i < tree->children->len; i++)
        needed = copia_guard_needed (tree->children->pdata[i]);
    return needed;
}

static bool
make_machine (CopiaGuard *self, const CopiaBinding *binding, const CopiaNode *node)
{
    CopiaBinding own = *binding;
    g_autoptr (CopiaBound) bound = NULL;

    self->sets = g_ptr_array_new_with_free_func ((GDestroyNotify) copia_typeset_free);
    self->assertions =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_assertion_free);
    self->labels = g_ptr_array_new ();
    self->checks = g_ptr_array_new ();
    self->ends = g_array_new (FALSE, FALSE, sizeof (CopiaEnd));
    own.sets = self->sets;
    own.assertions = self->assertions;
    own.labels = self->labels;
    own.narrow = NULL;
    bound = copia_bound_new (&own, node);
    self->automaton = bound ? copia_automaton_new (&own, bound, false) : NULL;
    if (!self->automaton)
        return false;
    if (self->labels->len > 0)
        self->threads = copia_threads_new (self->automaton, self->checks,
                                           self->labels->len, COPIA_NONE, UINT32_MAX);
    return true;
}

static bool
is_whole (const CopiaNode *node)
{
    return node->kind == COPIA_NODE_TAG && node->tag == COPIA_TAG_WHOLE;
}

static bool
make_limit (CopiaGuard *self, const CopiaBinding *binding, const CopiaNode *node)
{
    const CopiaNode *other = node->children->len > 1 ? node->children->pdata[1] : NULL;
    CopiaRegionSet *regions;

    if (!other) {
        self->limit = copia_limit_words (binding->index, node->max);
        return true;
    }
    regions =
        copia_region_set_new (binding, other->structure, other->expression, other->at);
    if (regions)
        self->limit = copia_limit_regions (regions, MAX (node->max, 1));
    return regions != NULL;
}

static bool
make_hits (CopiaGuard *self, const CopiaBinding *binding, const CopiaNode *node)
{
    const CopiaRegions *texts = copia_index_texts (binding->index);
    uint32_t text = copia_regions_find (texts, binding->from);
    uint64_t from =
        text == COPIA_NONE ? binding->from : copia_regions_start (texts, text);

    self->window = g_array_new (FALSE, FALSE, sizeof (CopiaHit));
    self->hits = copia_stream_new (binding->plan, node->children->pdata[1], NULL, from,
                                   UINT64_MAX, binding->error);
    return self->hits != NULL;
}

CopiaGuard *
copia_guard_new (const CopiaBinding *binding, const CopiaNode *node)
{
    g_autoptr (CopiaGuard) self = g_new0 (CopiaGuard, 1);
    bool good;

    self->kind = node->kind;
    self->negated = node->negated;
    self->watch = binding->watch;
    if (node->kind == COPIA_NODE_NOT)
        good = make_machine (self, binding, node->children->pdata[0]);
    else if (node->kind == COPIA_NODE_WITHIN &&
             (node->children->len < 2 || is_whole (node->children->pdata[1])))
        good = make_limit (self, binding, node);
    else
        good = make_hits (self, binding, node);
    return good ? g_steal_pointer (&self) : NULL;
}

/* Matches from one start are asked about again as a stretch grows. */
static void
find_ends (CopiaGuard *self, uint64_t from, uint64_t to, CopiaSpan text)
{
    uint64_t last = MIN (text.end, to + (to - from));

    if (self->known && self->from == from && to - 1 <= self->last)
        return;
    if (self->threads)
        copia_threads_run (self->threads, from, last, text, COPIA_MATCH_ALL,
                           self->ends);
    else
        copia_automaton_run (self->automaton, from, last, text, COPIA_MATCH_ALL,
                             self->ends);
    self->known = true;
    self->from = from;
    self->last = last;
}

/* Of ends, which rise: of a stretch with very many tokens each may be one. */
static bool
is_end (const GArray *ends, uint64_t cpos)
{
    guint first = 0, behind = ends->len;

    while (first < behind) {
        guint middle = first + (behind - first) / 2;

        if (g_array_index (ends, CopiaEnd, middle).end < cpos)
            first = middle + 1;
        else
            behind = middle;
    }
    return first < ends->len && g_array_index (ends, CopiaEnd, first).end == cpos;
}

static bool
matches (CopiaGuard *self, uint64_t from, uint64_t to, CopiaSpan text)
{
    if (from == to)
        return self->threads ? copia_threads_is_empty (self->threads, from, text)
                             : copia_automaton_is_empty (self->automaton, from, text);
    find_ends (self, from, to, text);
    return is_end (self->ends, to - 1);
}

static void
read_hit (CopiaGuard *self)
{
    self->more = copia_stream_next (self->hits, &self->read);
    self->begun = true;
}

/* The window has all hits that begin from `start` to `last`, and no others. */
static void
move_window (CopiaGuard *self, uint64_t start, uint64_t last)
{
    guint gone = 0;

    if (self->kind == COPIA_NODE_CONTAINING &&
        (!self->begun || (self->more && self->read.start < start)))
        copia_stream_skip (self->hits, start);
    if (!self->begun)
        read_hit (self);
    while (self->more && self->read.start <= last &&
           copia_watch_tick (self->watch, 1)) {
        g_array_append_val (self->window, self->read);
        read_hit (self);
    }
    while (gone < self->window->len &&
           g_array_index (self->window, CopiaHit, gone).start < start) {
        self->reach =
            MAX (self->reach, g_array_index (self->window, CopiaHit, gone).end + 1);
        gone++;
    }
    if (gone > 0)
        g_array_remove_range (self->window, 0, gone);
}

/* Hits that begin at or before `from` end before this border. */
static uint64_t
reach_of_hits (CopiaGuard *self, uint64_t from, uint64_t start)
{
    uint64_t reach;

    move_window (self, start, from);
    reach = self->reach;
    for (guint i = 0; i < self->window->len && copia_watch_tick (self->watch, 1); i++) {
        const CopiaHit *hit = &g_array_index (self->window, CopiaHit, i);

        if (hit->start > from)
            break;
        reach = MAX (reach, hit->end + 1);
    }
    return reach;
}

static bool
has_hit (CopiaGuard *self, uint64_t from, uint64_t to, uint64_t start)
{
    bool found = false;

    move_window (self, start, to - 1);
    for (guint i = 0;
         !found && i < self->window->len && copia_watch_tick (self->watch, 1); i++) {
        const CopiaHit *hit = &g_array_index (self->window, CopiaHit, i);

        if (hit->start >= to)
            break;
        found = hit->start >= from && hit->end < to;
    }
    return found;
}

/* What holds no token lies in anything, and contains nothing. */
static bool
is_so (CopiaGuard *self, uint64_t from, uint64_t to, CopiaSpan text, uint64_t start)
{
    uint64_t last = text.end, next = 0;

    if (self->kind == COPIA_NODE_NOT)
        return !matches (self, from, to, text);
    if (from == to)
        return self->kind == COPIA_NODE_WITHIN;
    if (self->kind == COPIA_NODE_CONTAINING)
        return has_hit (self, from, to, start);
    if (self->limit)
        return copia_limit_at (self->limit, from, &last, &next) && to - 1 <= last;
    return reach_of_hits (self, from, start) >= to;
}

uint64_t
copia_guard_last (CopiaGuard *self, uint64_t from, CopiaSpan text, uint64_t start)
{
    uint64_t last = text.end, next = 0;

    if (self->kind != COPIA_NODE_WITHIN || self->negated)
        return text.end;
    if (!self->limit)
        return MIN (reach_of_hits (self, from, start), text.end + 1) - 1;
    return copia_limit_at (self->limit, from, &last, &next) ? last : from - 1;
}

bool
copia_guard_holds (CopiaGuard *self, uint64_t from, uint64_t to, CopiaSpan text,
                   uint64_t start)
{
    return is_so (self, from, to, text, start) != self->negated;
}

void
copia_guard_free (CopiaGuard *self)
{
    if (!self)
        return;
    copia_limit_free (self->limit);
    copia_stream_free (self->hits);
    g_clear_pointer (&self->window, g_array_unref);
    copia_threads_free (self->threads);
    copia_automaton_free (self->automaton);
    g_clear_pointer (&self->sets, g_ptr_array_unref);
    g_clear_pointer (&self->assertions, g_ptr_array_unref);
    g_clear_pointer (&self->labels, g_ptr_array_unref);
    g_clear_pointer (&self->checks, g_ptr_array_unref);
    g_clear_pointer (&self->ends, g_array_unref);
    g_free (self);
}
