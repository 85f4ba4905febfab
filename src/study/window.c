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

/* How many tokens from the hit to word number `nth`, of those that `words` tells of, bit 0 first;
 * 0: it is not among them. */
static inline uint32_t
distance (uint64_t words, uint32_t nth)
{
    while (--nth > 0)
        words &= words - 1;
    return words ? (uint32_t) __builtin_ctzll (words) + 1 : 0;
}

/* As many tokens as mostly hold so many words; eight are looked at as quickly as a few. */
static inline uint32_t
look_at (uint32_t words)
{
    return (2 * words + 2 + 7) / 8 * 8;
}

/* The first token of the window: the words are looked for in as many tokens as mostly hold them,
 * and one by one only where those do not. */
static uint64_t
border_left (CopiaWindow *self, uint64_t start, uint64_t limit)
{
    uint32_t look = look_at (self->left), away;

    if (self->left == 0)
        return start;
    if (look <= 64 && !self->marks && start - limit >= look) {
        away =
            distance (copia_walk_words_before (&self->walk, start, look), self->left);
        if (away > 0)
            return start - away;
    }
    for (uint32_t words = 0; words < self->left && start > limit;)
        words += is_counted (self, --start);
    return start;
}

static uint64_t
border_right (CopiaWindow *self, uint64_t end, uint64_t limit)
{
    uint32_t look = look_at (self->right), away;

    if (self->right == 0)
        return end;
    if (look <= 64 && !self->marks && limit - end >= look) {
        away =
            distance (copia_walk_words_after (&self->walk, end + 1, look), self->right);
        if (away > 0)
            return end + away;
    }
    for (uint32_t words = 0; words < self->right && end < limit;)
        words += is_counted (self, ++end);
    return end;
}

CopiaSpan
copia_window_around (CopiaWindow *self, CopiaHit hit)
{
    CopiaSpan limits = copia_window_limits (self, hit);

    return (CopiaSpan){ border_left (self, hit.start, limits.start),
                        border_right (self, hit.end, limits.end) };
}
