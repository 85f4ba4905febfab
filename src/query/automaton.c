/* automaton.c - building the machine. */
#include "query/automaton-private.h"

#include "query/fault.h"
#include "query/product.h"

/* What is known of a part of the tree while building. */
typedef struct {
    bool empty; /* may match no token */
    uint64_t *first, *last;
    uint64_t min, max;
    bool loose;
    CopiaAnchor anchor;
} Part;

static uint64_t
add (uint64_t a, uint64_t b)
{
    return a > COPIA_UNBOUNDED - b ? COPIA_UNBOUNDED : a + b;
}

/* Of what is repeated without end, the last copy loops. */
static uint32_t
copies_of (const CopiaBound *repeat)
{
    return repeat->max == COPIA_NO_MOST ? MAX (repeat->min, 1) : repeat->max;
}

static uint64_t
count_states (const CopiaBound *node)
{
    uint64_t states = node->kind == COPIA_NODE_TOKEN || node->kind == COPIA_NODE_LOOK;

    if (node->product)
        return node->product->states->len;
    for (guint i = 0; i < node->children->len; i++)
        states += count_states (node->children->pdata[i]);
    if (node->kind == COPIA_NODE_REPEAT)
        states *= copies_of (node);
    return MIN (states, 1u << 20);
}

static uint64_t *
states_new (const CopiaAutomaton *self)
{
    return g_new0 (uint64_t, self->words);
}

static Part
part_empty (const CopiaAutomaton *self)
{
    return (
        Part){ .empty = true, .first = states_new (self), .last = states_new (self) };
}

static void
part_clear (Part *part)
{
    g_free (part->first);
    g_free (part->last);
    g_clear_pointer (&part->anchor.sets, g_array_unref);
}

/* A part of one state that takes `tokens` tokens, 1 or 0. */
static Part
build_state (CopiaAutomaton *self, const CopiaBound *node, uint64_t tokens)
{
    Part part = part_empty (self);
    uint32_t state = self->built++;
    uint64_t bit = (uint64_t) 1 << (state % 64);

    part.empty = false;
    part.first[state / 64] |= bit;
    part.last[state / 64] |= bit;
    part.min = part.max = tokens;
    self->set_of[state] = node->set;
    self->labels[state] = node->labels;
    if (tokens == 0)
        self->asks[state / 64] |= bit;
    else
        self->by_set[(size_t) node->set * self->words + state / 64] |= bit;
    return part;
}

static Part
build_token (CopiaAutomaton *self, const CopiaBound *node)
{
    Part part = build_state (self, node, 1);

    part.anchor.sets = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    g_array_append_val (part.anchor.sets, node->set);
    part.anchor.freq = ((const CopiaTypeset *) self->sets->pdata[node->set])->freq;
    return part;
}

/* After each of `last` may come each of `first`. */
static void
join (CopiaAutomaton *self, const uint64_t *last, const uint64_t *first)
{
    for (uint32_t i = 0; i < self->words; i++)
        for (uint64_t bits = last[i]; bits; bits &= bits - 1) {
            size_t state = i * 64 + (size_t) __builtin_ctzll (bits);

            copia_automaton_unite (self, self->follow + state * self->words, first);
        }
}

/* `into` followed by `next`, which is used up. */
static void
append (CopiaAutomaton *self, Part *into, Part *next)
{
    join (self, into->last, next->first);
    if (into->empty)
        copia_automaton_unite (self, into->first, next->first);
    if (!next->empty)
        memset (into->last, 0, self->words * sizeof (uint64_t));
    copia_automaton_unite (self, into->last, next->last);
    next->anchor.min = add (next->anchor.min, into->min);
    next->anchor.max = add (next->anchor.max, into->max);
    next->anchor.loose = next->anchor.loose || into->loose;
    if (next->anchor.sets &&
        (!into->anchor.sets ||
         copia_anchor_cost (&next->anchor, self->tokens->size) <
             copia_anchor_cost (&into->anchor, self->tokens->size))) {
        g_clear_pointer (&into->anchor.sets, g_array_unref);
        into->anchor = next->anchor;
        next->anchor.sets = NULL;
    }
    into->empty = into->empty && next->empty;
    into->min = add (into->min, next->min);
    into->max = add (into->max, next->max);
    into->loose = into->loose || next->loose;
    part_clear (next);
}

