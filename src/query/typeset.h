/* typeset.h - the types of a corpus that pass a test. */
#pragma once

#include "index/index.h"

typedef enum {
    COPIA_TYPESET_LISTED, /* `ids` */
    COPIA_TYPESET_WORDS,  /* every word token */
    COPIA_TYPESET_ANY,    /* every token */
} CopiaTypesetKind;

#define COPIA_TYPESET_FEW 4

typedef struct {
    CopiaTypesetKind kind;
    GArray *ids;   /* uint32_t, sorted, each once; empty when the kind says it */
    uint64_t freq; /* tokens of these types */
    /*< private >*/
    const uint8_t *bits; /* a bit a type; NULL: `few` */
    uint8_t *own_bits;
    uint32_t few[COPIA_TYPESET_FEW]; /* filled up with COPIA_NONE */
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
/* After the last add, before the first question. */
void copia_typeset_finish (CopiaTypeset *self, const CopiaIndex *index);
void copia_typeset_free (CopiaTypeset *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaTypeset, copia_typeset_free)

/* False for ids out of range. */
static inline bool
copia_typeset_has (const CopiaTypeset *self, const CopiaLexicon *lexicon, uint32_t id)
{
    if (G_UNLIKELY (id >= lexicon->types))
        return false;
    if (self->bits)
        return self->bits[id / 8] >> (id % 8) & 1;
    return (id == self->few[0]) | (id == self->few[1]) | (id == self->few[2]) |
           (id == self->few[3]);
}
