/* threads.c - sets of threads, token by token. */
#include "query/threads.h"

#include "query/assertion.h"
#include "query/automaton-private.h"

typedef struct {
    GArray *rows;     /* uint64_t: state, places; again and again */
    uint32_t *slots;  /* open addressing: number of a row, plus one */
    uint32_t n_slots; /* in use, of `room` */
    uint32_t room;
} Bag;

#define FEW_SLOTS 256 /* of an empty bag: few to clear, however many one has held */

/* A condition that is decided as soon as its labels are placed, for no way leads from a token
 * with such a label to another that bears it. */
typedef struct {
    const CopiaCheck *check;
    uint32_t labels;
} Early;

struct CopiaThreads {
    CopiaAutomaton *automaton;
    const GPtrArray *checks;
    guint labels, target;
    guint width; /* uint64_t a row */
    Bag now, next;
    uint64_t *row;
    uint64_t *states; /* what follows one */
    GArray *early;    /* Early */
    /* of the run */
    uint64_t start, border;
    CopiaSpan text;
    CopiaEnd end; /* the end before `border`, where `ended` */
    bool ended;
};

static void
bag_empty (Bag *bag)
{
    if (!bag->rows)
        bag->rows = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    if (bag->room == 0) {
        bag->room = FEW_SLOTS;
        bag->slots = g_new (uint32_t, bag->room);
    }
    bag->n_slots = FEW_SLOTS;
    g_array_set_size (bag->rows, 0);
    memset (bag->slots, 0, bag->n_slots * sizeof (uint32_t));
}

static uint64_t *
bag_row (const Bag *bag, guint width, guint i)
{
    return &g_array_index (bag->rows, uint64_t, (gsize) i * width);
}

static uint32_t *
find_slot (const Bag *bag, guint width, const uint64_t *row)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a, a word at a time */
    uint32_t i;

    for (guint k = 0; k < width; k++)
        hash = (hash ^ row[k]) * 1099511628211u;
    for (i = (uint32_t) (hash >> 32) & (bag->n_slots - 1); bag->slots[i];
         i = (i + 1) & (bag->n_slots - 1))
        if (memcmp (bag_row (bag, width, bag->slots[i] - 1), row,
                    width * sizeof (uint64_t)) == 0)
            break;
    return &bag->slots[i];
}

static void
bag_grow (Bag *bag, guint width)
{
    guint n = bag->rows->len / width;

    bag->n_slots *= 2;
    if (bag->n_slots > bag->room) {
        bag->room = bag->n_slots;
        g_free (bag->slots);
        bag->slots = g_new (uint32_t, bag->room);
    }
    memset (bag->slots, 0, bag->n_slots * sizeof (uint32_t));
    for (guint i = 0; i < n; i++)
        *find_slot (bag, width, bag_row (bag, width, i)) = i + 1;
}

/* True when the row is new. */
static bool
bag_add (Bag *bag, guint width, const uint64_t *row)
{
    uint32_t *slot = find_slot (bag, width, row);

    if (*slot)
        return false;
    g_array_append_vals (bag->rows, row, width);
    *slot = bag->rows->len / width;
    if (*slot * 2 > bag->n_slots)
        bag_grow (bag, width);
    return true;
}

/* Some state that bears the label can come after one that does. */
static bool
comes_again (const CopiaAutomaton *automaton, guint label)
{
    g_autofree uint64_t *known = g_new0 (uint64_t, automaton->words);
    g_autofree uint32_t *open = g_new (uint32_t, automaton->states + 1);
    g_autofree uint64_t *after = g_new (uint64_t, automaton->words);
    uint32_t n = 0;

    for (uint32_t state = 0; state < automaton->states; state++)
        if (automaton->labels[state] >> label & 1)
            open[n++] = state; /* not known yet: it must be come to */
    while (n > 0) {
        memset (after, 0, automaton->words * sizeof (uint64_t));
        copia_automaton_after (automaton, open[--n], after);
        for (uint32_t i = 0; i < automaton->words; i++)
            for (uint64_t bits = after[i] & ~known[i]; bits; bits &= bits - 1) {
                uint32_t state = i * 64 + (uint32_t) __builtin_ctzll (bits);

                if (automaton->labels[state] >> label & 1)
                    return true;
                known[i] |= bits & -bits;
                open[n++] = state;
            }
    }
    return false;
}

