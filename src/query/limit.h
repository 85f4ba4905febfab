/* limit.h - how far a hit may reach: `within s`, `within 5 words`, `within "a" []* "b"`. */
#pragma once

#include "query/stream.h"
#include "query/token-test.h"

typedef struct CopiaLimit CopiaLimit;

/* What hits lie in: one of these, which is taken, or borrowed in the case of `where`. */
/* `row` of them one after the other are one place. */
CopiaLimit *copia_limit_regions (CopiaRegionSet *regions, uint32_t row);
CopiaLimit *copia_limit_hits (CopiaStream *hits);
CopiaLimit *copia_limit_words (const CopiaIndex *index, uint32_t words);
CopiaLimit *copia_limit_where (const CopiaSubcorpus *where);

/* A hit from `start` on may reach *last at most, which comes in as a bound already known.
 * False: none may start here; the first that may starts at `*next` (UINT64_MAX: none).
 * Starts do not fall from one question to the next. */
bool copia_limit_at (CopiaLimit *self, uint64_t start, uint64_t *last, uint64_t *next);
/* The most tokens a hit can have; UINT64_MAX: that is not known. */
uint64_t copia_limit_most (const CopiaLimit *self);
void copia_limit_explain (const CopiaLimit *self, GString *out, bool after);
void copia_limit_free (CopiaLimit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaLimit, copia_limit_free)
