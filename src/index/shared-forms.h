/* shared-forms.h - which types are not the only one of their form, a bit an id.
 *
 * Most are the only one: what is counted of such a type is all there is of its form, and nobody
 * need look for the others.
 */
#pragma once

#include "index/lexicon.h"

/* All bits are set where the file lies about its forms.  Free with g_free(). */
uint8_t *copia_shared_forms_new (const CopiaLexicon *lexicon);
