/* gap-guess.c - classes of types by their usual gap and how usual it is. */
#include "index/gap-guess.h"

#define MOST_TYPES 65536u /* the most frequent ones: a class each */
#define LEAST_SEEN 8u     /* times, to have one */

typedef struct {
    uint32_t before[COPIA_GAP_CODES], behind[COPIA_GAP_CODES];
} Seen;

struct CopiaGapGuess {
    Seen *seen;     /* a type */
    uint8_t *class; /* the same: on the left of a gap, and 16 times: on its right */
    uint32_t types; /* that have one */
    uint64_t pairs[COPIA_GAP_CLASSES * COPIA_GAP_CLASSES][COPIA_GAP_CODES];
    uint8_t usual[COPIA_GAP_CLASSES * COPIA_GAP_CLASSES];
};

CopiaGapGuess *
copia_gap_guess_new (void)
{
    CopiaGapGuess *self = g_new0 (CopiaGapGuess, 1);

    self->seen = g_new0 (Seen, MOST_TYPES);
    self->class = g_new0 (uint8_t, MOST_TYPES);
    return self;
}

void
copia_gap_guess_count (CopiaGapGuess *self, uint32_t before, uint32_t id, unsigned code)
{
    if (id < MOST_TYPES)
        self->seen[id].before[code]++;
    if (before < MOST_TYPES)
        self->seen[before].behind[code]++;
}

/* The commonest code, and in how many of a hundred it is that one: 4 * code + 0..3. */
static unsigned
class_of (const uint32_t *seen)
{
    uint64_t all = 0;
    unsigned most = 0;

    for (unsigned code = 0; code < COPIA_GAP_CODES; code++) {
        all += seen[code];
        if (seen[code] > seen[most])
            most = code;
    }
    return 4 * most + (seen[most] * UINT64_C (100) > all * 70) +
           (seen[most] * UINT64_C (100) > all * 90) +
           (seen[most] * UINT64_C (100) > all * 99);
}

void
copia_gap_guess_classify (CopiaGapGuess *self)
{
    for (uint32_t id = 0; id < MOST_TYPES; id++) {
        const Seen *seen = &self->seen[id];
        uint64_t times = 0;

        for (unsigned code = 0; code < COPIA_GAP_CODES; code++)
            times += seen->before[code];
        if (times < LEAST_SEEN) /* nor have those behind it */
            return;
        self->class[id] =
            (uint8_t) (class_of (seen->behind) | class_of (seen->before) << 4);
        self->types = id + 1;
    }
}

static inline unsigned
pair_of (const CopiaGapGuess *self, uint32_t before, uint32_t id)
{
    return (before < self->types ? self->class[before] & 15u : 0) |
           (id < self->types ? self->class[id] & 0xF0u : 0);
}

void
copia_gap_guess_pair (CopiaGapGuess *self, uint32_t before, uint32_t id, unsigned code)
{
    self->pairs[pair_of (self, before, id)][code]++;
}

void
copia_gap_guess_settle (CopiaGapGuess *self)
{
    for (unsigned pair = 0; pair < G_N_ELEMENTS (self->pairs); pair++)
        for (unsigned code = 1; code < COPIA_GAP_CODES; code++)
            if (self->pairs[pair][code] > self->pairs[pair][self->usual[pair]])
                self->usual[pair] = (uint8_t) code;
}

unsigned
copia_gap_guess_rest (const CopiaGapGuess *self, uint32_t before, uint32_t id,
                      unsigned code)
{
    return (code - self->usual[pair_of (self, before, id)]) % COPIA_GAP_CODES;
}

void
copia_gap_guess_write (const CopiaGapGuess *self, CopiaContainerWriter *out)
{
    copia_container_begin (out, "gap.class", 1);
    copia_container_put (out, self->class, self->types);
    copia_container_end (out, self->types);
    copia_container_begin (out, "gap.usual", 1);
    copia_container_put (out, self->usual, sizeof self->usual);
    copia_container_end (out, sizeof self->usual);
}

void
copia_gap_guess_free (CopiaGapGuess *self)
{
    if (!self)
        return;
    g_free (self->seen);
    g_free (self->class);
    g_free (self);
}
