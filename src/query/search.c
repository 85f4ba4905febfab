/* search.c - from candidates around the rarest words to matches. */
#include "query/search-private.h"

#include "query/assertion.h"
#include "query/fault.h"
#include "query/query-private.h"

#define FEW_MARKS 32  /* looked at one by one between the words of a gap */
#define PAIRS_FROM 16 /* a token is looked at so much quicker than a start is tried */

/* The tag every match begins with, or NULL. */
static const CopiaNode *
leading_tag (const CopiaNode *node)
{
    while (node->kind == COPIA_NODE_SEQUENCE && node->children->len > 0)
        node = node->children->pdata[0];
    return node->kind == COPIA_NODE_TAG && node->tag != COPIA_TAG_CLOSE ? node : NULL;
}

static bool
open_borders (CopiaSearch *self, const CopiaBinding *binding, const CopiaNode *pattern)
{
    const CopiaNode *tag = leading_tag (pattern);
    CopiaRegionSet *borders;

    if (!tag)
        return true;
    borders = copia_region_set_new (binding, tag->structure, tag->expression, tag->at);
    if (borders &&
        borders->count <
            copia_search_candidates (self, copia_automaton_anchor (self->automaton)))
        self->borders = borders;
    else
        copia_region_set_free (borders);
    return borders != NULL;
}

/* Words in a row that are frequent are found by bits. */
static void
open_row (CopiaSearch *self, const CopiaBound *bound)
{
    const CopiaAnchor *anchor = copia_automaton_anchor (self->automaton);

    if (self->plain && !self->threads && !self->borders && anchor->sets)
        self->row = copia_row_new (self->index, bound, self->sets,
                                   copia_search_candidates (self, anchor), self->next);
}

uint64_t
copia_search_candidates (const CopiaSearch *self, const CopiaAnchor *anchor)
{
    uint64_t tokens = copia_index_tokens (self->index)->size;

    return anchor->sets ? copia_anchor_cost (anchor, tokens) : tokens;
}

/* The ids whose lists lead to the tokens of a set. */
static uint32_t
count_types (const CopiaTypeset *set)
{
    g_autoptr (GPtrArray) cover = g_ptr_array_new ();
    uint32_t n = 0;

    copia_typeset_cover (set, cover);
    for (guint i = 0; i < cover->len; i++)
        n += ((const CopiaTypeset *) cover->pdata[i])->ids->len;
    return n;
}

/* Without borders or an anchor worth it, every position is tried. */
static void
open_anchor (CopiaSearch *self)
{
    const CopiaAnchor *anchor = copia_automaton_anchor (self->automaton);
    uint64_t tokens = copia_index_tokens (self->index)->size;

    if (self->borders || self->row)
        return;
    if (self->threads &&
        (!anchor->sets || copia_search_candidates (self, anchor) > tokens / PAIRS_FROM))
        copia_search_open_pairs (self);
    if (self->pairs)
        return;
    if (!anchor->sets || anchor->freq >= tokens ||
        (anchor->max != COPIA_UNBOUNDED &&
         copia_search_candidates (self, anchor) >= tokens)) {
        self->until = self->to;
        return;
    }
    self->anchor_sets = g_new (const CopiaTypeset *, anchor->sets->len);
    for (guint i = 0; i < anchor->sets->len; i++)
        self->anchor_sets[i] =
            self->sets->pdata[g_array_index (anchor->sets, uint32_t, i)];
    for (guint i = 0; i < anchor->sets->len; i++)
        self->anchor_types += count_types (self->anchor_sets[i]);
    self->anchors = copia_positions_new (self->index, self->anchor_sets,
                                         anchor->sets->len, self->next + anchor->min,
                                         anchor->max == COPIA_UNBOUNDED || anchor->loose
                                             ? tokens
                                             : self->to + anchor->max);
}

static guint
target_of (const CopiaSearch *self)
{
    for (guint i = 0; i < self->labels->len; i++)
        if (g_str_equal (self->labels->pdata[i], COPIA_TARGET))
            return i;
    return COPIA_NONE;
}

static void
note_origins (CopiaSearch *self, const CopiaBound *bound)
{
    if (bound->kind == COPIA_NODE_TOKEN)
        self->asked->pdata[bound->set] = (void *) bound->from;
    for (guint i = 0; i < bound->children->len; i++)
        note_origins (self, bound->children->pdata[i]);
}

/* Bits of the labels from `first` on. */
static uint32_t
bits_from (guint first, guint end)
{
    uint32_t bits = 0;

    for (guint i = first; i < end; i++)
        bits |= 1u << i;
    return bits;
}