static void
find_early (CopiaThreads *self)
{
    g_autoptr (GPtrArray) all = g_ptr_array_new ();
    uint32_t again = 0;

    for (guint label = 0; label < self->labels; label++)
        if (comes_again (self->automaton, label))
            again |= 1u << label;
    for (guint i = 0; i < self->checks->len; i++)
        copia_check_split (self->checks->pdata[i], all);
    for (guint i = 0; i < all->len; i++) {
        Early early = { all->pdata[i], copia_check_concerns (all->pdata[i]) };

        if (early.labels != 0 && early.labels != UINT32_MAX && !(early.labels & again))
            g_array_append_val (self->early, early);
    }
}

/* The row, in which the labels `placed` were just placed, can still become a match. */
static bool
may_go_on (const CopiaThreads *self, uint32_t placed)
{
    uint32_t there = 0;

    for (guint k = 0; k < self->labels; k++)
        if (self->row[k + 1] != COPIA_UNPLACED)
            there |= 1u << k;
    for (guint i = 0; i < self->early->len; i++) {
        const Early *early = &g_array_index (self->early, Early, i);

        if ((early->labels & placed) && (early->labels & ~there) == 0 &&
            !copia_check_holds (early->check, self->row + 1, self->start, 0))
            return false;
    }
    return true;
}

CopiaThreads *
copia_threads_new (CopiaAutomaton *automaton, const GPtrArray *checks, guint labels,
                   guint target)
{
    CopiaThreads *self = g_new0 (CopiaThreads, 1);

    self->automaton = automaton;
    self->checks = checks;
    self->labels = labels;
    self->target = target;
    self->width = labels + 1;
    self->row = g_new (uint64_t, self->width);
    self->states = g_new (uint64_t, automaton->words);
    bag_empty (&self->now);
    bag_empty (&self->next);
    self->early = g_array_new (FALSE, FALSE, sizeof (Early));
    find_early (self);
    return self;
}

/* A match ends before the border with these places. */
static void
end_here (CopiaThreads *self, const uint64_t *places)
{
    uint64_t target = self->start, end = self->border - 1;

    for (guint i = 0; i < self->checks->len; i++)
        if (!copia_check_holds (self->checks->pdata[i], places, self->start, end))
            return;
    if (self->target != COPIA_NONE && places[self->target] != COPIA_UNPLACED)
        target = places[self->target];
    self->end =
        (CopiaEnd){ end, self->ended ? MIN (self->end.target, target) : target };
    self->ended = true;
}

static bool
too_many (const CopiaThreads *self)
{
    return copia_watch_stop (
        self->automaton->watch,
        "labels can be placed in more than %d ways from one start; "
        "ask for less between them, as in []{0,5}",
        COPIA_MOST_THREADS);
}

/* Adds each of `states` with the places in `row`. */
static bool
add_states (CopiaThreads *self, const uint64_t *states)
{
    const CopiaAutomaton *automaton = self->automaton;

    for (uint32_t i = 0; i < automaton->words; i++)
        for (uint64_t bits = states[i]; bits; bits &= bits - 1) {
            self->row[0] = i * 64 + (uint32_t) __builtin_ctzll (bits);
            bag_add (&self->next, self->width, self->row);
        }
    return self->next.rows->len / self->width <= COPIA_MOST_THREADS || too_many (self);
}

static bool
add_after (CopiaThreads *self, uint32_t state)
{
    memset (self->states, 0, self->automaton->words * sizeof (uint64_t));
    copia_automaton_after (self->automaton, state, self->states);
    return add_states (self, self->states);
}

static bool
has (const uint64_t *states, uint64_t state)
{
    return states[state / 64] >> (state % 64) & 1;
}

/* What `row` waits for at the border was so; it goes on. */
static bool
let_through (CopiaThreads *self, bool may_end)
{
    uint32_t state = (uint32_t) self->row[0];

    if (may_end && has (self->automaton->last, state))
        end_here (self, self->row + 1);
    return add_after (self, state);
}

