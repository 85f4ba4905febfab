/* keywords.h - what marks a target corpus off from a reference corpus.
 *
 * Columns: rank word target reference target_rate reference_rate, one per measure
 * (stats/keyness.h) called as it was asked for in small letters, range p, last of all peak.
 *   target     O11, the word's tokens in the target, of R1 word tokens
 *   reference  O21, its tokens in the reference, of R2
 *   rates      per `per` word tokens of either
 *   range      units of the target in which the word occurs (units_usual in units.h); what
 *              lies outside of all regions is none
 *   p          of the log-likelihood test (four cells, one degree of freedom), corrected for
 *              the number of words tested
 *   peak       the largest share of the word's tokens in the target (of negative keywords, in
 *              the reference) that one unit holds
 * With `by_units` four columns more (keywords-units.h): key_units, in how many units of the
 * target the word is key by itself; delta, how far the rates of the target's units stand above
 * those of the reference (Cliff 1993), -1 .. 1; p_units, of the rank test (Mann & Whitney
 * 1947); p_welch, of Welch's test; both of the word alone, not corrected.
 * Target and reference share no token: what lies in both is the target's.  With `where`, only
 * what lies in it.  The reference is the rest of the corpus, or the regions `reference`, or
 * those of another index, or a list of frequencies, whose words are matched by their spelling.
 * A list has no units: with one, no `by_units`, no measure that counts texts, and no peak of
 * negative keywords.
 * Tested are all words that stand `min` times or more in both together and are on no stop
 * list: a choice that does not depend on the answer, so the number of tests is honest.
 * Measures that are built on a test (conservative log ratios) share `alpha` among the tests,
 * except where there is no correction.
 * Order: the strongest first by `sort`, then falling count, then code points; a score that is
 * not defined comes last.
 */
#pragma once

#include "study/ask.h"
#include "text/frequency-list.h"

typedef enum {
    COPIA_KEY_POSITIVE, /* relatively more frequent in the target */
    COPIA_KEY_NEGATIVE, /* less frequent */
    COPIA_KEY_LOCK, /* as frequent: the interval of the log ratio at `alpha`, of each word
                     * for itself, lies within -band .. band; by count of both together */
} CopiaKeywordsKind;

#define COPIA_NO_CORRECTION (-1)

typedef struct {
    CopiaAsk of;
    const CopiaSubcorpus
        *target; /* NULL: the whole index; then `other` or `list` is not */
    const CopiaSubcorpus *reference; /* NULL: all but the target, or all of `other` */
    const CopiaIndex *other;         /* what `reference` is of; NULL: the same index */
    const CopiaFrequencyList
        *list;            /* instead of both: what is known of the reference */
    const char *by;       /* a structure, NULL: the usual */
    const char *measures; /* names or aliases, separated by commas or blanks */
    const char *sort;     /* one of them, `target`, `reference`; NULL: the first */
    CopiaCounted counted;
    CopiaStop stop; /* by form */
    CopiaKeywordsKind kind;
    uint64_t min;   /* least count in both together, at least 1 */
    double alpha;   /* (0, 1) */
    int correction; /* a CopiaCorrection of stats/adjust.h, or COPIA_NO_CORRECTION */
    double band;    /* of lockwords, in doublings, above 0 */
    double added;   /* the constant of simple maths, per million */
    bool all;       /* what is not significant too */
    bool by_units;
    bool listed; /* of `list`: only words that it has */
    bool explain;
    uint64_t per; /* 1 .. 10^9 */
} CopiaKeywordsAsk;

#define COPIA_KEYWORDS_USUAL                                                           \
    {                                                                                  \
        .of = COPIA_ASK_USUAL, .measures = "g2,lr", .min = 3, .alpha = 0.05,           \
        .correction = 2, .band = 1, .added = 1, .per = 1000000                         \
    }

typedef struct CopiaKeywordsPart CopiaKeywordsPart;

CopiaKeywordsPart *copia_keywords_part (const CopiaIndex *index,
                                        const CopiaKeywordsAsk *ask, uint64_t from,
                                        uint64_t to, GError **error);
void copia_keywords_merge (CopiaKeywordsPart *into, CopiaKeywordsPart *behind);
bool copia_keywords_finish (CopiaKeywordsPart *self, const CopiaIndex *index,
                            const CopiaKeywordsAsk *ask, CopiaTable *table,
                            CopiaFound *found, GError **error);
void copia_keywords_part_free (CopiaKeywordsPart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaKeywordsPart, copia_keywords_part_free)

bool copia_keywords (const CopiaIndex *index, const CopiaKeywordsAsk *ask,
                     CopiaTable *table, CopiaFound *found, GError **error);
