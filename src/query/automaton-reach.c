/* automaton-reach.c - which labels can follow which, and how many tokens later. */
#include "query/automaton-private.h"

#define MOST_STEPS 2048                /* tokens looked ahead */
#define MOST_LEADING 256               /* states that are looked through for a way */
#define MOST_WORK ((uint64_t) 1 << 22) /* states met on the way */

/* All states that can be in one place, after a border. */
typedef struct {
    const CopiaAutomaton *automaton;
    uint64_t *here, *next;
} Front;

static Front
front_new (const CopiaAutomaton *automaton)
{
    return (Front){ automaton, g_new0 (uint64_t, automaton->words),
                    g_new0 (uint64_t, automaton->words) };
}

static void
front_clear (Front *self)
{
    g_free (self->here);
    g_free (self->next);
}

static bool
has (const uint64_t *states, uint32_t state)
{
    return states[state / 64] >> (state % 64) & 1;
}

/* What asks takes no token: adds what follows it. */
static void
pass_asking (Front *self)
{
    const CopiaAutomaton *automaton = self->automaton;
    bool more = true;

    while (more) {
        more = false;
        for (uint32_t state = 0; state < automaton->states; state++) {
            if (!has (self->here, state) || !has (automaton->asks, state))
                continue;
            memcpy (self->next, self->here, automaton->words * sizeof (uint64_t));
            copia_automaton_after (automaton, state, self->here);
            more = more || memcmp (self->next, self->here,
                                   automaton->words * sizeof (uint64_t)) != 0;
        }
    }
}

/* One token on; answers how many states took it. */
static uint32_t
step (Front *self)
{
    const CopiaAutomaton *automaton = self->automaton;
    uint64_t *past = self->here;
    uint32_t taken = 0;

    memset (self->next, 0, automaton->words * sizeof (uint64_t));
    for (uint32_t i = 0; i < automaton->words; i++)
        for (uint64_t bits = past[i] & ~automaton->asks[i]; bits; bits &= bits - 1) {
            copia_automaton_after (automaton,
                                   i * 64 + (uint32_t) __builtin_ctzll (bits),
                                   self->next);
            taken++;
        }
    self->here = self->next;
    self->next = past;
    pass_asking (self);
    return taken;
}

static void
find_bearers (const CopiaAutomaton *self, uint32_t labels, uint64_t *bearers)
{
    for (uint32_t state = 0; state < self->states; state++)
        if (self->labels[state] & labels)
            bearers[state / 64] |= (uint64_t) 1 << (state % 64);
}

static bool
meet (const CopiaAutomaton *self, const uint64_t *one, const uint64_t *other)
{
    for (uint32_t i = 0; i < self->words; i++)
        if (one[i] & other[i])
            return true;
    return false;
}

/* Adds to `wanted`, of states, those that lead there. */
static void
add_leading (const CopiaAutomaton *self, uint64_t *wanted)
{
    g_autofree uint64_t *after = g_new (uint64_t, self->words);
    bool more = self->states <= MOST_LEADING;

    while (more) {
        more = false;
        for (uint32_t state = self->states; state > 0; state--) {
            if (has (wanted, state - 1))
                continue;
            memset (after, 0, self->words * sizeof (uint64_t));
            copia_automaton_after (self, state - 1, after);
            if (!meet (self, after, wanted))
                continue;
            wanted[(state - 1) / 64] |= (uint64_t) 1 << ((state - 1) % 64);
            more = true;
        }
    }
    if (self->states > MOST_LEADING) /* who knows */
        memset (wanted, 0xFF, self->words * sizeof (uint64_t));
}

/* The front stands `ahead` of the tokens of the states it began with. */
static bool
measure (Front *front, const uint64_t *wanted, uint64_t ahead, uint64_t *min,
         uint64_t *max)
{
    const CopiaAutomaton *self = front->automaton;
    g_autofree uint64_t *leading = g_memdup2 (wanted, self->words * sizeof (uint64_t));
    uint64_t work = 0;

    add_leading (self, leading);
    *min = UINT64_MAX;
    *max = 0;
    for (; meet (self, front->here, leading); ahead++) {
        if (ahead >= MOST_STEPS || work >= MOST_WORK / self->words) {
            *max = UINT64_MAX;
            return true;
        }
        if (meet (self, front->here, wanted)) {
            *min = MIN (*min, ahead);
            *max = ahead;
        }
        work += step (front);
    }
    return *min != UINT64_MAX;
}

bool
copia_automaton_distance (const CopiaAutomaton *self, uint32_t from, uint32_t to,
                          uint64_t *min, uint64_t *max)
{
    g_autofree uint64_t *wanted = g_new0 (uint64_t, self->words);
    Front front = front_new (self);
    bool found;

    if (from == 0) {
        memcpy (front.here, self->first, self->words * sizeof (uint64_t));
        pass_asking (&front);
    } else {
        find_bearers (self, from, front.here);
        step (&front);
    }
    find_bearers (self, to, wanted);
    found = measure (&front, wanted, from != 0, min, max);
    front_clear (&front);
    return found;
}

uint32_t
copia_automaton_asked_labels (const CopiaAutomaton *self)
{
    uint32_t labels = 0;

    for (uint32_t state = 0; state < self->states; state++)
        if (has (self->asks, state))
            labels |= self->labels[state];
    return labels;
}

bool
copia_automaton_comes_again (const CopiaAutomaton *self, uint32_t label)
{
    g_autofree uint64_t *known = g_new0 (uint64_t, self->words);
    g_autofree uint32_t *open = g_new (uint32_t, 2 * self->states + 1);
    g_autofree uint64_t *after = g_new (uint64_t, self->words);
    uint32_t n = 0;

    for (uint32_t state = 0; state < self->states; state++)
        if (self->labels[state] >> label & 1)
            open[n++] = state; /* not known yet: it must be come to */
    while (n > 0) {
        memset (after, 0, self->words * sizeof (uint64_t));
        copia_automaton_after (self, open[--n], after);
        for (uint32_t i = 0; i < self->words; i++)
            for (uint64_t bits = after[i] & ~known[i]; bits; bits &= bits - 1) {
                uint32_t state = i * 64 + (uint32_t) __builtin_ctzll (bits);

                if (self->labels[state] >> label & 1)
                    return true;
                known[i] |= bits & -bits;
                open[n++] = state;
            }
    }
    return false;
}
