/* near.c - the union of windows, counted as hits come. */
#include "study/near.h"

#include "study/window.h"

#define BATCH 256 /* hits taken at once */
#define AHEAD 32  /* hits whose surroundings are on their way from memory */

/* The union of windows, met hit by hit.
 *
 * Hits come in the order of their starts, and left borders of windows never go back: so when
 * a hit starts at s, all that is known of positions before s will not change any more. */
typedef struct {
    uint64_t settled; /* positions before it are counted or not, for good */
    uint64_t cover;   /* one past the last position of windows so far */
    uint64_t node;    /* one past the last token of hits so far */
} Union;

/* Counts the positions from `settled` to before `start` that lie in a window: right of the
 * hits so far, or left of the hit that starts there, whose window begins at `left`. */
static void
settle (Union *self, CopiaWalk *walk, uint64_t left, uint64_t start, uint32_t sign,
        uint32_t *near)
{
    uint64_t from = MAX (self->settled, self->node);
    uint64_t covered = MAX (from, MIN (self->cover, start));

    if (left > covered) {
        copia_walk_count (walk, from, covered, sign, near);
        from = left;
    }
    copia_walk_count (walk, from, start, sign, near);
    self->settled = start;
}

static void
add_hit (Union *self, CopiaWalk *walk, CopiaHit hit, CopiaSpan window, uint32_t sign,
         uint32_t *near)
{
    settle (self, walk, window.start, hit.start, sign, near);
    self->cover = MAX (self->cover, window.end + 1);
    self->node = MAX (self->node, hit.end + 1);
}

static void
end_union (Union *self, CopiaWalk *walk, uint32_t sign, uint32_t *near)
{
    settle (self, walk, self->cover, self->cover, sign, near);
}

/* Both unions, and what has been seen of the hits that start before `to`. */
typedef struct {
    CopiaWindow around;
    CopiaWalk walk;
    Union all, behind;
    uint64_t to, reach, hits;
    uint32_t *near;
} Count;

/* False: no later hit matters. */
static bool
count_hit (Count *self, CopiaHit hit)
{
    CopiaSpan window = copia_window_around (&self->around, hit);

    if (hit.start >= self->to && window.start >= self->reach)
        return false;
    add_hit (&self->all, &self->walk, hit, window, 1, self->near);
    if (hit.start >= self->to) {
        add_hit (&self->behind, &self->walk, hit, window, UINT32_MAX, self->near);
        return true;
    }
    self->hits++;
    self->reach = MAX (self->all.cover, self->all.node);
    return true;
}

static bool
count_batch (Count *self, const CopiaHit *hits, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i + AHEAD < n)
            copia_walk_prefetch (&self->walk, hits[i + AHEAD].start);
        if (!count_hit (self, hits[i]))
            return false;
    }
    return n == BATCH;
}

/* What hits from `from` on and before `to` contribute is the union of the windows of all hits
 * from `from` on, less the union of those from `to` on: so ranges simply add up.  The two do
 * not differ beyond the reach of hits before `to`, so not many more hits are looked at. */
bool
copia_near_count (const CopiaIndex *index, const CopiaQuery *query,
                  const CopiaSubcorpus *where, const CopiaSides *sides, uint64_t from,
                  uint64_t to, uint32_t *near, uint64_t *n, GError **error)
{
    CopiaScope scope = copia_scope_of (index, where);
    Count count = {
        .around = copia_window_of (&scope, sides->within, sides->left, sides->right),
        .walk = copia_walk_of (copia_index_tokens (index)),
        .to = to,
        .near = near,
    };
    g_autoptr (CopiaHits) hits =
        copia_hits_new (index, query, where, from, UINT64_MAX, error);
    CopiaHit batch[BATCH];

    if (!hits)
        return false;
    count.around.marks = sides->marks;
    count.around.across = sides->across;
    while (count_batch (&count, batch, copia_hits_take (hits, batch, BATCH)))
        ;
    end_union (&count.all, &count.walk, 1, near);
    end_union (&count.behind, &count.walk, UINT32_MAX, near);
    *n += count.hits;
    return copia_hits_ended_well (hits, error);
}