static bool
bind (CopiaSearch *self, const CopiaNode *pattern, const GPtrArray *constraints,
      GError **error)
{
    CopiaBinding binding = { self->index,
                             copia_query_text (self->plan->query),
                             &self->plan->options,
                             &self->plan->watch,
                             self->sets,
                             self->assertions,
                             self->labels,
                             self->narrow,
                             self->plan,
                             self->next,
                             error };
    g_autoptr (CopiaBound) bound = NULL;
    uint64_t longest;
    guint named;
    uint32_t set;
    bool loose;

    if (!copia_search_bind_labels (self, &binding, pattern, constraints))
        return false;
    named = self->labels->len;
    bound = copia_bound_new (&binding, pattern);
    self->automaton = bound ? copia_automaton_new (&binding, bound, false) : NULL;
    if (!self->automaton)
        return false;
    g_ptr_array_set_size (self->asked, (gint) self->sets->len);
    note_origins (self, bound);
    longest = copia_automaton_longest (self->automaton, &loose);
    if (longest == 0)
        return copia_fault (error, binding.query, pattern->at,
                            "the query asks for no word at all; add one, or [] for any "
                            "token");
    self->token = copia_automaton_is_token (self->automaton, &set);
    self->plain = copia_automaton_only_tokens (self->automaton) &&
                  self->plan->options.matching == COPIA_MATCH_SHORTEST &&
                  longest != COPIA_UNBOUNDED;
    if (self->labels->len > named)
        self->labelled = true;
    if (self->labelled)
        self->threads =
            copia_threads_new (self->automaton, self->checks, self->labels->len,
                               target_of (self), bits_from (named, self->labels->len));
    if (!open_borders (self, &binding, pattern))
        return false;
    open_row (self, bound);
    return true;
}

CopiaSearch *
copia_search_new (CopiaPlan *plan, const CopiaNode *pattern,
                  const GPtrArray *constraints, GPtrArray *limits, uint64_t from,
                  uint64_t to, GError **error)
{
    g_autoptr (CopiaSearch) self = g_new0 (CopiaSearch, 1);

    self->index = plan->index;
    self->plan = plan;
    self->pattern = pattern;
    self->limits = g_ptr_array_ref (limits);
    self->next = self->until = from;
    self->to = MIN (to, copia_index_tokens (plan->index)->size);
    self->sets = g_ptr_array_new_with_free_func ((GDestroyNotify) copia_typeset_free);
    self->assertions =
        g_ptr_array_new_with_free_func ((GDestroyNotify) copia_assertion_free);
    self->labels = g_ptr_array_new ();
    self->asked = g_ptr_array_new ();
    self->narrow = g_ptr_array_new_with_free_func ((GDestroyNotify) copia_typeset_free);
    self->checks = g_ptr_array_new_with_free_func ((GDestroyNotify) copia_check_free);
    self->ends = g_array_new (FALSE, FALSE, sizeof (CopiaEnd));
    self->text.start = 1; /* none yet */
    if (!bind (self, pattern, constraints, error))
        return NULL;
    open_anchor (self);
    return g_steal_pointer (&self);
}

/* The start of the text that holds cpos. */
static uint64_t
text_start (const CopiaSearch *self, uint64_t cpos)
{
    const CopiaRegions *texts = copia_index_texts (self->index);
    uint32_t text = copia_regions_find (texts, cpos);

    return text == COPIA_NONE ? 0 : copia_regions_start (texts, text);
}

/* The first token from which `max` others lead to cpos, where marks do not count. */
static uint64_t
first_start (const CopiaSearch *self, uint64_t cpos, const CopiaAnchor *anchor)
{
    const CopiaTokens *tokens = copia_index_tokens (self->index);
    uint64_t start = cpos, words = 0;

    if (!anchor->loose)
        return cpos > anchor->max ? cpos - anchor->max : 0;
    for (uint64_t steps = 0; steps < anchor->max + FEW_MARKS; steps++) {
        if (start == self->next)
            return start;
        words += copia_tokens_is_word (tokens, start - 1);
        if (words > anchor->max)
            return start;
        start--;
    }
    words = copia_tokens_words_before (tokens, cpos);
    return words > anchor->max
               ? copia_tokens_nth_word (tokens, words - anchor->max - 1) + 1
               : 0;
}

/* The next region that starts where it was not tried yet; starts rise, whatever a damaged index
 * says of them. */
static bool
next_border (CopiaSearch *self)
{
    const CopiaRegions *regions = self->borders->regions;
    uint64_t from = self->next;

    while (from < self->to) {
        uint32_t region = copia_region_set_from (self->borders, from);
        uint64_t start, end;

        if (region == COPIA_NONE)
            return false;
        start = copia_regions_start (regions, region);
        end = copia_regions_end (regions, region);
        if (start >= self->next) {
            self->next = start;
            self->until = start + 1;
            return start < self->to;
        }
        if (end < from)
            return false;
        from = end + 1;
    }
    return false;
}

/* Makes [next, until) a range of candidates that is not empty. */
static bool
find_candidates (CopiaSearch *self)
{
    const CopiaAnchor *anchor = copia_automaton_anchor (self->automaton);
    uint64_t cpos;

    while (self->next >= self->until) {
        if (self->next >= self->to)
            return false;
        if (self->borders)
            return next_border (self);
        if (self->row || self->pairs) {
            if (!(self->row ? copia_row_seek (self->row, self->next, &self->next)
                            : copia_pairs_seek (self->pairs, self->next, &self->next,
                                                &self->least)) ||
                self->next >= self->to)
                return false;
            self->until = self->next + 1;
            continue;
        }
        if (!self->anchors ||
            !copia_positions_seek (self->anchors, self->next + anchor->min, &cpos))
            return false;
        if (anchor->max == COPIA_UNBOUNDED)
            self->next = MAX (self->next, text_start (self, cpos));
        else
            self->next = MAX (self->next, first_start (self, cpos, anchor));
        self->until = MIN (cpos - anchor->min + 1, self->to);
    }
    return true;
}

