/* threads.c - sets of ways, token by token. */
#include "query/threads.h"

#include "query/assertion.h"
#include "query/automaton-private.h"
#include "query/early.h"
#include "query/guard.h"
#include "query/ways.h"

/* A guard, and how far stretches from a border it was asked about can go. */
typedef struct {
    CopiaGuard *guard;
    uint32_t label;
    uint64_t from, last;
} Bound;

struct CopiaThreads {
    CopiaAutomaton *automaton;
    guint labels, target;
    CopiaEarly *early;
    CopiaWays now, next;
    uint64_t *bearers; /* states that bear labels */
    bool asks;         /* some state asks */
    GArray *bounds;    /* Bound */
    /* Of the token or border: */
    uint64_t *wanted, *passed; /* states, and those that take the token */
    uint64_t *known, *held;    /* assertions that were asked, and that hold */
    /* Of one way: */
    uint64_t *row, *taken;
    /* of the run */
    uint64_t start, border;
    CopiaSpan text;
    CopiaEnd end; /* the end before `border`, where `ended` */
    bool ended;
};

static uint64_t *
states_new (const CopiaThreads *self)
{
    return g_new0 (uint64_t, self->automaton->words);
}

static bool
is_bounded (const CopiaThreads *self, uint32_t label)
{
    for (guint i = 0; i < self->bounds->len; i++)
        if (g_array_index (self->bounds, Bound, i).label == label)
            return true;
    return false;
}

/* A part that is repeated has many ends, and one guard. */
static void
find_bounds (CopiaThreads *self)
{
    const CopiaAutomaton *automaton = self->automaton;

    self->bounds = g_array_new (FALSE, FALSE, sizeof (Bound));
    for (uint32_t state = 0; state < automaton->states; state++) {
        const CopiaAssertion *asked;

        if (!(automaton->asks[state / 64] >> (state % 64) & 1))
            continue;
        asked = automaton->assertions->pdata[automaton->set_of[state]];
        if (asked->kind == COPIA_ASSERT_LEAVE) {
            Bound bound = { asked->guard,
                            (uint32_t) __builtin_ctz (automaton->labels[state]),
                            COPIA_UNPLACED, 0 };

            if (!is_bounded (self, bound.label))
                g_array_append_val (self->bounds, bound);
        }
    }
}

CopiaThreads *
copia_threads_new (CopiaAutomaton *automaton, const GPtrArray *checks, guint labels,
                   guint target, uint32_t stretches)
{
    CopiaThreads *self = g_new0 (CopiaThreads, 1);

    self->automaton = automaton;
    self->labels = labels;
    self->target = target;
    self->early =
        copia_early_new (automaton, checks, labels,
                         stretches | (target == COPIA_NONE ? 0 : 1u << target));
    self->row = g_new (uint64_t, labels + 1);
    self->wanted = states_new (self);
    self->passed = states_new (self);
    self->known = states_new (self);
    self->held = states_new (self);
    self->taken = states_new (self);
    self->bearers = states_new (self);
    for (uint32_t state = 0; state < automaton->states; state++)
        if (automaton->labels[state])
            self->bearers[state / 64] |= (uint64_t) 1 << (state % 64);
    self->asks = !copia_automaton_only_tokens (automaton);
    find_bounds (self);
    copia_ways_init (&self->now, labels, automaton->words);
    copia_ways_init (&self->next, labels, automaton->words);
    return self;
}

/* A match ends before the border with these places. */
static void
end_here (CopiaThreads *self, const uint64_t *places)
{
    uint64_t target = self->start, end = self->border - 1;

    if (!copia_early_ends (self->early, places, self->start, end))
        return;
    if (self->target != COPIA_NONE && places[self->target] != COPIA_UNPLACED)
        target = places[self->target];
    self->end =
        (CopiaEnd){ end, self->ended ? MIN (self->end.target, target) : target };
    self->ended = true;
}

