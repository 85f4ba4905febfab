/* ngrams.h - words in a row that come again: n-grams, and clusters around a node.
 *
 * Columns: rank ngram count rate range.
 *   rank   place by falling count, then by code points of the n-gram
 *   ngram  its words (or forms), a blank between them
 *   rate   count per `per` word tokens (inside `where`)
 *   range  units (units_usual in units.h) in which an occurrence begins
 * An n-gram never crosses the border of a text nor of a range of `where`.  Punctuation ends it,
 * is passed over, or is one of its words, as `marks` says.  Occurrences overlap: "a a a" has
 * two of "a a".  With `node`, only occurrences that contain a whole hit of it count, each once.
 *
 * Work goes in turns: a turn counts the n-grams of one length whose hash falls into one of
 * `rounds` classes, so that memory follows the size of a class, not of the corpus.  Parts of a
 * turn merge; what has `min` occurrences in all is kept, and finish orders what was kept.
 */
#pragma once

#include "study/ask.h"

#define COPIA_LONGEST_NGRAM 12

typedef enum {
    COPIA_MARKS_END,  /* no n-gram across punctuation */
    COPIA_MARKS_PASS, /* as if it were not there */
    COPIA_MARKS_TAKE, /* a mark is a word like others */
} CopiaMarks;

typedef struct {
    CopiaAsk of;
    const uint32_t *sizes; /* 1 .. COPIA_LONGEST_NGRAM, each once */
    size_t n_sizes;
    CopiaCounted counted;
    CopiaMarks marks;
    const CopiaQuery *node; /* NULL: all n-grams */
    const char *by;         /* a structure, NULL: the usual */
    CopiaStop stop;         /* n-grams that begin or end with such a form are no rows */
    bool stop_inside;       /* nor those that have it anywhere */
    uint64_t min;           /* least count, at least 1 */
    uint32_t min_range;     /* least range, 0: any */
    uint64_t per;           /* 1 .. 10^9 */
    bool explain;
    /*< private >*/
    uint32_t n, round, rounds; /* the turn */
} CopiaNgramsAsk;

#define COPIA_NGRAMS_USUAL                                                             \
    {                                                                                  \
        .of = COPIA_ASK_USUAL, .min = 2, .per = 1000000                                \
    }

typedef struct CopiaNgramsPart CopiaNgramsPart;

/* What is kept of the turns so far. */
typedef struct CopiaNgrams CopiaNgrams;

CopiaNgrams *copia_ngrams_new (const CopiaIndex *index, const CopiaNgramsAsk *ask,
                               GError **error);
/* Sets the turn of `ask` to the next one; false: all have been. */
bool copia_ngrams_turn (const CopiaNgrams *self, CopiaNgramsAsk *ask);
CopiaNgramsPart *copia_ngrams_part (const CopiaNgrams *self, const CopiaNgramsAsk *ask,
                                    uint64_t from, uint64_t to, GError **error);
void copia_ngrams_merge (CopiaNgramsPart *into, CopiaNgramsPart *behind);
void copia_ngrams_part_free (CopiaNgramsPart *self);
void copia_ngrams_keep (CopiaNgrams *self, const CopiaNgramsAsk *ask,
                        const CopiaNgramsPart *part);
bool copia_ngrams_finish (CopiaNgrams *self, const CopiaNgramsAsk *ask,
                          CopiaTable *table, CopiaFound *found, GError **error);
void copia_ngrams_free (CopiaNgrams *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaNgrams, copia_ngrams_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaNgramsPart, copia_ngrams_part_free)

bool copia_ngrams (const CopiaIndex *index, const CopiaNgramsAsk *ask,
                   CopiaTable *table, CopiaFound *found, GError **error);
