/* stream.c - within and containing over searches. */
#include "query/stream.h"

#include "query/limit.h"
#include "query/query-private.h"
#include "query/search.h"

struct CopiaStream {
    const CopiaIndex *index;
    CopiaSearch *search; /* a pattern */
    /* Whole regions. */
    CopiaRegionSet *regions;
    /* Those of a result, which is borrowed; `at` comes next. */
    const CopiaResult *result;
    guint at;
    uint64_t next, to;
    GPtrArray *limits;
    /* Those of `left` that keep to `limit`, or that contain one of `inside`; or do not. */
    CopiaStream *left;
    CopiaLimit *limit;
    CopiaStream *inside;
    bool negated;
    CopiaHit read; /* the next of `inside`, where there is `more` */
    bool more, begun;
    GQueue *window; /* CopiaHit *, of `inside`, both starts and ends rise */
};

typedef struct {
    CopiaPlan *plan;
    uint64_t from, to;
    GPtrArray *limits;      /* CopiaLimit: of the pattern to come */
    GPtrArray *constraints; /* CopiaConstraint */
    GError **error;
} Maker;

static CopiaStream *make (Maker *maker, const CopiaNode *node);

/* A search over all the corpus up to the end, from the text that holds `from`. */
static CopiaStream *
make_inside (const Maker *maker, const CopiaNode *node)
{
    const CopiaRegions *texts = copia_index_texts (maker->plan->index);
    uint32_t text = copia_regions_find (texts, maker->from);
    uint64_t from =
        text == COPIA_NONE ? maker->from : copia_regions_start (texts, text);

    return copia_stream_new (maker->plan, node, NULL, from, UINT64_MAX, maker->error);
}

static CopiaRegionSet *
make_regions (const Maker *maker, const CopiaNode *tag)
{
    CopiaBinding binding = { .index = maker->plan->index,
                             .query = copia_query_text (maker->plan->query),
                             .options = &maker->plan->options,
                             .watch = &maker->plan->watch,
                             .error = maker->error };

    return copia_region_set_new (&binding, tag->structure, tag->expression, tag->at);
}

static bool
is_whole (const CopiaNode *node)
{
    return node->kind == COPIA_NODE_TAG && node->tag == COPIA_TAG_WHOLE;
}

static CopiaLimit *
make_limit (const Maker *maker, const CopiaNode *within)
{
    const CopiaNode *other =
        within->children->len > 1 ? within->children->pdata[1] : NULL;
    CopiaRegionSet *regions;
    CopiaStream *hits;

    if (!other)
        return copia_limit_words (maker->plan->index, within->max);
    if (is_whole (other)) {
        regions = make_regions (maker, other);
        return regions ? copia_limit_regions (regions, MAX (within->max, 1)) : NULL;
    }
    hits = make_inside (maker, other);
    return hits ? copia_limit_hits (hits) : NULL;
}

/* A pattern under nothing but `within` and `::`: limits bound its matches. */
static bool
can_be_bounded (const CopiaNode *node)
{
    while (node->kind == COPIA_NODE_WHERE ||
           (node->kind == COPIA_NODE_WITHIN && !node->negated))
        node = node->children->pdata[0];
    return !copia_node_is_query (node);
}

