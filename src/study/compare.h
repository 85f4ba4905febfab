/* compare.h - a query and its company in two parts of a corpus, side by side.
 *
 * Columns: item kind left right left_rate right_rate log_ratio low high p, then the measure
 * for both sides, called left_NAME and right_NAME.
 *   kind       "query" in the first row, "collocate" in the others
 *   left right hits of the query, of so many words of either part; tokens of the collocate in
 *              the windows there, of so many words in windows (or of what the convention takes
 *              for R1, convention.h)
 *   rates      per `per` of these words
 *   log_ratio  log2 of the ratio of the rates, left above right positive; a 0 counts as half
 *   low high   exact 95 % interval of the ratio the counts leave possible
 *   p          of the log-likelihood test; of collocates corrected after Holm for their number
 *   measure    of the collocation in either part alone (collocates.h)
 * Listed are the words observed `min` times or more in both parts together: a choice that
 * does not depend on the answer.  Order: the largest evidence first, then the larger count,
 * then code points.
 */
#pragma once

#include "study/ask.h"
#include "study/convention.h"

typedef struct {
    CopiaAsk of; /* `where` is not looked at */
    const CopiaQuery *query;
    const CopiaSubcorpus *left, *right;
    const char *names[2]; /* what they are called in a picture; NULL: left, right */
    uint32_t width[2];    /* of windows, as in collocates.h */
    const char *within;   /* a structure, NULL: the text */
    uint64_t min;         /* at least 1 */
    const char *measure;  /* one name or alias */
    const CopiaConvention *convention; /* NULL: copia's */
    CopiaCounted counted;
    CopiaStop stop; /* of collocates, by form */
    bool explain;
    uint64_t per; /* 1 .. COPIA_MOST_PER */
} CopiaCompareAsk;

#define COPIA_COMPARE_USUAL                                                            \
    {                                                                                  \
        .of = COPIA_ASK_USUAL, .width = { 5, 5 }, .min = 5, .measure = "logdice",      \
        .per = 1000000                                                                 \
    }

typedef struct CopiaComparePart CopiaComparePart;

CopiaComparePart *copia_compare_part (const CopiaIndex *index,
                                      const CopiaCompareAsk *ask, uint64_t from,
                                      uint64_t to, GError **error);
void copia_compare_merge (CopiaComparePart *into, CopiaComparePart *behind);
bool copia_compare_finish (CopiaComparePart *self, const CopiaIndex *index,
                           const CopiaCompareAsk *ask, CopiaTable *table,
                           CopiaFound *found, GError **error);
void copia_compare_part_free (CopiaComparePart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaComparePart, copia_compare_part_free)

bool copia_compare (const CopiaIndex *index, const CopiaCompareAsk *ask,
                    CopiaTable *table, CopiaFound *found, GError **error);
