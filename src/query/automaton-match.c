/* automaton-match.c - running the machine over tokens. */
#include "query/automaton-private.h"

static bool
match_phrase (const CopiaAutomaton *self, uint64_t start, uint64_t last, uint64_t *end)
{
    if (start > last || last - start < self->states - 1)
        return false;
    for (uint32_t i = 0; i < self->states; i++) {
        const CopiaProbe *probe = &self->probes[i];

        if (!copia_typeset_holds_at (probe->set, self->tokens, start + probe->offset))
            return false;
    }
    *end = start + self->states - 1;
    return true;
}

/* Up to 64 states, all in registers. */
static bool
match_few (const CopiaAutomaton *self, uint64_t start, uint64_t last, uint64_t *end)
{
    uint64_t next = self->first[0];

    for (uint64_t cpos = start; cpos <= last; cpos++) {
        uint32_t id = copia_tokens_get (self->tokens, cpos);
        uint64_t now = 0, bits;

        for (guint i = 0; i < self->n_tests; i++) {
            uint64_t wanted = next & self->by_set[i];

            if (wanted && copia_typeset_holds (self->tests[i], self->lexicon, id, cpos))
                now |= wanted;
        }
        if (now == 0)
            return false;
        if (now & self->last[0]) {
            *end = cpos;
            return true;
        }
        next = (now & self->chain[0]) << 1;
        for (bits = now & self->jumps[0]; bits; bits &= bits - 1)
            next |= self->follow[__builtin_ctzll (bits)];
    }
    return false;
}

bool
copia_automaton_filter (CopiaAutomaton *self, uint64_t cpos)
{
    uint32_t id = copia_tokens_get (self->tokens, cpos);
    uint64_t any = 0;

    for (uint32_t i = 0; i < self->words; i++)
        self->now[i] = 0;
    for (guint test = 0; test < self->n_tests; test++) {
        const uint64_t *mask = self->by_set + (size_t) test * self->words;
        uint64_t wanted = 0;

        for (uint32_t i = 0; i < self->words; i++)
            wanted |= self->next[i] & mask[i];
        if (!wanted ||
            !copia_typeset_holds (self->tests[test], self->lexicon, id, cpos))
            continue;
        any = 1;
        for (uint32_t i = 0; i < self->words; i++)
            self->now[i] |= self->next[i] & mask[i];
    }
    return any;
}

bool
copia_automaton_at_end (const CopiaAutomaton *self)
{
    uint64_t ends = 0;

    for (uint32_t i = 0; i < self->words; i++)
        ends |= self->now[i] & self->last[i];
    return ends;
}

void
copia_automaton_step (CopiaAutomaton *self)
{
    uint64_t carry = 0;

    for (uint32_t i = 0; i < self->words; i++) {
        uint64_t chained = self->now[i] & self->chain[i];

        self->next[i] = chained << 1 | carry;
        carry = chained >> 63;
    }
    for (uint32_t i = 0; i < self->words; i++)
        for (uint64_t bits = self->now[i] & self->jumps[i]; bits; bits &= bits - 1) {
            size_t state = i * 64 + (size_t) __builtin_ctzll (bits);

            copia_automaton_unite (self, self->next,
                                   self->follow + state * self->words);
        }
}

static bool
match_many (CopiaAutomaton *self, uint64_t start, uint64_t last, uint64_t *end)
{
    memcpy (self->next, self->first, self->words * sizeof (uint64_t));
    for (uint64_t cpos = start; cpos <= last; cpos++) {
        if (!copia_automaton_filter (self, cpos))
            return false;
        if (copia_automaton_at_end (self)) {
            *end = cpos;
            return true;
        }
        copia_automaton_step (self);
    }
    return false;
}

bool
copia_automaton_match (CopiaAutomaton *self, uint64_t start, uint64_t last,
                       uint64_t *end)
{
    if (self->probes)
        return match_phrase (self, start, last, end);
    if (self->words == 1)
        return match_few (self, start, last, end);
    return match_many (self, start, last, end);
}