/* What is in no text, in a damaged index, is one by itself. */
static void
find_text (CopiaSearch *self, uint64_t start)
{
    const CopiaRegions *texts = copia_index_texts (self->index);
    uint32_t text;

    if (self->text.start <= start && start <= self->text.end)
        return;
    text = copia_regions_find (texts, start);
    self->text.start = text == COPIA_NONE ? start : copia_regions_start (texts, text);
    self->text.end = text == COPIA_NONE ? start : copia_regions_end (texts, text);
}

bool
copia_search_limit (CopiaSearch *self, uint64_t start, uint64_t *last)
{
    find_text (self, start);
    *last = self->text.end;
    for (guint i = 0; i < self->limits->len; i++) {
        uint64_t next = start + 1;

        if (!copia_limit_at (self->limits->pdata[i], start, last, &next)) {
            self->next = MAX (next, start + 1);
            return false;
        }
    }
    return start <= *last;
}

/* Puts the ends of the matches from `start` into `ends`. */
static bool
match (CopiaSearch *self, uint64_t start, uint64_t last)
{
    CopiaMatching matching = self->plan->options.matching;

    self->tried++;
    if (!self->pairs &&
        !copia_automaton_run (self->automaton, start, last, self->text,
                              self->threads ? COPIA_MATCH_SHORTEST : matching,
                              self->ends))
        return false;
    return !self->threads || copia_threads_run (self->threads, start, last, self->text,
                                                matching, self->ends);
}

/* The same as below where a start has one match at most, and nothing to remember. */
static bool
next_plain (CopiaSearch *self, CopiaHit *hit)
{
    while (copia_watch_tick (&self->plan->watch, 1) && find_candidates (self)) {
        uint64_t start = self->next, end = start, last;

        if (!copia_search_limit (self, start, &last)) {
            self->next = MAX (self->next, start + 1);
            continue;
        }
        self->next = start + 1;
        self->tried++;
        if (self->token || copia_automaton_match (self->automaton, start, last, &end)) {
            *hit = (CopiaHit){ start, end, start };
            return true;
        }
    }
    return false;
}

bool
copia_search_next (CopiaSearch *self, CopiaHit *hit)
{
    if (self->plain && !self->threads)
        return next_plain (self, hit);
    for (;;) {
        uint64_t start, last;

        if (self->used < self->ends->len) {
            CopiaEnd end = g_array_index (self->ends, CopiaEnd, self->used++);

            *hit = (CopiaHit){ self->next - 1, end.end, end.target };
            return true;
        }
        if (!copia_watch_tick (&self->plan->watch, 1) || !find_candidates (self))
            return false;
        start = self->next;
        if (!copia_search_limit (self, start, &last)) {
            self->next = MAX (self->next, start + 1);
            continue;
        }
        self->next = start + 1;
        self->used = 0;
        if ((self->pairs && self->least > last) || !match (self, start, last))
            g_array_set_size (self->ends, 0);
    }
}

void
copia_search_skip (CopiaSearch *self, uint64_t end)
{
    bool loose;
    uint64_t longest = copia_automaton_longest (self->automaton, &loose);

    if (loose)
        return;
    if (longest != COPIA_UNBOUNDED && end > longest && end - longest > self->next) {
        self->next = end - longest;
        g_array_set_size (self->ends, 0);
    }
}

bool
copia_search_count (const CopiaSearch *self, uint64_t *count)
{
    if (!self->token || self->limits->len > 0 || self->threads)
        return false;
    *count = copia_automaton_anchor (self->automaton)->freq;
    return true;
}

CopiaTypeset *
copia_search_types (CopiaSearch *self)
{
    uint32_t set;

    if (!self->token || self->limits->len > 0 || self->threads ||
        !copia_automaton_is_token (self->automaton, &set) ||
        ((const CopiaTypeset *) self->sets->pdata[set])->elsewhere)
        return NULL;
    return g_steal_pointer (&self->sets->pdata[set]);
}

void
copia_search_free (CopiaSearch *self)
{
    if (!self)
        return;
    copia_positions_free (self->anchors);
    copia_row_free (self->row);
    copia_region_set_free (self->borders);
    g_free (self->anchor_sets);
    copia_threads_free (self->threads);
    copia_pairs_free (self->pairs);
    g_ptr_array_unref (self->narrow);
    g_ptr_array_unref (self->checks);
    copia_automaton_free (self->automaton);
    g_ptr_array_unref (self->sets);
    g_ptr_array_unref (self->assertions);
    g_ptr_array_unref (self->labels);
    g_ptr_array_unref (self->asked);
    g_ptr_array_unref (self->limits);
    g_array_unref (self->ends);
    g_free (self);
}
