/* typeset.h - the types of a corpus that pass a test. */
#pragma once

#include "index/index.h"

typedef enum {
    COPIA_TYPESET_LISTED, /* `ids` */
    COPIA_TYPESET_WORDS,  /* every word token */
} CopiaTypesetKind;

typedef struct {
    CopiaTypesetKind kind;
    GArray *ids;   /* uint32_t, sorted, each once */
    uint64_t freq; /* tokens of these types */
    uint8_t *bits; /* a bit a type; NULL where `ids` has one or none */
    uint32_t only; /* the id where there is one, else COPIA_NONE */
} CopiaTypeset;

CopiaTypeset *copia_typeset_words (const CopiaIndex *index);
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

static inline bool
copia_typeset_has (const CopiaTypeset *self, const CopiaLexicon *lexicon, uint32_t id)
{
    if (self->kind == COPIA_TYPESET_WORDS)
        return copia_lexicon_is_word (lexicon, id);
    if (self->bits)
        return self->bits[id / 8] >> (id % 8) & 1;
    return id == self->only;
}
