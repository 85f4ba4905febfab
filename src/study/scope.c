/* scope.c - ranges asked one by one. */
#include "study/scope.h"

/* Stretches up to this long are counted token by token rather than from two sums. */
#define NEAR 512

CopiaScope
copia_scope_of (const CopiaIndex *index, const CopiaSubcorpus *where)
{
    const CopiaTokens *tokens = copia_index_tokens (index);
    CopiaScope self = { .index = index, .n = 1 };

    self.all = (CopiaSpan){ 0, tokens->size - 1 };
    self.words = tokens->words;
    if (where && !copia_subcorpus_is_all (where)) {
        self.spans = copia_subcorpus_spans (where, &self.n);
        self.words = copia_subcorpus_words (where);
    }
    return self;
}

CopiaScope
copia_scope_of_spans (const CopiaIndex *index, const CopiaSpan *spans, size_t n)
{
    static const CopiaSpan none;
    CopiaScope self = { .index = index, .n = n, .spans = n > 0 ? spans : &none };

    for (size_t i = 0; i < n; i++)
        self.words += copia_words_between (index, spans[i].start, spans[i].end);
    return self;
}

GArray *
copia_scope_common (const CopiaScope *a, const CopiaScope *b)
{
    GArray *spans = g_array_new (FALSE, FALSE, sizeof (CopiaSpan));

    for (size_t i = 0, k = 0; i < a->n && k < b->n;) {
        CopiaSpan x = copia_scope_span (a, i), y = copia_scope_span (b, k);
        CopiaSpan both = { MAX (x.start, y.start), MIN (x.end, y.end) };

        if (both.start <= both.end)
            g_array_append_val (spans, both);
        if (x.end <= y.end)
            i++;
        else
            k++;
    }
    return spans;
}

GArray *
copia_scope_without (const CopiaScope *a, const CopiaScope *b)
{
    GArray *spans = g_array_new (FALSE, FALSE, sizeof (CopiaSpan));

    for (size_t i = 0; i < a->n; i++) {
        CopiaSpan rest = copia_scope_span (a, i);
        size_t k = copia_scope_from (b, rest.start);

        for (; k < b->n && copia_scope_span (b, k).start <= rest.end; k++) {
            CopiaSpan taken = copia_scope_span (b, k);
            CopiaSpan before = { rest.start, taken.start - 1 };

            if (taken.start > rest.start)
                g_array_append_val (spans, before);
            rest.start = taken.end + 1;
        }
        if (rest.start <= rest.end)
            g_array_append_val (spans, rest);
    }
    return spans;
}

uint64_t
copia_scope_words (const CopiaScope *self)
{
    return self->words;
}

size_t
copia_scope_from (const CopiaScope *self, uint64_t cpos)
{
    size_t low = 0, high = self->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (copia_scope_span (self, middle).end < cpos)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint64_t
copia_scope_words_in (const CopiaScope *self, uint64_t start, uint64_t end)
{
    uint64_t words = 0;

    for (size_t i = copia_scope_from (self, start); i < self->n; i++) {
        CopiaSpan span = copia_scope_span (self, i);

        if (span.start > end)
            break;
        words += copia_words_between (self->index, MAX (start, span.start),
                                      MIN (end, span.end));
    }
    return words;
}

bool
copia_scope_meets (const CopiaScope *self, uint64_t start, uint64_t end)
{
    size_t i = copia_scope_from (self, start);

    return i < self->n && copia_scope_span (self, i).start <= end;
}

uint64_t
copia_words_between (const CopiaIndex *index, uint64_t start, uint64_t end)
{
    const CopiaTokens *tokens = copia_index_tokens (index);
    uint64_t words = 0;

    if (end - start >= NEAR)
        return copia_tokens_words_before (tokens, end + 1) -
               copia_tokens_words_before (tokens, start);
    for (uint64_t cpos = start; cpos <= end; cpos++)
        words += copia_tokens_is_word (tokens, cpos);
    return words;
}

bool
copia_bounds_find (CopiaBounds *self, uint64_t cpos)
{
    self->region = copia_regions_find (self->regions, cpos);
    if (self->region == COPIA_NONE) {
        self->start = 1;
        self->end = 0;
        return false;
    }
    self->start = copia_regions_start (self->regions, self->region);
    self->end = copia_regions_end (self->regions, self->region);
    return true;
}
