/* keyness.h - what marks a corpus off from another: measures on two frequencies.
 *
 * The table of table2.h read by rows: O11 of R1 tokens in the target, O21 of R2 tokens in
 * the reference, corpora that share no token (a reference that includes the target needs
 * a table of its own making).  p1 = O11/R1, p2 = O21/R2, E1 = R1 C1/N, E2 = R2 C1/N.
 * copia_keyness[] holds what only keyness has; every other name of copia_measures[] works
 * on the same table, so a search goes through both.
 * Edges: as in association.h; an empty corpus (R1 or R2 = 0) is NaN wherever a rate is
 * divided; a word in neither corpus scores 0 in the tests and NaN in the ratios.
 * Corpora are samples of texts, not of tokens: for texts as units use contrast.h.
 */
#pragma once

#include <stddef.h>

#include "stats/association.h"

extern const CopiaMeasure copia_keyness[];

/* In copia_keyness[], else in copia_measures[]; NULL if in neither. */
const CopiaMeasure *copia_keyness_find (const char *name);

/* What a word is in the target, judged by the exact interval of its log ratio. */
typedef enum {
    COPIA_UNDECIDED, /* the interval reaches from inside the band to outside */
    COPIA_KEYWORD,   /* all of it above 0 */
    COPIA_NEGATIVE,  /* all of it below 0 */
    COPIA_LOCKWORD,  /* all of it within -band .. band: as frequent here as there */
} CopiaKeyness;

/* BAND in doublings; a word both key and within the band is a lockword.  Lockwords: P.
 * Baker 2011, J. of English Linguistics 39(1), pp. 65-88; by interval as in Evert 2022. */
CopiaKeyness copia_keyness_judge (const CopiaTable2 *table, const CopiaLevel *level,
                                  double band);

/* In how many of n texts, each against the same reference, the word is key by G2 at the
 * level: M. Scott's key keywords (1997, System 25(2)). */
size_t copia_key_texts (const CopiaTable2 *tables, size_t n, const CopiaLevel *level);
