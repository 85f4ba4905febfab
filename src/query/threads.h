/* threads.h - matching with labels: where each labelled token stands, in every way it can.
 *
 * The machine of automaton.h forgets which way it came; here each way to place the labels has
 * states of its own (ways.h), as long as some condition depends on it (early.h).
 */
#pragma once

#include "query/automaton.h"
#include "query/check.h"

#define COPIA_MOST_THREADS 65536

typedef struct CopiaThreads CopiaThreads;

/* `checks` (CopiaCheck) must all hold; all is borrowed.  `target`: the label whose place goes
 * into the ends; COPIA_NONE: there is no such label.  `stretches`: bits of labels that are
 * borders where the stretches of guards begin (guard.h). */
CopiaThreads *copia_threads_new (CopiaAutomaton *automaton, const GPtrArray *checks,
                                 guint labels, guint target, uint32_t stretches);
/* As copia_automaton_run(). */
bool copia_threads_run (CopiaThreads *self, uint64_t start, uint64_t last,
                        CopiaSpan text, CopiaMatching matching, GArray *ends);
/* As copia_automaton_is_empty(). */
bool copia_threads_is_empty (CopiaThreads *self, uint64_t border, CopiaSpan text);
void copia_threads_free (CopiaThreads *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaThreads, copia_threads_free)
