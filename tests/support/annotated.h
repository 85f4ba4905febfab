/* annotated.h - a random corpus whose tokens carry further attributes.
 *
 * lemma follows from the word; pos does not; text follows from it in a single text alone, and
 * rare values are mostly empty.
 */
#pragma once

#include "support/random-corpus.h"

static const char *const annotated_names[] = { "lemma", "pos", "text_of", "rare" };

typedef struct {
    const RandomCorpus *corpus;
    CopiaReceiver to;
    unsigned at; /* of the next token */
    size_t n;    /* attributes */
} Annotated;

static inline void
annotated_open (void *data, const char *structure, const CopiaAttribute *attributes,
                size_t n)
{
    Annotated *self = data;

    self->to.open (self->to.self, structure, attributes, n);
    if (strcmp (structure, "text") == 0)
        self->to.layers (self->to.self, annotated_names, self->n);
}

static inline void
annotated_token (void *data, const CopiaTokenEvent *event)
{
    static const char *const tags[] = { "N", "V", "", "ADJ", "n" };
    Annotated *self = data;
    const RandomToken *token = random_corpus_token (self->corpus, self->at);
    g_autofree char *text = g_strdup_printf ("t%u", token->text % 3);
    const char *tag = tags[self->at * 2654435761u >> 16 & 1
                               ? 0
                               : self->at * 40503u % G_N_ELEMENTS (tags)];
    CopiaString values[] = { { token->form, strlen (token->form) },
                             { tag, strlen (tag) },
                             { text, strlen (text) },
                             { "x", self->at % 37 == 5 } };
    CopiaTokenEvent with = *event;

    with.values = values;
    self->at++;
    self->to.token (self->to.self, &with);
}

static inline void
annotated_close (void *data, const char *structure)
{
    Annotated *self = data;

    self->to.close (self->to.self, structure);
}

static inline void
annotated_tail (void *data, const char *gap, size_t size)
{
    Annotated *self = data;

    self->to.tail (self->to.self, gap, size);
}

/* As random_corpus_send(), with the first `n` attributes. */
static inline void
annotated_send_some (const RandomCorpus *corpus, unsigned from, unsigned end,
                     const CopiaReceiver *to, size_t n)
{
    Annotated self = { corpus, *to, from, n };
    CopiaReceiver with = { .self = &self,
                           .open = annotated_open,
                           .token = annotated_token,
                           .close = annotated_close,
                           .tail = annotated_tail };

    random_corpus_send (corpus, from, end, &with);
}

static inline void
annotated_send (const RandomCorpus *corpus, unsigned from, unsigned end,
                const CopiaReceiver *to)
{
    annotated_send_some (corpus, from, end, to, G_N_ELEMENTS (annotated_names));
}

/* Command lines that ask for those attributes: WORD is a word, ~ stands between arguments. */
static const char *const annotated_lines[] = {
    "words~--attribute=lemma~--by=text",
    "words~--attribute=text_of~--punctuation",
    "words~--attribute=rare~--where=part=1",
    "collocates~WORD~--min=1~--attribute=pos",
    "collocates~WORD~--min=1~--attribute=text_of~--positions",
    "keywords~--target=part=1~--min=1~--all~--attribute=text_of",
    "ngrams~--size=2,3~--min=1~--attribute=pos",
    "diversity~--by=part~--attribute=pos",
};
