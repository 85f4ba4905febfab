/* near.c - the union of windows, counted as hits come. */
#include "study/near.h"

#include "study/window.h"

/* The union of windows, met hit by hit.
 *
 * Hits come in the order of their starts, and left borders of windows never go back: so when
 * a hit starts at s, all that is known of positions before s will not change any more. */
typedef struct {
    uint64_t settled; /* positions before it are counted or not, for good */
    uint64_t cover;   /* one past the last position of windows so far */
    uint64_t node;    /* one past the last token of hits so far */
} Union;

static void
add_range (const CopiaTokens *tokens, uint64_t start, uint64_t end, uint32_t sign,
           uint32_t *near)
{
    for (uint64_t cpos = start; cpos < end; cpos++)
        near[copia_tokens_get (tokens, cpos)] += sign;
}

/* Counts the positions from `settled` to before `start` that lie in a window: right of the
 * hits so far, or left of the hit that starts there, whose window begins at `left`. */
static void
settle (Union *self, const CopiaTokens *tokens, uint64_t left, uint64_t start,
        uint32_t sign, uint32_t *near)
{
    uint64_t from = MAX (self->settled, self->node);
    uint64_t covered = MAX (from, MIN (self->cover, start));

    add_range (tokens, from, covered, sign, near);
    add_range (tokens, MAX (covered, left), start, sign, near);
    self->settled = start;
}

static void
add_hit (Union *self, const CopiaTokens *tokens, CopiaHit hit, CopiaSpan window,
         uint32_t sign, uint32_t *near)
{
    settle (self, tokens, window.start, hit.start, sign, near);
    self->cover = MAX (self->cover, window.end + 1);
    self->node = MAX (self->node, hit.end + 1);
}

static void
end_union (Union *self, const CopiaTokens *tokens, uint32_t sign, uint32_t *near)
{
    settle (self, tokens, self->cover, self->cover, sign, near);
}

/* What hits from `from` on and before `to` contribute is the union of the windows of all hits
 * from `from` on, less the union of those from `to` on: so ranges simply add up.  The two do
 * not differ beyond the reach of hits before `to`, so not many more hits are looked at. */
bool
copia_near_count (const CopiaIndex *index, const CopiaQuery *query,
                  const CopiaSubcorpus *where, const CopiaSides *sides, uint64_t from,
                  uint64_t to, uint32_t *near, uint64_t *n, GError **error)
{
    const CopiaTokens *tokens = copia_index_tokens (index);
    CopiaScope scope = copia_scope_of (index, where);
    CopiaWindow around =
        copia_window_of (&scope, sides->within, sides->left, sides->right);
    g_autoptr (CopiaHits) hits =
        copia_hits_new (index, query, where, from, UINT64_MAX, error);
    Union all = { 0, 0, 0 }, behind = { 0, 0, 0 };
    uint64_t reach = 0;
    CopiaHit hit;

    if (!hits)
        return false;
    around.marks = sides->marks;
    while (copia_hits_next (hits, &hit)) {
        CopiaSpan window = copia_window_around (&around, hit);

        if (hit.start >= to && window.start >= reach)
            break;
        add_hit (&all, tokens, hit, window, 1, near);
        if (hit.start >= to) {
            add_hit (&behind, tokens, hit, window, UINT32_MAX, near);
            continue;
        }
        ++*n;
        reach = MAX (all.cover, all.node);
    }
    end_union (&all, tokens, 1, near);
    end_union (&behind, tokens, UINT32_MAX, near);
    return copia_hits_ended_well (hits, error);
}