/* The same in each way in which a meet or union places its labels. */
static bool
let_all_through (CopiaThreads *self, CopiaAssertion *assertion, bool may_end)
{
    g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    uint64_t state = self->row[0];
    uint32_t placed = self->automaton->labels[state];

    copia_assertion_places (assertion, self->border, self->text, self->row + 1,
                            self->labels, COPIA_MOST_THREADS, rows);
    if (rows->len / self->labels > COPIA_MOST_THREADS)
        return too_many (self);
    for (guint i = 0; i < rows->len; i += self->labels) {
        self->row[0] = state; /* add_after() has left another */
        memcpy (self->row + 1, &g_array_index (rows, uint64_t, i),
                self->labels * sizeof (uint64_t));
        if (may_go_on (self, placed) && !let_through (self, may_end))
            return false;
    }
    return true;
}

/* Asks at the border what threads wait for; those it lets through go on. */
static bool
ask (CopiaThreads *self, bool may_end)
{
    CopiaAutomaton *automaton = self->automaton;

    for (guint i = 0; i < self->next.rows->len / self->width; i++) {
        uint64_t state = bag_row (&self->next, self->width, i)[0];
        CopiaAssertion *assertion;

        if (!has (automaton->asks, state))
            continue;
        assertion = automaton->assertions->pdata[automaton->set_of[state]];
        memcpy (self->row, bag_row (&self->next, self->width, i),
                self->width * sizeof (uint64_t));
        if (automaton->labels[state]) {
            if (!let_all_through (self, assertion, may_end))
                return false;
        } else if (copia_assertion_holds (assertion, self->border, self->text) &&
                   !let_through (self, may_end)) {
            return false;
        }
    }
    return true;
}

/* Takes the token at `cpos`; false: stop. */
static bool
take (CopiaThreads *self, uint64_t cpos)
{
    CopiaAutomaton *automaton = self->automaton;
    const CopiaLexicon *lexicon = automaton->lexicon;
    uint32_t type = copia_tokens_get (automaton->tokens, cpos);
    Bag past = self->now;

    self->now = self->next;
    self->next = past;
    bag_empty (&self->next);
    for (guint i = 0; i < self->now.rows->len / self->width; i++) {
        const uint64_t *row = bag_row (&self->now, self->width, i);
        uint32_t state = (uint32_t) row[0];

        if (has (automaton->asks, state) ||
            !copia_typeset_holds (automaton->sets->pdata[automaton->set_of[state]],
                                  lexicon, type, cpos))
            continue;
        memcpy (self->row, row, self->width * sizeof (uint64_t));
        for (guint k = 0; k < self->labels; k++)
            if (automaton->labels[state] >> k & 1)
                self->row[k + 1] = cpos;
        if (automaton->labels[state] && !may_go_on (self, automaton->labels[state]))
            continue;
        if (has (automaton->last, state))
            end_here (self, self->row + 1);
        if (!add_after (self, (uint32_t) state))
            return false;
    }
    return copia_watch_tick (automaton->watch, 1 + self->now.rows->len / self->width);
}

bool
copia_threads_run (CopiaThreads *self, uint64_t start, uint64_t last, CopiaSpan text,
                   CopiaMatching matching, GArray *ends)
{
    g_array_set_size (ends, 0);
    self->start = self->border = start;
    self->text = text;
    bag_empty (&self->next);
    memset (self->row, 0xFF, self->width * sizeof (uint64_t)); /* all unplaced */
    if (!add_states (self, self->automaton->first) || !ask (self, false))
        return false;
    while (self->border <= last && self->next.rows->len > 0) {
        self->ended = false;
        self->border++;
        if (!take (self, self->border - 1) || !ask (self, true))
            return false;
        if (!self->ended)
            continue;
        if (matching == COPIA_MATCH_LONGEST)
            g_array_set_size (ends, 0);
        g_array_append_val (ends, self->end);
        if (matching == COPIA_MATCH_SHORTEST)
            break;
    }
    return ends->len > 0;
}

void
copia_threads_free (CopiaThreads *self)
{
    if (!self)
        return;
    g_array_unref (self->now.rows);
    g_array_unref (self->next.rows);
    g_free (self->now.slots);
    g_free (self->next.slots);
    g_free (self->row);
    g_free (self->states);
    g_array_unref (self->early);
    g_free (self);
}