static bool
too_many (const CopiaThreads *self)
{
    return copia_watch_stop (
        self->automaton->watch,
        "labels can be placed in more than %d ways from one start; "
        "ask for less between them, as in []{0,5}",
        COPIA_MOST_THREADS);
}

/* The states that come next with the places in `row`. */
static uint64_t *
next_states (CopiaThreads *self)
{
    return copia_ways_states (&self->next, copia_ways_find (&self->next, self->row));
}

/* Adds what follows the states in `taken` with the places in `row`. */
static bool
add_after (CopiaThreads *self, const uint64_t *taken)
{
    const CopiaAutomaton *automaton = self->automaton;
    uint64_t *next = next_states (self), carry = 0;

    for (uint32_t i = 0; i < automaton->words; i++) {
        uint64_t chained = taken[i] & automaton->chain[i];

        next[i] |= chained << 1 | carry;
        carry = chained >> 63;
        for (uint64_t bits = taken[i] & automaton->jumps[i]; bits; bits &= bits - 1)
            copia_automaton_unite (automaton, next,
                                   automaton->follow +
                                       (i * 64 + (size_t) __builtin_ctzll (bits)) *
                                           automaton->words);
    }
    return self->next.count <= COPIA_MOST_THREADS || too_many (self);
}

static bool
has (const uint64_t *states, uint64_t state)
{
    return states[state / 64] >> (state % 64) & 1;
}

/* What `state` waits for at the border was so; the way in `row` goes on. */
static bool
let_through (CopiaThreads *self, uint32_t state, bool may_end)
{
    if (may_end && has (self->automaton->last, state))
        end_here (self, self->row);
    copia_automaton_after (self->automaton, state, next_states (self));
    return self->next.count <= COPIA_MOST_THREADS || too_many (self);
}

/* The same in each way in which a meet or union places its labels. */
static bool
let_all_through (CopiaThreads *self, uint32_t state, bool may_end)
{
    g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    uint32_t placed = self->automaton->labels[state];

    copia_assertion_places (
        self->automaton->assertions->pdata[self->automaton->set_of[state]],
        self->border, self->text, self->row, self->labels, COPIA_MOST_THREADS, rows);
    if (rows->len / self->labels > COPIA_MOST_THREADS)
        return too_many (self);
    for (guint i = 0; i < rows->len; i += self->labels) {
        memcpy (self->row, &g_array_index (rows, uint64_t, i),
                self->labels * sizeof (uint64_t));
        if (copia_early_place (self->early, self->row, placed, self->start) &&
            !let_through (self, state, may_end))
            return false;
    }
    return true;
}

/* A stretch begins at the border, or has ended before it and is as the guard wants it. */
static bool
pass_guard (CopiaThreads *self, uint32_t state, const CopiaAssertion *assertion,
            bool may_end)
{
    uint64_t *place = &self->row[__builtin_ctz (self->automaton->labels[state])];

    if (assertion->kind == COPIA_ASSERT_LEAVE) {
        if (!copia_guard_holds (assertion->guard, *place, self->border, self->text,
                                self->start))
            return true;
        *place = COPIA_UNPLACED;
    } else {
        *place = self->border;
    }
    return let_through (self, state, may_end);
}

/* Many ways may wait for the same at one border. */
static bool
holds (CopiaThreads *self, uint32_t state)
{
    const CopiaAutomaton *automaton = self->automaton;
    uint64_t bit = (uint64_t) 1 << (state % 64);

    if (!has (self->known, state)) {
        self->known[state / 64] |= bit;
        if (copia_assertion_holds (
                automaton->assertions->pdata[automaton->set_of[state]], self->border,
                self->text))
            self->held[state / 64] |= bit;
    }
    return has (self->held, state);
}

