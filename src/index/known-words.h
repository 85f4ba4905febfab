/* known-words.h - which tokens are words, a bit a token, as far as it was found out.
 *
 * An index says it by the type of each token; to find it out for all of them takes longer than much
 * of what is asked then.  Whoever did leaves it here for later questions, 64 Ki tokens at a time.
 * Threads share it without a lock: of several that found out the same one leaves it.
 */
#pragma once

#include <stdint.h>

#define COPIA_KNOWN_STRETCH 65536u /* tokens */
#define COPIA_KNOWN_NUMBERS (COPIA_KNOWN_STRETCH / 64)
#define COPIA_KNOWN_MOST ((uint64_t) 1 << 31) /* tokens: 256 MiB of bits */

typedef struct CopiaKnownWords CopiaKnownWords;

CopiaKnownWords *copia_known_words_new (uint64_t tokens);
/* Of tokens COPIA_KNOWN_STRETCH * stretch and on, of which there are some: bit i % 64 of number
 * i / 64 says it of the i-th.  NULL: it was not found out.  Bits behind the last token are 0. */
const uint64_t *copia_known_words_at (const CopiaKnownWords *self, uint64_t stretch);
/* Takes a copy of all COPIA_KNOWN_NUMBERS of the stretch. */
void copia_known_words_keep (CopiaKnownWords *self, uint64_t stretch,
                             const uint64_t *bits);
void copia_known_words_free (CopiaKnownWords *self);
