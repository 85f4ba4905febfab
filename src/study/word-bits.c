/* word-bits.c - words as what no list of marks holds. */
#include "study/word-bits.h"

#include "index/index.h"

/* In tokens looked at: a position poured, and a list in a stretch, which mostly holds nothing. */
#define COST_OF_POSITION 1.5
#define COST_OF_LIST 16

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

CopiaWordBits
copia_word_bits_of (const CopiaIndex *index, uint64_t from, uint64_t to)
{
    const CopiaTokens *tokens = copia_index_tokens (index);
    CopiaWordBits self = { copia_walk_of (tokens), tokens->size, NULL };
    g_autoptr (GArray) marks = NULL;
    uint64_t freq;
    double part, lists;

    if (tokens->through || from >= to)
        return self;
    marks = find_marks (index, &freq);
    part = (double) (to - from) / (double) tokens->size;
    lists = (double) marks->len * (1 + (double) (to - from) / COPIA_STRETCH);
    if (part * (double) freq * COST_OF_POSITION + lists * COST_OF_LIST <
        (double) (to - from))
        self.marks = copia_stretch_new (copia_index_postings (index), marks, from, 0);
    return self;
}

uint64_t
copia_word_bits_at (CopiaWordBits *self, uint64_t cpos)
{
    uint64_t left = self->size - cpos, words;

    if (!self->marks || cpos < self->marks->base)
        return copia_walk_words_after (&self->walk, cpos, (uint32_t) MIN (left, 64));
    if (cpos - self->marks->base >= COPIA_STRETCH)
        copia_stretch_move (self->marks, cpos); /* without marks, all bits are 0 */
    words = ~self->marks->bits[(cpos - self->marks->base) / 64];
    return left < 64 ? words & (((uint64_t) 1 << left) - 1) : words;
}

void
copia_word_bits_clear (CopiaWordBits *self)
{
    copia_stretch_free (self->marks);
    self->marks = NULL;
}
