/* ngram-text.h - a corpus as n-grams see it: what each token is to them.
 *
 * An item is a form, or a type id.  Private to the study of n-grams.
 */
#pragma once

#include "study/ngrams.h"
#include "study/scope.h"
#include "study/units.h"

#define COPIA_NGRAM_END (UINT32_MAX)      /* no n-gram goes across */
#define COPIA_NGRAM_PASS (UINT32_MAX - 1) /* as if it were not there */

typedef struct {
    const CopiaIndex *index;
    const CopiaTokens *tokens;
    CopiaScope scope;
    CopiaUnits *units;
    const char *units_name; /* of a structure, NULL: slices */
    uint32_t *items;        /* by type id */
    unsigned bits;          /* that hold any item + 1 */
} CopiaNgramText;

static inline uint32_t
copia_ngram_item (const CopiaNgramText *self, uint64_t cpos)
{
    return self->items[copia_tokens_get (self->tokens, cpos)];
}

/* The n items of the n-gram that begins at cpos, which is known to be there. */
void copia_ngram_read (const CopiaNgramText *self, uint64_t cpos, uint32_t n,
                       uint32_t *items);

/* An occurrence of an n-gram.  The key is the n-gram itself where `exact`: its items + 1 from
 * the highest bits down, so that keys order as the n-grams do; else a hash of it. */
typedef struct {
    uint64_t key;
    uint32_t at;   /* cpos of its first token */
    uint32_t unit; /* in which that lies */
} CopiaNgramPlace;

static inline bool
copia_ngram_is_exact (const CopiaNgramText *self, uint32_t n)
{
    return n * self->bits <= 64;
}

#define COPIA_NGRAMS_TOLD 256

/* Tells of the n-grams that begin in [from, to), in corpus order, up to COPIA_NGRAMS_TOLD at
 * once; with `ask->node` only those that hold a hit, and adds to *hits the hits that begin
 * there. */
typedef void (*CopiaNgramTake) (void *data, const CopiaNgramPlace *places, uint32_t n);

bool copia_ngram_scan (const CopiaNgramText *self, const CopiaNgramsAsk *ask,
                       uint64_t from, uint64_t to, CopiaNgramTake take, void *data,
                       uint64_t *hits, GError **error);

/* An n-gram that is kept. */
typedef struct {
    uint64_t key;
    uint32_t at, count, range, n;
    uint32_t peak, unit; /* the most occurrences in one region, and which that is */
} CopiaNgramRow;

struct CopiaNgrams {
    CopiaNgramText text;
    uint32_t n_buckets, rounds;
    bool *stopped; /* by item; NULL: none is */
    GArray *rows;  /* CopiaNgramRow */
    uint64_t hits; /* of the node; without one, occurrences kept */
};

/* How an item is spelled. */
/* As it is shown; `room` as of copia_lexicon_written(). */
CopiaString copia_ngram_written (const CopiaNgrams *self, const CopiaNgramsAsk *ask,
                                 uint32_t item, GString *room);
CopiaString copia_ngram_name (const CopiaNgrams *self, const CopiaNgramsAsk *ask,
                              uint32_t item);
/* What was counted, and what was left out, in notes. */
void copia_ngrams_say (const CopiaNgrams *self, const CopiaNgramsAsk *ask,
                       CopiaTable *table);
