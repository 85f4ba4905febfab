/* row.c - shifting and joining bits. */
#include "query/row.h"

#include "query/stretch.h"

#include <string.h>

#define MOST_PARTS 16
#define MOST_LISTS 64 /* of a part; more are slow to pour */
#define LONGEST 512   /* tokens of a match */
#define TAKEN_WORDS 256
/* What a candidate costs when it is looked at in the corpus, in positions poured; and what the
 * bits of a stretch cost. */
#define COST_OF_CANDIDATE 12
#define COST_OF_STRETCH 256
/* Gaps of words, between which marks may stand: how wide they are, of how many types marks are,
 * and what a candidate costs then for each word that may lie between. */
#define WIDEST_GAP 16
#define MOST_MARKS 4096
#define COST_OF_GAP 16

/* A test that is met `min` to `max` tokens behind the one before it. */
typedef struct {
    const CopiaTypeset *set;
    uint32_t min,
        max; /* tokens between, or `words`, with any number of marks around them */
    bool words;
} Part;

/* A pattern read as a row. */
typedef struct {
    Part parts[MOST_PARTS];
    guint n;
    uint32_t min, max; /* tokens passed over since the last part */
    bool exact;
    bool words; /* since the last part, marks are passed over, too */
    const CopiaTypeset *marks;
    uint32_t between; /* words in all the gaps, at most */
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
    CopiaStretch *marks; /* NULL: no part is `words` behind another */
    uint32_t words;
    uint64_t base; /* of the stretch at hand */
    bool joined, ended;
    uint64_t *starts;
    uint64_t *rest; /* where `loose` and what follows it can stand */
    uint64_t *work, *gap;
};

