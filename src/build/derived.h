/* derived.h - attributes made from the words: `lemma` by a list, `stem` by rules.
 *
 * The index says what they were made with: `lemmas`, the list's fingerprint and name, and `stem`,
 * the name of the rules.
 */
#pragma once

#include "build/recipe.h"
#include "index/writer.h"
#include "text/lemma-list.h"
#include "text/stemmer.h"

typedef struct {
    const CopiaRecipe *recipe;
    CopiaLemmaList *lemmas; /* NULL: not asked for */
    CopiaStemmer *stemmer;  /* NULL: not asked for, or not known yet by which rules */
    GHashTable
        *languages; /* of the texts: for the reader to fill; NULL: not asked for */
} CopiaDerived;

/* Before the texts are read into an index at `path`.  COPIA_ERROR_QUERY: the corpus that they
 * are added to has others. */
bool copia_derived_begin (CopiaDerived *self, const CopiaRecipe *recipe,
                          const char *path, GPtrArray *notes, GError **error);
/* Once they are read; `self` is borrowed until the writer is closed.  COPIA_ERROR_INPUT: the
 * texts are in several languages, or in one that has no rules. */
bool copia_derived_end (CopiaDerived *self, CopiaIndexWriter *writer, GPtrArray *notes,
                        GError **error);
void copia_derived_clear (CopiaDerived *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CopiaDerived, copia_derived_clear)