/* The first hit that starts at `from` or later. */
static guint
result_from (const CopiaResult *result, uint64_t from)
{
    guint low = 0, high = result->hits->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (g_array_index (result->hits, CopiaHit, middle).start < from)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static CopiaStream *
make_result (Maker *maker, const CopiaNode *node)
{
    const CopiaResults *results = maker->plan->options.results;
    CopiaStream *self = g_new0 (CopiaStream, 1);

    self->index = maker->plan->index;
    self->limits = g_ptr_array_ref (maker->limits);
    self->result = copia_results_find (results, node->structure);
    g_assert (self->result); /* query.h: it was there when the query was read */
    self->at = result_from (self->result, maker->from);
    self->to = maker->to;
    return self;
}

static CopiaStream *
make_pattern (Maker *maker, const CopiaNode *node)
{
    g_autoptr (CopiaStream) self = g_new0 (CopiaStream, 1);

    self->index = maker->plan->index;
    self->limits = g_ptr_array_ref (maker->limits);
    if (is_whole (node) && maker->constraints->len == 0) {
        self->regions = make_regions (maker, node);
        self->next = maker->from;
        self->to = maker->to;
        return self->regions ? g_steal_pointer (&self) : NULL;
    }
    self->search =
        copia_search_new (maker->plan, node, maker->constraints, maker->limits,
                          maker->from, maker->to, maker->error);
    return self->search ? g_steal_pointer (&self) : NULL;
}

static CopiaStream *
make_filter (Maker *maker, const CopiaNode *node)
{
    g_autoptr (CopiaStream) self = g_new0 (CopiaStream, 1);

    self->index = maker->plan->index;
    self->negated = node->negated;
    if (node->kind == COPIA_NODE_WITHIN) {
        self->limit = make_limit (maker, node);
        if (!self->limit)
            return NULL;
    } else {
        self->inside = make_inside (maker, node->children->pdata[1]);
        if (!self->inside)
            return NULL;
        self->window = g_queue_new ();
    }
    self->left = make (maker, node->children->pdata[0]);
    return self->left ? g_steal_pointer (&self) : NULL;
}

static CopiaStream *
make (Maker *maker, const CopiaNode *node)
{
    CopiaLimit *limit;

    if (node->kind == COPIA_NODE_WHERE) {
        g_ptr_array_add (maker->constraints, node->constraint);
        return make (maker, node->children->pdata[0]);
    }
    if (node->kind == COPIA_NODE_RESULT && maker->constraints->len == 0)
        return make_result (maker, node);
    if (!copia_node_is_query (node))
        return make_pattern (maker, node);
    if (node->kind != COPIA_NODE_WITHIN || !can_be_bounded (node))
        return make_filter (maker, node);
    limit = make_limit (maker, node);
    if (!limit)
        return NULL;
    g_ptr_array_add (maker->limits, limit);
    return make (maker, node->children->pdata[0]);
}

CopiaStream *
copia_stream_new (CopiaPlan *plan, const CopiaNode *node, const CopiaSubcorpus *where,
                  uint64_t from, uint64_t to, GError **error)
{
    g_autoptr (GPtrArray) limits =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_limit_free);
    g_autoptr (GPtrArray) constraints = g_ptr_array_new ();
    Maker maker = {
        plan,   from,        MIN (to, copia_index_tokens (plan->index)->size),
        limits, constraints, error
    };

    if (where && !copia_subcorpus_is_all (where))
        g_ptr_array_add (limits, copia_limit_where (where));
    return make (&maker, node);
}

CopiaStream *
copia_stream_of (CopiaPlan *plan, const CopiaSubcorpus *where, GError **error)
{
    return copia_stream_new (plan, copia_query_tree (plan->query), where, 0, UINT64_MAX,
                             error);
}

static bool
keeps (GPtrArray *limits, const CopiaHit *hit)
{
    for (guint i = 0; i < limits->len; i++) {
        uint64_t last = hit->end, next = 0;

        if (!copia_limit_at (limits->pdata[i], hit->start, &last, &next) ||
            last < hit->end)
            return false;
    }
    return true;
}

static bool
next_region (CopiaStream *self, CopiaHit *hit)
{
    const CopiaRegions *regions = self->regions->regions;

    while (self->next < self->to) {
        uint32_t region = copia_region_set_from (self->regions, self->next);

        if (region == COPIA_NONE)
            return false;
        *hit = (CopiaHit){ copia_regions_start (regions, region),
                           copia_regions_end (regions, region),
                           copia_regions_start (regions, region) };
        if (hit->end < self->next) /* damaged */
            return false;
        if (hit->start >= self->to)
            return false;
        if (hit->start >= self->next && keeps (self->limits, hit)) {
            self->next = hit->end + 1;
            return true;
        }
        self->next = hit->end + 1;
    }
    return false;
}

static bool
next_of_result (CopiaStream *self, CopiaHit *hit)
{
    while (self->at < self->result->hits->len) {
        *hit = g_array_index (self->result->hits, CopiaHit, self->at++);
        if (hit->start >= self->to)
            return false;
        if (keeps (self->limits, hit))
            return true;
    }
    return false;
}

/* Of hits inside, one that starts later and ends no later serves all that comes better. */
static void
push (CopiaStream *self, CopiaHit hit)
{
    CopiaHit *last;

    while ((last = g_queue_peek_tail (self->window)) && last->end >= hit.end)
        g_free (g_queue_pop_tail (self->window));
    g_queue_push_tail (self->window, g_memdup2 (&hit, sizeof hit));
}

