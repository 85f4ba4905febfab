/* layer.h - an attribute of tokens: its values, and which of them a token has.
 *
 * `word` and `form` are layers like those that were annotated.  Each lies over a *stream* of ids
 * with lists of positions: the types of the words, or ids of its own; and each id of its stream
 * has one value.  So a set of values is a set of ids, and whoever can find and look up words can
 * find and look up any attribute.  Values are numbered by falling frequency, forms by their
 * bytes.  Numbers out of range answer 0 or the empty string.
 * Specified in FORMAT.md, "Further attributes of tokens".
 */
#pragma once

#include "index/postings.h"
#include "index/tokens.h"

typedef enum {
    COPIA_LAYER_WORD,   /* the types themselves */
    COPIA_LAYER_FORM,   /* types, folded */
    COPIA_LAYER_MAP,    /* follows from the type of the word */
    COPIA_LAYER_STREAM, /* ids and lists of its own: the values are the ids */
} CopiaLayerKind;

typedef struct CopiaLayer {
    char *name;
    CopiaLayerKind kind;
    uint32_t count;                /* values */
    uint32_t ids;                  /* of the stream */
    const CopiaLexicon *lexicon;   /* of the values; of `form`: that of the words */
    const CopiaPostings *postings; /* of the stream */
    /*< private >*/
    const CopiaLexicon *words;
    CopiaInts stream;          /* cpos -> id */
    const CopiaShards *shards; /* NULL: one file; else `stream` is empty */
    CopiaShards *own_shards;
    CopiaInts of, types, first, words_of;
    CopiaLexicon own_lexicon;
    CopiaPostings own_postings;
} CopiaLayer;

/* Not `word` or `form`, nor beginning with `_`. */
bool copia_layer_name_is_good (const char *name);

CopiaLayer *copia_layer_word (const CopiaTokens *tokens, const CopiaPostings *postings);
CopiaLayer *copia_layer_form (const CopiaTokens *tokens, const CopiaPostings *postings);
CopiaLayer *copia_layer_open (const CopiaContainer *container, const char *name,
                              const CopiaTokens *tokens, const CopiaPostings *postings,
                              GError **error);
/* The same in a set of files. */
CopiaLayer *copia_layer_open_set (const CopiaContainer *container, const char *name,
                                  CopiaIndex *const *indexes, const CopiaTokens *tokens,
                                  const CopiaPostings *postings, GError **error);
void copia_layer_free (CopiaLayer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaLayer, copia_layer_free)

/* True when both lie over the same stream: their ids mean the same. */
static inline bool
copia_layer_shares (const CopiaLayer *self, const CopiaLayer *other)
{
    return self->postings == other->postings;
}

/* The id at cpos, always < ids.  Precondition: cpos < tokens (else 0). */
static inline uint32_t
copia_layer_id (const CopiaLayer *self, uint64_t cpos)
{
    uint32_t id;

    if (G_UNLIKELY (cpos >= self->stream.count))
        return self->shards ? copia_shards_id (self->shards, cpos) : 0;
    id = (uint32_t) copia_ints_get (&self->stream, cpos);
    if (G_UNLIKELY (id >= self->ids)) {
        copia_container_blame (self->stream.section);
        return 0;
    }
    return id;
}

/* The ids at [first, first + n), all < ids.  The range lies inside. */
void copia_layer_read (const CopiaLayer *self, uint64_t first, uint32_t n,
                       uint32_t *ids);

/* In one file: after touching [first, end) its ids can be read without checks, and may then be
 * out of range. */
static inline void
copia_layer_touch (const CopiaLayer *self, uint64_t first, uint64_t end)
{
    copia_section_touch (self->stream.section, first * self->stream.width,
                         (end - first) * self->stream.width);
}

static inline uint32_t
copia_layer_raw (const CopiaLayer *self, uint64_t cpos)
{
    return (uint32_t) copia_ints_raw (&self->stream, cpos);
}

/* The value of an id of the stream, always < count. */
uint32_t copia_layer_of (const CopiaLayer *self, uint32_t id);

static inline uint32_t
copia_layer_at (const CopiaLayer *self, uint64_t cpos)
{
    return copia_layer_of (self, copia_layer_id (self, cpos));
}

CopiaString copia_layer_value (const CopiaLayer *self, uint32_t value);
/* As it is shown: of a form, copia_lexicon_written(). */
CopiaString copia_layer_written (const CopiaLayer *self, uint32_t value, GString *room);
uint64_t copia_layer_freq (const CopiaLayer *self, uint32_t value);
/* The word tokens that have the value. */
uint64_t copia_layer_words (const CopiaLayer *self, uint32_t value);
/* Appends the ids of the stream (uint32_t) that have the value. */
void copia_layer_add_ids (const CopiaLayer *self, uint32_t value, GArray *ids);

/* The value at a place of the order by (form, value), in bytes; places are below count. */
uint32_t copia_layer_by_lex (const CopiaLayer *self, uint32_t place);
/* Its string. */
CopiaString copia_layer_text_at (const CopiaLayer *self, uint32_t place);
/* The places of the values whose form, as a number of `lexicon`, is in [form, last); form <
 * last. */
void copia_layer_places (const CopiaLayer *self, uint32_t form, uint32_t last,
                         uint32_t *first, uint32_t *end);
/* The value that is this string, byte by byte; COPIA_NONE: there is none. */
uint32_t copia_layer_find (const CopiaLayer *self, CopiaString value);
