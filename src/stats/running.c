/* running.c - type-token ratios along a text, so that length does not count. */
#include "stats/running.h"

#include <glib.h>
#include <math.h>
#include <stdbool.h>

double
copia_mattr (const CopiaRunning *text, size_t window)
{
    g_autofree uint32_t *count = g_new0 (uint32_t, (size_t) text->types + 1);
    size_t types = 0;
    double sum = 0;

    if (text->n == 0 || window == 0)
        return NAN;
    if (window > text->n)
        window = text->n;
    for (size_t i = 0; i < text->n; i++) {
        types += count[text->tokens[i]]++ == 0;
        if (i >= window)
            types -= --count[text->tokens[i - window]] == 0;
        if (i + 1 >= window)
            sum += types;
    }
    return sum / window / (text->n - window + 1);
}

/* Counts types without being cleared: a type is new where its mark is not the present one. */
typedef struct {
    uint32_t *marks;
    uint32_t present;
    size_t types, tokens;
} Counter;

static Counter
counter_new (uint32_t types)
{
    return (Counter){ g_new0 (uint32_t, (size_t) types + 1), 1, 0, 0 };
}

static void
counter_restart (Counter *self)
{
    self->present++;
    self->types = self->tokens = 0;
}

static void
counter_add (Counter *self, uint32_t type)
{
    self->types += self->marks[type] != self->present;
    self->marks[type] = self->present;
    self->tokens++;
}

static double
counter_ttr (const Counter *self)
{
    return (double) self->types / self->tokens;
}

double
copia_msttr (const CopiaRunning *text, size_t segment)
{
    double sum = 0;

    if (text->n == 0 || segment == 0)
        return NAN;
    if (segment > text->n)
        segment = text->n;
    Counter counter = counter_new (text->types);
    size_t whole = text->n / segment;
    for (size_t i = 0; i < whole * segment; i++) {
        counter_add (&counter, text->tokens[i]);
        if (counter.tokens == segment) {
            sum += counter_ttr (&counter);
            counter_restart (&counter);
        }
    }
    g_free (counter.marks);
    return sum / whole;
}

enum { SHORTEST = 10, MOST_STEPS = 500000000 };

static bool
complete (const Counter *counter, double threshold, CopiaMtldRule rule)
{
    double ttr = counter_ttr (counter);

    if (rule == COPIA_MTLD_AT_MOST)
        return ttr <= threshold;
    return ttr < threshold && (rule == COPIA_MTLD_BELOW || counter->tokens >= SHORTEST);
}

static uint32_t
token_at (const CopiaRunning *text, size_t i, bool backwards)
{
    return text->tokens[backwards ? text->n - 1 - i : i];
}

/* Tokens per factor in one direction. */
static double
mtld_one_way (const CopiaRunning *text, double threshold, CopiaMtldRule rule,
              bool backwards)
{
    Counter counter = counter_new (text->types);
    double factors = 0;

    for (size_t i = 0; i < text->n; i++) {
        counter_add (&counter, token_at (text, i, backwards));
        bool last = rule == COPIA_MTLD_BELOW_10 && i + 1 == text->n;
        if (!last && complete (&counter, threshold, rule)) {
            factors++;
            counter_restart (&counter);
        }
    }
    if (counter.tokens > 0)
        factors += (1 - counter_ttr (&counter)) / (1 - threshold);
    g_free (counter.marks);
    if (factors == 0 && rule == COPIA_MTLD_AT_MOST)
        factors = 1;
    return text->n / factors;
}

double
copia_mtld (const CopiaRunning *text, double threshold, CopiaMtldRule rule)
{
    if (text->n == 0)
        return NAN;
    return (mtld_one_way (text, threshold, rule, false) +
            mtld_one_way (text, threshold, rule, true)) /
           2;
}

/* Mean length of the factors beginning at each token. */
static double
moving (const CopiaRunning *text, double threshold, bool wrap, bool backwards)
{
    Counter counter = counter_new (text->types);
    double factors = 0, lengths = 0;
    size_t steps = 0;

    for (size_t start = 0; start < text->n && steps < MOST_STEPS; start++) {
        size_t end = wrap ? 2 * text->n : text->n;
        counter_restart (&counter);
        for (size_t i = start; i < end && steps < MOST_STEPS; i++, steps++) {
            counter_add (&counter, token_at (text, i % text->n, backwards));
            if (complete (&counter, threshold, COPIA_MTLD_BELOW_10)) {
                factors++;
                lengths += counter.tokens;
                break;
            }
        }
    }
    g_free (counter.marks);
    return steps < MOST_STEPS ? lengths / factors : NAN;
}

double
copia_mtld_wrap (const CopiaRunning *text, double threshold)
{
    return moving (text, threshold, true, false);
}

double
copia_mtld_bidirectional (const CopiaRunning *text, double threshold)
{
    return (moving (text, threshold, false, false) +
            moving (text, threshold, false, true)) /
           2;
}
