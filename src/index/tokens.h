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
    copia_section_touch (self->ids.section, first * self->ids.width,
                         (end - first) * self->ids.width);
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
/* The cpos of word token number `nth` (from 0); size if there are not so many. */
uint64_t copia_tokens_nth_word (const CopiaTokens *self, uint64_t nth);
/* The nearest word token at or after cpos and <= last; false if there is none. */
bool copia_tokens_word_right (const CopiaTokens *self, uint64_t *cpos, uint64_t last);
/* The nearest word token at or before cpos and >= first; false if there is none. */
bool copia_tokens_word_left (const CopiaTokens *self, uint64_t *cpos, uint64_t first);
