/* search-take.c - many hits at once, where they need not be tried one by one. */
#include "query/search-private.h"

#define TAKEN 256 /* positions at once */
#define AHEAD 16  /* starts that are fetched while one is tried */

/* All of n candidates are hits, which is known where they lie in the text at hand and nothing else
 * limits them. */
static bool
all_are_hits (const CopiaSearch *self, const CopiaHit *hits, size_t n)
{
    uint64_t end = 0;

    if (n == 0 || self->limits->len > 0 || !copia_row_is_exact (self->row) ||
        hits[0].start < MAX (self->next, self->text.start))
        return false;
    for (size_t i = 0; i < n; i++)
        end = MAX (end, hits[i].end);
    return end <= self->text.end;
}

/* Leaves of n candidates those that keep to the limits and, where that is not known yet, match. */
static size_t
keep_hits (CopiaSearch *self, CopiaHit *hits, size_t n)
{
    bool exact = copia_row_is_exact (self->row);
    size_t kept = all_are_hits (self, hits, n) ? n : 0;

    for (size_t i = kept; i < n; i++) {
        CopiaHit hit = hits[i];
        uint64_t last;

        if (hit.start < self->next || !copia_search_limit (self, hit.start, &last))
            continue;
        if (exact ? hit.end <= last
                  : copia_automaton_match (self->automaton, hit.start, last, &hit.end))
            hits[kept++] = hit;
    }
    if (n > 0)
        self->next = MAX (self->next, hits[n - 1].start + 1);
    return kept;
}

static size_t
take_row (CopiaSearch *self, CopiaHit *hits, size_t most)
{
    size_t n = 0, found;

    do {
        found = copia_row_take (self->row, self->next, self->to, hits + n, most - n);
        self->tried += found;
        n += keep_hits (self, hits + n, found);
    } while (n < most && found > 0 &&
             copia_watch_tick (&self->plan->watch, (uint32_t) found));
    return n;
}

/* Every token of the anchor is a hit. */
static size_t
take_tokens (CopiaSearch *self, CopiaHit *hits, size_t most)
{
    uint64_t positions[TAKEN];
    size_t n = 0, found = TAKEN;

    while (n < most && found > 0 && copia_watch_tick (&self->plan->watch, TAKEN)) {
        found = copia_positions_take (self->anchors, self->next, positions,
                                      (uint32_t) MIN (most - n, TAKEN));
        for (size_t i = 0; i < found; i++)
            if (positions[i] < self->to)
                hits[n++] = (CopiaHit){ positions[i], positions[i], positions[i] };
        self->next = found > 0 ? positions[found - 1] + 1 : self->to;
    }
    self->tried += n;
    return n;
}

/* The anchor stands at one place behind the start, so starts are known some at a time, and what
 * the corpus has there is fetched before it is looked at. */
static bool
can_take_starts (const CopiaSearch *self)
{
    const CopiaAnchor *anchor = copia_automaton_anchor (self->automaton);

    return self->plain && !self->threads && self->anchors &&
           anchor->min == anchor->max && !anchor->loose;
}

/* True when a match begins at `start`. */
static bool
try_start (CopiaSearch *self, uint64_t start, CopiaHit *hit)
{
    uint64_t last, end = start;

    if (start < self->next)
        return false;
    if (!copia_search_limit (self, start, &last)) {
        self->next = MAX (self->next, start + 1);
        return false;
    }
    self->next = start + 1;
    self->tried++;
    if (!self->token && !copia_automaton_match (self->automaton, start, last, &end))
        return false;
    *hit = (CopiaHit){ start, end, start };
    return true;
}

static size_t
take_starts (CopiaSearch *self, CopiaHit *hits, size_t most)
{
    const CopiaTokens *tokens = copia_index_tokens (self->index);
    uint64_t offset = copia_automaton_anchor (self->automaton)->min;
    uint64_t positions[TAKEN];
    size_t n = 0;

    while (n < most && self->next < self->to &&
           copia_watch_tick (&self->plan->watch, TAKEN)) {
        uint32_t found =
            copia_positions_take (self->anchors, self->next + offset, positions,
                                  (uint32_t) MIN (most - n, TAKEN));

        for (uint32_t i = 0; i < MIN (found, AHEAD); i++)
            copia_tokens_prefetch (tokens, positions[i] - offset);
        for (uint32_t i = 0; i < found && positions[i] - offset < self->to; i++) {
            if (i + AHEAD < found)
                copia_tokens_prefetch (tokens, positions[i + AHEAD] - offset);
            n += try_start (self, positions[i] - offset, &hits[n]);
        }
        if (found == 0 || positions[found - 1] - offset >= self->to)
            self->next = self->to;
    }
    return n;
}

size_t
copia_search_take (CopiaSearch *self, CopiaHit *hits, size_t most)
{
    size_t n = 0;

    if (self->row)
        return take_row (self, hits, most);
    if (self->token && self->plain && !self->threads && self->anchors &&
        self->limits->len == 0)
        return take_tokens (self, hits, most);
    if (can_take_starts (self))
        return take_starts (self, hits, most);
    while (n < most && copia_search_next (self, &hits[n]))
        n++;
    return n;
}
