/* words.h - the word list: how often and how evenly each word occurs.
 *
 * Columns: rank word count rate range dp.
 *   rank   place by falling count, from 1, in every order of rows
 *   rate   count per `per` word tokens (inside `where`)
 *   range  number of units in which the word occurs
 *   dp     deviation of proportions over the units (Gries 2008): 0 even .. 1 in one place
 * Units: the regions of `by`; by default chapters, else texts if there are several, else 10
 * slices of equal length.  What lies outside all regions says nothing of range and dp; where a
 * word stands only there, they are 0 and undefined.  With `where`, only what lies in it.
 */
#pragma once

#include "study/ask.h"

typedef struct {
    CopiaAsk of;
    CopiaCounted counted;
    const char *by; /* a structure, NULL: the usual */
    const char
        *wildcard;     /* only what it finds, a simple query of one word; NULL: all */
    const char *regex; /* only forms (or words) it matches as a whole; NULL: all */
    CopiaStop stop;    /* by form */
    uint64_t min;      /* least count, at least 1 */
    bool punctuation;  /* punctuation too; rates stay per word token */
    bool explain;
    bool alphabetical; /* reading order instead of falling count */
    uint64_t per;      /* 1 .. COPIA_MOST_PER */
} CopiaWordsAsk;

#define COPIA_WORDS_USUAL                                                              \
    {                                                                                  \
        .of = COPIA_ASK_USUAL, .min = 1, .per = 1000000                                \
    }

typedef struct CopiaWordsPart CopiaWordsPart;

CopiaWordsPart *copia_words_part (const CopiaIndex *index, const CopiaWordsAsk *ask,
                                  uint64_t from, uint64_t to, GError **error);
void copia_words_merge (CopiaWordsPart *into, CopiaWordsPart *behind);
bool copia_words_finish (CopiaWordsPart *self, const CopiaIndex *index,
                         const CopiaWordsAsk *ask, CopiaTable *table, CopiaFound *found,
                         GError **error);
void copia_words_part_free (CopiaWordsPart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaWordsPart, copia_words_part_free)

bool copia_words (const CopiaIndex *index, const CopiaWordsAsk *ask, CopiaTable *table,
                  CopiaFound *found, GError **error);
