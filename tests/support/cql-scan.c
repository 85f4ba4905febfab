/* cql-scan.c - answering questions by trying everything.
 *
 * What a question means is worked out by sets of places: from a place, where can a part of the
 * pattern lead, and with which labels?
 */
#include "support/cql-questions.h"

#include "support/cql-passes.c"

#define MOST_WORK 50000 /* what one question may take before it is passed over */

static void
reach (GArray *states, State state)
{
    for (guint i = 0; i < states->len; i++)
        if (memcmp (&g_array_index (states, State, i), &state, sizeof state) == 0)
            return;
    g_array_append_val (states, state);
}

/* The second of a meet may stand at `other` when the first stands at `at`. */
static bool
is_close (const World *world, const Part *meet, int at, int other)
{
    unsigned region = region_at (world, meet->structure, at);

    return meet->same ? region != RANDOM_NONE &&
                            region == region_at (world, meet->structure, other)
                      : other - at >= meet->min && other - at <= meet->max;
}

/* The token at a place is one of the meet, union or token: each way to label it and those near
 * it, the place itself left as it is. */
static void
stand (const World *world, const Part *part, int at, State state, GArray *into)
{
    g_autoptr (GArray) firsts = g_array_new (FALSE, FALSE, sizeof (State));

    if (at < world->first || at > world->last)
        return;
    if (part->label != NOWHERE)
        state.labels[part->label] = at;
    if (part->kind == TOKEN && passes_at (world, part->test, at))
        reach (into, state);
    for (int i = 0; part->kind == UNION && i < part->n; i++)
        stand (world, part->kids[i], at, state, into);
    if (part->kind == MEET)
        stand (world, part->kids[0], at, state, firsts);
    *world->work += firsts->len;
    for (guint i = 0; i < firsts->len && *world->work < MOST_WORK; i++)
        for (int other = world->first; other <= world->last; other++)
            if (is_close (world, part, at, other))
                stand (world, part->kids[1], other, g_array_index (firsts, State, i),
                       into);
}

static GArray *lead (const World *world, const Part *part, State from);

/* Where `part` leads from all of `states`. */
static GArray *
lead_all (const World *world, const Part *part, const GArray *states)
{
    GArray *next = g_array_new (FALSE, FALSE, sizeof (State));

    *world->work += states->len * states->len / 16 + 1;
    for (guint i = 0; i < states->len && *world->work < MOST_WORK; i++) {
        g_autoptr (GArray) some = lead (world, part, g_array_index (states, State, i));

        for (guint k = 0; k < some->len; k++)
            reach (next, g_array_index (some, State, k));
    }
    return next;
}

static bool
looks (const World *world, const Part *look, State from)
{
    World all = *world;

    all.reach = world->last;
    for (int start = look->behind ? world->first : from.at; start <= from.at; start++) {
        State state = from;
        g_autoptr (GArray) ends = NULL;

        state.at = start;
        ends = lead (&all, look->kids[0], state);
        for (guint i = 0; i < ends->len; i++)
            if (!look->behind || g_array_index (ends, State, i).at == from.at)
                return true;
    }
    return false;
}

static bool
stands_at_border (const World *world, const Part *tag, int at)
{
    unsigned here = region_at (world, tag->structure, at);
    unsigned before = region_at (world, tag->structure, at - 1);

    if (tag->kind == CLOSE)
        return at > world->first && before != RANDOM_NONE &&
               (at > world->last || before != here);
    return at <= world->last && (at == world->first || before != here) &&
           region_passes (world, tag, at);
}

