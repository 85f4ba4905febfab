/* missing.h - what is said of a name that the corpus does not have. */
#pragma once

#include "index/index.h"

/* The structure that is likely to be meant by `name`: `chapter` by Chapter or chapters, `s` by
 * sentence; NULL: none is. */
const char *copia_likely_structure (const CopiaIndex *index, const char *name);

/* "the corpus has no structure 'sentence'; it has text, p, s; did you mean s?" */
char *copia_missing_structure (const CopiaIndex *index, const char *name);
