/* annotation.h - lemmas and tags of the search box, as tests of attributes.
 *
 * The search box does not name attributes: a lemma is looked up in `lemma`, a tag in the first
 * there is of `pos`, `xpos`, `tag`, `msd` and `upos`.
 */
#pragma once

#include "query/binding.h"

/* What the token asks of attributes; `*test` is NULL for a plain word, and for one with a `_`
 * in a corpus without tags.  False: a lemma where there are none, with a caret. */
bool copia_annotation_test (const CopiaBinding *binding, const CopiaNode *token,
                            CopiaExpression **test);
/* The text of a plain word, without what protects a `_`. */
char *copia_annotation_text (const CopiaNode *token);
