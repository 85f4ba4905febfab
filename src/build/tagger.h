/* tagger.h - attributes of tokens that a tagger makes: a command that reads and says lines.
 *
 * It is run once for all texts.  On its standard input stands a token a line, an empty line
 * behind each sentence, and what it says is read as tagged.h has it, token by token in the same
 * order.  It may say each line at once or all at the end.
 * The index says with what they were made: `tagger`, the command, and `tags`, the columns.
 */
#pragma once

#include "build/recipe.h"
#include "build/tagged.h"
#include "index/writer.h"

typedef struct CopiaTagger CopiaTagger;

/* Told now and then that so many of the tokens are done. */
typedef void (*CopiaTagging) (void *data, uint64_t tokens);

/* Before texts are read; the recipe names a tagger.  COPIA_ERROR_QUERY: its columns have no
 * sense, another option makes such an attribute, or the corpus was made with another one. */
CopiaTagger *copia_tagger_new (const CopiaRecipe *recipe, GError **error);
/* When they are read: their tokens have its attributes.  COPIA_ERROR_INPUT: it failed, its lines
 * are not those of the tokens, or tokens have such an attribute already. */
bool copia_tagger_run (CopiaTagger *self, CopiaIndexWriter *writer, CopiaTagging done,
                       void *data, GError **error);
void copia_tagger_free (CopiaTagger *self);

/* For a recipe without a tagger: COPIA_ERROR_QUERY when what was read is added to a corpus that
 * was made with one, and does not have its attributes by itself. */
bool copia_tagger_spared (const CopiaRecipe *recipe, const CopiaIndexWriter *writer,
                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaTagger, copia_tagger_free)