static bool
contains (CopiaStream *self, const CopiaHit *hit)
{
    const CopiaHit *first;

    if (!self->begun || (self->more && self->read.start < hit->start)) {
        copia_stream_skip (self->inside, hit->start);
        self->more =
            self->begun ? self->more : copia_stream_next (self->inside, &self->read);
        self->begun = true;
    }
    while (self->more && self->read.start <= hit->end) {
        if (self->read.start >= hit->start)
            push (self, self->read);
        self->more = copia_stream_next (self->inside, &self->read);
    }
    while ((first = g_queue_peek_head (self->window)) && first->start < hit->start)
        g_free (g_queue_pop_head (self->window));
    if (!first && self->more &&
        !self->negated) /* nothing ends before the next one starts */
        copia_stream_skip (self->left, self->read.start);
    return first && first->end <= hit->end;
}

static bool
passes (CopiaStream *self, const CopiaHit *hit)
{
    uint64_t last = hit->end, next = 0;

    if (self->inside)
        return contains (self, hit) != self->negated;
    return (copia_limit_at (self->limit, hit->start, &last, &next) &&
            hit->end <= last) != self->negated;
}

bool
copia_stream_next (CopiaStream *self, CopiaHit *hit)
{
    if (self->search)
        return copia_search_next (self->search, hit);
    if (self->regions)
        return next_region (self, hit);
    if (self->result)
        return next_of_result (self, hit);
    while (copia_stream_next (self->left, hit)) {
        if (passes (self, hit))
            return true;
        if (self->inside && !self->negated && self->begun && !self->more &&
            g_queue_is_empty (self->window))
            return false;
    }
    return false;
}

size_t
copia_stream_take (CopiaStream *self, CopiaHit *hits, size_t most)
{
    size_t n = 0;

    if (self->search)
        return copia_search_take (self->search, hits, most);
    while (n < most && copia_stream_next (self, &hits[n]))
        n++;
    return n;
}

static void
skip_regions (CopiaStream *self, uint64_t end)
{
    uint32_t region = copia_region_set_from (self->regions, end);

    if (region == COPIA_NONE)
        self->next = self->to;
    else
        self->next =
            MAX (self->next, copia_regions_start (self->regions->regions, region));
}

void
copia_stream_skip (CopiaStream *self, uint64_t end)
{
    if (self->search)
        copia_search_skip (self->search, end);
    else if (self->regions)
        skip_regions (self, end);
    else if (self->left)
        copia_stream_skip (self->left, end);
}

bool
copia_stream_count (const CopiaStream *self, uint64_t *count)
{
    if (self->result && self->limits->len == 0 && self->at == 0 &&
        self->to == copia_index_tokens (self->index)->size) {
        *count = self->result->hits->len;
        return true;
    }
    return self->search && copia_search_count (self->search, count);
}

CopiaTypeset *
copia_stream_types (CopiaStream *self)
{
    return self->search ? copia_search_types (self->search) : NULL;
}

void
copia_stream_explain (const CopiaStream *self, GString *out, bool after)
{
    if (self->search)
        copia_search_explain (self->search, out, after);
    if (self->regions && !after)
        g_string_append_printf (out, "regions: %u of '%s'\n", self->regions->count,
                                copia_regions_name (self->regions->regions));
    if (self->result && !after)
        g_string_append_printf (out, "result %s: %u hits of %s\n", self->result->name,
                                self->result->hits->len, self->result->said);
    for (guint i = 0; self->limits && i < self->limits->len; i++)
        copia_limit_explain (self->limits->pdata[i], out, after);
    if (self->left)
        copia_stream_explain (self->left, out, after);
    if (self->limit)
        copia_limit_explain (self->limit, out, after);
    if (self->inside)
        copia_stream_explain (self->inside, out, after);
}

void
copia_stream_free (CopiaStream *self)
{
    if (!self)
        return;
    copia_search_free (self->search);
    copia_region_set_free (self->regions);
    copia_stream_free (self->left);
    copia_stream_free (self->inside);
    copia_limit_free (self->limit);
    g_clear_pointer (&self->limits, g_ptr_array_unref);
    if (self->window)
        g_queue_free_full (self->window, g_free);
    g_free (self);
}
