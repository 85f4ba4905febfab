/* near-once.c - the union of the sides of windows. */
#include "study/near-once.h"

#include "study/sort.h"
#include "study/window.h"

/* The stretches left and right of hits; the right ones of long hits do not come in order. */
static void
add_sides (GArray *sides, CopiaHit hit, CopiaSpan window)
{
    if (window.start < hit.start) {
        CopiaSpan left = { window.start, hit.start - 1 };

        g_array_append_val (sides, left);
    }
    if (window.end > hit.end) {
        CopiaSpan right = { hit.end + 1, window.end };

        g_array_append_val (sides, right);
    }
}

static int
by_start (const void *a, const void *b)
{
    const CopiaSpan *x = a, *y = b;

    return (x->start > y->start) - (x->start < y->start);
}

static void
count_union (GArray *sides, CopiaWalk *walk, uint32_t sign, uint32_t *near)
{
    uint64_t counted = 0; /* positions before it are */

    g_array_sort (sides, by_start);
    for (guint i = 0; i < sides->len; i++) {
        CopiaSpan side = g_array_index (sides, CopiaSpan, i);
        uint64_t start = MAX (side.start, counted);

        if (start > side.end)
            continue;
        copia_walk_count (walk, start, side.end + 1, sign, near);
        counted = side.end + 1;
    }
}

/* As in near.c: the union over all hits from `from` on, less that over those from `to` on. */
bool
copia_near_once (const CopiaIndex *index, const CopiaQuery *query,
                 const CopiaSubcorpus *where, const CopiaSides *sides, uint64_t from,
                 uint64_t to, uint32_t *near, uint64_t *n, GError **error)
{
    g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (CopiaSpan));
    g_autoptr (GArray) behind = g_array_new (FALSE, FALSE, sizeof (CopiaSpan));
    CopiaScope scope = copia_scope_of (index, where);
    CopiaWindow around =
        copia_window_of (&scope, sides->within, sides->left, sides->right);
    CopiaWalk walk = copia_walk_of (copia_index_tokens (index));
    g_autoptr (CopiaHits) hits =
        copia_hits_new (index, query, where, from, UINT64_MAX, error);
    uint64_t reach = 0; /* one past the last position of windows of hits before `to` */
    CopiaHit hit;

    if (!hits)
        return false;
    around.marks = sides->marks;
    around.across = sides->across;
    while (copia_hits_next (hits, &hit)) {
        CopiaSpan window = copia_window_around (&around, hit);

        if (hit.start >= to && window.start >= reach)
            break;
        add_sides (all, hit, window);
        if (hit.start >= to)
            add_sides (behind, hit, window);
        else
            reach = MAX (reach, window.end + 1);
        *n += hit.start < to;
    }
    count_union (all, &walk, 1, near);
    count_union (behind, &walk, UINT32_MAX, near);
    return copia_hits_ended_well (hits, error);
}