/* A state of way i that asks and was not asked; UINT32_MAX: none. */
static uint32_t
find_asking (const CopiaThreads *self, uint32_t i)
{
    const uint64_t *states = copia_ways_states (&self->next, i);
    uint64_t *asked = copia_ways_asked (&self->next, i);

    for (uint32_t k = 0; k < self->automaton->words; k++) {
        uint64_t bits = states[k] & self->automaton->asks[k] & ~asked[k];

        if (bits) {
            asked[k] |= bits & -bits;
            return k * 64 + (uint32_t) __builtin_ctzll (bits);
        }
    }
    return UINT32_MAX;
}

static CopiaAssertion *
asked (const CopiaThreads *self, uint32_t state)
{
    return self->automaton->assertions->pdata[self->automaton->set_of[state]];
}

/* All that way i asks at the border. */
static bool
ask_way (CopiaThreads *self, uint32_t i, bool may_end, bool *more)
{
    uint32_t state;
    bool good = true;

    while (good && (state = find_asking (self, i)) != UINT32_MAX) {
        *more = true;
        memcpy (self->row, copia_ways_places (&self->next, i),
                self->labels * sizeof (uint64_t));
        if (asked (self, state)->kind >= COPIA_ASSERT_ENTER)
            good = pass_guard (self, state, asked (self, state), may_end);
        else if (self->automaton->labels[state])
            good = let_all_through (self, state, may_end);
        else if (holds (self, state))
            good = let_through (self, state, may_end);
    }
    return good;
}

/* Asks at the border what ways wait for; those it lets through go on, maybe with what others
 * that were asked already have. */
static bool
ask (CopiaThreads *self, bool may_end)
{
    bool more = self->asks;

    if (more) {
        memset (self->known, 0, self->automaton->words * sizeof (uint64_t));
        memset (self->held, 0, self->automaton->words * sizeof (uint64_t));
    }
    while (more) {
        more = false;
        for (uint32_t i = 0; i < self->next.count; i++)
            if (!ask_way (self, i, may_end, &more))
                return false;
    }
    return true;
}

/* Finds those of the states of all ways that take the token; false: none. */
static bool
test_token (CopiaThreads *self, uint64_t cpos)
{
    const CopiaAutomaton *automaton = self->automaton;
    uint32_t type = copia_tokens_get (automaton->tokens, cpos);
    uint64_t any = 0;

    for (uint32_t i = 0; i < automaton->words; i++)
        self->wanted[i] = self->passed[i] = 0;
    for (uint32_t i = 0; i < self->now.count; i++)
        copia_automaton_unite (automaton, self->wanted,
                               copia_ways_states (&self->now, i));
    for (guint test = 0; test < automaton->n_tests; test++) {
        const uint64_t *mask = automaton->by_set + (size_t) test * automaton->words;
        uint64_t asked = 0;

        for (uint32_t i = 0; i < automaton->words; i++)
            asked |= self->wanted[i] & mask[i];
        any |= asked;
        if (asked && copia_typeset_holds (automaton->tests[test], automaton->lexicon,
                                          type, cpos))
            copia_automaton_unite (automaton, self->passed, mask);
    }
    return any;
}

/* The token at cpos gets the labels of these states; each in a way of its own. */
static bool
place_labels (CopiaThreads *self, const uint64_t *places, const uint64_t *states,
              uint64_t cpos)
{
    const CopiaAutomaton *automaton = self->automaton;

    for (uint32_t i = 0; i < automaton->words; i++)
        for (uint64_t bits = states[i] & self->passed[i] & self->bearers[i]; bits;
             bits &= bits - 1) {
            uint32_t state = i * 64 + (uint32_t) __builtin_ctzll (bits);

            memcpy (self->row, places, self->labels * sizeof (uint64_t));
            for (uint32_t k = automaton->labels[state]; k; k &= k - 1)
                self->row[__builtin_ctz (k)] = cpos;
            if (copia_early_place (self->early, self->row, automaton->labels[state],
                                   self->start) &&
                !let_through (self, state, true))
                return false;
        }
    return true;
}

