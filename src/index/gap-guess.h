/* gap-guess.h - what stands between two tokens, guessed from their types (FORMAT.md, "Tokens").
 *
 * A comma stands close behind a word, and a word a space behind a comma: of most gaps only this is
 * to be stored, that they are as guessed.  Types are put into classes by what they are seen to have
 * before and behind them.
 *
 * Made in three passes over the same tokens: count, pair, and then rest.
 */
#pragma once

#include "base/container.h"

#define COPIA_GAP_CODES 4
#define COPIA_GAP_CLASSES 16         /* on each side */
#define COPIA_GAP_LEAST 1024         /* tokens that are worth it */
#define COPIA_GAP_NO_TYPE UINT32_MAX /* before the first token */

typedef struct CopiaGapGuess CopiaGapGuess;

CopiaGapGuess *copia_gap_guess_new (void);
void copia_gap_guess_count (CopiaGapGuess *self, uint32_t before, uint32_t id,
                            unsigned code);
/* After all were counted. */
void copia_gap_guess_classify (CopiaGapGuess *self);
void copia_gap_guess_pair (CopiaGapGuess *self, uint32_t before, uint32_t id,
                           unsigned code);
/* After all were paired. */
void copia_gap_guess_settle (CopiaGapGuess *self);
/* What is stored: the code less the guess, modulo 4. */
unsigned copia_gap_guess_rest (const CopiaGapGuess *self, uint32_t before, uint32_t id,
                               unsigned code);
/* The sections gap.class and gap.usual. */
void copia_gap_guess_write (const CopiaGapGuess *self, CopiaContainerWriter *out);
void copia_gap_guess_free (CopiaGapGuess *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaGapGuess, copia_gap_guess_free)
