/* row.c - shifting and joining bits. */
#include "query/row.h"

#include "query/stretch.h"

#include <string.h>

#define MOST_PARTS 16
#define MOST_LISTS 64 /* of a part; more are slow to pour */
#define LONGEST 512   /* tokens of a match */
/* What a candidate costs when it is looked at in the corpus, in positions poured; and what the
 * bits of a stretch cost. */
#define COST_OF_CANDIDATE 12
#define COST_OF_STRETCH 256

/* A test that is met `min` to `max` tokens behind the one before it. */
typedef struct {
    const CopiaTypeset *set;
    uint32_t min, max; /* tokens between */
} Part;

/* A pattern read as a row. */
typedef struct {
    Part parts[MOST_PARTS];
    guint n;
    uint32_t min, max; /* tokens passed over since the last part */
    bool exact;
    uint64_t freq, length;
} Reading;

struct CopiaRow {
    const CopiaIndex *index;
    Part parts[MOST_PARTS];
    guint n;
    bool exact;
    guint loose;     /* the part behind the gap that varies; n: there is none */
    uint32_t before; /* tokens from a start to that gap */
    uint32_t behind; /* tokens from that part to the end of a match */
    CopiaStretch *stretches[MOST_PARTS];
    uint32_t words;
    uint64_t base; /* of the stretch at hand */
    bool joined, ended;
    uint64_t *starts;
    uint64_t *rest; /* where `loose` and what follows it can stand */
    uint64_t *work;
};

static bool
pass_over (Reading *self, const CopiaTypeset *set, uint32_t min, uint32_t max)
{
    if (self->n == 0 || max > LONGEST || self->max + max > LONGEST)
        return false;
    self->exact = self->exact && set->kind == COPIA_TYPESET_ANY;
    self->min += min;
    self->max += max;
    return true;
}

static bool
add_part (Reading *self, const CopiaTypeset *set)
{
    if (self->n == MOST_PARTS || set->ids->len > MOST_LISTS || set->freq == 0)
        return false;
    self->parts[self->n++] = (Part){ set, self->min, self->max };
    self->freq += set->freq;
    self->length += self->max + 1;
    self->min = self->max = 0;
    return self->length <= LONGEST;
}

static bool
read_token (Reading *self, const CopiaBound *node, const GPtrArray *sets)
{
    const CopiaTypeset *set = sets->pdata[node->set];

    if (set->children)
        return false;
    return set->kind == COPIA_TYPESET_LISTED ? add_part (self, set)
                                             : pass_over (self, set, 1, 1);
}

static bool
read_repeat (Reading *self, const CopiaBound *node, const GPtrArray *sets)
{
    const CopiaBound *child = node->children->pdata[0];
    const CopiaTypeset *set;

    if (child->kind != COPIA_NODE_TOKEN || node->max == COPIA_NO_MOST)
        return false;
    set = sets->pdata[child->set];
    if (set->children)
        return false;
    if (set->kind != COPIA_TYPESET_LISTED)
        return pass_over (self, set, node->min, node->max);
    if (node->min != node->max)
        return false;
    for (uint32_t i = 0; i < node->min; i++)
        if (!add_part (self, set))
            return false;
    return true;
}

static bool
read_row (Reading *self, const CopiaBound *node, const GPtrArray *sets)
{
    if (node->kind == COPIA_NODE_TOKEN)
        return read_token (self, node, sets);
    if (node->kind == COPIA_NODE_REPEAT)
        return read_repeat (self, node, sets);
    if (node->kind != COPIA_NODE_SEQUENCE)
        return false;
    for (guint i = 0; i < node->children->len; i++)
        if (!read_row (self, node->children->pdata[i], sets))
            return false;
    return true;
}

/* Where one gap at most varies, the next place behind it is that of the shortest match. */
static void
find_loose (CopiaRow *self)
{
    guint varying = 0;

    self->loose = self->n;
    for (guint i = 1; i < self->n; i++) {
        if (self->parts[i].min != self->parts[i].max) {
            varying++;
            self->loose = i;
        }
    }
    self->exact = self->exact && varying <= 1;
    for (guint i = 1; i < self->loose; i++)
        self->before += self->parts[i].min + 1;
    for (guint i = self->loose + 1; i < self->n; i++)
        self->behind += self->parts[i].min + 1;
}

CopiaRow *
copia_row_new (const CopiaIndex *index, const CopiaBound *pattern,
               const GPtrArray *sets, uint64_t candidates, uint64_t from)
{
    g_autoptr (CopiaRow) self = NULL;
    Reading reading = { .exact = true };
    uint64_t tokens = copia_index_tokens (index)->size;

    if (!read_row (&reading, pattern, sets) || reading.n < 2 || reading.max > 0)
        return NULL;
    if (reading.freq + tokens / COPIA_STRETCH * COST_OF_STRETCH * reading.n >
        candidates * COST_OF_CANDIDATE)
        return NULL;
    self = g_new0 (CopiaRow, 1);
    self->index = index;
    self->n = reading.n;
    self->exact = reading.exact;
    memcpy (self->parts, reading.parts, sizeof self->parts);
    find_loose (self);
    for (guint i = 0; i < self->n; i++)
        self->stretches[i] = copia_stretch_new (self->parts[i].set->layer->postings,
                                                self->parts[i].set->ids, from, LONGEST);
    self->words = self->stretches[0]->words;
    self->starts = g_new0 (uint64_t, self->words);
    self->rest = g_new0 (uint64_t, self->words);
    self->work = g_new0 (uint64_t, self->words);
    return g_steal_pointer (&self);
}

