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
#include "query/subcorpus.h"

#define COPIA_MOST_STATES 4096
#define COPIA_UNBOUNDED UINT64_MAX

/* A set of token tests one of which every match meets, at `min` to `max` tokens behind its
 * start. */
typedef struct {
    GArray *sets; /* uint32_t, numbers of typesets; NULL: there is no such set */
    uint64_t freq;
    uint64_t min, max;
    bool loose; /* marks besides, tokens that are no words, do not count in `max` */
} CopiaAnchor;

/* Starts to be tried around an anchor, at most all tokens. */
static inline uint64_t
copia_anchor_cost (const CopiaAnchor *self, uint64_t tokens)
{
    uint64_t width = self->max - self->min;

    return width >= tokens / MAX (self->freq, 1) ? tokens : self->freq * (width + 1);
}

typedef struct CopiaAutomaton CopiaAutomaton;

/* One end of a match, and the token @ stands at (its start, where none does). */
typedef struct {
    uint64_t end, target;
} CopiaEnd;

/* COPIA_ERROR_QUERY when the question takes too many states.  `backward`: it reads tokens from
 * the last to the first. */
CopiaAutomaton *copia_automaton_new (const CopiaBinding *binding,
                                     const CopiaBound *tree, bool backward);
/* The end of the shortest match that starts at `start` and ends at or before `last`.  Only
 * for automata that only look at tokens. */
bool copia_automaton_match (CopiaAutomaton *self, uint64_t start, uint64_t last,
                            uint64_t *end);
bool copia_automaton_only_tokens (const CopiaAutomaton *self);
/* Puts into `ends` (CopiaEnd) what `matching` wants of the matches that start at `start` and
 * end at or before `last`, in the text `text`; false: none. */
bool copia_automaton_run (CopiaAutomaton *self, uint64_t start, uint64_t last,
                          CopiaSpan text, CopiaMatching matching, GArray *ends);
/* A match, maybe of no token, begins at `border` or, backward, ends before it.  A border lies
 * before the cpos of the same number. */
bool copia_automaton_holds (CopiaAutomaton *self, uint64_t border, CopiaSpan text);
/* True when every match is one token of the set `*set`, which is no compound. */
bool copia_automaton_is_token (const CopiaAutomaton *self, uint32_t *set);
/* A match of no token lies at the border. */
bool copia_automaton_is_empty (CopiaAutomaton *self, uint64_t border, CopiaSpan text);
/* The most tokens a match can have; `*loose`: marks besides, as many as there are. */
uint64_t copia_automaton_longest (const CopiaAutomaton *self, bool *loose);
/* How many tokens behind one with the label `from` (a bit; 0: behind the start) one with the
 * label `to` can stand; `*max` UINT64_MAX: no one knows how many.  False: never. */
bool copia_automaton_distance (const CopiaAutomaton *self, uint32_t from, uint32_t to,
                               uint64_t *min, uint64_t *max);
/* Some state that bears the label (a number) can come after one that does. */
bool copia_automaton_comes_again (const CopiaAutomaton *self, uint32_t label);
/* A bit for each label that no token of the match bears: those of a meet. */
uint32_t copia_automaton_asked_labels (const CopiaAutomaton *self);
/* The rarest anchor. */
const CopiaAnchor *copia_automaton_anchor (const CopiaAutomaton *self);
void copia_automaton_free (CopiaAutomaton *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaAutomaton, copia_automaton_free)
