/* near-each.c - windows walked one by one. */
#include "study/near-each.h"

#include "base/workers.h"
#include "study/ask.h"
#include "study/near-nodes.h"
#include "study/window.h"

#define JOBS 64  /* ranges of a corpus that threads take */
#define BATCH 64 /* hits whose surroundings are asked for at once */

/* A token in the window of a hit; `place` counts from the hit, 1 is next to it. */
typedef void (*Visit) (void *data, uint32_t id, bool left, uint32_t place);

typedef struct {
    const CopiaTokens *tokens;
    CopiaWindow around;
    bool marks;
    const GArray *nodes; /* tokens that do not count; NULL: all do */
    Visit visit;
    void (*begin) (void *data); /* a hit; NULL: nobody wants to know */
    void *data;
} Walk;

/* Few windows have a token of another hit. */
static void
walk_side (const Walk *self, uint64_t from, uint64_t to, bool left)
{
    uint64_t n = left ? from - to : to - from;
    bool nodes =
        self->nodes && n > 0 &&
        copia_near_has_node (self->nodes, left ? to : from + 1, left ? from - 1 : to);
    uint32_t place = 0;

    for (uint64_t i = 1; i <= n; i++) {
        uint64_t cpos = left ? from - i : from + i;
        uint32_t id = copia_tokens_get (self->tokens, cpos);
        bool counts = self->marks || copia_lexicon_is_word (self->tokens->lexicon, id);

        place += counts;
        if (nodes && copia_near_has_node (self->nodes, cpos, cpos))
            continue;
        /* a mark that takes no room stands at no place */
        self->visit (self->data, id, left, counts ? place : 0);
    }
}

static void
walk_hit (Walk *self, CopiaHit hit)
{
    CopiaSpan window = copia_window_around (&self->around, hit);

    if (self->begin)
        self->begin (self->data);
    walk_side (self, hit.start, window.start, true);
    walk_side (self, hit.end, window.end, false);
}

static uint64_t
walk_hits (Walk *self, CopiaHits *hits)
{
    CopiaWalk ahead = copia_walk_begin (self->tokens);
    CopiaHit batch[BATCH];
    uint64_t all = 0;

    for (size_t n; (n = copia_hits_take (hits, batch, BATCH)) > 0; all += n) {
        for (size_t i = 0; i < n; i++)
            copia_walk_prefetch (&ahead, batch[i].start);
        for (size_t i = 0; i < n; i++)
            walk_hit (self, batch[i]);
    }
    copia_walk_end (&ahead);
    return all;
}

static bool
walk (const CopiaIndex *index, const CopiaQuery *query, const CopiaSubcorpus *where,
      const CopiaSides *sides, uint64_t from, uint64_t to, Walk *self, uint64_t *n,
      GError **error)
{
    CopiaScope scope = copia_scope_of (index, where);
    g_autoptr (GArray) nodes =
        sides->nodes ? NULL
                     : copia_near_nodes (index, query, where, sides, from, to, error);
    g_autoptr (CopiaHits) hits =
        sides->nodes || nodes ? copia_hits_new (index, query, where, from, to, error)
                              : NULL;

    if (!hits)
        return false;
    self->nodes = nodes;
    self->tokens = copia_index_tokens (index);
    self->around = copia_window_of (&scope, sides->within, sides->left, sides->right);
    self->around.marks = self->marks = sides->marks;
    self->around.across = sides->across;
    *n += walk_hits (self, hits);
    return copia_hits_ended_well (hits, error);
}

static void
count (void *data, uint32_t id, bool left, uint32_t place)
{
    CopiaTypeCounts *near = data;

    (void) left;
    (void) place;
    near->numbers[id]++;
    near->told++;
}

