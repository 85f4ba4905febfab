/* types.h - the distinct words met while building: string to provisional number.
 *
 * Numbers are given in the order of first meeting, from 0.
 */
#pragma once

#include "base/strings.h"

typedef struct CopiaTypes CopiaTypes;

CopiaTypes *copia_types_new (void);
/* The number of `word`, new or old; UINT32_MAX when there are too many. */
uint32_t copia_types_add (CopiaTypes *self, const char *word, size_t size);
uint32_t copia_types_count (const CopiaTypes *self);
CopiaString copia_types_get (const CopiaTypes *self, uint32_t number);
void copia_types_free (CopiaTypes *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaTypes, copia_types_free)
