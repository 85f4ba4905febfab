/* tokens.c - the forward stream and the counts of words along it. */
#include "index/tokens.h"

bool
copia_tokens_open (CopiaTokens *self, const CopiaContainer *container,
                   const CopiaLexicon *lexicon, GError **error)
{
    const CopiaSection *ids = copia_container_find (container, "word.ids");
    uint64_t size = ids ? ids->count : 0;

    self->lexicon = lexicon;
    self->size = size;
    if (!copia_ints_open (&self->ids, container, "word.ids", size, error) ||
        !copia_ints_open (&self->before, container, "word.before",
                          (size + COPIA_WORDS_STEP - 1) / COPIA_WORDS_STEP + 1, error))
        return false;
    if (size == 0 || size >= COPIA_NONE)
        return copia_container_damaged (container, error,
                                        "its number of tokens cannot be");
    self->words = copia_ints_get (&self->before, self->before.count - 1);
    return self->words <= size ||
           copia_container_damaged (container, error, "its number of words cannot be");
}

void
copia_tokens_read (const CopiaTokens *self, uint64_t first, uint32_t n, uint32_t *ids)
{
    uint32_t most = 0;

    if (n == 0)
        return;
    copia_tokens_touch (self, first, first + n);
    for (uint32_t i = 0; i < n; i++) {
        ids[i] = copia_tokens_raw (self, first + i);
        most = MAX (most, ids[i]);
    }
    if (G_LIKELY (most < self->lexicon->types))
        return;
    copia_container_blame (self->ids.section);
    for (uint32_t i = 0; i < n; i++)
        ids[i] = ids[i] < self->lexicon->types ? ids[i] : 0;
}

uint64_t
copia_tokens_words_before (const CopiaTokens *self, uint64_t cpos)
{
    uint64_t start = MIN (cpos, self->size) / COPIA_WORDS_STEP;
    uint64_t count;

    if (cpos >= self->size)
        return self->words;
    count = copia_ints_get (&self->before, start);
    for (uint64_t at = start * COPIA_WORDS_STEP; at < cpos; at++)
        count += copia_tokens_is_word (self, at);
    return count;
}

uint64_t
copia_tokens_nth_word (const CopiaTokens *self, uint64_t nth)
{
    uint64_t block = copia_ints_upper (&self->before, nth), cpos, end, count;

    if (nth >= self->words || block == 0)
        return self->size;
    cpos = (block - 1) * COPIA_WORDS_STEP;
    end = MIN (cpos + COPIA_WORDS_STEP, self->size);
    count = copia_ints_get (&self->before, block - 1);
    for (; cpos < end; cpos++)
        if (copia_tokens_is_word (self, cpos) && count++ == nth)
            return cpos;
    copia_container_blame (self->before.section); /* the block promised to hold it */
    return self->size;
}

bool
copia_tokens_word_right (const CopiaTokens *self, uint64_t *cpos, uint64_t last)
{
    for (; *cpos <= last && *cpos < self->size; ++*cpos)
        if (copia_tokens_is_word (self, *cpos))
            return true;
    return false;
}

bool
copia_tokens_word_left (const CopiaTokens *self, uint64_t *cpos, uint64_t first)
{
    for (; *cpos >= first; --*cpos) {
        if (copia_tokens_is_word (self, *cpos))
            return true;
        if (*cpos == 0)
            return false;
    }
    return false;
}