bool
copia_near_each (const CopiaIndex *index, const CopiaQuery *query,
                 const CopiaSubcorpus *where, const CopiaSides *sides, uint64_t from,
                 uint64_t to, CopiaTypeCounts *near, uint64_t *hits, GError **error)
{
    Walk self = { .visit = count, .data = near };

    return walk (index, query, where, sides, from, to, &self, hits, error);
}

/* What one range of hits adds to the rows. */
typedef struct {
    uint32_t left, right;
    CopiaNearRows rows;
    uint64_t hit;  /* the number of the hit, from 1 */
    uint64_t *met; /* by row: the last hit it was met beside */
    uint64_t last; /* hit that has any token */
    GError *error;
} Range;

static void
free_range (void *data, void *result)
{
    Range *self = result;

    (void) data;
    g_free (self->rows.hits);
    g_free (self->rows.places);
    g_free (self->met);
    g_clear_error (&self->error);
    g_free (self);
}

static void
begin_hit (void *data)
{
    Range *self = data;

    self->hit++;
}

static void
place_one (void *data, uint32_t id, bool left, uint32_t place)
{
    Range *self = data;
    uint32_t row = self->rows.row[id], at;

    if (place == 0)
        return;
    self->rows.any += self->last != self->hit;
    self->last = self->hit;
    if (row == COPIA_NONE)
        return;
    self->rows.hits[row] += self->met[row] != self->hit;
    self->met[row] = self->hit;
    at = left ? self->left - place : self->left + place - 1;
    if (self->rows.places)
        self->rows.places[(size_t) row * (self->left + self->right) + at]++;
}

typedef struct {
    const CopiaIndex *index;
    const CopiaQuery *query;
    const CopiaSubcorpus *where;
    const CopiaSides *sides;
    CopiaNearRows *rows;
    size_t jobs;
    GError **error;
} Rows;

static void *
work_range (void *data, unsigned thread, size_t job)
{
    const Rows *all = data;
    uint64_t size = copia_index_tokens (all->index)->size, n = 0;
    size_t width = all->sides->left + all->sides->right;
    Range *self = g_new0 (Range, 1);
    Walk counter = { .visit = place_one, .begin = begin_hit, .data = self };

    (void) thread;
    self->left = all->sides->left;
    self->right = all->sides->right;
    self->rows.row = all->rows->row;
    self->rows.hits = g_new0 (uint64_t, MAX (all->rows->rows, 1));
    self->met = g_new0 (uint64_t, MAX (all->rows->rows, 1));
    if (all->rows->places)
        self->rows.places = g_new0 (uint64_t, MAX (all->rows->rows, 1) * width);
    walk (all->index, all->query, all->where, all->sides, size * job / all->jobs,
          job + 1 == all->jobs ? COPIA_ALL : size * (job + 1) / all->jobs, &counter, &n,
          &self->error);
    return self;
}

static bool
take_range (void *data, size_t job, void *result)
{
    Rows *all = data;
    Range *range = result;
    size_t width = all->sides->left + all->sides->right;
    bool good = !range->error;

    (void) job;
    if (!good)
        g_propagate_error (all->error, g_steal_pointer (&range->error));
    all->rows->any += range->rows.any;
    for (uint32_t i = 0; i < all->rows->rows; i++)
        all->rows->hits[i] += range->rows.hits[i];
    for (size_t i = 0; all->rows->places && i < all->rows->rows * width; i++)
        all->rows->places[i] += range->rows.places[i];
    free_range (NULL, range);
    return good;
}

bool
copia_near_rows (const CopiaIndex *index, const CopiaQuery *query,
                 const CopiaSubcorpus *where, const CopiaSides *sides, unsigned threads,
                 CopiaNearRows *rows, GError **error)
{
    size_t jobs = threads > 1 ? JOBS : 1;
    Rows all = { index, query, where, sides, rows, jobs, error };
    const CopiaWork of = { &all, work_range, take_range, free_range, 1 };

    return copia_workers_run (&of, MIN (threads, copia_workers_most ()), jobs);
}
