/* word-bits.c - words as what no list of marks holds. */
#include "study/word-bits.h"

#include <string.h>

/* In tokens looked at: a position poured, and a list in a stretch, which mostly holds nothing. */
#define COST_OF_POSITION 1.5
#define COST_OF_LIST 16

G_STATIC_ASSERT (COPIA_STRETCH == COPIA_KNOWN_STRETCH);

static GArray *
find_marks (const CopiaIndex *index, uint64_t *freq)
{
    const CopiaLexicon *lexicon = copia_index_lexicon (index);
    const uint8_t *kinds = copia_lexicon_kinds (lexicon);
    GArray *ids = g_array_new (FALSE, FALSE, sizeof (uint32_t));

    *freq = 0;
    for (uint32_t id = 0; id < lexicon->types; id++) {
        if (id % 8 == 0 && kinds[id / 8] == 0xFF) {
            id += 7;
        } else if (!(kinds[id / 8] >> (id % 8) & 1)) {
            g_array_append_val (ids, id);
            *freq += copia_lexicon_freq (lexicon, id);
        }
    }
    return ids;
}

static bool
is_known (const CopiaKnownWords *known, uint64_t from, uint64_t to)
{
    for (uint64_t i = from / COPIA_STRETCH; known && i <= (to - 1) / COPIA_STRETCH; i++)
        if (!copia_known_words_at (known, i))
            return false;
    return known != NULL;
}

CopiaWordBits
copia_word_bits_of (const CopiaIndex *index, uint64_t from, uint64_t to)
{
    const CopiaTokens *tokens = copia_index_tokens (index);
    CopiaWordBits self = { copia_walk_begin (tokens), tokens->size, NULL, NULL };
    g_autoptr (GArray) marks = NULL;
    uint64_t freq;
    double part, lists;

    if (tokens->through || from >= to)
        return self;
    self.known = copia_index_known_words (index);
    if (is_known (self.known, from, to))
        return self;
    marks = find_marks (index, &freq);
    part = (double) (to - from) / (double) tokens->size;
    lists = (double) marks->len * (1 + (double) (to - from) / COPIA_STRETCH);
    if (part * (double) freq * COST_OF_POSITION + lists * COST_OF_LIST <
        (double) (to - from))
        self.marks = copia_stretch_new (copia_index_postings (index), marks, from, 0);
    return self;
}

/* The stretch of cpos, which lies in the one of the marks or behind it. */
static void
pour (CopiaWordBits *self, uint64_t cpos, uint64_t *words)
{
    CopiaStretch *marks = self->marks;
    uint64_t left;

    if (cpos - marks->base >= COPIA_STRETCH)
        copia_stretch_move (marks, cpos); /* without marks, all bits are 0 */
    for (uint32_t i = 0; i < COPIA_STRETCH_WORDS; i++)
        words[i] = ~marks->bits[i];
    left = self->size - marks->base;
    if (left >= COPIA_STRETCH)
        return;
    memset (words + (left + 63) / 64, 0,
            (COPIA_STRETCH_WORDS - (left + 63) / 64) * sizeof *words);
    if (left % 64 > 0)
        words[left / 64] &= ((uint64_t) 1 << left % 64) - 1;
}

static void
look (CopiaWordBits *self, uint64_t cpos, size_t n, uint64_t *bits)
{
    for (size_t i = 0; i < n; i++, cpos += 64)
        bits[i] = copia_walk_words_after (&self->walk, cpos,
                                          (uint32_t) MIN (self->size - cpos, 64));
}

/* All of one stretch. */
static void
read_some (CopiaWordBits *self, uint64_t cpos, size_t n, uint64_t *bits)
{
    uint64_t stretch = cpos / COPIA_STRETCH, words[COPIA_STRETCH_WORDS];
    const uint64_t *from =
        self->known ? copia_known_words_at (self->known, stretch) : NULL;

    if (!from && (!self->marks || cpos < self->marks->base)) {
        look (self, cpos, n, bits);
        return;
    }
    if (!from) {
        pour (self, cpos, words);
        if (self->known)
            copia_known_words_keep (self->known, stretch, words);
        from = words;
    }
    memcpy (bits, from + cpos % COPIA_STRETCH / 64, n * sizeof *bits);
}

void
copia_word_bits_read (CopiaWordBits *self, uint64_t cpos, size_t n, uint64_t *bits)
{
    while (n > 0) {
        size_t some =
            MIN (n, COPIA_STRETCH_WORDS - (size_t) (cpos % COPIA_STRETCH / 64));

        read_some (self, cpos, some, bits);
        bits += some;
        cpos += some * 64;
        n -= some;
    }
}

void
copia_word_bits_clear (CopiaWordBits *self)
{
    copia_stretch_free (self->marks);
    self->marks = NULL;
    copia_walk_end (&self->walk);
}