/* `into` or `other`, which is used up; an anchor of both is one of each. */
static void
alternate (CopiaAutomaton *self, Part *into, Part *other)
{
    copia_automaton_unite (self, into->first, other->first);
    copia_automaton_unite (self, into->last, other->last);
    if (into->anchor.sets && other->anchor.sets) {
        g_array_append_vals (into->anchor.sets, other->anchor.sets->data,
                             other->anchor.sets->len);
        into->anchor.freq = add (into->anchor.freq, other->anchor.freq);
        into->anchor.min = MIN (into->anchor.min, other->anchor.min);
        into->anchor.max = MAX (into->anchor.max, other->anchor.max);
        into->anchor.loose = into->anchor.loose || other->anchor.loose;
    } else {
        g_clear_pointer (&into->anchor.sets, g_array_unref);
    }
    into->empty = into->empty || other->empty;
    into->min = MIN (into->min, other->min);
    into->max = MAX (into->max, other->max);
    into->loose = into->loose || other->loose;
    part_clear (other);
}

static Part build (CopiaAutomaton *self, const CopiaBound *node);

/* Nothing of the part is asked for any more. */
static void
make_optional (Part *part)
{
    part->empty = true;
    part->min = 0;
    g_clear_pointer (&part->anchor.sets, g_array_unref);
}

/* {m,n} is n copies in a row; the first n - m may be passed over, from the front, so that a
 * copy is followed by the next one alone. */
static Part
build_repeat (CopiaAutomaton *self, const CopiaBound *node)
{
    Part part = part_empty (self);
    uint32_t copies = copies_of (node);

    for (uint32_t i = 0; i < copies; i++) {
        Part copy = build (self, node->children->pdata[0]);

        if (node->max == COPIA_NO_MOST && i + 1 == copies) {
            join (self, copy.last, copy.first);
            copy.max = copy.max > 0 ? COPIA_UNBOUNDED : 0;
        }
        if (i <= copies - node->min)
            make_optional (&part);
        append (self, &part, &copy);
    }
    if (node->min == 0)
        make_optional (&part);
    if (node->free) {
        part.max = 0;
        part.loose = true;
    }
    return part;
}

static void
add_bit (uint64_t *states, uint32_t state)
{
    states[state / 64] |= (uint64_t) 1 << (state % 64);
}

/* States that follow each other as they do in the product; backward, the other way round. */
static Part
build_product (CopiaAutomaton *self, const CopiaProduct *product)
{
    Part part = part_empty (self);
    uint32_t base = self->built;

    for (guint i = 0; i < product->states->len; i++) {
        const CopiaProductState *from =
            &g_array_index (product->states, CopiaProductState, i);
        uint32_t state = self->built++;

        self->set_of[state] = from->set;
        self->labels[state] = from->labels;
        add_bit (from->asks ? self->asks
                            : self->by_set + (size_t) from->set * self->words,
                 state);
        if (self->backward ? from->last : from->first)
            add_bit (part.first, state);
        if (self->backward ? from->first : from->last)
            add_bit (part.last, state);
        for (guint k = 0; k < from->after->len; k++) {
            uint32_t after = base + g_array_index (from->after, uint32_t, k);
            uint32_t before = self->backward ? after : state;

            add_bit (self->follow + (size_t) before * self->words,
                     self->backward ? state : after);
        }
    }
    part.empty = product->empty;
    part.min = product->min;
    part.max = product->max;
    part.anchor = product->anchor;
    if (part.anchor.sets)
        part.anchor.sets = g_array_copy (product->anchor.sets);
    return part;
}

static Part
build (CopiaAutomaton *self, const CopiaBound *node)
{
    guint n = node->children->len;
    bool sequence = node->kind == COPIA_NODE_SEQUENCE;
    Part part;

    if (node->kind == COPIA_NODE_TOKEN)
        return build_token (self, node);
    if (node->kind == COPIA_NODE_LOOK)
        return build_state (self, node, 0);
    if (node->kind == COPIA_NODE_REPEAT)
        return build_repeat (self, node);
    if (node->kind == COPIA_NODE_BOTH)
        return build_product (self, node->product);
    part = part_empty (self);
    for (guint i = 0; i < n; i++) {
        guint k = self->backward && sequence ? n - 1 - i : i;
        Part next = build (self, node->children->pdata[k]);

        if (sequence || i == 0)
            append (self, &part, &next);
        else
            alternate (self, &part, &next);
    }
    return part;
}

/* Parts what follows each state into the next state and the rest. */
static void
find_chains (CopiaAutomaton *self)
{
    for (uint32_t state = 0; state < self->states; state++) {
        uint64_t *row = self->follow + (size_t) state * self->words, rest = 0;
        uint64_t bit = (uint64_t) 1 << (state % 64);
        uint32_t after = state + 1;

        if (after < self->states && (row[after / 64] >> (after % 64) & 1)) {
            row[after / 64] &= ~((uint64_t) 1 << (after % 64));
            self->chain[state / 64] |= bit;
        }
        for (uint32_t i = 0; i < self->words; i++)
            rest |= row[i];
        if (rest)
            self->jumps[state / 64] |= bit;
    }
}