/* The states of one way that take the token and bear no label go on together. */
static bool
go_on (CopiaThreads *self, const uint64_t *places, const uint64_t *states)
{
    const CopiaAutomaton *automaton = self->automaton;
    uint64_t any = 0, ends = 0;

    for (uint32_t i = 0; i < automaton->words; i++) {
        self->taken[i] = states[i] & self->passed[i] & ~self->bearers[i];
        any |= self->taken[i];
        ends |= self->taken[i] & automaton->last[i];
    }
    if (!any)
        return true;
    memcpy (self->row, places, self->labels * sizeof (uint64_t));
    if (ends)
        end_here (self, self->row);
    return add_after (self, self->taken);
}

/* A stretch that has begun may hold the token. */
static bool
may_hold (CopiaThreads *self, const uint64_t *places, uint64_t cpos)
{
    for (guint i = 0; i < self->bounds->len; i++) {
        Bound *bound = &g_array_index (self->bounds, Bound, i);
        uint64_t from = places[bound->label];

        if (from == COPIA_UNPLACED)
            continue;
        if (from != bound->from) {
            bound->from = from;
            bound->last =
                copia_guard_last (bound->guard, from, self->text, self->start);
        }
        if (cpos > bound->last || bound->last == UINT64_MAX)
            return false;
    }
    return true;
}

/* Takes the token at `cpos`; false: stop. */
static bool
take (CopiaThreads *self, uint64_t cpos)
{
    CopiaWays past = self->now;

    self->now = self->next;
    self->next = past;
    copia_ways_empty (&self->next);
    if (!test_token (self, cpos))
        return true;
    for (uint32_t i = 0; i < self->now.count; i++) {
        const uint64_t *places = copia_ways_places (&self->now, i);
        const uint64_t *states = copia_ways_states (&self->now, i);

        if (!copia_early_lives (self->early, places, self->start, cpos) ||
            !may_hold (self, places, cpos))
            continue;
        if (!place_labels (self, places, states, cpos) || !go_on (self, places, states))
            return false;
    }
    return copia_watch_tick (self->automaton->watch, 1 + self->now.count);
}

static bool
begin (CopiaThreads *self, uint64_t start, CopiaSpan text, bool may_end)
{
    self->start = self->border = start;
    self->text = text;
    copia_ways_empty (&self->next);
    if (!copia_early_starts (self->early, start))
        return false;
    memset (self->row, 0xFF, (self->labels + 1) * sizeof (uint64_t)); /* unplaced */
    copia_automaton_unite (self->automaton, next_states (self), self->automaton->first);
    return ask (self, may_end);
}

bool
copia_threads_run (CopiaThreads *self, uint64_t start, uint64_t last, CopiaSpan text,
                   CopiaMatching matching, GArray *ends)
{
    g_array_set_size (ends, 0);
    if (!begin (self, start, text, false))
        return false;
    while (self->border <= last && self->next.count > 0) {
        self->ended = false;
        self->border++;
        if (!take (self, self->border - 1) || !ask (self, true))
            return false;
        if (!self->ended)
            continue;
        if (matching == COPIA_MATCH_LONGEST)
            g_array_set_size (ends, 0);
        g_array_append_val (ends, self->end);
        if (matching == COPIA_MATCH_SHORTEST)
            break;
    }
    return ends->len > 0;
}

bool
copia_threads_is_empty (CopiaThreads *self, uint64_t border, CopiaSpan text)
{
    self->ended = false;
    return begin (self, border, text, true) && (self->ended || self->automaton->empty);
}

void
copia_threads_free (CopiaThreads *self)
{
    if (!self)
        return;
    copia_ways_clear (&self->now);
    copia_ways_clear (&self->next);
    copia_early_free (self->early);
    g_array_unref (self->bounds);
    g_free (self->bearers);
    g_free (self->wanted);
    g_free (self->passed);
    g_free (self->known);
    g_free (self->held);
    g_free (self->row);
    g_free (self->taken);
    g_free (self);
}