static void
repeat (const World *world, const Part *part, State from, GArray *into)
{
    g_autoptr (GArray) states = g_array_new (FALSE, FALSE, sizeof (State));

    g_array_append_val (states, from);
    for (int i = 0; i < part->min; i++) {
        GArray *next = lead_all (world, part->kids[0], states);

        g_array_unref (states);
        states = next;
    }
    for (guint i = 0; i < states->len; i++)
        reach (into, g_array_index (states, State, i));
    for (int i = part->min; (part->max < 0 || i < part->max) && states->len > 0; i++) {
        GArray *next = lead_all (world, part->kids[0], states);
        guint known = into->len;

        g_array_unref (states);
        states = next;
        for (guint k = 0; k < states->len; k++)
            reach (into, g_array_index (states, State, k));
        if (part->max < 0 && into->len == known)
            return;
    }
}

static void
take (const World *world, const Part *part, State state, GArray *into)
{
    if (state.at <= world->reach)
        stand (world, part, state.at, state, into);
    for (guint i = 0; i < into->len; i++)
        g_array_index (into, State, i).at++;
}

/* Where both parts lead, the second with the labels of the first. */
static void
lead_both (const World *world, const Part *part, State from, GArray *into)
{
    g_autoptr (GArray) ones = lead (world, part->kids[0], from);

    *world->work += ones->len;
    for (guint i = 0; i < ones->len && *world->work < MOST_WORK; i++) {
        State one = g_array_index (ones, State, i), start = one;
        g_autoptr (GArray) others = NULL;

        start.at = from.at;
        others = lead (world, part->kids[1], start);
        for (guint k = 0; k < others->len; k++)
            if (g_array_index (others, State, k).at == one.at)
                reach (into, g_array_index (others, State, k));
    }
}

static bool keeps (World *world, const Tail *tail, const GArray *others,
                   const CopiaHit *hit);
static GArray *answer (World *world, const Query *query, CopiaMatching matching);

/* What holds no token lies in anything, and contains nothing. */
static void
lead_guarded (const World *world, const Part *part, State from, GArray *into)
{
    g_autoptr (GArray) all = lead (world, part->kids[0], from);
    World own = *world;
    GArray **hits = &((Part *) part)->hits[world->matching];

    if (part->guard->other && !*hits)
        *hits = answer (&own, part->guard->other, (CopiaMatching) world->matching);
    for (guint i = 0; i < all->len && *world->work < MOST_WORK; i++) {
        State state = g_array_index (all, State, i);
        CopiaHit hit = { (uint64_t) from.at, (uint64_t) state.at - 1, 0 };

        own = *world;
        if (state.at == from.at ? part->guard->containing == part->guard->negated
                                : keeps (&own, part->guard, *hits, &hit))
            reach (into, state);
    }
}

/* Labels that are in the second alone part nothing. */
static void
lead_but (const World *world, const Part *part, State from, GArray *into)
{
    g_autoptr (GArray) ones = lead (world, part->kids[0], from);
    g_autoptr (GArray) others = lead (world, part->kids[1], from);

    for (guint i = 0; i < ones->len; i++) {
        State state = g_array_index (ones, State, i);
        bool both = false;

        for (guint k = 0; k < others->len; k++)
            both = both || g_array_index (others, State, k).at == state.at;
        if (!both)
            reach (into, state);
    }
}

static GArray *
lead (const World *world, const Part *part, State from)
{
    GArray *into = g_array_new (FALSE, FALSE, sizeof (State));

    switch (part->kind) {
    case TOKEN:
    case MEET:
    case UNION:
        take (world, part, from, into);
        break;
    case OPEN:
    case CLOSE:
        if (stands_at_border (world, part, from.at))
            g_array_append_val (into, from);
        break;
    case WHOLE:
        if (stands_at_border (world, part, from.at) &&
            region_end (world, part->structure, from.at) <= world->reach) {
            from.at = region_end (world, part->structure, from.at) + 1;
            g_array_append_val (into, from);
        }
        break;
    case LOOK:
        if (looks (world, part, from) != part->negated)
            g_array_append_val (into, from);
        break;
    case CHOICE:
        for (int i = 0; i < part->n; i++) {
            g_autoptr (GArray) some = lead (world, part->kids[i], from);

            for (guint k = 0; k < some->len; k++)
                reach (into, g_array_index (some, State, k));
        }
        break;
    case REPEAT:
        repeat (world, part, from, into);
        break;
    case BOTH:
        lead_both (world, part, from, into);
        break;
    case GUARD:
        lead_guarded (world, part, from, into);
        break;
    case BUT:
        lead_but (world, part, from, into);
        break;
    case SEQUENCE:
        g_array_append_val (into, from);
        for (int i = 0; i < part->n; i++) {
            GArray *next = lead_all (world, part->kids[i], into);

            g_array_unref (into);
            into = next;
        }
    }
    return into;
}

