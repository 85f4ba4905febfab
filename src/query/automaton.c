/* automaton.c - building the machine, and running it. */
#include "query/automaton.h"

#include "base/error.h"

struct CopiaAutomaton {
    const CopiaIndex *index;
    const GPtrArray *sets;
    uint32_t states;
    uint32_t words;   /* uint64_t a set of states */
    uint64_t *first;  /* states a match can begin with */
    uint64_t *last;   /* states a match can end with */
    uint64_t *follow; /* states x words */
    uint64_t *by_set; /* sets x words: the states that test this set */
    uint64_t *now, *next;
    uint64_t shortest, longest;
    uint32_t built; /* states numbered so far */
    CopiaAnchor anchor;
};

/* What is known of a part of the tree while building. */
typedef struct {
    bool empty; /* may match no token */
    uint64_t *first, *last;
    uint64_t min, max;
    CopiaAnchor anchor;
} Part;

static uint64_t
add (uint64_t a, uint64_t b)
{
    return a > COPIA_UNBOUNDED - b ? COPIA_UNBOUNDED : a + b;
}

static uint64_t
count_states (const CopiaBound *node)
{
    uint64_t states = node->kind == COPIA_NODE_TOKEN;

    for (guint i = 0; i < node->children->len; i++)
        states += count_states (node->children->pdata[i]);
    if (node->kind == COPIA_NODE_REPEAT)
        states *= node->max;
    return MIN (states, 1u << 20);
}

static uint64_t *
states_new (const CopiaAutomaton *self)
{
    return g_new0 (uint64_t, self->words);
}

static void
unite (const CopiaAutomaton *self, uint64_t *into, const uint64_t *from)
{
    for (uint32_t i = 0; i < self->words; i++)
        into[i] |= from[i];
}

static Part
part_empty (const CopiaAutomaton *self)
{
    return (
        Part){ true, states_new (self), states_new (self), 0, 0, { NULL, 0, 0, 0 } };
}

static void
part_clear (Part *part)
{
    g_free (part->first);
    g_free (part->last);
    g_clear_pointer (&part->anchor.sets, g_array_unref);
}

static Part
build_token (CopiaAutomaton *self, const CopiaBound *node)
{
    Part part = part_empty (self);
    uint32_t state = self->built++;
    uint64_t bit = (uint64_t) 1 << (state % 64);

    part.empty = false;
    part.first[state / 64] |= bit;
    part.last[state / 64] |= bit;
    self->by_set[node->set * self->words + state / 64] |= bit;
    part.min = part.max = 1;
    part.anchor.sets = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    g_array_append_val (part.anchor.sets, node->set);
    part.anchor.freq = ((const CopiaTypeset *) self->sets->pdata[node->set])->freq;
    return part;
}

/* `into` followed by `next`, which is used up. */
static void
append (CopiaAutomaton *self, Part *into, Part *next)
{
    for (uint32_t state = 0; state < self->built; state++)
        if (into->last[state / 64] >> (state % 64) & 1)
            unite (self, self->follow + (size_t) state * self->words, next->first);
    if (into->empty)
        unite (self, into->first, next->first);
    if (!next->empty)
        memset (into->last, 0, self->words * sizeof (uint64_t));
    unite (self, into->last, next->last);
    if (next->anchor.sets &&
        (!into->anchor.sets || next->anchor.freq < into->anchor.freq)) {
        g_clear_pointer (&into->anchor.sets, g_array_unref);
        into->anchor = next->anchor;
        into->anchor.min = add (next->anchor.min, into->min);
        into->anchor.max = add (next->anchor.max, into->max);
        next->anchor.sets = NULL;
    }
    into->empty = into->empty && next->empty;
    into->min = add (into->min, next->min);
    into->max = add (into->max, next->max);
    part_clear (next);
}

/* `into` or `other`, which is used up; an anchor of both is one of each. */
static void
alternate (CopiaAutomaton *self, Part *into, Part *other)
{
    unite (self, into->first, other->first);
    unite (self, into->last, other->last);
    if (into->anchor.sets && other->anchor.sets) {
        g_array_append_vals (into->anchor.sets, other->anchor.sets->data,
                             other->anchor.sets->len);
        into->anchor.freq = add (into->anchor.freq, other->anchor.freq);
        into->anchor.min = MIN (into->anchor.min, other->anchor.min);
        into->anchor.max = MAX (into->anchor.max, other->anchor.max);
    } else {
        g_clear_pointer (&into->anchor.sets, g_array_unref);
    }
    into->empty = into->empty || other->empty;
    into->min = MIN (into->min, other->min);
    into->max = MAX (into->max, other->max);
    part_clear (other);
}

static Part build (CopiaAutomaton *self, const CopiaBound *node);

