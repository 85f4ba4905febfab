/* append.h - texts are added to a corpus, without reading again what is in it.
 *
 * They become an index beside it, and the corpus a set of files (index/set.h).  It is the old
 * one until all went well; after an error nothing new is left.
 */
#pragma once

#include "build/build.h"

/* `path` is an index, a set, or not there: then it becomes an index, unless it is there when the texts
 * have been read; then they come behind, as ever.  How texts become tokens
 * follows the corpus, and so does their language where the recipe names none.  `report` counts
 * what was added.  COPIA_ERROR_QUERY: the recipe names another tokenizer. */
bool copia_append (const CopiaRecipe *recipe, const char *path, CopiaReport *report,
                   GError **error);
