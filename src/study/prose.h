/* prose.h - tokens as a reader sees them: one space where white space stood, no mark-up.
 *
 * Tokens that are written as one (index/surface.h) are shown so, whole even where a part of them
 * is left out.
 */
#pragma once

#include "index/index.h"

/* Appends the tokens [start, end] without what stands before the first. */
void copia_prose_add (const CopiaIndex *index, uint64_t start, uint64_t end,
                      GString *text);
/* Appends what stands before the token at cpos, unless it is the first at `start`. */
void copia_prose_go_on (const CopiaIndex *index, uint64_t start, uint64_t cpos,
                        GString *text);
/* Widens [start, end] so that nothing that is written as one is cut. */
void copia_prose_whole (const CopiaIndex *index, uint64_t *start, uint64_t *end);
