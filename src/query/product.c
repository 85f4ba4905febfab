/* product.c - walking through the pairs of states two machines can be in together. */
#include "query/product.h"

#include "query/automaton-private.h"
#include "query/fault.h"

#define NONE (UINT32_MAX - 1)

/* A state of each machine, plus one; 0: before its first. */
typedef struct {
    uint32_t one, other;
} Pair;

typedef struct {
    const CopiaBinding *binding;
    const CopiaNode *from;
    const CopiaAutomaton *one, *other;
    CopiaProduct *product;
    GArray *pairs;       /* Pair, of each state */
    GHashTable *numbers; /* a pair as one number -> its state, plus one */
    GHashTable *sets;    /* two typesets as one number -> that of both, plus one */
    uint64_t *after_one, *after_other;
} Walk;

static void
state_clear (void *state)
{
    g_array_unref (((CopiaProductState *) state)->after);
}

static uint64_t
key_of (uint32_t one, uint32_t other)
{
    return (uint64_t) one << 32 | other;
}

/* g_int64_hash() gives (1, 2) and (2, 1) and many others the same. */
static guint
hash_key (const void *key)
{
    uint64_t mixed = *(const uint64_t *) key * 0x9E3779B97F4A7C15u;

    return (guint) (mixed >> 32 ^ mixed);
}

/* Returns what the table has for the key, plus one; 0: nothing. */
static uint32_t
look_up (GHashTable *table, uint64_t key)
{
    return GPOINTER_TO_UINT (g_hash_table_lookup (table, &key));
}

static void
note (GHashTable *table, uint64_t key, uint32_t number)
{
    g_hash_table_insert (table, g_memdup2 (&key, sizeof key),
                         GUINT_TO_POINTER (number + 1));
}

static bool
has (const uint64_t *states, uint32_t state)
{
    return states[state / 64] >> (state % 64) & 1;
}

static bool
asks (const CopiaAutomaton *machine, uint32_t place)
{
    return place > 0 && has (machine->asks, place - 1);
}

static bool
may_end (const CopiaAutomaton *machine, uint32_t place)
{
    return place == 0 ? machine->empty : has (machine->last, place - 1);
}

static uint32_t
labels_at (const CopiaAutomaton *machine, uint32_t place)
{
    return place > 0 ? machine->labels[place - 1] : 0;
}

/* The states that can follow a place. */
static void
find_after (const CopiaAutomaton *machine, uint32_t place, uint64_t *into)
{
    memset (into, 0, machine->words * sizeof (uint64_t));
    if (place == 0)
        copia_automaton_unite (machine, into, machine->first);
    else
        copia_automaton_after (machine, place - 1, into);
}

/* The number of the typeset of what passes both tests; NONE: nothing does. */
static uint32_t
set_of_both (Walk *walk, Pair pair)
{
    GPtrArray *sets = walk->binding->sets;
    uint32_t one = walk->one->set_of[pair.one - 1];
    uint32_t other = walk->other->set_of[pair.other - 1];
    uint32_t known = look_up (walk->sets, key_of (one, other));
    g_autoptr (CopiaTypeset) both = NULL;

    if (known > 0)
        return known - 1;
    both =
        copia_typeset_both (walk->binding->index, sets->pdata[one], sets->pdata[other]);
    known = both->freq == 0              ? NONE
            : both == sets->pdata[one]   ? one
            : both == sets->pdata[other] ? other
                                         : sets->len;
    note (walk->sets, key_of (one, other), known);
    if (known == sets->len)
        g_ptr_array_add (sets, g_steal_pointer (&both));
    return known;
}

/* The number of the state of this pair, which may be new; NONE: no token leads there, or
 * there are too many. */
static uint32_t
state_at (Walk *walk, Pair pair)
{
    GArray *states = walk->product->states;
    uint32_t known = look_up (walk->numbers, key_of (pair.one, pair.other));
    CopiaProductState state = { .labels = labels_at (walk->one, pair.one) |
                                          labels_at (walk->other, pair.other) };

    if (known > 0)
        return known - 1;
    if (states->len > COPIA_MOST_STATES)
        return NONE;
    if (asks (walk->other, pair.other)) {
        state.asks = true;
        state.set = walk->other->set_of[pair.other - 1];
        state.labels = labels_at (walk->other, pair.other);
    } else if (asks (walk->one, pair.one)) {
        state.asks = true;
        state.set = walk->one->set_of[pair.one - 1];
        state.labels = labels_at (walk->one, pair.one);
    } else {
        state.set = set_of_both (walk, pair);
        if (state.set == NONE)
            return NONE;
    }
    state.last = may_end (walk->one, pair.one) && may_end (walk->other, pair.other);
    state.after = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    note (walk->numbers, key_of (pair.one, pair.other), states->len);
    g_array_append_val (states, state);
    g_array_append_val (walk->pairs, pair);
    return states->len - 1;
}

