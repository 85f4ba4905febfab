/* view.h - a corpus seen through an attribute of its tokens.
 *
 * Whatever counts words asks an index for its lexicon, tokens and postings.  Those of a view are
 * of the attribute: its values are the forms, numbered by their bytes, so that what counts forms
 * counts lemmas or tags, the same way and as quickly.  Texts, regions, the words before a place
 * and which tokens are words stay what they are.  Types are ids of the attribute's stream, or
 * the types of the words where values follow from those; as printed (copia_lexicon_word()) they
 * have no name.
 *
 * A value may stand on words and on marks, as a tag `X` may: what counts words is then to pass
 * over the marks.  So these have a form of their own, which is no word and has no name; with
 * `marks` they count as the value's.
 *
 * Questions are asked of the corpus itself (copia_index_ground(); copia_hits_new() sees to it).
 */
#pragma once

#include "index/index.h"

/* The view borrows `index` and its layer, and is to be closed before it. */
CopiaIndex *copia_index_view (const CopiaIndex *index, const CopiaLayer *layer,
                              bool marks);
/* The attribute that is looked through; NULL: the index is no view. */
const CopiaLayer *copia_index_seen (const CopiaIndex *self);
/* True where a value's list has places that do not count: copia_tokens_get() is another there. */
bool copia_index_list_is_mixed (const CopiaIndex *self, uint32_t id);
/* The next place of the list of an id that counts. */
bool copia_index_list_next (const CopiaIndex *self, uint32_t id, CopiaList *list);
