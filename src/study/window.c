/* window.c - walking outwards from a hit. */
#include "study/window.h"

CopiaWindow
copia_window_of (const CopiaScope *scope, const CopiaRegions *within, uint32_t left,
                 uint32_t right)
{
    CopiaWindow self = { .walk = copia_walk_of (copia_index_tokens (scope->index)),
                         .left = left,
                         .right = right,
                         .text = copia_bounds_of (copia_index_texts (scope->index)),
                         .first = copia_bounds_of (within),
                         .last = copia_bounds_of (within),
                         .scope = *scope,
                         .span = copia_scope_span (scope, 0) };

    return self;
}

/* The range of the scope that holds cpos; the place alone where none does. */
static CopiaSpan
scope_around (CopiaWindow *self, uint64_t cpos)
{
    size_t i;

    if (self->span.start <= cpos && cpos <= self->span.end)
        return self->span;
    i = copia_scope_from (&self->scope, cpos);
    if (i == self->scope.n || copia_scope_span (&self->scope, i).start > cpos)
        return (CopiaSpan){ cpos, cpos };
    return self->span = copia_scope_span (&self->scope, i);
}

CopiaSpan
copia_window_limits (CopiaWindow *self, CopiaHit hit)
{
    CopiaSpan limits = scope_around (self, hit.start);

    if (!self->across && copia_bounds_move (&self->text, hit.start)) {
        limits.start = MAX (limits.start, self->text.start);
        limits.end = MIN (limits.end, self->text.end);
    }
    if (self->first.regions) {
        if (!copia_bounds_move (&self->first, hit.start))
            limits.start = hit.start;
        else
            limits.start = MAX (limits.start, self->first.start);
        if (!copia_bounds_move (&self->last, hit.end))
            limits.end = hit.end;
        else
            limits.end = MIN (limits.end, self->last.end);
    }
    limits.end = MAX (limits.end, hit.end);
    return limits;
}

static inline bool
is_counted (CopiaWindow *self, uint64_t cpos)
{
    return self->marks || copia_walk_is_word (&self->walk, cpos);
}

CopiaSpan
copia_window_around (CopiaWindow *self, CopiaHit hit)
{
    CopiaSpan limits = copia_window_limits (self, hit);
    CopiaSpan window = { hit.start, hit.end };

    for (uint32_t words = 0; words < self->left && window.start > limits.start;)
        words += is_counted (self, --window.start);
    for (uint32_t words = 0; words < self->right && window.end < limits.end;)
        words += is_counted (self, ++window.end);
    return window;
}
