/* automaton.h - a bound question as a machine that reads tokens.
 *
 * Glushkov's construction (1961): one state a token test, so a step costs the same whatever
 * the nesting, and nothing is tried twice.  States are bits; as most are followed by the next
 * one alone, a step is a shift and a few rows of the others (Baeza-Yates, Gonnet 1992).  A
 * phrase, as long as its states are many, needs no machine: its words are looked at where they
 * must stand, the rare ones first.
 */
#pragma once

#include "query/bound.h"

#define COPIA_MOST_STATES 4096
#define COPIA_UNBOUNDED UINT64_MAX

/* A set of token tests one of which every match meets, at `min` to `max` tokens behind its
 * start. */
typedef struct {
    GArray *sets; /* uint32_t, numbers of typesets; NULL: there is no such set */
    uint64_t freq;
    uint64_t min, max;
} CopiaAnchor;

typedef struct CopiaAutomaton CopiaAutomaton;

/* COPIA_ERROR_QUERY when the question takes too many states, or matches nothing at all. */
CopiaAutomaton *copia_automaton_new (const CopiaIndex *index, const CopiaBound *tree,
                                     const GPtrArray *sets, GError **error);
/* The end of the shortest match that starts at `start` and ends at or before `last`. */
bool copia_automaton_match (CopiaAutomaton *self, uint64_t start, uint64_t last,
                            uint64_t *end);
/* True when every match is one token of the set `*set`. */
bool copia_automaton_is_token (const CopiaAutomaton *self, uint32_t *set);
/* The rarest anchor. */
const CopiaAnchor *copia_automaton_anchor (const CopiaAutomaton *self);
void copia_automaton_free (CopiaAutomaton *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaAutomaton, copia_automaton_free)
