/* alike.c - joining rows whose entropies are nearly those of their sum.
 *
 * Logarithms are integers, so that every machine joins the same.
 */
#include "base/alike.h"

#include <string.h>

#define FRACTION 16 /* bits of a logarithm behind the point */
#define STEPS_BITS 8
#define STEPS (1u << STEPS_BITS)

typedef struct {
    uint32_t logs[STEPS + 1]; /* of 1, 1 + 1 / STEPS .. 2 */
    uint32_t (*counts)[COPIA_PREFIX_SYMBOLS];
    unsigned n;
    uint64_t *bits;   /* of row i alone */
    uint64_t *dearer; /* n x n, of i < j: joined rather than apart */
    bool *gone;
} Rows;

/* The logarithm, base 2, of 1 + step / STEPS: each squaring gives a bit more. */
static uint32_t
log_of_step (uint32_t step)
{
    uint64_t x = (uint64_t) (STEPS + step) << (31 - STEPS_BITS); /* 1 is 2^31 */
    uint32_t log = 0;

    for (unsigned bit = 0; bit < FRACTION; bit++) {
        x = x * x >> 31;
        log <<= 1;
        if (x >> 32) {
            log |= 1;
            x >>= 1;
        }
    }
    return log;
}

static uint64_t
times_its_log (const Rows *self, uint32_t x)
{
    unsigned high;
    uint32_t behind, step;
    uint64_t log;

    if (x < 2)
        return 0;
    high = 31 - (unsigned) __builtin_clz (x);
    behind = x << (31 - high) << 1; /* the highest bit gone */
    step = behind >> (32 - STEPS_BITS);
    log = self->logs[step];
    log +=
        (uint64_t) (self->logs[step + 1] - self->logs[step]) * (behind << STEPS_BITS) >>
        32;
    return x * (((uint64_t) high << FRACTION) + log);
}

/* What a row takes, or two that are one (i = j: one): in bits, of whose fractions there are 2^16. */
static uint64_t
bits_of (const Rows *self, unsigned i, unsigned j)
{
    uint64_t each = 0;
    uint32_t all = 0;

    for (unsigned symbol = 0; symbol < COPIA_PREFIX_SYMBOLS; symbol++) {
        uint32_t count =
            self->counts[i][symbol] + (i == j ? 0 : self->counts[j][symbol]);

        each += times_its_log (self, count);
        all += count;
    }
    return times_its_log (self, all) - MIN (each, times_its_log (self, all));
}

static void
compare (Rows *self, unsigned i, unsigned j)
{
    uint64_t apart = self->bits[i] + self->bits[j], together = bits_of (self, i, j);

    self->dearer[MIN (i, j) * self->n + MAX (i, j)] = together - MIN (together, apart);
}

static void
join (Rows *self, unsigned i, unsigned j, uint8_t *group)
{
    for (unsigned symbol = 0; symbol < COPIA_PREFIX_SYMBOLS; symbol++)
        self->counts[i][symbol] += self->counts[j][symbol];
    for (unsigned row = 0; row < self->n; row++)
        if (group[row] == j)
            group[row] = (uint8_t) i;
    self->gone[j] = true;
    self->bits[i] = bits_of (self, i, i);
    for (unsigned row = 0; row < self->n; row++)
        if (row != i && !self->gone[row])
            compare (self, i, row);
}

/* Of pairs that are alike to the same degree the first. */
static void
join_most_alike (Rows *self, uint8_t *group)
{
    unsigned first = 0, second = 0;
    uint64_t least = UINT64_MAX;

    for (unsigned i = 0; i < self->n; i++)
        for (unsigned j = i + 1; j < self->n && !self->gone[i]; j++)
            if (!self->gone[j] && self->dearer[i * self->n + j] < least) {
                least = self->dearer[i * self->n + j];
                first = i;
                second = j;
            }
    join (self, first, second, group);
}

static bool
is_empty (const uint32_t counts[COPIA_PREFIX_SYMBOLS])
{
    uint32_t any = 0;

    for (unsigned symbol = 0; symbol < COPIA_PREFIX_SYMBOLS; symbol++)
        any |= counts[symbol];
    return any == 0;
}

/* Puts the rows that are left next to each other. */
static unsigned
close_up (Rows *self, uint8_t *group)
{
    unsigned left = 0;
    uint8_t place[256] = { 0 };

    for (unsigned i = 0; i < self->n; i++)
        if (!self->gone[i]) {
            memmove (self->counts[left], self->counts[i], sizeof *self->counts);
            place[i] = (uint8_t) left++;
        }
    for (unsigned i = 0; i < self->n; i++)
        group[i] = place[group[i]];
    return MAX (left, 1);
}

unsigned
copia_alike_join (uint32_t (*counts)[COPIA_PREFIX_SYMBOLS], unsigned n, unsigned most,
                  uint8_t *group)
{
    g_autofree uint64_t *bits = g_new0 (uint64_t, n);
    g_autofree uint64_t *dearer = g_new0 (uint64_t, (size_t) n * n);
    g_autofree bool *gone = g_new0 (bool, n);
    Rows rows = {
        .counts = counts, .n = n, .bits = bits, .dearer = dearer, .gone = gone
    };
    unsigned left = n;

    for (uint32_t step = 0; step < STEPS; step++)
        rows.logs[step] = log_of_step (step);
    rows.logs[STEPS] = 1u << FRACTION;
    for (unsigned i = 0; i < n; i++) {
        group[i] = (uint8_t) i;
        bits[i] = bits_of (&rows, i, i);
        gone[i] = is_empty (counts[i]);
        left -= gone[i];
    }
    for (unsigned i = 0; i < n; i++)
        for (unsigned j = i + 1; j < n; j++)
            if (!gone[i] && !gone[j])
                compare (&rows, i, j);
    for (; left > most; left--)
        join_most_alike (&rows, group);
    return close_up (&rows, group);
}
