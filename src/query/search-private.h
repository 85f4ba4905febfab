/* search-private.h - a search as it lies in memory: search.c finds hits one by one,
 * search-take.c many at once, search-explain.c says how.
 */
#pragma once

#include "query/pairs.h"
#include "query/positions.h"
#include "query/row.h"
#include "query/search.h"
#include "query/threads.h"

struct CopiaSearch {
    const CopiaIndex *index;
    CopiaPlan *plan;
    GPtrArray *sets, *assertions, *labels, *limits;
    const CopiaNode *pattern;
    GPtrArray *asked; /* CopiaNode: what each of the sets came from, or NULL */
    CopiaAutomaton *automaton;
    GPtrArray *checks;
    GPtrArray *narrow;     /* CopiaTypeset or NULL: the tokens a label may stand at */
    bool labelled;         /* there is more to conditions than `narrow` */
    CopiaThreads *threads; /* NULL: labels do not matter */
    CopiaPairs *pairs;     /* its starts are the candidates */
    uint64_t least;        /* where such a match ends at the earliest */
    const CopiaTypeset **anchor_sets;
    CopiaPositions *anchors; /* NULL: `borders`, or every position is a candidate */
    uint32_t anchor_types;   /* in them */
    CopiaRow *row;           /* its starts are the candidates; NULL: */
    CopiaRegionSet *borders; /* matches begin where these regions do */
    bool token;              /* every match is the anchor itself */
    bool plain;              /* the shortest match of a machine that sees only tokens */
    uint64_t next;           /* the first start not tried */
    uint64_t until;          /* starts tried up to here, exclusive, are candidates */
    uint64_t to;
    CopiaSpan text;
    GArray *ends; /* CopiaEnd, of the start `next - 1`; from `used` on not given yet */
    guint used;
    uint64_t tried;
};

/* Binds the conditions on labels, before the pattern (search-labels.c). */
bool copia_search_bind_labels (CopiaSearch *self, const CopiaBinding *binding,
                               const CopiaNode *pattern, const GPtrArray *constraints);
/* Looks for starts by two tokens that must be alike, where they must be near. */
void copia_search_open_pairs (CopiaSearch *self);
/* Starts to be tried when it is met around an anchor. */
uint64_t copia_search_candidates (const CopiaSearch *self, const CopiaAnchor *anchor);
/* The last cpos a match from `start` may reach; false where none may start: then `next` is
 * moved on. */
bool copia_search_limit (CopiaSearch *self, uint64_t start, uint64_t *last);