/* `from` is a state or, for what comes first, NONE. */
static void
lead (Walk *walk, uint32_t from, Pair pair)
{
    uint32_t to = state_at (walk, pair);
    GArray *states = walk->product->states;

    if (to == NONE)
        return;
    if (from == NONE)
        g_array_index (states, CopiaProductState, to).first = true;
    else
        g_array_append_val (g_array_index (states, CopiaProductState, from).after, to);
}

/* Each state of `machine` among `after` that asks, or that does not, plus one. */
static GArray *
list_of (const CopiaAutomaton *machine, const uint64_t *after, bool asking)
{
    GArray *list = g_array_new (FALSE, FALSE, sizeof (uint32_t));

    for (uint32_t i = 0; i < machine->words; i++)
        for (uint64_t bits = after[i]; bits; bits &= bits - 1) {
            uint32_t place = i * 64 + (uint32_t) __builtin_ctzll (bits) + 1;

            if (asks (machine, place) == asking)
                g_array_append_val (list, place);
        }
    return list;
}

/* All that can follow the pair. */
static void
lead_on (Walk *walk, uint32_t from, Pair pair)
{
    g_autoptr (GArray) asking = NULL, other_asking = NULL, ones = NULL, others = NULL;

    find_after (walk->one, pair.one, walk->after_one);
    find_after (walk->other, pair.other, walk->after_other);
    asking = list_of (walk->one, walk->after_one, true);
    other_asking = list_of (walk->other, walk->after_other, true);
    ones = list_of (walk->one, walk->after_one, false);
    others = list_of (walk->other, walk->after_other, false);
    for (guint i = 0; !asks (walk->other, pair.other) && i < asking->len; i++)
        lead (walk, from, (Pair){ g_array_index (asking, uint32_t, i), pair.other });
    for (guint i = 0; i < other_asking->len; i++)
        lead (walk, from,
              (Pair){ pair.one, g_array_index (other_asking, uint32_t, i) });
    for (guint i = 0;
         i < ones->len && copia_watch_tick (walk->binding->watch, others->len + 1); i++)
        for (guint k = 0; k < others->len; k++)
            lead (walk, from,
                  (Pair){ g_array_index (ones, uint32_t, i),
                          g_array_index (others, uint32_t, k) });
}

/* The states from which an end can be reached: `useful`, a byte each. */
static void
find_useful (const CopiaProduct *self, uint8_t *useful)
{
    const CopiaProductState *states = (const CopiaProductState *) self->states->data;
    bool more = true;

    for (guint i = 0; i < self->states->len; i++)
        useful[i] = states[i].last;
    while (more) {
        more = false;
        for (guint i = self->states->len; i-- > 0;)
            for (guint k = 0; !useful[i] && k < states[i].after->len; k++)
                if (useful[g_array_index (states[i].after, uint32_t, k)])
                    useful[i] = more = true;
    }
}

/* Leaves out the states that are no use; the others keep their order. */
static void
drop_useless (CopiaProduct *self)
{
    guint n = self->states->len, kept = 0;
    g_autofree uint8_t *useful = g_new0 (uint8_t, n + 1);
    g_autofree uint32_t *numbers = g_new0 (uint32_t, n + 1);
    CopiaProductState *states = (CopiaProductState *) self->states->data;

    find_useful (self, useful);
    for (guint i = 0; i < n; i++)
        numbers[i] = useful[i] ? kept++ : NONE;
    for (guint i = 0; i < n; i++) {
        guint ways = 0;

        for (guint k = 0; k < states[i].after->len; k++) {
            uint32_t to = numbers[g_array_index (states[i].after, uint32_t, k)];

            if (to != NONE)
                g_array_index (states[i].after, uint32_t, ways++) = to;
        }
        g_array_set_size (states[i].after, ways);
    }
    for (guint i = n; i-- > 0;)
        if (!useful[i])
            g_array_remove_index (self->states, i);
}

