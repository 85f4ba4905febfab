/* typeset.h - the tokens that pass a test, as a set of types or of values.
 *
 * A set lists ids of one stream (index/layer.h): the types of words, or the values of an
 * attribute that has a stream of its own.  A test of several streams is a compound: all of its
 * children, or any.
 */
#pragma once

#include "index/index.h"

typedef enum {
    COPIA_TYPESET_LISTED, /* `ids` */
    COPIA_TYPESET_WORDS,  /* every word token */
    COPIA_TYPESET_ANY,    /* every token */
    COPIA_TYPESET_ALL_OF, /* what is in all of `children` */
    COPIA_TYPESET_ANY_OF, /* what is in any of them */
} CopiaTypesetKind;

typedef enum {
    COPIA_TYPESET_INSIDE, /* all of a region's */
    COPIA_TYPESET_FIRST,
    COPIA_TYPESET_LAST,
} CopiaTypesetEdge;

#define COPIA_TYPESET_FEW 8 /* as many spellings as hardly any form has */

typedef struct CopiaRegionSet CopiaRegionSet; /* token-test.h */

typedef struct {
    CopiaTypesetKind kind;
    GArray *ids;   /* uint32_t, sorted, each once; empty when the kind says it */
    uint64_t freq; /* tokens of these types; of a compound: at most so many */
    const CopiaLayer *layer; /* whose stream the ids are of */
    GPtrArray *children;     /* CopiaTypeset; NULL: no compound */
    CopiaRegionSet *regions; /* of a compound: where its tokens stand; NULL: anywhere */
    bool outside;            /* not in the regions, but outside of them */
    CopiaTypesetEdge edge;   /* of the regions, the tokens that count */
    bool elsewhere; /* what it asks is not, or not only, the type of the word */
    /*< private >*/
    const uint8_t *bits; /* a bit a type; NULL: `few` */
    uint8_t *own_bits;
    uint32_t few[COPIA_TYPESET_FEW]; /* filled up with COPIA_NONE */
    unsigned references;
    bool finished;
} CopiaTypeset;

CopiaTypeset *copia_typeset_words (const CopiaIndex *index);
CopiaTypeset *copia_typeset_any (const CopiaIndex *index);
CopiaTypeset *copia_typeset_new (void); /* empty */
/* Adds the types of the form (folded already). */
void copia_typeset_add_form (CopiaTypeset *self, const CopiaIndex *index,
                             CopiaString form);
/* Adds the types whose form matches; see COPIA_ANY_CHARACTERS (ast.h), folded already. */
void copia_typeset_add_wildcard (CopiaTypeset *self, const CopiaIndex *index,
                                 const char *pattern);
/* ALL_OF or ANY_OF these sets, which are taken over. */
CopiaTypeset *copia_typeset_compound (CopiaTypesetKind kind, GPtrArray *children);
/* What is in both, which may be shared; finished, as they are. */
CopiaTypeset *copia_typeset_both (const CopiaIndex *index, CopiaTypeset *one,
                                  CopiaTypeset *other);
/* Every token in one of the regions, which are taken over, or `outside` of them. */
CopiaTypeset *copia_typeset_placed (const CopiaIndex *index, CopiaRegionSet *regions,
                                    bool outside);
CopiaTypeset *copia_typeset_ref (CopiaTypeset *self);
/* Appends sets that are no compounds, borrowed: each token of the set is in one of them. */
void copia_typeset_cover (const CopiaTypeset *self, GPtrArray *sets);
/* After the last add, before the first question.  `layer` unset is the words'. */
void copia_typeset_finish (CopiaTypeset *self, const CopiaIndex *index);
void copia_typeset_free (CopiaTypeset *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaTypeset, copia_typeset_free)

/* The same of the token at cpos, for sets that ask elsewhere. */
bool copia_typeset_looks (const CopiaTypeset *self, uint64_t cpos);

/* Of sets of words alone.  False for ids out of range. */
static inline bool
copia_typeset_has (const CopiaTypeset *self, const CopiaLexicon *lexicon, uint32_t id)
{
    if (G_UNLIKELY (id >= lexicon->types))
        return false;
    if (self->bits)
        return self->bits[id / 8] >> (id % 8) & 1;
    if ((id == self->few[0]) | (id == self->few[1]) | (id == self->few[2]) |
        (id == self->few[3]))
        return true;
    return self->few[4] != COPIA_NONE && ((id == self->few[4]) | (id == self->few[5]) |
                                          (id == self->few[6]) | (id == self->few[7]));
}

/* The token at cpos, whose type is `type`, is in the set. */
static inline bool
copia_typeset_holds (const CopiaTypeset *self, const CopiaLexicon *lexicon,
                     uint32_t type, uint64_t cpos)
{
    if (G_UNLIKELY (self->elsewhere))
        return copia_typeset_looks (self, cpos);
    return copia_typeset_has (self, lexicon, type);
}

/* The same where the type is not at hand. */
static inline bool
copia_typeset_holds_at (const CopiaTypeset *self, const CopiaTokens *tokens,
                        uint64_t cpos)
{
    if (self->elsewhere)
        return copia_typeset_looks (self, cpos);
    return copia_typeset_has (self, tokens->lexicon, copia_tokens_get (tokens, cpos));
}