/* Of a match from `start` to `end`; in the order of print_distance() (cql-print.c). */
static bool
is_near (const Query *query, const State *state, int start, int end)
{
    int a = state->labels[0], b = state->labels[1], n = query->number;

    switch (query->distance) {
    case 0:
        return b - a < n;
    case 1:
        return ABS (b - a) <= n;
    case 2:
        return n > a - b;
    case 3:
        return b - start < n;
    case 4:
        return end - start <= n;
    case 5:
        return b - a == n;
    case 6:
        return ABS (b - a) > n;
    case 7:
        return n < b - a;
    default:
        return a - b >= n;
    }
}

static bool
wishes_one (const World *world, const Query *query, Wish wish, const State *state,
            int start)
{
    const RandomToken *a, *b;

    if (wish == NONE)
        return true;
    if (wish == AS_WELL)
        return state->labels[0] == NOWHERE || state->labels[1] != NOWHERE;
    if (wish == NEAR && query->distance == 4)
        return is_near (query, state, start, state->at - 1);
    if (wish == NEAR && query->distance == 3 && state->labels[1] != NOWHERE)
        return is_near (query, state, start, state->at - 1);
    if (state->labels[0] == NOWHERE || (wish <= NEAR && state->labels[1] == NOWHERE))
        return false;
    a = random_corpus_token (world->corpus, (unsigned) state->labels[0]);
    b = wish <= NEAR ? random_corpus_token (world->corpus, (unsigned) state->labels[1])
                     : NULL;
    switch (wish) {
    case SAME:
        return g_str_equal (a->word, b->word);
    case DIFFERENT:
        return !g_str_equal (a->form, b->form);
    case ALIKE:
        return g_str_equal (value_of (a, (Attribute) (2 + query->number % 2)),
                            value_of (b, (Attribute) (2 + query->number % 2)));
    case PLACE:
        return region_at (world, CHAPTER, state->labels[0]) ==
               region_at (world, CHAPTER, state->labels[1]);
    case NEAR:
        return is_near (query, state, start, state->at - 1);
    case RARE:
        return count_tokens (world, WORD, a->word) > (unsigned) query->number;
    case LONG:
        return g_utf8_strlen (a->word, -1) <= query->number;
    default:
        return passes (world, query->like, state->labels[0]);
    }
}

static bool
wishes (const World *world, const Query *query, const State *state, int start)
{
    return wishes_one (world, query, query->wish, state, start) &&
           wishes_one (world, query, query->also, state, start);
}

/* How far a hit from `start` may go by this tail; -1: it may not start. */
static int
bound (World *world, const Tail *tail, const GArray *others, int start)
{
    int words = 0, end = -1;

    if (tail->words > 0) {
        for (end = start; end < (int) world->corpus->tokens->len; end++) {
            words += random_corpus_token (world->corpus, (unsigned) end)->is_word;
            if (words > tail->words)
                break;
        }
        return end - 1;
    }
    if (tail->row > 0) {
        unsigned first = region_at (world, tail->region->structure, start);

        for (int at = start;
             first != RANDOM_NONE && at < (int) world->corpus->tokens->len; at++) {
            unsigned here = region_at (world, tail->region->structure, at);

            if (here != RANDOM_NONE && here < first + (unsigned) tail->row)
                end = at;
        }
        return end;
    }
    if (tail->region)
        return region_passes (world, tail->region, start)
                   ? region_end (world, tail->region->structure, start)
                   : -1;
    for (guint i = 0; i < others->len; i++) {
        const CopiaHit *other = &g_array_index (others, CopiaHit, i);

        if ((int) other->start <= start)
            end = MAX (end, (int) other->end);
    }
    return end >= start ? end : -1;
}