/* No token passes both: one state that none leads to. */
static void
add_dead (CopiaProduct *self, const CopiaBinding *binding)
{
    CopiaProductState state = { .set = binding->sets->len,
                                .first = true,
                                .last = true };
    CopiaTypeset *none = copia_typeset_new ();

    copia_typeset_finish (none, binding->index);
    g_ptr_array_add (binding->sets, none);
    state.after = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    g_array_append_val (self->states, state);
    self->min = !self->empty;
    self->max = 1;
}

/* Where each match is the states one after the other, the rarest of them leads to it. */
static void
find_anchor_in_row (CopiaProduct *self, const CopiaBinding *binding)
{
    self->anchor.sets = g_array_new (FALSE, FALSE, sizeof (uint32_t));
    self->anchor.freq = UINT64_MAX;
    for (guint i = 0; i < self->states->len; i++) {
        uint32_t set = g_array_index (self->states, CopiaProductState, i).set;
        uint64_t freq = ((const CopiaTypeset *) binding->sets->pdata[set])->freq;

        if (freq >= self->anchor.freq)
            continue;
        self->anchor.freq = freq;
        self->anchor.min = self->anchor.max = i;
        g_array_set_size (self->anchor.sets, 0);
        g_array_append_val (self->anchor.sets, set);
    }
}

/* Else that of one of both, whichever leads to fewer starts. */
static void
find_anchor (CopiaProduct *self, const Walk *walk)
{
    uint64_t tokens = copia_index_tokens (walk->binding->index)->size;
    const CopiaAnchor *one = &walk->one->anchor, *other = &walk->other->anchor;

    if (self->states->len > 0 && self->min == self->states->len &&
        self->max == self->states->len) {
        find_anchor_in_row (self, walk->binding);
        return;
    }
    if (!one->sets || (other->sets && copia_anchor_cost (other, tokens) <
                                          copia_anchor_cost (one, tokens)))
        one = other;
    self->anchor = *one;
    if (one->sets)
        self->anchor.sets = g_array_copy (one->sets);
}

static bool
walk_through (Walk *walk)
{
    lead_on (walk, NONE, (Pair){ 0, 0 });
    for (guint i = 0; i < walk->product->states->len &&
                      walk->product->states->len <= COPIA_MOST_STATES;
         i++)
        lead_on (walk, i, g_array_index (walk->pairs, Pair, i));
    if (walk->product->states->len > COPIA_MOST_STATES)
        return copia_binding_fault (
            walk->binding, walk->from->at,
            "what is on both sides of & can go together in more than %d ways; ask for "
            "less on one of them",
            COPIA_MOST_STATES);
    return copia_watch_ended_well (walk->binding->watch, walk->binding->error);
}

CopiaProduct *
copia_product_new (const CopiaBinding *binding, const CopiaNode *from,
                   const CopiaAutomaton *one, const CopiaAutomaton *other)
{
    g_autoptr (CopiaProduct) self = g_new0 (CopiaProduct, 1);
    g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
    g_autoptr (GHashTable) numbers =
        g_hash_table_new_full (hash_key, g_int64_equal, g_free, NULL);
    g_autoptr (GHashTable) sets =
        g_hash_table_new_full (hash_key, g_int64_equal, g_free, NULL);
    g_autofree uint64_t *after_one = g_new (uint64_t, one->words);
    g_autofree uint64_t *after_other = g_new (uint64_t, other->words);
    Walk walk = { binding, from,    one,  other,     self,
                  pairs,   numbers, sets, after_one, after_other };

    self->states = g_array_new (FALSE, FALSE, sizeof (CopiaProductState));
    g_array_set_clear_func (self->states, state_clear);
    self->empty = one->empty && other->empty;
    self->min = MAX (one->shortest, other->shortest);
    self->max = MIN (one->longest, other->longest);
    if (!walk_through (&walk))
        return NULL;
    drop_useless (self);
    if (self->states->len == 0 && (self->max > 0 || !self->empty))
        add_dead (self, binding);
    find_anchor (self, &walk);
    return g_steal_pointer (&self);
}

void
copia_product_free (CopiaProduct *self)
{
    if (!self)
        return;
    g_array_unref (self->states);
    g_clear_pointer (&self->anchor.sets, g_array_unref);
    g_free (self);
}
