/* assertion.c - looking around a place. */
#include "query/assertion.h"

#include "query/cql.h"
#include "query/guard.h"

static bool near_holds (CopiaNear *self, const CopiaIndex *index, uint64_t cpos,
                        CopiaSpan text);

static bool
any_near (CopiaNear *self, const CopiaIndex *index, uint64_t from, uint64_t to,
          CopiaSpan text)
{
    for (uint64_t cpos = from; cpos <= to && copia_watch_tick (self->watch, 1); cpos++)
        if (near_holds (self, index, cpos, text))
            return true;
    return false;
}

/* The second stands in the region the first does; remembered for the tokens that follow. */
static bool
meets_in_region (CopiaNear *self, const CopiaIndex *index, uint64_t cpos,
                 CopiaSpan text)
{
    uint32_t region = copia_region_set_find (self->same, cpos);
    const CopiaRegions *regions = self->same->regions;

    if (region == COPIA_NONE)
        return false;
    if (region != self->region)
        self->answer =
            any_near (self->children->pdata[1], index,
                      MAX (text.start, copia_regions_start (regions, region)),
                      MIN (text.end, copia_regions_end (regions, region)), text);
    self->region = region;
    return self->answer;
}

static bool
meets (CopiaNear *self, const CopiaIndex *index, uint64_t cpos, CopiaSpan text)
{
    int64_t from, to;

    if (!near_holds (self->children->pdata[0], index, cpos, text))
        return false;
    if (self->same)
        return meets_in_region (self, index, cpos, text);
    from = MAX ((int64_t) text.start, (int64_t) cpos + self->from);
    to = MIN ((int64_t) text.end, (int64_t) cpos + self->to);
    return from <= to && any_near (self->children->pdata[1], index, (uint64_t) from,
                                   (uint64_t) to, text);
}

static bool
near_holds (CopiaNear *self, const CopiaIndex *index, uint64_t cpos, CopiaSpan text)
{
    bool any = false;

    if (self->set)
        return copia_typeset_holds_at (self->set, copia_index_tokens (index), cpos);
    if (self->meet)
        return meets (self, index, cpos, text);
    for (guint i = 0; !any && i < self->children->len; i++)
        any = near_holds (self->children->pdata[i], index, cpos, text);
    return any;
}

/* The ways to place labels that were found, a row of places each. */
typedef struct {
    const CopiaIndex *index;
    CopiaSpan text;
    guint labels, most;
    GArray *rows;
} Ways;

static void find_ways (CopiaNear *self, const Ways *ways, uint64_t cpos,
                       const uint64_t *places);

/* Each way of the second member near the first, which stands at cpos. */
static void
find_second (CopiaNear *self, const Ways *ways, uint64_t cpos, const uint64_t *places)
{
    CopiaNear *second = self->children->pdata[1];
    int64_t from = (int64_t) cpos + self->from, to = (int64_t) cpos + self->to;

    if (self->same) {
        uint32_t region = copia_region_set_find (self->same, cpos);

        if (region == COPIA_NONE)
            return;
        from = (int64_t) copia_regions_start (self->same->regions, region);
        to = (int64_t) copia_regions_end (self->same->regions, region);
    }
    from = MAX (from, (int64_t) ways->text.start);
    to = MIN (to, (int64_t) ways->text.end);
    for (; from <= to && ways->rows->len / ways->labels <= ways->most &&
           copia_watch_tick (self->watch, 1);
         from++)
        find_ways (second, ways, (uint64_t) from, places);
}

static void
find_meets (CopiaNear *self, const Ways *ways, uint64_t cpos, const uint64_t *places)
{
    CopiaNear *first = self->children->pdata[0], *second = self->children->pdata[1];
    g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    Ways firsts = *ways;

    if (second->all_labels == 0) {
        if (meets (self, ways->index, cpos, ways->text))
            find_ways (first, ways, cpos, places);
        return;
    }
    firsts.rows = rows;
    find_ways (first, &firsts, cpos, places);
    for (guint i = 0; i < rows->len; i += ways->labels)
        find_second (self, ways, cpos, &g_array_index (rows, uint64_t, i));
}

static void
find_ways (CopiaNear *self, const Ways *ways, uint64_t cpos, const uint64_t *places)
{
    uint64_t own[COPIA_MOST_LABELS];

    memcpy (own, places, ways->labels * sizeof (uint64_t));
    for (guint i = 0; i < ways->labels; i++)
        if (self->labels >> i & 1)
            own[i] = cpos;
    if (self->all_labels == self->labels) { /* nothing to be placed below it */
        if (near_holds (self, ways->index, cpos, ways->text))
            g_array_append_vals (ways->rows, own, ways->labels);
    } else if (self->meet) {
        find_meets (self, ways, cpos, own);
    } else {
        for (guint i = 0; i < self->children->len; i++)
            find_ways (self->children->pdata[i], ways, cpos, own);
    }
}

void
copia_assertion_places (CopiaAssertion *self, uint64_t border, CopiaSpan text,
                        const uint64_t *places, guint labels, guint most, GArray *rows)
{
    Ways ways = { self->index, text, labels, most, rows };

    g_assert (self->near && labels <= COPIA_MOST_LABELS);
    if (border > text.start)
        find_ways (self->near, &ways, border - 1, places);
}

static bool
opens (CopiaAssertion *self, uint64_t border, CopiaSpan text)
{
    uint32_t region;

    if (border > text.end)
        return false;
    region = copia_region_set_find (self->regions, border);
    return region != COPIA_NONE &&
           copia_regions_start (self->regions->regions, region) == border;
}

static bool
closes (CopiaAssertion *self, uint64_t border, CopiaSpan text)
{
    uint32_t region;

    if (border <= text.start)
        return false;
    region = copia_region_set_find (self->regions, border - 1);
    return region != COPIA_NONE &&
           copia_regions_end (self->regions->regions, region) == border - 1;
}

bool
copia_assertion_holds (CopiaAssertion *self, uint64_t border, CopiaSpan text)
{
    bool holds = false;

    switch (self->kind) {
    case COPIA_ASSERT_OPEN:
        holds = opens (self, border, text);
        break;
    case COPIA_ASSERT_CLOSE:
        holds = closes (self, border, text);
        break;
    case COPIA_ASSERT_AHEAD:
    case COPIA_ASSERT_BEHIND:
        holds = copia_automaton_holds (self->automaton, border, text);
        break;
    case COPIA_ASSERT_ENTER:
    case COPIA_ASSERT_LEAVE:
        holds = true;
        break;
    case COPIA_ASSERT_NEAR:
        holds = border > text.start &&
                near_holds (self->near, self->index, border - 1, text);
        break;
    }
    return holds != self->negated;
}

void
copia_near_free (CopiaNear *self)
{
    if (!self)
        return;
    copia_typeset_free (self->set);
    copia_region_set_free (self->same);
    g_clear_pointer (&self->children, g_ptr_array_unref);
    g_free (self);
}

void
copia_assertion_free (CopiaAssertion *self)
{
    if (!self)
        return;
    copia_region_set_free (self->regions);
    copia_automaton_free (self->automaton);
    copia_near_free (self->near);
    copia_guard_free (self->guard);
    g_free (self);
}
