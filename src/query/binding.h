/* binding.h - a query on its way into a corpus: what its parts are turned into. */
#pragma once

#include "query/ast.h"
#include "query/matching.h"
#include "query/typeset.h"
#include "query/watch.h"

#define COPIA_STRETCH_LABEL "(" /* no one's name: where a part in brackets begins */

typedef struct {
    const CopiaIndex *index;
    const char *query;                /* for carets */
    const CopiaMatchOptions *options; /* never NULL */
    CopiaWatch *watch;
    GPtrArray *sets;       /* CopiaTypeset */
    GPtrArray *assertions; /* CopiaAssertion */
    GPtrArray *labels;     /* char *, borrowed; those that matter, by number */
    GPtrArray *narrow;     /* CopiaTypeset: what a label is borne by at most; or NULL */
    struct CopiaPlan *plan; /* for queries within the pattern (guard.h); NULL: they are
                             * left out, as in advice */
    uint64_t from;          /* no match begins before it */
    GError **error;
} CopiaBinding;

/* A caret under `at`, always false. */
#define copia_binding_fault(self, place, ...)                                          \
    copia_fault ((self)->error, (self)->query, (place), __VA_ARGS__)