/* Leaves of `by_set` the rows of sets that some state tests. */
static void
find_tests (CopiaAutomaton *self)
{
    for (guint set = 0; set < self->sets->len; set++) {
        const uint64_t *row = self->by_set + (size_t) set * self->words;
        uint64_t any = 0;

        for (uint32_t i = 0; i < self->words; i++)
            any |= row[i];
        if (!any)
            continue;
        memmove (self->by_set + (size_t) self->n_tests * self->words, row,
                 self->words * sizeof (uint64_t));
        self->tests[self->n_tests++] = self->sets->pdata[set];
    }
}

static int
compare_probes (const void *a, const void *b)
{
    const CopiaProbe *x = a, *y = b;

    if (x->set->freq != y->set->freq)
        return x->set->freq < y->set->freq ? -1 : 1;
    return x->offset < y->offset ? -1 : 1;
}

/* The rarest word has led to the place and is looked at last. */
static void
find_probes (CopiaAutomaton *self)
{
    CopiaProbe rarest;

    self->probes = g_new (CopiaProbe, self->states);
    for (uint32_t i = 0; i < self->states; i++)
        self->probes[i] = (CopiaProbe){ self->sets->pdata[self->set_of[i]], i };
    qsort (self->probes, self->states, sizeof (CopiaProbe), compare_probes);
    rarest = self->probes[0];
    memmove (self->probes, self->probes + 1, (self->states - 1) * sizeof (CopiaProbe));
    self->probes[self->states - 1] = rarest;
}

static CopiaAutomaton *
automaton_of_size (const CopiaBinding *binding, uint32_t states)
{
    CopiaAutomaton *self = g_new0 (CopiaAutomaton, 1);

    self->lexicon = copia_index_lexicon (binding->index);
    self->tokens = copia_index_tokens (binding->index);
    self->sets = g_ptr_array_ref (binding->sets);
    self->assertions = g_ptr_array_ref (binding->assertions);
    self->watch = binding->watch;
    self->states = states;
    self->words = MAX ((states + 63) / 64, 1);
    self->set_of = g_new0 (uint32_t, states + 1);
    self->labels = g_new0 (uint32_t, states + 1);
    self->follow = g_new0 (uint64_t, (gsize) states * self->words + 1);
    self->by_set = g_new0 (uint64_t, (gsize) self->sets->len * self->words + 1);
    self->tests = g_new0 (const CopiaTypeset *, self->sets->len + 1);
    self->chain = states_new (self);
    self->jumps = states_new (self);
    self->asks = states_new (self);
    self->asked = states_new (self);
    self->now = states_new (self);
    self->next = states_new (self);
    return self;
}

CopiaAutomaton *
copia_automaton_new (const CopiaBinding *binding, const CopiaBound *tree, bool backward)
{
    uint64_t states = count_states (tree);
    CopiaAutomaton *self;
    Part part;

    if (states > COPIA_MOST_STATES) {
        copia_fault (binding->error, binding->query, tree->from->at,
                     "the query is too large: its alternatives and repetitions "
                     "come to more than %d words; repeat with * or {2,}",
                     COPIA_MOST_STATES);
        return NULL;
    }
    self = automaton_of_size (binding, (uint32_t) states);
    self->backward = backward;
    part = build (self, tree);
    self->first = part.first;
    self->last = part.last;
    self->empty = part.empty;
    self->shortest = part.min;
    self->longest = part.max;
    self->loose = part.loose;
    self->anchor = part.anchor;
    find_tests (self);
    find_chains (self);
    if (states > 0 && self->shortest == states && self->longest == states)
        find_probes (self);
    return self;
}

bool
copia_automaton_is_token (const CopiaAutomaton *self, uint32_t *set)
{
    if (self->shortest != 1 || self->longest != 1 || self->states != 1)
        return false;
    *set = self->set_of[0];
    return !((const CopiaTypeset *) self->sets->pdata[*set])->children;
}

uint64_t
copia_automaton_longest (const CopiaAutomaton *self, bool *loose)
{
    *loose = self->loose;
    return self->longest;
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
    g_free (self->set_of);
    g_free (self->first);
    g_free (self->last);
    g_free (self->chain);
    g_free (self->jumps);
    g_free (self->probes);
    g_free (self->follow);
    g_free (self->by_set);
    g_free (self->tests);
    g_free (self->labels);
    g_free (self->asks);
    g_free (self->asked);
    g_clear_pointer (&self->trace, g_array_unref);
    g_ptr_array_unref (self->sets);
    g_ptr_array_unref (self->assertions);
    g_free (self->now);
    g_free (self->next);
    g_free (self);
}
