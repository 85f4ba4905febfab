/* collocates.h - the words that keep company with a node.
 *
 * Columns: collocate observed expected freq, then one per measure (stats/association.h), called
 * as it was asked for, in small letters; with `hits` how many hits have the collocate in their
 * windows at all; with `positions` one per place, L5 .. L1 R1 .. R5, how often the collocate
 * stands there, every window for itself.
 * Copia's convention, printed with every answer (others: convention.h):
 *   window    `left` word tokens before the hit's first token and `right` after its last, cut
 *             at the borders of the text, of the region of `within` (a hit that begins outside
 *             all regions has no left window, one that ends outside no right one), and of the
 *             range of `where`
 *   observed  O11: the collocate's tokens in the windows; a token in several windows counts
 *             once, the tokens of hits do not count
 *   R1        all word tokens in the windows, counted likewise
 *   freq      C1: the collocate's tokens in the corpus, or in `where`
 *   N         word tokens of the corpus, or of `where`
 *   expected  E11 = R1 C1 / N
 * Order: falling score of `sort`, then falling `observed`, then code points; a score that is
 * not defined comes last.
 */
#pragma once

#include "study/ask.h"
#include "study/convention.h"

#define COPIA_WIDEST_WINDOW 50

typedef struct {
    CopiaAsk of;
    const CopiaQuery *query;
    uint32_t left, right;              /* 0 .. COPIA_WIDEST_WINDOW, not both 0 */
    const char *within;                /* a structure, NULL: the text */
    uint64_t min;                      /* least `observed`, at least 1 */
    const CopiaConvention *convention; /* NULL: copia's */
    const char
        *measures;    /* names or aliases, separated by commas or blanks; NULL: those
                           * of the convention */
    const char *sort; /* one of them, `observed` or `freq`; NULL: the first of them */
    CopiaCounted counted;
    CopiaStop stop; /* of collocates, by form; R1 and N do not change */
    bool
        attracted; /* only words observed more often than expected; says how many not */
    bool hits;     /* a column: hits that have the collocate in their window at all */
    bool positions;
    bool explain;
} CopiaCollocatesAsk;

#define COPIA_COLLOCATES_USUAL                                                         \
    {                                                                                  \
        .of = COPIA_ASK_USUAL, .left = 5, .right = 5, .min = 3, .attracted = true      \
    }

typedef struct CopiaCollocatesPart CopiaCollocatesPart;

/* Of the hits that start in [from, to). */
CopiaCollocatesPart *copia_collocates_part (const CopiaIndex *index,
                                            const CopiaCollocatesAsk *ask,
                                            uint64_t from, uint64_t to, GError **error);
void copia_collocates_merge (CopiaCollocatesPart *into, CopiaCollocatesPart *behind);
bool copia_collocates_finish (CopiaCollocatesPart *self, const CopiaIndex *index,
                              const CopiaCollocatesAsk *ask, CopiaTable *table,
                              CopiaFound *found, GError **error);
void copia_collocates_part_free (CopiaCollocatesPart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaCollocatesPart, copia_collocates_part_free)

bool copia_collocates (const CopiaIndex *index, const CopiaCollocatesAsk *ask,
                       CopiaTable *table, CopiaFound *found, GError **error);