/* {m,n} is m copies and n - m that may be missing. */
static Part
build_repeat (CopiaAutomaton *self, const CopiaBound *node)
{
    Part part = part_empty (self);

    for (uint32_t i = 0; i < node->max; i++) {
        Part copy = build (self, node->children->pdata[0]);

        if (i >= node->min) {
            copy.empty = true;
            copy.min = 0;
            g_clear_pointer (&copy.anchor.sets, g_array_unref);
        }
        append (self, &part, &copy);
    }
    return part;
}

static Part
build (CopiaAutomaton *self, const CopiaBound *node)
{
    Part part;

    if (node->kind == COPIA_NODE_TOKEN)
        return build_token (self, node);
    if (node->kind == COPIA_NODE_REPEAT)
        return build_repeat (self, node);
    part = node->children->len > 0 ? build (self, node->children->pdata[0])
                                   : part_empty (self);
    for (guint i = 1; i < node->children->len; i++) {
        Part next = build (self, node->children->pdata[i]);

        if (node->kind == COPIA_NODE_SEQUENCE)
            append (self, &part, &next);
        else
            alternate (self, &part, &next);
    }
    return part;
}

CopiaAutomaton *
copia_automaton_new (const CopiaIndex *index, const CopiaBound *tree,
                     const GPtrArray *sets, GError **error)
{
    uint64_t states = count_states (tree);
    CopiaAutomaton *self;
    Part part;

    if (states > COPIA_MOST_STATES || states == 0) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                     states == 0
                         ? "the query asks for no word at all; add one"
                         : "the query is too large: it can be %d words long, with "
                           "all its alternatives",
                     COPIA_MOST_STATES);
        return NULL;
    }
    self = g_new0 (CopiaAutomaton, 1);
    self->index = index;
    self->sets = sets;
    self->states = (uint32_t) states;
    self->words = (self->states + 63) / 64;
    self->follow = g_new0 (uint64_t, (gsize) self->states * self->words);
    self->by_set = g_new0 (uint64_t, (gsize) sets->len * self->words);
    self->now = states_new (self);
    self->next = states_new (self);
    part = build (self, tree);
    self->first = part.first;
    self->last = part.last;
    self->shortest = part.min;
    self->longest = part.max;
    self->anchor = part.anchor;
    return self;
}

/* Leaves in `next` the states whose set holds the token; false when there are none. */
static bool
filter (CopiaAutomaton *self, uint64_t cpos)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (self->index);
    uint32_t id = copia_tokens_get (copia_index_tokens (self->index), cpos);
    uint64_t any = 0;

    for (uint32_t i = 0; i < self->words; i++)
        self->now[i] = 0;
    for (guint set = 0; set < self->sets->len; set++) {
        const uint64_t *mask = self->by_set + (size_t) set * self->words;
        uint64_t wanted = 0;

        for (uint32_t i = 0; i < self->words; i++)
            wanted |= self->next[i] & mask[i];
        if (!wanted || !copia_typeset_has (self->sets->pdata[set], lexicon, id))
            continue;
        any = 1;
        for (uint32_t i = 0; i < self->words; i++)
            self->now[i] |= self->next[i] & mask[i];
    }
    return any;
}

static bool
at_end (const CopiaAutomaton *self)
{
    for (uint32_t i = 0; i < self->words; i++)
        if (self->now[i] & self->last[i])
            return true;
    return false;
}

/* next = all that can follow `now` */
static void
step (CopiaAutomaton *self)
{
    for (uint32_t i = 0; i < self->words; i++)
        self->next[i] = 0;
    for (uint32_t i = 0; i < self->words; i++)
        for (uint64_t bits = self->now[i]; bits; bits &= bits - 1) {
            uint32_t state = i * 64 + (uint32_t) __builtin_ctzll (bits);

            unite (self, self->next, self->follow + (size_t) state * self->words);
        }
}

bool
copia_automaton_match (CopiaAutomaton *self, uint64_t start, uint64_t last,
                       uint64_t *end)
{
    memcpy (self->next, self->first, self->words * sizeof (uint64_t));
    for (uint64_t cpos = start; cpos <= last; cpos++) {
        if (!filter (self, cpos))
            return false;
        if (at_end (self)) {
            *end = cpos;
            return true;
        }
        step (self);
    }
    return false;
}

bool
copia_automaton_is_token (const CopiaAutomaton *self, uint32_t *set)
{
    if (self->shortest != 1 || self->longest != 1 || self->states != 1)
        return false;
    *set = g_array_index (self->anchor.sets, uint32_t, 0);
    return true;
}

const CopiaAnchor *
copia_automaton_anchor (const CopiaAutomaton *self)
{
    return &self->anchor;
}

void
copia_automaton_free (CopiaAutomaton *self)
{
    if (!self)
        return;
    g_clear_pointer (&self->anchor.sets, g_array_unref);
    g_free (self->first);
    g_free (self->last);
    g_free (self->follow);
    g_free (self->by_set);
    g_free (self->now);
    g_free (self->next);
    g_free (self);
}