static bool
pass_over (Reading *self, const CopiaTypeset *set, uint32_t min, uint32_t max)
{
    if (self->n == 0 || self->words || max > LONGEST || self->max + max > LONGEST)
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
    self->parts[self->n++] = (Part){ set, self->min, self->max, self->words };
    self->freq += set->freq;
    self->length += self->max + 1;
    self->min = self->max = 0;
    self->words = false;
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

/* Any number of marks. */
static bool
pass_marks (Reading *self, const CopiaTypeset *marks)
{
    if (self->n == 0 || (!self->words && self->max > 0) || marks->children ||
        marks->ids->len > MOST_MARKS)
        return false;
    self->exact = false;
    self->words = true;
    self->marks = marks;
    return true;
}

static bool
is_marks (const CopiaBound *node)
{
    return node->kind == COPIA_NODE_REPEAT && node->free;
}

/* (word marks){m,n} */
static bool
pass_words (Reading *self, const CopiaBound *node, const GPtrArray *sets)
{
    const CopiaBound *row = node->children->pdata[0];
    const CopiaBound *word, *marks;

    if (!self->words || row->kind != COPIA_NODE_SEQUENCE || row->children->len != 2)
        return false;
    word = row->children->pdata[0];
    marks = row->children->pdata[1];
    if (word->kind != COPIA_NODE_TOKEN || !is_marks (marks) ||
        ((const CopiaTypeset *) sets->pdata[word->set])->kind != COPIA_TYPESET_WORDS ||
        node->max > WIDEST_GAP || self->max + node->max > WIDEST_GAP)
        return false;
    self->min += node->min;
    self->max += node->max;
    self->between += node->max;
    return true;
}

static bool
read_repeat (Reading *self, const CopiaBound *node, const GPtrArray *sets)
{
    const CopiaBound *child = node->children->pdata[0];
    const CopiaTypeset *set;

    if (is_marks (node))
        return pass_marks (self, sets->pdata[child->set]);
    if (child->kind == COPIA_NODE_SEQUENCE)
        return pass_words (self, node, sets);
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

static bool
is_worth_it (const Reading *self, uint64_t candidates, uint64_t tokens)
{
    uint64_t pour = self->freq + tokens / COPIA_STRETCH * COST_OF_STRETCH * self->n;

    if (!self->marks)
        return pour <= candidates * COST_OF_CANDIDATE;
    pour += self->marks->freq +
            tokens / COPIA_STRETCH * (COST_OF_STRETCH + self->marks->ids->len);
    return pour <= candidates * COST_OF_GAP * MAX (self->between, 1);
}

CopiaRow *
copia_row_new (const CopiaIndex *index, const CopiaBound *pattern,
               const GPtrArray *sets, uint64_t candidates, uint64_t from)
{
    g_autoptr (CopiaRow) self = NULL;
    Reading reading = { .exact = true };
    uint64_t tokens = copia_index_tokens (index)->size;

    if (!read_row (&reading, pattern, sets) || reading.n < 2 || reading.max > 0 ||
        reading.words || !is_worth_it (&reading, candidates, tokens))
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
    if (reading.marks)
        self->marks = copia_stretch_new (reading.marks->layer->postings,
                                         reading.marks->ids, from, LONGEST);
    self->words = self->stretches[0]->words;
    self->starts = g_new0 (uint64_t, self->words);
    self->rest = g_new0 (uint64_t, self->words);
    self->work = g_new0 (uint64_t, self->words);
    self->gap = g_new0 (uint64_t, self->words);
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

/* `work` becomes the places from which marks alone, or nothing, lead to one of its bits.  What
 * lies behind the last word is not known; it is taken for such a place. */
static void
pass_back_over_marks (CopiaRow *self)
{
    uint64_t carry = 1;

    for (size_t k = self->words; k-- > 0;) {
        uint64_t marks = self->marks->bits[k];
        uint64_t bits = self->work[k] | (marks & carry << 63);

        for (unsigned shift = 1; bits && shift < 64; shift *= 2) {
            bits |= marks & bits >> shift;
            marks &= marks >> shift;
        }
        self->work[k] = bits;
        carry = bits & 1;
    }
}

/* `work` becomes the words right before its bits. */
static void
step_back_to_words (CopiaRow *self)
{
    for (size_t k = 0; k < self->words; k++) {
        uint64_t behind = k + 1 < self->words ? self->work[k + 1] : 1;

        self->work[k] = (self->work[k] >> 1 | behind << 63) & ~self->marks->bits[k];
    }
}

/* `work`, where a part can stand, becomes the places behind which its gap can begin. */
static void
cross_words (CopiaRow *self, const Part *part)
{
    pass_back_over_marks (self);
    for (size_t k = 0; k < self->words; k++)
        self->gap[k] = part->min == 0 ? self->work[k] : 0;
    for (uint32_t i = 1; i <= part->max; i++) {
        step_back_to_words (self);
        pass_back_over_marks (self);
        for (size_t k = 0; k < self->words && i >= part->min; k++)
            self->gap[k] |= self->work[k];
    }
    for (size_t k = 0; k < self->words; k++)
        self->work[k] = self->gap[k] >> 1 | (k + 1 < self->words ? self->gap[k + 1] : 1)
                                                << 63;
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
        if (part->words)
            cross_words (self, part);
        else
            widen (self, part->max - part->min);
        for (size_t k = 0; k < self->words; k++)
            self->starts[k] =
                before[k] & (part->words ? self->work[k]
                                         : bits_at (self->work, self->words,
                                                    k * 64 + part->min + 1));
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
    /* where no mark is left, there are words */
    if (self->marks && !self->ended && cpos >= self->marks->base + COPIA_STRETCH)
        copia_stretch_move (self->marks, cpos);
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

/* Words of bits from `*word` on that are not empty, `most` or fewer; where to go on.  Most are empty
 * and nobody can guess which: so they are told apart without asking. */
static size_t
find_words (const CopiaRow *self, size_t *word, size_t most, uint16_t *found)
{
    const uint64_t *starts = self->starts;
    size_t n = 0, at = *word;

    for (; at < COPIA_STRETCH_WORDS && n < most; at++) {
        found[n] = (uint16_t) at;
        n += starts[at] != 0;
    }
    *word = at;
    return n;
}

/* Of one word of bits; returns how many hits there are now. */
static inline size_t
take_word (const CopiaRow *self, size_t word, uint64_t bits, CopiaHit *hits, size_t n,
           size_t most)
{
    for (; bits && n < most; bits &= bits - 1) {
        uint64_t start = self->base + word * 64 + (unsigned) __builtin_ctzll (bits);

        hits[n++] = (CopiaHit){ start, end_of (self, start), start };
    }
    return n;
}

size_t
copia_row_take (CopiaRow *self, uint64_t from, uint64_t to, CopiaHit *hits, size_t most)
{
    uint64_t tokens = copia_index_tokens (self->index)->size;
    uint16_t words[TAKEN_WORDS];
    size_t n = 0;

    from = MAX (from, self->base); /* stretches before it had none */
    while (n < most && from < MIN (to, tokens) && !self->ended && move (self, from)) {
        size_t first = (from - self->base) / 64, word = first;
        size_t found = find_words (self, &word, MIN (most - n, TAKEN_WORDS), words);

        for (size_t i = 0; i < found; i++) {
            uint64_t from_here =
                words[i] == first ? UINT64_MAX << (from % 64) : UINT64_MAX;

            n = take_word (self, words[i], self->starts[words[i]] & from_here, hits, n,
                           most);
        }
        from = self->base + word * 64;
    }
    while (n > 0 && hits[n - 1].start >= to)
        n--;
    return n;
}

void
copia_row_free (CopiaRow *self)
{
    if (!self)
        return;
    for (guint i = 0; i < self->n; i++)
        copia_stretch_free (self->stretches[i]);
    copia_stretch_free (self->marks);
    g_free (self->gap);
    g_free (self->starts);
    g_free (self->rest);
    g_free (self->work);
    g_free (self);
}
