/* score-words.h - the text or the spectrum that a question is about.
 *
 * Private to the score families, as score-private.h is.
 */
#pragma once

#include "stats/diversity.h"
#include "stats/running.h"
#include "stats/score-private.h"

/* A text as type numbers, and the spectrum of it or of what else the input says. */
typedef struct {
    uint32_t *tokens; /* NULL: only a spectrum or sizes are known */
    CopiaRunning running;
    CopiaFrequencyClass *classes;
    CopiaSpectrum spectrum;
    CopiaSpectrumNeed known;
} CopiaScoreWords;

void copia_score_words_clear (CopiaScoreWords *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CopiaScoreWords, copia_score_words_clear)

/* From tokens, a spectrum, or N, V and what else is given; the first that is there. */
bool copia_score_words_read (const CopiaAsk *ask, CopiaScoreWords *words);
bool copia_score_words_read_spectrum (const CopiaAsk *ask, CopiaScoreWords *words);

/* An error unless so much is known of the spectrum, or the tokens in their order. */
bool copia_score_words_need (const CopiaAsk *ask, const CopiaScoreWords *words,
                             CopiaSpectrumNeed wanted);
bool copia_score_words_need_tokens (const CopiaAsk *ask, const CopiaScoreWords *words);

/* A whole number of tokens from 1 on under KEY; *length stays as it is without one. */
bool copia_score_words_length (const CopiaAsk *ask, const char *key, double *length);

bool copia_score_is_count (double x);
