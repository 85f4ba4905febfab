/* terms.h - how the queries of a request are matched, as its options say.
 *
 * The time allowed is that of all queries together: it is the answer that must not take longer.
 */
#pragma once

#include "command/request.h"
#include "query/matching.h"

typedef struct CopiaTerms CopiaTerms;

/* Reads word lists; `timeout` in seconds is what the front allows, 0: any time. */
CopiaTerms *copia_terms_new (const CopiaRequest *request, const CopiaIndex *index,
                             uint32_t timeout, GError **error);
const CopiaMatchOptions *copia_terms_options (const CopiaTerms *self);
/* Gives the query these options, and remembers what is to be said of it (query/caution.h). */
void copia_terms_apply (CopiaTerms *self, CopiaQuery *query);
/* Says that as notes, each line once; for those who got an answer. */
void copia_terms_say (const CopiaTerms *self, CopiaRequest *request);
void copia_terms_free (CopiaTerms *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaTerms, copia_terms_free)