bool
copia_row_is_exact (const CopiaRow *self)
{
    return self->exact;
}

/* The 64 bits from bit `at` on; behind the last word there are none. */
static inline uint64_t
bits_at (const uint64_t *bits, size_t words, size_t at)
{
    size_t word = at / 64;
    unsigned shift = at % 64;
    uint64_t low = word < words ? bits[word] >> shift : 0;

    if (shift == 0 || word + 1 >= words)
        return low;
    return low | bits[word + 1] << (64 - shift);
}

/* bits |= bits >> shift, shift > 0: reads only what was not written yet. */
static void
join_shifted (uint64_t *bits, size_t words, size_t shift)
{
    for (size_t i = 0; i < words; i++)
        bits[i] |= bits_at (bits, words, i * 64 + shift);
}

/* `work` becomes the places that have one of its bits 0 to `width` places behind them. */
static void
widen (CopiaRow *self, uint32_t width)
{
    for (uint32_t done = 1; done < width + 1;) {
        uint32_t step = MIN (done, width + 1 - done);

        join_shifted (self->work, self->words, step);
        done += step;
    }
}

/* From the last part to the first: where it and all behind it can stand. */
static void
join (CopiaRow *self)
{
    size_t size = self->words * sizeof *self->work;

    memcpy (self->starts, self->stretches[self->n - 1]->bits, size);
    for (guint i = self->n - 1; i > 0; i--) {
        const Part *part = &self->parts[i];
        const uint64_t *before = self->stretches[i - 1]->bits;

        if (i == self->loose)
            memcpy (self->rest, self->starts, size);
        memcpy (self->work, self->starts, size);
        widen (self, part->max - part->min);
        for (size_t k = 0; k < self->words; k++)
            self->starts[k] =
                before[k] & bits_at (self->work, self->words, k * 64 + part->min + 1);
    }
    self->base = self->stretches[0]->base;
    self->joined = true;
}

/* Makes the stretch at hand the one that holds cpos. */
static bool
move (CopiaRow *self, uint64_t cpos)
{
    if (self->joined && cpos < self->base + COPIA_STRETCH)
        return true;
    for (guint i = 0; i < self->n && !self->ended; i++)
        if (cpos >= self->stretches[i]->base + COPIA_STRETCH)
            self->ended = !copia_stretch_move (self->stretches[i], cpos);
    if (!self->ended)
        join (self);
    return !self->ended;
}

bool
copia_row_seek (CopiaRow *self, uint64_t from, uint64_t *start)
{
    uint64_t tokens = copia_index_tokens (self->index)->size;

    from = MAX (from, self->base); /* stretches before it had none */
    while (from < tokens && !self->ended && move (self, from)) {
        size_t word = (from - self->base) / 64;
        uint64_t bits = self->starts[word] & UINT64_MAX << (from % 64);

        while (bits == 0 && ++word < COPIA_STRETCH_WORDS)
            bits = self->starts[word];
        if (bits) {
            *start = self->base + word * 64 + (unsigned) __builtin_ctzll (bits);
            return true;
        }
        from = self->base + COPIA_STRETCH;
    }
    self->ended = true;
    return false;
}

/* The end of the shortest match from `start`, of the stretch at hand. */
static inline uint64_t
end_of (const CopiaRow *self, uint64_t start)
{
    uint64_t at = start + self->before, place;

    if (self->loose == self->n)
        return at;
    at += self->parts[self->loose].min + 1;
    for (place = at - self->base;; place += 64) {
        uint64_t bits = bits_at (self->rest, self->words, place);

        if (bits)
            return self->base + place + (unsigned) __builtin_ctzll (bits) +
                   self->behind;
        if (place >= self->words * (uint64_t) 64)
            return start;
    }
}

size_t
copia_row_take (CopiaRow *self, uint64_t from, uint64_t to, CopiaHit *hits, size_t most)
{
    size_t n = 0;
    uint64_t start;

    while (n < most && from < to && copia_row_seek (self, from, &start)) {
        size_t word = (start - self->base) / 64;
        uint64_t bits = self->starts[word] & UINT64_MAX << (start % 64);

        for (; bits && n < most; bits &= bits - 1) {
            start = self->base + word * 64 + (unsigned) __builtin_ctzll (bits);
            if (start >= to)
                return n;
            hits[n++] = (CopiaHit){ start, end_of (self, start), start };
        }
        from = start + 1;
    }
    return n;
}

void
copia_row_free (CopiaRow *self)
{
    if (!self)
        return;
    for (guint i = 0; i < self->n; i++)
        copia_stretch_free (self->stretches[i]);
    g_free (self->starts);
    g_free (self->rest);
    g_free (self->work);
    g_free (self);
}
