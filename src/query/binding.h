/* binding.h - a query on its way into a corpus: what its parts are turned into. */
#pragma once

#include "query/ast.h"
#include "query/matching.h"
#include "query/typeset.h"
#include "query/watch.h"

typedef struct {
    const CopiaIndex *index;
    const char *query;                /* for carets */
    const CopiaMatchOptions *options; /* never NULL */
    CopiaWatch *watch;
    GPtrArray *sets;       /* CopiaTypeset */
    GPtrArray *assertions; /* CopiaAssertion */
    GPtrArray *labels;     /* char *, borrowed; those that matter, by number */
    GPtrArray *narrow;     /* CopiaTypeset: what a label is borne by at most; or NULL */
    GError **error;
} CopiaBinding;

/* A caret under `at`, always false. */
#define copia_binding_fault(self, place, ...)                                          \
    copia_fault ((self)->error, (self)->query, (place), __VA_ARGS__)
