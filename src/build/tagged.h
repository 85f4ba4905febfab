/* tagged.h - what a tagger says of tokens: columns with tabs between, or CoNLL-U.
 *
 * One line a token; empty lines are borders of sentences.  Lines end with LF or CRLF, are UTF-8,
 * and are heard in pieces of any size.  Every line is as the columns want it, or an error says
 * which one is not.
 */
#pragma once

#include "base/strings.h"

#define COPIA_TAGGED_CONLLU "conllu"

typedef struct CopiaTagged CopiaTagged;

typedef struct {
    void *data;
    /* Once, before the first token: the attributes. */
    bool (*layers) (void *data, const char *const *names, size_t n, GError **error);
    /* `word` is NULL where no column has it. */
    bool (*token) (void *data, const CopiaString *word, const CopiaString *values,
                   GError **error);
    bool (*border) (void *data, GError **error);
} CopiaTaggedEnds;

/* `columns`: names with commas between, at most one of them `word`, and `_` for what is left
 * out; COPIA_TAGGED_CONLLU; or NULL: CoNLL-U if the first line looks so, else word,pos,lemma.
 * COPIA_ERROR_QUERY: no such names. */
CopiaTagged *copia_tagged_new (const char *columns, const CopiaTaggedEnds *ends,
                               GError **error);
/* COPIA_ERROR_INPUT, and COPIA_ERROR_LIMIT: a line is too long. */
bool copia_tagged_hear (CopiaTagged *self, const char *bytes, size_t size,
                        GError **error);
bool copia_tagged_end (CopiaTagged *self, GError **error); /* that was all */
void copia_tagged_free (CopiaTagged *self);

/* The attributes that its columns make, NULL-terminated; of NULL those of word,pos,lemma until
 * the first line was heard. */
const char *const *copia_tagged_names (const CopiaTagged *self);
/* The columns as copia_tagged_new() wants them, known once a line was heard. */
const char *copia_tagged_columns (const CopiaTagged *self);
/* Where the token that is told stands, for errors: "line 7". */
char *copia_tagged_place (const CopiaTagged *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaTagged, copia_tagged_free)
