/* near.c - the union of windows, counted as hits come. */
#include "study/near.h"

#include "index/beside.h"
#include "index/counter.h"
#include "study/near-dense.h"
#include "study/window.h"

#include <string.h>

#define BATCH 256   /* hits taken at once */
#define AHEAD 32    /* hits whose surroundings are on their way from memory */
#define TOGETHER 16 /* of which are asked for at once */

/* The union of windows, met hit by hit.
 *
 * Hits come in the order of their starts, and left borders of windows never go back: so when
 * a hit starts at s, all that is known of positions before s will not change any more. */
typedef struct {
    uint64_t settled; /* positions before it are counted or not, for good */
    uint64_t cover;   /* one past the last position of windows so far */
    uint64_t node;    /* one past the last token of hits so far */
} Union;

/* Where what is settled goes: one union is counted, the other taken off. */
typedef struct {
    CopiaCounter counter;
    CopiaWalk walk;
    CopiaTypeCounts *near;
} Sums;

static inline void
put (Sums *self, uint64_t start, uint64_t end, bool taken_off)
{
    if (!taken_off) {
        copia_counter_add (&self->counter, start, end);
        return;
    }
    self->near->used = self->near->used || start < end;
    copia_walk_count (&self->walk, start, end, UINT32_MAX, self->near->numbers);
}

/* Settles the positions before `start`, which lie in a window or not: right of the hits so far,
 * or left of the hit that starts there, whose window begins at `left`. */
static void
settle (Union *self, Sums *sums, uint64_t left, uint64_t start, bool taken_off)
{
    uint64_t from = MAX (self->settled, self->node);
    uint64_t covered = MAX (from, MIN (self->cover, start));

    if (left > covered) {
        put (sums, from, covered, taken_off);
        from = left;
    }
    put (sums, from, start, taken_off);
    self->settled = start;
}

static void
add_hit (Union *self, Sums *sums, CopiaHit hit, CopiaSpan window, bool taken_off)
{
    settle (self, sums, window.start, hit.start, taken_off);
    self->cover = MAX (self->cover, window.end + 1);
    self->node = MAX (self->node, hit.end + 1);
}

static void
end_union (Union *self, Sums *sums, bool taken_off)
{
    settle (self, sums, self->cover, self->cover, taken_off);
}

/* Both unions, and what has been seen of the hits that start before `to`. */
typedef struct {
    CopiaWindow around;
    Sums sums;
    Union all, behind;
    uint64_t to, reach, hits;
    bool plain; /* the two do not differ yet, and what lies between hits is counted: */
    CopiaBeside beside;
    const CopiaBesideSide *right; /* of the hit that ends last */
    CopiaBesideSide kept;         /* where it is no more one of those at hand */
    uint64_t limit;               /* one past where its window has to end */
} Count;

/* False: no later hit matters. */
static bool
count_hit (Count *self, CopiaHit hit)
{
    CopiaSpan window = copia_window_around (&self->around, hit);

    if (hit.start >= self->to && window.start >= self->reach)
        return false;
    add_hit (&self->all, &self->sums, hit, window, false);
    if (hit.start >= self->to) {
        add_hit (&self->behind, &self->sums, hit, window, true);
        return true;
    }
    self->hits++;
    self->reach = MAX (self->all.cover, self->all.node);
    return true;
}

/* ---- from hit to hit, as long as they start before `to`
 *
 * All windows are as wide: the right one of the hit that ends last reaches as far as those of the
 * hits before it, and the left one of a hit no further than theirs.  So what lies between two hits
 * is in the right window of the one or the left window of the other, and is counted on the way
 * to where they end. */

static void
count_plain (Count *self, CopiaHit hit, const CopiaBesidePlace *place)
{
    Union *all = &self->all;
    CopiaSpan limits = copia_window_limits (&self->around, hit);
    const CopiaBesideGap gap = {
        self->right,  all->node,    MIN (hit.start, self->limit),
        &place->left, limits.start, hit.start
    };

    copia_beside_between (&self->beside, &gap);
    if (hit.end >= all->node) {
        all->node = hit.end + 1;
        self->right = &place->right;
        self->limit = limits.end + 1;
    }
    all->settled = all->node;
    self->hits++;
}

/* From now on it has to be known where windows end: first that of the hits so far. */
static void
end_plain (Count *self)
{
    Union *all = &self->all;
    CopiaHit last = { .start = all->node - 1, .end = all->node - 1 };

    self->plain = false;
    copia_beside_end (&self->beside);
    if (self->hits > 0)
        all->cover = self->reach = copia_window_around (&self->around, last).end + 1;
}

