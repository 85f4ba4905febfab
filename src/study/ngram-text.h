/* ngram-text.h - a corpus as n-grams see it: what each token is to them.
 *
 * An item is a form or a type id that is frequent enough to be part of what is kept, numbered
 * anew and in the same order.  Private to the studies of n-grams and frames.
 */
#pragma once

#include "study/ngrams.h"
#include "study/scope.h"
#include "study/units.h"

#define COPIA_NGRAM_END (UINT32_MAX)      /* no n-gram goes across */
#define COPIA_NGRAM_PASS (UINT32_MAX - 1) /* as if it were not there */

#define COPIA_NGRAM_STRETCH (UINT64_C (1) << 31)

typedef struct {
    const CopiaIndex *index;
    const CopiaTokens *tokens;
    CopiaScope scope;
    CopiaUnits *units;
    const char *units_name; /* of a structure, NULL: slices */
    uint32_t *items;        /* by type id */
    uint32_t *names;        /* by item: the form or type id */
    uint32_t n_items;
    unsigned bits;    /* that hold any item + 1 */
    unsigned width;   /* of keys that are hashes */
    uint64_t stretch; /* the most tokens of one */
} CopiaNgramText;

static inline uint32_t
copia_ngram_item (const CopiaNgramText *self, uint64_t cpos)
{
    return self->items[copia_tokens_get (self->tokens, cpos)];
}

/* The n items of the n-gram that begins at cpos, which is known to be there. */
void copia_ngram_read (const CopiaNgramText *self, uint64_t cpos, uint32_t n,
                       uint32_t *items);

/* The key of an n-gram is the n-gram itself where `exact`, its items + 1 from the highest of
 * n * bits bits down, so that keys order as the n-grams do; else a hash of `width` bits. */
static inline bool
copia_ngram_is_exact (const CopiaNgramText *self, uint32_t n)
{
    return n * self->bits <= self->width;
}

static inline unsigned
copia_ngram_width (const CopiaNgramText *self, uint32_t n)
{
    return copia_ngram_is_exact (self, n) ? n * self->bits : self->width;
}

#define COPIA_NGRAMS_TOLD 256

/* A range of the corpus, [from, to), in which n-grams begin; places in it are told as numbers of 32
 * bits from `base` on: to - base < 2^32. */
typedef struct {
    uint64_t base, from, to;
} CopiaNgramRange;

/* The corpus in stretches that 32 bits are enough for; a usual one is one stretch. */
uint32_t copia_ngram_stretches (const CopiaNgramText *self);
/* Range i of n, of equal length; n is a multiple of the stretches.  Its base is where its stretch
 * begins. */
CopiaNgramRange copia_ngram_range (const CopiaNgramText *self, uint32_t i, uint32_t n);

/* Told of up to COPIA_NGRAMS_TOLD n-grams at once, in corpus order: their keys, and where the first
 * token of each stands behind the base of the range. */
typedef void (*CopiaNgramTake) (void *data, const uint64_t *keys, const uint32_t *at,
                                uint32_t n);

/* Tells of the n-grams of n items that begin in the range; with `ask->node` only of those that
 * hold a hit, and adds to *hits the hits that begin there. */
bool copia_ngram_scan (const CopiaNgramText *self, const CopiaNgramsAsk *ask,
                       uint32_t n, CopiaNgramRange range, CopiaNgramTake take,
                       void *data, uint64_t *hits, GError **error);

/* An n-gram that is kept. */
typedef struct {
    uint64_t key; /* exact: from the highest bit down; else not to be used */
    uint64_t at;
    uint32_t count, range, n;
    uint32_t peak, unit; /* the most occurrences in one region, and which that is */
} CopiaNgramRow;

struct CopiaNgrams {
    CopiaNgramText text;
    bool *stopped; /* by item; NULL: none is */
    GArray *rows;  /* CopiaNgramRow; those that cannot stand on the page may be gone */
    uint64_t n_rows; /* with these */
    uint64_t hits;   /* of the node; without one, occurrences kept */
};

/* Items that occur less often than `least` are in no n-gram. */
CopiaNgrams *copia_ngrams_new (const CopiaIndex *index, const CopiaNgramsAsk *ask,
                               uint64_t least, GError **error);
void copia_ngrams_free (CopiaNgrams *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaNgrams, copia_ngrams_free)

/* Bytes that occurrences may take at once: an eighth of the machine's, unless it was said. */
uint64_t copia_ngrams_memory (const CopiaNgramsAsk *ask);
/* Counts the n-grams of one length, and keeps those that are asked for. */
bool copia_ngrams_count (CopiaNgrams *self, const CopiaNgramsAsk *ask, uint32_t n,
                         GError **error);
/* Leaves, of rows, those that may stand on the page. */
void copia_ngrams_prune (const CopiaNgrams *self, const CopiaNgramsAsk *ask,
                         GArray *rows);
/* How an item is spelled. */
/* As it is shown; `room` as of copia_lexicon_written(). */
CopiaString copia_ngram_written (const CopiaNgrams *self, const CopiaNgramsAsk *ask,
                                 uint32_t item, GString *room);
CopiaString copia_ngram_name (const CopiaNgrams *self, const CopiaNgramsAsk *ask,
                              uint32_t item);
/* What was counted, and what was left out, in notes. */
void copia_ngrams_say (const CopiaNgrams *self, const CopiaNgramsAsk *ask,
                       CopiaTable *table);
