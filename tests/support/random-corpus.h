/* random-corpus.h - small corpora made from a seed, as plain arrays and as an index.
 *
 * Tests answer from the arrays by the simplest means and compare with the index.
 */
#pragma once

#include "index/index.h"
#include "text/event.h"

#define RANDOM_NONE UINT_MAX

typedef struct {
    char *word;  /* as printed */
    char *form;  /* folded */
    char *gap;   /* before it */
    char *lemma; /* follows from the word, as a map would */
    char *pos;   /* does not; may be empty */
    bool is_word;
    unsigned text, part, chapter, sentence; /* numbers of regions */
    unsigned quote;                         /* of structure q, or RANDOM_NONE */
} RandomToken;

typedef struct {
    GArray *tokens; /* RandomToken */
    unsigned texts, parts, chapters, sentences, quotes;
    bool annotated;
    char **vocabulary; /* words tokens were drawn from, NULL-terminated */
    char *path;        /* of the index, removed when freed */
    CopiaIndex *index;
} RandomCorpus;

/* About `size` tokens over about `types` words; structures text > part > chapter > s, a part
 * with title "Part k" and n, a chapter with title and n.  Structure q covers parts of
 * sentences, every other q has an attribute `who`: "ann" where its number is a multiple of
 * four, else "bob". */
RandomCorpus *random_corpus_new (GRand *random, unsigned size, unsigned types);
/* The same, with lemma and pos as attributes of tokens. */
RandomCorpus *random_corpus_annotated (GRand *random, unsigned size, unsigned types);
/* A stretch of `text`, which is UTF-8, about `size` tokens, annotated likewise: its own words,
 * marks, blanks and sentences, the other structures as above; the vocabulary stays NULL. */
RandomCorpus *random_corpus_of (GRand *random, const char *text, unsigned size);
/* The events of the tokens from `from` to before `end`, both at borders of texts. */
void random_corpus_send (const RandomCorpus *self, unsigned from, unsigned end,
                         const CopiaReceiver *to);
const RandomToken *random_corpus_token (const RandomCorpus *self, unsigned cpos);
void random_corpus_free (RandomCorpus *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RandomCorpus, random_corpus_free)
