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
    const GPtrArray *sets;
    uint32_t states;
    uint32_t words;   /* uint64_t a set of states */
    uint32_t *set_of; /* state -> number of its typeset */
    uint64_t *first;  /* states a match can begin with */
    uint64_t *last;   /* states a match can end with */
    uint64_t *chain;  /* states that the next one can follow */
    uint64_t *jumps;  /* states with a row in `follow` */
    uint64_t *follow; /* states x words: what else can follow */
    uint64_t *by_set; /* sets x words: the states that test this set */
    uint64_t *now, *next;
    CopiaProbe *probes; /* NULL: not a phrase */
    uint64_t shortest, longest;
    uint32_t built; /* states numbered so far */
    CopiaAnchor anchor;
};

/* Adds the states of `from` to `into`. */
static inline void
copia_automaton_unite (const CopiaAutomaton *self, uint64_t *into, const uint64_t *from)
{
    for (uint32_t i = 0; i < self->words; i++)
        into[i] |= from[i];
}
