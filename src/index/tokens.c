/* tokens.c - the forward stream and the counts of words along it. */
#include "index/tokens.h"

#include "index/index.h"
#include "index/walk.h"

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
copia_tokens_open_set (CopiaTokens *self, const CopiaShards *shards,
                       const CopiaLexicon *lexicon)
{
    *self = (CopiaTokens){ .size = copia_shards_tokens (shards),
                           .words = copia_shards_words (shards),
                           .lexicon = lexicon,
                           .shards = shards };
}

bool
copia_tokens_may_be_packed (const CopiaTokens *self)
{
    return self->shards || (copia_tokens_lie_together (self) &&
                            self->ids.section->packing != COPIA_PACKING_NONE);
}

/* On marks the id may be set aside. */
static uint32_t
id_at (const CopiaThrough *self, uint32_t id, uint64_t cpos)
{
    if (G_LIKELY (!self->mixed || !(self->mixed[id / 8] >> (id % 8) & 1)))
        return id;
    return copia_tokens_is_word (self->words, cpos) ? id : self->aside;
}

uint32_t
copia_tokens_through (const CopiaTokens *self, uint64_t cpos)
{
    if (!self->through || cpos >= self->size)
        return 0;
    return id_at (self->through, copia_layer_id (self->through->layer, cpos), cpos);
}

static void
read_through (const CopiaTokens *self, uint64_t first, uint32_t n, uint32_t *ids)
{
    copia_layer_read (self->through->layer, first, n, ids);
    for (uint32_t i = 0; self->through->mixed && i < n; i++)
        ids[i] = id_at (self->through, ids[i], first + i);
}

static void
read_in_set (const CopiaTokens *self, uint64_t first, uint32_t n, uint32_t *ids)
{
    while (n > 0) {
        const CopiaShard *shard = copia_shards_find (self->shards, first);
        uint32_t here = (uint32_t) MIN (n, shard->end - first);

        copia_tokens_read (copia_index_tokens (shard->index), first - shard->first,
                           here, ids);
        for (uint32_t i = 0; i < here; i++)
            ids[i] = copia_shards_map (self->shards, shard, ids[i]);
        first += here;
        ids += here;
        n -= here;
    }
}

void
copia_tokens_read (const CopiaTokens *self, uint64_t first, uint32_t n, uint32_t *ids)
{
    uint32_t most = 0;

    if (self->shards || n == 0) {
        read_in_set (self, first, n, ids);
        return;
    }
    if (!copia_tokens_lie_together (self)) {
        read_through (self, first, n, ids);
        return;
    }
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

/* Words in [start, end), 64 at a time. */
static uint64_t
words_in (const CopiaTokens *self, uint64_t start, uint64_t end)
{
    CopiaWalk walk = copia_walk_of (self);
    uint64_t count = 0;

    while (start < end) {
        uint32_t n = (uint32_t) MIN (64, end - start);

        count +=
            (uint64_t) __builtin_popcountll (copia_walk_words_after (&walk, start, n));
        start += n;
    }
    return count;
}

/* The same across files. */
static uint64_t
words_before_in_set (const CopiaTokens *self, uint64_t cpos)
{
    const CopiaShard *shard = copia_shards_find (self->shards, cpos);

    return shard->words + copia_tokens_words_before (copia_index_tokens (shard->index),
                                                     cpos - shard->first);
}

uint64_t
copia_tokens_words_before (const CopiaTokens *self, uint64_t cpos)
{
    uint64_t step = MIN (cpos, self->size) / COPIA_WORDS_STEP, next, between;

    if (cpos >= self->size)
        return self->words;
    if (self->through)
        return copia_tokens_words_before (self->through->words, cpos);
    if (self->shards)
        return words_before_in_set (self, cpos);
    if (!copia_tokens_is_nearer_to_next_step (self, cpos))
        return copia_ints_get (&self->before, step) +
               words_in (self, step * COPIA_WORDS_STEP, cpos);
    next = copia_ints_get (&self->before, step + 1);
    between = words_in (self, cpos, (step + 1) * COPIA_WORDS_STEP);
    return next - MIN (next, between); /* a file may lie */
}

static uint64_t
nth_word_in_set (const CopiaTokens *self, uint64_t nth)
{
    uint32_t low = 0,
             high = self->shards->n; /* the last shard with words before <= nth */

    while (low + 1 < high) {
        uint32_t middle = low + (high - low) / 2;

        if (self->shards->shards[middle].words <= nth)
            low = middle;
        else
            high = middle;
    }
    return self->shards->shards[low].first +
           copia_tokens_nth_word (copia_index_tokens (self->shards->shards[low].index),
                                  nth - self->shards->shards[low].words);
}

uint64_t
copia_tokens_nth_word (const CopiaTokens *self, uint64_t nth)
{
    uint64_t block = copia_ints_upper (&self->before, nth), cpos, end, count;

    if (self->through)
        return copia_tokens_nth_word (self->through->words, nth);
    if (self->shards)
        return nth < self->words ? nth_word_in_set (self, nth) : self->size;
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
