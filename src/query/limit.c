/* limit.c - four kinds of limits. */
#include "query/limit.h"

struct CopiaLimit {
    CopiaRegionSet *regions;
    uint32_t row; /* so many of them one after the other are one place */
    const CopiaSubcorpus *where;
    size_t span; /* of `where`: the first that may hold the next start */
    const CopiaIndex *index;
    uint32_t words;
    CopiaStream *hits;
    CopiaHit hit; /* the next of them, where there is `more` */
    bool more;
    uint64_t
        reach; /* the furthest end of those that start at or before the last start */
    bool any;
};

CopiaLimit *
copia_limit_regions (CopiaRegionSet *regions, uint32_t row)
{
    CopiaLimit *self = g_new0 (CopiaLimit, 1);

    self->regions = regions;
    self->row = row;
    return self;
}

CopiaLimit *
copia_limit_hits (CopiaStream *hits)
{
    CopiaLimit *self = g_new0 (CopiaLimit, 1);

    self->hits = hits;
    self->more = copia_stream_next (hits, &self->hit);
    return self;
}

CopiaLimit *
copia_limit_words (const CopiaIndex *index, uint32_t words)
{
    CopiaLimit *self = g_new0 (CopiaLimit, 1);

    self->index = index;
    self->words = words;
    return self;
}

CopiaLimit *
copia_limit_where (const CopiaSubcorpus *where)
{
    CopiaLimit *self = g_new0 (CopiaLimit, 1);

    self->where = where;
    return self;
}

static bool
at_regions (CopiaLimit *self, uint64_t start, uint64_t *last, uint64_t *next)
{
    const CopiaRegions *regions = self->regions->regions;
    uint32_t region = copia_region_set_find (self->regions, start);

    if (region != COPIA_NONE) {
        region = MIN (region + (uint64_t) self->row, copia_regions_count (regions)) - 1;
        *last = MIN (*last, copia_regions_end (regions, region));
        return true;
    }
    region = copia_region_set_from (self->regions, start);
    *next = region == COPIA_NONE ? UINT64_MAX : copia_regions_start (regions, region);
    return false;
}

static bool
at_where (CopiaLimit *self, uint64_t start, uint64_t *last, uint64_t *next)
{
    size_t n;
    const CopiaSpan *spans = copia_subcorpus_spans (self->where, &n);

    while (self->span < n && spans[self->span].end < start)
        self->span++;
    if (self->span < n && spans[self->span].start <= start) {
        *last = MIN (*last, spans[self->span].end);
        return true;
    }
    *next = self->span < n ? spans[self->span].start : UINT64_MAX;
    return false;
}

static bool
at_hits (CopiaLimit *self, uint64_t start, uint64_t *last, uint64_t *next)
{
    if (self->more && (!self->any || self->reach < start))
        copia_stream_skip (self->hits, start);
    while (self->more && self->hit.start <= start) {
        self->reach = self->any ? MAX (self->reach, self->hit.end) : self->hit.end;
        self->any = true;
        self->more = copia_stream_next (self->hits, &self->hit);
    }
    if (self->any && self->reach >= start) {
        *last = MIN (*last, self->reach);
        return true;
    }
    *next = self->more ? self->hit.start : UINT64_MAX;
    return false;
}

/* Up to the token before the first word too many. */
static bool
at_words (CopiaLimit *self, uint64_t start, uint64_t *last)
{
    const CopiaTokens *tokens = copia_index_tokens (self->index);
    uint32_t words = 0;

    for (uint64_t cpos = start; cpos <= *last; cpos++) {
        words += copia_tokens_is_word (tokens, cpos);
        if (words > self->words) {
            *last = cpos - 1;
            return true;
        }
    }
    return true;
}

bool
copia_limit_at (CopiaLimit *self, uint64_t start, uint64_t *last, uint64_t *next)
{
    if (self->regions)
        return at_regions (self, start, last, next);
    if (self->where)
        return at_where (self, start, last, next);
    if (self->hits)
        return at_hits (self, start, last, next);
    return at_words (self, start, last);
}

void
copia_limit_explain (const CopiaLimit *self, GString *out, bool after)
{
    size_t n;

    if (self->hits) {
        copia_stream_explain (self->hits, out, after);
    } else if (self->regions && !after) {
        g_string_append_printf (out, "only inside: %u regions '%s'\n",
                                self->regions->count,
                                copia_regions_name (self->regions->regions));
        if (self->row > 1)
            g_string_append_printf (out, "  %u in a row\n", self->row);
    } else if (self->where && !after) {
        copia_subcorpus_spans (self->where, &n);
        g_string_append_printf (out, "only inside: %zu stretches of the subcorpus\n",
                                n);
    } else if (self->index && !after) {
        g_string_append_printf (out, "only up to: %u words\n", self->words);
    }
}

uint64_t
copia_limit_most (const CopiaLimit *self)
{
    const CopiaLongest *longest;

    if (!self->regions || self->row != 1)
        return UINT64_MAX;
    longest = copia_regions_longest (self->regions->regions);
    if (longest->n == 0)
        return UINT64_MAX;
    return copia_regions_end (self->regions->regions, longest->regions[0]) -
           copia_regions_start (self->regions->regions, longest->regions[0]) + 1;
}

void
copia_limit_free (CopiaLimit *self)
{
    if (!self)
        return;
    copia_region_set_free (self->regions);
    copia_stream_free (self->hits);
    g_free (self);
}
