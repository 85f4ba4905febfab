/* frequency.h - how often queries occur, in all or by unit.
 *
 * Columns: query, the unit's, words count rate rate_low rate_high.
 *   unit     with `by` the references of that structure (references.h: part chapter) or the value
 *            of that attribute; with `slices` the column `slice`, from 1; else none
 *   words    word tokens of the unit (inside `where`)
 *   rate     count per `per` words; low and high end of its 95 % interval (Wilson 1927)
 * With `shuffles` six columns more (noise.h): band_low band_high, between which 95 % of rates lie
 * where paragraphs are shuffled among the units; p, how many of them stray as far as the rate;
 * p_all, how many have any unit that strays as far; clump_low clump_high, the 95 % interval of
 * the rate that knows that words clump.
 * A hit belongs to the unit that holds its first token.  Rows: queries in the order given, for
 * each the units in corpus order, those without a hit too.  With `by`, hits and words outside
 * all regions make a last row "(outside)" if there are any.  With `where`, units that lie
 * wholly outside of it are no rows.  Slices are equal in word tokens, as nearly as can be.
 * Notes name the unit where it is one that most hits of a query stand in (clump.h), chapters or
 * texts where neither `by` nor `slices` is asked for.
 */
#pragma once

#include "study/ask.h"

#define COPIA_MOST_SLICES 10000

typedef struct {
    CopiaAsk of;
    const CopiaQuery *const *queries;
    size_t n_queries;  /* at least 1 */
    const char *by;    /* a structure, or an attribute: text.year; NULL: none */
    uint32_t slices;   /* 1 .. COPIA_MOST_SLICES, 0: none; not together with `by` */
    uint64_t per;      /* 1 .. COPIA_MOST_PER */
    uint32_t shuffles; /* 0: no bands; at most COPIA_MOST_SHUFFLES, with units only */
    uint64_t seed;     /* of the shuffles */
    bool explain;
    bool *met; /* whether each query has hits is put there; NULL: nobody asks */
} CopiaFrequencyAsk;

#define COPIA_FREQUENCY_USUAL                                                          \
    {                                                                                  \
        .of = COPIA_ASK_USUAL, .per = 1000000                                          \
    }

typedef struct CopiaFrequencyPart CopiaFrequencyPart;

CopiaFrequencyPart *copia_frequency_part (const CopiaIndex *index,
                                          const CopiaFrequencyAsk *ask, uint64_t from,
                                          uint64_t to, GError **error);
void copia_frequency_merge (CopiaFrequencyPart *into, CopiaFrequencyPart *behind);
bool copia_frequency_finish (CopiaFrequencyPart *self, const CopiaIndex *index,
                             const CopiaFrequencyAsk *ask, CopiaTable *table,
                             CopiaFound *found, GError **error);
void copia_frequency_part_free (CopiaFrequencyPart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaFrequencyPart, copia_frequency_part_free)

bool copia_frequency (const CopiaIndex *index, const CopiaFrequencyAsk *ask,
                      CopiaTable *table, CopiaFound *found, GError **error);