/* False: no later hit matters. */
static bool
count_one (Count *self, CopiaHit hit, const CopiaBesidePlace *place)
{
    if (G_LIKELY (self->plain && hit.start < self->to)) {
        count_plain (self, hit, place);
        return true;
    }
    if (self->plain)
        end_plain (self);
    return count_hit (self, hit);
}

/* Where the page of a token is has to be found out first, which holds up whoever waits for one
 * after the other, but not for a few of them together. */
G_ALWAYS_INLINE static inline void
fetch (const Count *self, const CopiaHit *hits, size_t n)
{
    for (size_t i = 0; i < n; i++)
        copia_walk_prefetch (&self->sums.walk, hits[i].start);
}

static bool
count_some (Count *self, const CopiaHit *hits, size_t n)
{
    CopiaBesidePlace places[TOGETHER];

    for (size_t i = 0; i < n && self->plain; i++)
        copia_beside_look (&self->beside, hits[i].start, hits[i].end + 1, &places[i]);
    for (size_t i = 0; i < n; i++)
        if (!count_one (self, hits[i], &places[i]))
            return false;
    if (self->plain && self->right != &self->kept) {
        self->kept = *self->right;
        self->right = &self->kept;
    }
    return true;
}

/* Some more hits are known than are counted, for what stands around them is fetched meanwhile. */
static void
count_hits (Count *self, CopiaHits *hits)
{
    CopiaHit queue[BATCH + AHEAD];
    size_t known = copia_hits_take (hits, queue, BATCH + AHEAD);

    fetch (self, queue, MIN (known, AHEAD));
    while (known > 0) {
        size_t n = MIN (known, BATCH);

        for (size_t i = 0; i < n; i += TOGETHER) {
            if (i + AHEAD < known)
                fetch (self, queue + i + AHEAD, MIN (TOGETHER, known - i - AHEAD));
            if (!count_some (self, queue + i, MIN (TOGETHER, n - i)))
                return;
        }
        known -= n;
        memmove (queue, queue + n, known * sizeof *queue);
        known += copia_hits_take (hits, queue + known, BATCH);
    }
}

/* What hits from `from` on and before `to` contribute is the union of the windows of all hits
 * from `from` on, less the union of those from `to` on: so ranges simply add up.  The two do
 * not differ beyond the reach of hits before `to`, so not many more hits are looked at. */
static bool
count_windows (const CopiaIndex *index, const CopiaQuery *query,
               const CopiaSubcorpus *where, const CopiaSides *sides, uint64_t from,
               uint64_t to, CopiaTypeCounts *near, uint64_t *n, GError **error)
{
    CopiaScope scope = copia_scope_of (index, where);
    Count count = {
        .around = copia_window_of (&scope, sides->within, sides->left, sides->right),
        .to = to,
        .right = &count.kept,
    };
    g_autoptr (CopiaHits) hits =
        copia_hits_new (index, query, where, from, UINT64_MAX, error);

    if (!hits)
        return false;
    count.around.marks = sides->marks;
    count.around.across = sides->across;
    count.sums.walk = copia_walk_begin (copia_index_tokens (index));
    count.sums.near = near;
    copia_counter_begin (&count.sums.counter, count.sums.walk.tokens, near->numbers);
    count.plain = !sides->marks &&
                  copia_beside_begin (&count.beside, count.sums.walk.tokens,
                                      sides->left, sides->right, &count.sums.counter);
    count_hits (&count, hits);
    if (count.plain)
        end_plain (&count);
    end_union (&count.all, &count.sums, false);
    end_union (&count.behind, &count.sums, true);
    copia_counter_give (&count.sums.counter, near);
    copia_walk_end (&count.sums.walk);
    *n += count.hits;
    return copia_hits_ended_well (hits, error);
}

bool
copia_near_count (const CopiaIndex *index, const CopiaQuery *query,
                  const CopiaSubcorpus *where, const CopiaSides *sides, uint64_t from,
                  uint64_t to, CopiaTypeCounts *near, uint64_t *n, GError **error)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    g_autoptr (CopiaTypeset) types = NULL;

    if (!copia_hits_types (index, query, &types, error))
        return false;
    copia_type_counts_settle (near);
    if (types && copia_near_is_dense (index, types)) {
        copia_near_dense (index, types, where, sides, from, to, near, n);
        return true;
    }
    if (!count_windows (index, query, where, sides, from, to, near, n, error))
        return false;
    if (!sides
             ->marks) /* they were counted, which is quicker than to ask what they are */
        copia_type_counts_keep (near, copia_lexicon_kinds (lexicon));
    return true;
}
