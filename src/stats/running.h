/* running.h - type-token ratios along a text, so that length does not count.
 *
 * A text is an array of n type numbers below `types`; which number a type has does not
 * matter.  All of them take time and memory proportional to n (the moving MTLD: to n times
 * the mean factor).
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct {
    const uint32_t *tokens;
    size_t n;
    uint32_t types;
} CopiaRunning;

/* Mean TTR of all n-w+1 windows of w tokens, in (0, 1] (Covington & McFall 2010).  A text
 * shorter than the window: its TTR; an empty one, or w = 0: NaN. */
double copia_mattr (const CopiaRunning *text, size_t window);

/* Mean TTR of the whole segments of w tokens; what is left at the end does not count
 * (Johnson 1944).  A text shorter than one segment: its TTR; empty or w = 0: NaN. */
double copia_msttr (const CopiaRunning *text, size_t segment);

/* When a factor of MTLD is complete. */
typedef enum {
    COPIA_MTLD_BELOW,    /* TTR < threshold: McCarthy & Jarvis 2010, p. 384 */
    COPIA_MTLD_AT_MOST,  /* TTR <= threshold: the program LexicalRichness */
    COPIA_MTLD_BELOW_10, /* TTR < threshold after at least 10 tokens, and the last token
                          * always belongs to the part that is left: lexical_diversity */
} CopiaMtldRule;

/* Tokens per factor, a factor being a stretch until the TTR has fallen to the threshold
 * (0.72); what is left at the end counts (1 - TTR) / (1 - threshold) of one.  Mean of
 * reading forwards and backwards; (1, inf), in tokens.
 * A text whose TTR stays 1 has no factors: its length (AT_MOST), else INFINITY.  Empty: NaN.
 * McCarthy & Jarvis 2010, BRM 42(2), pp. 381-392. */
double copia_mtld (const CopiaRunning *text, double threshold, CopiaMtldRule rule);

/* Mean length of the factors that begin at each token, at least 10 tokens long: reading on
 * at the beginning after the end (wrap), or to the end only, forwards and backwards
 * (bidirectional).  NaN if no factor is ever complete, or after 5 10^8 steps (a text
 * without repetitions would take n^2).  K. Kyle, lexical_diversity; Jarvis &
 * Hashimoto 2021 (MTLD-W). */
double copia_mtld_wrap (const CopiaRunning *text, double threshold);
double copia_mtld_bidirectional (const CopiaRunning *text, double threshold);
