/* advice-ranges.h - a word that is not found where several words are written as one.
 *
 * CoNLL-U has `du` of `de le`.  Where ranges are joined `le` is no token, where they are words
 * `du` is none (index/surface.h).
 */
#pragma once

#include "index/index.h"

/* A line for a query of one word, quoted or not, that is such a word; else NULL. */
char *copia_advice_ranges (const CopiaIndex *index, const char *query);
