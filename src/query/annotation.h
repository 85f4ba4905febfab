/* annotation.h - lemmas and tags of the search box, as tests of attributes.
 *
 * The search box does not name attributes: a lemma is looked up in `lemma`, a tag in the first
 * of `pos`, `xpos`, `tag`, `msd` and `upos` that tells tokens apart: many a treebank has an XPOS
 * that is empty throughout.
 */
#pragma once

#include "query/binding.h"

/* The attribute that has the tags; NULL: there is none. */
const char *copia_annotation_tags (const CopiaIndex *index);
/* What the token asks of attributes; `*test` is NULL for a plain word, and for one with a `_`
 * in a corpus without tags.  False: a lemma where there are none, with a caret. */
bool copia_annotation_test (const CopiaBinding *binding, const CopiaNode *token,
                            CopiaExpression **test);
/* Whose words are asked for by another attribute than their form (CopiaMatchOptions). */
const char *copia_annotation_asked (const CopiaBinding *binding); /* or NULL */
/* A word of the token's text, or a pattern, as a test of that attribute; NULL: none is asked. */
CopiaExpression *copia_annotation_word (const CopiaBinding *binding,
                                        const CopiaNode *token, const char *text);
/* The text of a plain word, without what protects a `_`. */
char *copia_annotation_text (const CopiaNode *token);
