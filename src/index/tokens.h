/* tokens.h - which type stands at a cpos, and how many words stand before it.
 *
 * Word tokens are those with a letter or digit; punctuation is stepped over by what counts
 * words.  Specified in FORMAT.md, "Tokens".
 */
#pragma once

#include "index/lexicon.h"
#include "index/shards.h"

#define COPIA_WORDS_STEP 256 /* tokens between two counts of words */

/* A stream of another attribute than the words: see view.h. */
typedef struct {
    const struct CopiaLayer *layer; /* over that stream */
    const struct CopiaTokens *words;
    const uint8_t *mixed; /* a bit an id: on marks it is `aside`; NULL: no value */
    uint32_t aside;
} CopiaThrough;

typedef struct CopiaTokens {
    uint64_t size;  /* N, tokens */
    uint64_t words; /* word tokens */
    /*< private >*/
    const CopiaLexicon *lexicon;
    CopiaInts ids, before;
    const CopiaShards *shards;   /* NULL: one file; else both are empty */
    const CopiaThrough *through; /* NULL: words; else `ids` may be empty */
} CopiaTokens;

bool copia_tokens_open (CopiaTokens *self, const CopiaContainer *container,
                        const CopiaLexicon *lexicon, GError **error);
void copia_tokens_open_set (CopiaTokens *self, const CopiaShards *shards,
                            const CopiaLexicon *lexicon);

/* True: ids may have to be unpacked. */
bool copia_tokens_may_be_packed (const CopiaTokens *self);
/* The id at cpos of a stream that is not one array; 0 where it is one. */
uint32_t copia_tokens_through (const CopiaTokens *self, uint64_t cpos);
/* True: ids lie in one array. */
static inline bool
copia_tokens_lie_together (const CopiaTokens *self)
{
    return G_LIKELY (self->ids.count > 0);
}

/* The id at cpos, always < types.  Precondition: cpos < size (else 0). */
static inline uint32_t
copia_tokens_get (const CopiaTokens *self, uint64_t cpos)
{
    uint32_t id;

    if (G_UNLIKELY (cpos >= self->ids.count))
        return self->shards ? copia_shards_id (self->shards, cpos)
                            : copia_tokens_through (self, cpos);
    id = (uint32_t) copia_ints_get (&self->ids, cpos);
    if (G_UNLIKELY (id >= self->lexicon->types)) {
        copia_container_blame (self->ids.section);
        return 0;
    }
    return id;
}

/* The ids at [first, first + n), all < types.  The range lies inside. */
void copia_tokens_read (const CopiaTokens *self, uint64_t first, uint32_t n,
                        uint32_t *ids);

/* In one file: after touching [first, end) its ids can be read without checks, and may then be
 * out of range.  first < end <= size. */
static inline void
copia_tokens_touch (const CopiaTokens *self, uint64_t first, uint64_t end)
{
    const CopiaSection *section = self->ids.section;
    uint64_t last = MIN (end + COPIA_LOADED_MORE, self->ids.count);
    uint64_t size = (last - first) * self->ids.width;

    /* An element is unpacked with the piece in which it begins, though it may reach into the next. */
    if (section->packing != COPIA_PACKING_NONE)
        size -= self->ids.width - 1;
    copia_section_touch (section, first * self->ids.width, size);
}

static inline uint32_t
copia_tokens_raw (const CopiaTokens *self, uint64_t cpos)
{
    return (uint32_t) copia_ints_raw (&self->ids, cpos);
}

static inline bool
copia_tokens_is_word (const CopiaTokens *self, uint64_t cpos)
{
    return copia_lexicon_is_word (self->lexicon, copia_tokens_get (self, cpos));
}

/* Word tokens at positions < cpos, 0 <= cpos <= size. */
uint64_t copia_tokens_words_before (const CopiaTokens *self, uint64_t cpos);
/* From which of two counts its tokens are told; the last step may end with the corpus. */
static inline bool
copia_tokens_is_nearer_to_next_step (const CopiaTokens *self, uint64_t cpos)
{
    uint64_t past = cpos % COPIA_WORDS_STEP;

    return past > COPIA_WORDS_STEP / 2 && cpos - past + COPIA_WORDS_STEP <= self->size;
}

/* The id at cpos will be asked for soon. */
G_ALWAYS_INLINE static inline void
copia_tokens_prefetch (const CopiaTokens *self, uint64_t cpos)
{
    if (copia_tokens_lie_together (self) && cpos < self->size)
        __builtin_prefetch (self->ids.bytes + cpos * self->ids.width);
}

/* The words before cpos will be asked for soon. */
G_ALWAYS_INLINE static inline void
copia_tokens_prefetch_words (const CopiaTokens *self, uint64_t cpos)
{
    uint64_t step = cpos / COPIA_WORDS_STEP * COPIA_WORDS_STEP, end = cpos;
    const uint8_t *ids = self->ids.bytes;

    if (!copia_tokens_lie_together (self) || cpos >= self->size)
        return;
    if (copia_tokens_is_nearer_to_next_step (self, cpos)) {
        end = step + COPIA_WORDS_STEP;
        step = cpos;
    }
    __builtin_prefetch (self->before.bytes +
                        cpos / COPIA_WORDS_STEP * self->before.width);
    for (uint64_t at = step; at < end; at += 16)
        __builtin_prefetch (ids + at * self->ids.width);
}

/* The cpos of word token number `nth` (from 0); size if there are not so many. */
uint64_t copia_tokens_nth_word (const CopiaTokens *self, uint64_t nth);
/* The nearest word token at or after cpos and <= last; false if there is none. */
bool copia_tokens_word_right (const CopiaTokens *self, uint64_t *cpos, uint64_t last);
/* The nearest word token at or before cpos and >= first; false if there is none. */
bool copia_tokens_word_left (const CopiaTokens *self, uint64_t *cpos, uint64_t first);
