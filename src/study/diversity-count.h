/* diversity-count.h - counts the units of an answer one at a time.
 *
 * Private to the study of diversity.  A counter belongs to one thread.
 */
#pragma once

#include "study/diversity-text.h"
#include "study/diversity.h"
#include "study/units.h"

typedef struct CopiaTextCounter CopiaTextCounter;

/* All are borrowed. */
CopiaTextCounter *copia_text_counter_new (const CopiaScope *scope,
                                          const CopiaDiversityAsk *ask,
                                          const CopiaUnits *units);
/* A unit belongs to the part in which it begins, wherever it ends. */
bool copia_text_counter_begins (const CopiaTextCounter *self, uint32_t unit,
                                uint64_t from, uint64_t to);
/* Valid until the next unit is counted. */
CopiaTextCounts copia_text_counter_count (CopiaTextCounter *self, uint32_t unit);
void copia_text_counter_free (CopiaTextCounter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaTextCounter, copia_text_counter_free)
