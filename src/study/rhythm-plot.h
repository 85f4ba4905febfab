/* rhythm-plot.h - the lengths of sentences from the beginning of a text to its end, as a picture. */
#pragma once

#include "study/scope.h"
#include "table/table.h"

/* Where the table draws: a strip whose marks are as high as the sentences are long, with the
 * borders of `by` (NULL: of chapters, if there are any).  Without sentences: nothing. */
bool copia_rhythm_draw (const CopiaScope *scope, const char *by, CopiaTable *table,
                        GError **error);
