/* types.h - the distinct words met while building: string to provisional number.
 *
 * Numbers are given in the order of first meeting, from 0; with several threads that order is
 * theirs, and nothing that is written may depend on it.  Several threads may add to one table;
 * what was added is read once they are done.  The hash is keyed at random, so that no text can
 * be made to fall on one slot; numbers do not depend on it.
 */
#pragma once

#include "base/strings.h"

typedef struct CopiaTypes CopiaTypes;

#define COPIA_MOST_TYPES (1u << 30)

CopiaTypes *copia_types_new (uint32_t expected);
/* Of strings that may be long: what does not fit into `memory` lies in a file without a name beside
 * `path`.  NULL: all is in memory. */
CopiaTypes *copia_types_new_beside (const char *path, uint64_t memory);
/* The number of `word`, new or old; COPIA_MOST_TYPES when there are so many already. */
uint32_t copia_types_add (CopiaTypes *self, const char *word, size_t size);
/* The same, and remembers of the type that it was marked once. */
uint32_t copia_types_add_marked (CopiaTypes *self, const char *word, size_t size);
uint32_t copia_types_count (const CopiaTypes *self);
CopiaString copia_types_get (const CopiaTypes *self, uint32_t number);
bool copia_types_marked (const CopiaTypes *self, uint32_t number);
/* What lies in the file was gone through: its memory is given back, and it can be read again. */
void copia_types_rest (const CopiaTypes *self);
/* Nothing is added any more: what finds words takes half of the memory, and goes. */
void copia_types_seal (CopiaTypes *self);
void copia_types_free (CopiaTypes *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaTypes, copia_types_free)
