/* row.c - shifting and joining bits. */
#include "query/row.h"

#include "query/row-reading.h"
#include "query/stretch.h"

#include <string.h>

#define TAKEN_WORDS 256

/* Numbers of bits that the compiler keeps in one vector register of any target. */
typedef uint64_t Pair __attribute__ ((vector_size (16)));

struct CopiaRow {
    const CopiaIndex *index;
    CopiaRowPart parts[COPIA_ROW_PARTS];
    guint n;
    bool exact;
    guint loose;     /* the part behind the gap that varies; n: there is none */
    uint32_t before; /* tokens from a start to that gap */
    uint32_t behind; /* tokens from that part to the end of a match */
    CopiaStretch *stretches[COPIA_ROW_PARTS];
    CopiaStretch *marks; /* NULL: no part is `words` behind another */
    uint32_t words;
    uint64_t base; /* of the stretch at hand */
    bool joined, ended;
    uint64_t *starts;
    uint64_t *rest; /* where `loose` and what follows it can stand */
    uint64_t *work, *gap;
};

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
    CopiaRowReading reading;

    if (!copia_row_read (&reading, pattern, sets) ||
        !copia_row_reading_is_worth_it (&reading, candidates,
                                        copia_index_tokens (index)->size))
        return NULL;
    self = g_new0 (CopiaRow, 1);
    self->index = index;
    self->n = reading.n;
    self->exact = reading.exact;
    memcpy (self->parts, reading.parts, sizeof self->parts);
    find_loose (self);
    for (guint i = 0; i < self->n; i++)
        self->stretches[i] =
            copia_stretch_new (self->parts[i].set->layer->postings,
                               self->parts[i].set->ids, from, COPIA_ROW_LONGEST);
    if (reading.marks)
        self->marks = copia_stretch_new (reading.marks->layer->postings,
                                         reading.marks->ids, from, COPIA_ROW_LONGEST);
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

/* to[k] = with[k] and, or else or, the 64 bits of `from` from bit k * 64 + shift on.  Reads only
 * what was not written yet. */
G_ALWAYS_INLINE static inline void
combine_shifted (uint64_t *to, const uint64_t *with, bool both, const uint64_t *from,
                 size_t words, size_t shift)
{
    size_t skip = shift / 64, k = 0;
    unsigned low = shift % 64, high = 63 - low;

    for (; k + skip + 2 < words; k += 2) {
        Pair here, behind, other;

        memcpy (&here, from + k + skip, sizeof here);
        memcpy (&behind, from + k + skip + 1, sizeof behind);
        memcpy (&other, with + k, sizeof other);
        here = here >> low | behind << 1 << high;
        here = both ? other & here : other | here;
        memcpy (to + k, &here, sizeof here);
    }
    for (; k < words; k++) {
        uint64_t bits = bits_at (from, words, k * 64 + shift);

        to[k] = both ? with[k] & bits : with[k] | bits;
    }
}

/* `work` becomes the places that have one of its bits 0 to `width` places behind them. */
static void
widen (CopiaRow *self, uint32_t width)
{
    for (uint32_t done = 1; done < width + 1;) {
        uint32_t step = MIN (done, width + 1 - done);

        combine_shifted (self->work, self->work, false, self->work, self->words, step);
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
cross_words (CopiaRow *self, const CopiaRowPart *part)
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
        const CopiaRowPart *part = &self->parts[i];
        const uint64_t *before = self->stretches[i - 1]->bits;

        if (i == self->loose)
            memcpy (self->rest, self->starts, size);
        memcpy (self->work, self->starts, size);
        if (part->words)
            cross_words (self, part);
        else
            widen (self, part->max - part->min);
        combine_shifted (self->starts, before, true, self->work, self->words,
                         part->words ? 0 : part->min + 1);
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

/* The places of a word's bits, `most` or fewer, from number n of `places` on; returns how many there
 * are now.  Hardly any word has more than two, and whether there is a second is not asked: so there
 * must be room for one more. */
static inline size_t
take_word (size_t word, uint64_t bits, uint16_t *places, size_t n, size_t most)
{
    uint16_t first = (uint16_t) (word * 64);
    uint64_t behind = bits & (bits - 1);

    if (n == most || bits == 0)
        return n;
    places[n++] = (uint16_t) (first + (unsigned) __builtin_ctzll (bits));
    places[n] =
        (uint16_t) (first + (unsigned) __builtin_ctzll (behind | (uint64_t) 1 << 63));
    n += n < most && behind;
    for (bits = behind & (behind - 1); bits && n < most; bits &= bits - 1)
        places[n++] = (uint16_t) (first + (unsigned) __builtin_ctzll (bits));
    return n;
}

/* Starts of the stretch at hand from `*from` on, in it, `most` or fewer; where to go on. */
static size_t
take_places (const CopiaRow *self, uint64_t *from, uint16_t *places, size_t most)
{
    uint16_t words[TAKEN_WORDS];
    size_t first = (*from - self->base) / 64, word = first, n = 0;
    size_t found = find_words (self, &word, MIN (most, TAKEN_WORDS), words);

    for (size_t i = 0; i < found; i++) {
        uint64_t bits = self->starts[words[i]];

        if (words[i] == first)
            bits &= UINT64_MAX << (*from % 64);
        n = take_word (words[i], bits, places, n, most);
    }
    *from = self->base + (n == most ? places[n - 1] + (uint64_t) 1 : word * 64);
    return n;
}

size_t
copia_row_take (CopiaRow *self, uint64_t from, uint64_t to, CopiaHit *hits, size_t most)
{
    uint64_t tokens = copia_index_tokens (self->index)->size;
    uint16_t places[TAKEN_WORDS + 1];
    size_t n = 0;

    from = MAX (from, self->base); /* stretches before it had none */
    while (n < most && from < MIN (to, tokens) && !self->ended && move (self, from)) {
        size_t some = take_places (self, &from, places, MIN (most - n, TAKEN_WORDS));

        for (size_t i = 0; i < some; i++) {
            uint64_t start = self->base + places[i];

            hits[n++] = (CopiaHit){ start, end_of (self, start), start };
        }
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
