/* ngrams.h - words in a row that come again: n-grams, and clusters around a node.
 *
 * Columns: rank ngram count rate range.
 *   rank   place by falling count, then by code points of the n-gram
 *   ngram  its words (or forms), a blank between them
 *   rate   count per `per` word tokens (inside `where`)
 *   range  units (units_usual in units.h) in which an occurrence begins; what lies outside of all
 *          regions is none
 * An n-gram never crosses the border of a text nor of a range of `where`.  Punctuation ends it,
 * is passed over, or is one of its words, as `marks` says.  Occurrences overlap: "a a a" has
 * two of "a a".  With `node`, only occurrences that contain a whole hit of it count, each once.
 *
 * The occurrences of a length are counted in as many passes over the text as their number
 * makes necessary: those of one pass take no more than `memory`.  Beside them stand a number or
 * two for each type, and the rows that may come onto the page: all of them where it has no end.
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
    uint64_t memory; /* bytes of the occurrences counted at once; 0: the usual */
    /*< private >*/
    uint32_t
        width; /* bits of a hash; 0: all, few to try what happens when hashes agree */
    uint64_t stretch; /* tokens whose places have a base in common; 0: the usual */
    uint32_t most;    /* occurrences that are counted of an n-gram; 0: the usual */
} CopiaNgramsAsk;

#define COPIA_NGRAMS_USUAL                                                             \
    {                                                                                  \
        .of = COPIA_ASK_USUAL, .min = 2, .per = 1000000                                \
    }

/* What is kept while n-grams are counted. */
typedef struct CopiaNgrams CopiaNgrams;

bool copia_ngrams (const CopiaIndex *index, const CopiaNgramsAsk *ask,
                   CopiaTable *table, CopiaFound *found, GError **error);
