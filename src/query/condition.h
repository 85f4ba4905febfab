/* condition.h - one condition on the regions of a structure: `chapter.title=~war`.
 *
 * Grammar and meaning: subcorpus.h.
 */
#pragma once

#include "index/index.h"

typedef struct CopiaCondition CopiaCondition;

/* COPIA_ERROR_QUERY names what is wrong and what there is. */
CopiaCondition *copia_condition_parse (const CopiaIndex *index, const char *text,
                                       GError **error);
const CopiaRegions *copia_condition_structure (const CopiaCondition *self);
bool copia_condition_holds (const CopiaCondition *self, uint32_t region);
void copia_condition_free (CopiaCondition *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaCondition, copia_condition_free)
