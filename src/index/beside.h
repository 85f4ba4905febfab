/* beside.h - counting the tokens beside many places, on each side up to the n-th word.
 *
 * While tokens are told to be words or marks they are counted: what is looked at once need not
 * be looked at again, and nothing that is decided from token to token can be guessed wrong.
 * Marks on the way are counted too.  A value; a thread has its own.
 */
#pragma once

#include "index/walk.h"

typedef struct {
    /*< private >*/
    CopiaWalk walk;
    uint32_t *counts; /* by id */
    uint8_t *bytes;   /* by id, what is not in `counts` yet */
} CopiaBeside;

/* False: the index has its ids not in one array, and nothing was begun.  `counts`, a number an
 * id, is added to; it has everything after the end. */
bool copia_beside_begin (CopiaBeside *self, const CopiaTokens *tokens,
                         uint32_t *counts);
/* Of the `room` tokens before cpos, or from cpos on, those up to word number `words`, going away
 * from cpos; all of them where there are not so many words.  How many tokens that were. */
uint64_t copia_beside_before (CopiaBeside *self, uint64_t cpos, uint64_t room,
                              uint32_t words);
uint64_t copia_beside_after (CopiaBeside *self, uint64_t cpos, uint64_t room,
                             uint32_t words);
void copia_beside_end (CopiaBeside *self);
