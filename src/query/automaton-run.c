/* automaton-run.c - running the machine where places matter, and for all or longest matches. */
#include "query/automaton-private.h"

#include "query/assertion.h"

#define TRACE_AFTER 64        /* tokens a run has taken before it is traced */
#define TRACE_MOST (1u << 20) /* borders */

bool
copia_automaton_only_tokens (const CopiaAutomaton *self)
{
    for (uint32_t i = 0; i < self->words; i++)
        if (self->asks[i])
            return false;
    return true;
}

static bool
passes (CopiaAutomaton *self, uint32_t state, uint64_t border, CopiaSpan text)
{
    return copia_assertion_holds (self->assertions->pdata[self->set_of[state]], border,
                                  text);
}

/* A state among `next` that asks and was not asked; UINT32_MAX: none. */
static uint32_t
find_asking (const CopiaAutomaton *self)
{
    for (uint32_t i = 0; i < self->words; i++) {
        uint64_t bits = self->next[i] & self->asks[i] & ~self->asked[i];

        if (bits)
            return i * 64 + (uint32_t) __builtin_ctzll (bits);
    }
    return UINT32_MAX;
}

/* Asks the assertions among `next` at `border`, adds what follows those that hold, takes them
 * out; true when one of them that holds can end a match. */
static bool
ask (CopiaAutomaton *self, uint64_t border, CopiaSpan text)
{
    bool end = false;
    uint32_t state;

    memset (self->asked, 0, self->words * sizeof (uint64_t));
    while ((state = find_asking (self)) != UINT32_MAX) {
        uint64_t bit = (uint64_t) 1 << (state % 64);

        self->asked[state / 64] |= bit;
        if (!passes (self, state, border, text))
            continue;
        end = end || (self->last[state / 64] & bit);
        copia_automaton_after (self, state, self->next);
    }
    for (uint32_t i = 0; i < self->words; i++)
        self->next[i] &= ~self->asks[i];
    return end;
}

bool
copia_automaton_is_empty (CopiaAutomaton *self, uint64_t border, CopiaSpan text)
{
    memcpy (self->next, self->first, self->words * sizeof (uint64_t));
    return self->empty || ask (self, border, text);
}

static void
add_end (GArray *ends, uint64_t start, uint64_t end, CopiaMatching matching)
{
    CopiaEnd found = { end, start };

    if (matching == COPIA_MATCH_LONGEST)
        g_array_set_size (ends, 0);
    g_array_append_val (ends, found);
}

/* What awaits at a border decides what follows, so a run that waits for the same as an earlier
 * one at the same border ends as that did.  Runs over long stretches would else be repeated
 * from every start. */
static bool
ends_as_before (const CopiaAutomaton *self, uint64_t border, uint64_t last,
                CopiaMatching matching)
{
    uint64_t at = border - self->trace_from;

    return self->trace && border >= self->trace_from && at < self->trace->len &&
           self->trace_last == last && self->trace_matching == matching &&
           g_array_index (self->trace, uint64_t, at) == self->next[0];
}

/* `fresh`: the first time in this run. */
static void
remember (CopiaAutomaton *self, uint64_t border, uint64_t last, CopiaMatching matching,
          bool fresh)
{
    if (!self->trace)
        self->trace = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    if (fresh) {
        g_array_set_size (self->trace, 0);
        self->trace_from = border;
        self->trace_last = last;
        self->trace_matching = matching;
    }
    if (self->trace->len < TRACE_MOST)
        g_array_append_val (self->trace, self->next[0]);
}

/* The rest of a run, from `border` on, from the trace. */
static void
end_as_before (const CopiaAutomaton *self, uint64_t start, uint64_t border,
               GArray *ends)
{
    if (self->trace_end != UINT64_MAX && self->trace_end >= border)
        add_end (ends, start, self->trace_end, self->trace_matching);
}

/* A token was taken at `end`, and `now` is where that led; true when the run is over. */
static bool
check_end (CopiaAutomaton *self, uint64_t start, uint64_t end, CopiaSpan text,
           CopiaMatching matching, GArray *ends)
{
    bool over = copia_automaton_at_end (self);

    if (over && matching == COPIA_MATCH_SHORTEST) {
        add_end (ends, start, end, matching);
        return true;
    }
    copia_automaton_step (self);
    over = ask (self, end + 1, text) || over;
    if (over)
        add_end (ends, start, end, matching);
    return over && matching == COPIA_MATCH_SHORTEST;
}

bool
copia_automaton_run (CopiaAutomaton *self, uint64_t start, uint64_t last,
                     CopiaSpan text, CopiaMatching matching, GArray *ends)
{
    bool traces = self->words == 1 && matching != COPIA_MATCH_ALL, traced = false;
    uint64_t cpos = start;

    g_array_set_size (ends, 0);
    memcpy (self->next, self->first, self->words * sizeof (uint64_t));
    ask (self, start, text);
    for (; cpos <= last && copia_watch_tick (self->watch, 1); cpos++) {
        if (traces && cpos > start && ends_as_before (self, cpos, last, matching)) {
            end_as_before (self, start, cpos, ends);
            break;
        }
        if (traces && cpos >= start + TRACE_AFTER) {
            remember (self, cpos, last, matching, !traced);
            traced = true;
        }
        if (!copia_automaton_filter (self, cpos) ||
            check_end (self, start, cpos, text, matching, ends))
            break;
    }
    if (traced)
        self->trace_end = ends->len > 0
                              ? g_array_index (ends, CopiaEnd, ends->len - 1).end
                              : UINT64_MAX;
    return ends->len > 0;
}

/* A match can end before any token is taken. */
static bool
holds_at_once (CopiaAutomaton *self, uint64_t border, CopiaSpan text)
{
    memcpy (self->next, self->first, self->words * sizeof (uint64_t));
    return ask (self, border, text) || self->empty;
}

bool
copia_automaton_holds (CopiaAutomaton *self, uint64_t border, CopiaSpan text)
{
    bool holds = holds_at_once (self, border, text);

    while (!holds && copia_watch_tick (self->watch, 1)) {
        if (self->backward ? border <= text.start : border > text.end)
            return false;
        if (!copia_automaton_filter (self, self->backward ? border - 1 : border))
            return false;
        border = self->backward ? border - 1 : border + 1;
        holds = copia_automaton_at_end (self);
        copia_automaton_step (self);
        holds = ask (self, border, text) || holds;
    }
    return holds;
}
