/* scope.h - the part of a corpus that is looked at, and the region around a place. */
#pragma once

#include "query/subcorpus.h"

/* The ranges of a subcorpus, or the one of the whole corpus.  A value, copied freely. */
typedef struct {
    const CopiaIndex *index;
    size_t n;
    /*< private >*/
    const CopiaSpan *spans; /* NULL: `all` */
    CopiaSpan all;
    uint64_t words;
} CopiaScope;

CopiaScope copia_scope_of (const CopiaIndex *index, const CopiaSubcorpus *where);
/* Of ranges that are sorted and disjoint and outlive the scope; n may be 0. */
CopiaScope copia_scope_of_spans (const CopiaIndex *index, const CopiaSpan *spans,
                                 size_t n);
/* The ranges of `a` that lie in `b`, or do not; CopiaSpan, free with g_array_unref(). */
GArray *copia_scope_common (const CopiaScope *a, const CopiaScope *b);
GArray *copia_scope_without (const CopiaScope *a, const CopiaScope *b);

static inline CopiaSpan
copia_scope_span (const CopiaScope *self, size_t i)
{
    return self->spans ? self->spans[i] : self->all;
}

uint64_t copia_scope_words (const CopiaScope *self);
/* The first range that ends at or after cpos; n if there is none. */
size_t copia_scope_from (const CopiaScope *self, uint64_t cpos);
/* Word tokens of the scope in [start, end]. */
uint64_t copia_scope_words_in (const CopiaScope *self, uint64_t start, uint64_t end);
bool copia_scope_meets (const CopiaScope *self, uint64_t start, uint64_t end);

/* Word tokens in [start, end], near or far. */
uint64_t copia_words_between (const CopiaIndex *index, uint64_t start, uint64_t end);

/* The region of a structure that holds a place, remembered: places asked one after the other
 * are often in the same. */
typedef struct {
    uint64_t start, end; /* valid after copia_bounds_move() said true */
    uint32_t region;
    /*< private >*/
    const CopiaRegions *regions;
} CopiaBounds;

static inline CopiaBounds
copia_bounds_of (const CopiaRegions *regions)
{
    return (CopiaBounds){ .start = 1, .end = 0, .regions = regions };
}

bool copia_bounds_find (CopiaBounds *self, uint64_t cpos);

/* False: no region holds cpos. */
static inline bool
copia_bounds_move (CopiaBounds *self, uint64_t cpos)
{
    return (self->start <= cpos && cpos <= self->end) || copia_bounds_find (self, cpos);
}
