/* sample.c - an even choice of hits that does not depend on how the work is divided. */
#include "study/kwic-private.h"

/* Step `i` of SplitMix64 (G. L. Steele, D. Lea & C. H. Flood 2014, OOPSLA, with D. Stafford's
 * 13th mixer), whose state after i steps is the seed plus i times the constant. */
static uint64_t
split_mix (uint64_t seed, uint64_t i)
{
    uint64_t z = seed + (i + 1) * UINT64_C (0x9E3779B97F4A7C15);

    z = (z ^ (z >> 30)) * UINT64_C (0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C (0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static CopiaDrawn *
drawn_at (GArray *heap, guint i)
{
    return &g_array_index (heap, CopiaDrawn, i);
}

/* split_mix() is one to one over cpos, so no two are equal. */
static void
sink (GArray *heap, guint at)
{
    for (;;) {
        guint child = 2 * at + 1;
        CopiaDrawn swap;

        if (child >= heap->len)
            return;
        if (child + 1 < heap->len &&
            drawn_at (heap, child + 1)->priority > drawn_at (heap, child)->priority)
            child++;
        if (drawn_at (heap, at)->priority >= drawn_at (heap, child)->priority)
            return;
        swap = *drawn_at (heap, at);
        *drawn_at (heap, at) = *drawn_at (heap, child);
        *drawn_at (heap, child) = swap;
        at = child;
    }
}

static void
rise (GArray *heap, guint at)
{
    while (at > 0) {
        guint parent = (at - 1) / 2;
        CopiaDrawn swap = *drawn_at (heap, at);

        if (drawn_at (heap, parent)->priority >= swap.priority)
            return;
        *drawn_at (heap, at) = *drawn_at (heap, parent);
        *drawn_at (heap, parent) = swap;
        at = parent;
    }
}

void
copia_sample_draw (GArray *heap, uint64_t most, uint64_t seed, uint64_t number,
                   CopiaKept hit)
{
    CopiaDrawn drawn = { split_mix (seed, copia_kept_start (hit)), number, hit };

    if (heap->len < most) {
        g_array_append_val (heap, drawn);
        rise (heap, heap->len - 1);
    } else if (drawn.priority < drawn_at (heap, 0)->priority) {
        *drawn_at (heap, 0) = drawn;
        sink (heap, 0);
    }
}

void
copia_sample_merge (GArray *sample, const GArray *behind, uint64_t before)
{
    for (guint i = 0; i < behind->len; i++) {
        CopiaDrawn drawn = g_array_index (behind, CopiaDrawn, i);

        drawn.number += before;
        g_array_append_val (sample, drawn);
    }
}

static int
compare_priorities (const void *a, const void *b)
{
    const CopiaDrawn *x = a, *y = b;

    return x->priority < y->priority ? -1 : x->priority > y->priority;
}

static int
compare_numbers (const void *a, const void *b)
{
    const CopiaDrawn *x = a, *y = b;

    return x->number < y->number ? -1 : x->number > y->number;
}

void
copia_sample_settle (GArray *sample, uint64_t most)
{
    g_array_sort (sample, compare_priorities);
    if (sample->len > most)
        g_array_set_size (sample, (guint) most);
    g_array_sort (sample, compare_numbers);
}
