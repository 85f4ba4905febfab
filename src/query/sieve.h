/* sieve.h - what is left of hits when nested, overlapping or later ones are dropped.
 *
 * Which hits are left depends on those before them, back to the start of the text or region:
 * so a part of a corpus is asked from there on, and what stands before the part is passed over.
 */
#pragma once

#include "query/stream.h"

typedef struct CopiaSieve CopiaSieve;

/* False: the options drop nothing, and no sieve is needed. */
bool copia_sieve_needed (const CopiaMatchOptions *options);
/* For hits that start from `from` on; `*stream_from` is where the stream has to begin.
 * COPIA_ERROR_QUERY: there is no such structure. */
CopiaSieve *copia_sieve_new (const CopiaIndex *index, const CopiaMatchOptions *options,
                             uint64_t from, uint64_t *stream_from, GError **error);
bool copia_sieve_next (CopiaSieve *self, CopiaStream *stream, CopiaHit *hit);
void copia_sieve_free (CopiaSieve *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaSieve, copia_sieve_free)