static bool
keeps (World *world, const Tail *tail, const GArray *others, const CopiaHit *hit)
{
    bool found = false;

    if (!tail->containing)
        return (bound (world, tail, others, (int) hit->start) >= (int) hit->end) !=
               tail->negated;
    for (guint i = 0; others && i < others->len; i++) {
        const CopiaHit *other = &g_array_index (others, CopiaHit, i);

        found = found || (hit->start <= other->start && other->end <= hit->end);
    }
    for (int at = (int) hit->start; !others && at <= (int) hit->end; at++)
        found = found ||
                (region_passes (world, tail->region, at) &&
                 region_at (world, tail->region->structure, at - 1) !=
                     region_at (world, tail->region->structure, at) &&
                 region_end (world, tail->region->structure, at) <= (int) hit->end);
    return found != tail->negated;
}

/* All ends from `start` within the world's reach. */
static void
match (World *world, const Query *query, int start, CopiaMatching matching,
       GArray *hits)
{
    State from = { start, { NOWHERE, NOWHERE, NOWHERE } };
    g_autoptr (GArray) states = lead (world, query->pattern, from);
    guint before = hits->len;

    for (int end = start; end <= world->reach; end++) {
        CopiaHit hit = { (uint64_t) start, (uint64_t) end, UINT64_MAX };

        for (guint i = 0; i < states->len; i++) {
            const State *state = &g_array_index (states, State, i);
            int target = state->labels[2] == NOWHERE ? start : state->labels[2];

            if (state->at == end + 1 && wishes (world, query, state, start))
                hit.target = MIN (hit.target, (uint64_t) target);
        }
        if (hit.target == UINT64_MAX)
            continue;
        if (matching == COPIA_MATCH_LONGEST)
            g_array_set_size (hits, before);
        g_array_append_val (hits, hit);
        if (matching == COPIA_MATCH_SHORTEST)
            return;
    }
}

/* Every hit of the corpus. */
static GArray *
answer (World *world, const Query *query, CopiaMatching matching)
{
    GArray *others[2] = { NULL, NULL };
    GArray *hits = g_array_new (FALSE, FALSE, sizeof (CopiaHit));
    int bounds = 0, n = (int) world->corpus->tokens->len;

    world->matching = (int) matching;

    for (int i = 0; i < query->n; i++)
        if (query->tails[i].other)
            others[i] = answer (world, query->tails[i].other, matching);
    while (bounds < query->n && !query->tails[bounds].containing &&
           !query->tails[bounds].negated)
        bounds++;
    for (int start = 0; start < n; start++) {
        world->first = start;
        while (region_at (world, TEXT, world->first - 1) ==
               region_at (world, TEXT, start))
            world->first--;
        world->last = world->reach = region_end (world, TEXT, start);
        for (int i = 0; i < bounds; i++)
            world->reach =
                MIN (world->reach, bound (world, &query->tails[i], others[i], start));
        match (world, query, start, matching, hits);
    }
    for (int i = bounds; i < query->n; i++) {
        guint kept = 0;

        for (guint k = 0; k < hits->len; k++) {
            CopiaHit hit = g_array_index (hits, CopiaHit, k);

            if (keeps (world, &query->tails[i], others[i], &hit))
                g_array_index (hits, CopiaHit, kept++) = hit;
        }
        g_array_set_size (hits, kept);
    }
    for (int i = 0; i < query->n; i++)
        g_clear_pointer (&others[i], g_array_unref);
    return hits;
}
