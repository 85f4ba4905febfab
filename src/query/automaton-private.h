/* automaton-private.h - the machine as it lies in memory: automaton.c builds it,
 * automaton-match.c runs it.
 */
#pragma once

#include "query/automaton.h"

/* A test of a phrase: the token at `offset` from its start. */
typedef struct {
    const CopiaTypeset *set;
    uint32_t offset;
} CopiaProbe;

struct CopiaAutomaton {
    const CopiaLexicon *lexicon;
    const CopiaTokens *tokens;
    GPtrArray *sets;       /* CopiaTypeset */
    GPtrArray *assertions; /* CopiaAssertion */
    CopiaWatch *watch;
    guint n_tests;
    const CopiaTypeset **tests; /* those of `sets` that states test */
    bool backward;
    bool empty; /* matches no token, too */
    uint32_t states;
    uint32_t words;   /* uint64_t a set of states */
    uint32_t *set_of; /* state -> number of its typeset, or of its assertion */
    uint32_t *labels; /* state -> the labels it bears */
    uint64_t *first;  /* states a match can begin with */
    uint64_t *last;   /* states a match can end with */
    uint64_t *chain;  /* states that the next one can follow */
    uint64_t *jumps;  /* states with a row in `follow` */
    uint64_t *follow; /* states x words: what else can follow */
    uint64_t *by_set; /* tests x words: the states that test this set */
    uint64_t *asks;   /* states that take no token but ask an assertion */
    uint64_t *asked;  /* those of a border that were asked already */
    uint64_t *now, *next;
    CopiaProbe *probes; /* NULL: not a phrase */
    uint64_t shortest, longest;
    bool loose;     /* and marks */
    uint32_t built; /* states numbered so far */
    CopiaAnchor anchor;
    /* The last long run: what it was waiting for at each border, and how it ended. */
    GArray *trace; /* uint64_t, a set of states a border from trace_from on */
    uint64_t trace_from, trace_last, trace_end;
    CopiaMatching trace_matching;
};

/* Leaves in `now` those of `next` whose set holds the token; false: there are none. */
bool copia_automaton_filter (CopiaAutomaton *self, uint64_t cpos);
/* One of `now` can end a match. */
bool copia_automaton_at_end (const CopiaAutomaton *self);
/* next = all that can follow `now` */
void copia_automaton_step (CopiaAutomaton *self);

/* Adds the states of `from` to `into`. */
static inline void
copia_automaton_unite (const CopiaAutomaton *self, uint64_t *into, const uint64_t *from)
{
    for (uint32_t i = 0; i < self->words; i++)
        into[i] |= from[i];
}

/* Adds to `into` what can follow one state. */
static inline void
copia_automaton_after (const CopiaAutomaton *self, uint32_t state, uint64_t *into)
{
    copia_automaton_unite (self, into, self->follow + (size_t) state * self->words);
    if (self->chain[state / 64] >> (state % 64) & 1)
        into[(state + 1) / 64] |= (uint64_t) 1 << ((state + 1) % 64);
}
