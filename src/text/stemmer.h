/* stemmer.h - what is left of a word without its endings, by the Snowball rules of a language.
 *
 * The library libstemmer has the rules and is opened when a stemmer is made.  Words are folded
 * before (fold.h).  One thread at a time may ask a stemmer.
 */
#pragma once

#include "base/strings.h"
#include <glib.h>

typedef struct CopiaStemmer CopiaStemmer;

/* `language` is a code such as "en" or "pt-BR", or its English name, in any letter case.
 * COPIA_ERROR_INPUT: the library is not there, or has no rules for it. */
CopiaStemmer *copia_stemmer_new (const char *language, GError **error);
/* What the library calls the rules: "english". */
const char *copia_stemmer_name (const CopiaStemmer *self);
/* Appends the stem of a word to `out`; of a word that would lose all, its form. */
void copia_stemmer_find (const CopiaStemmer *self, CopiaString word, GString *out);
void copia_stemmer_free (CopiaStemmer *self);
/* Is it a language that there may be rules for? */
bool copia_stemmer_knows (const char *language);
/* Whether the library can be used at all. */
bool copia_stemmer_ready (GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaStemmer, copia_stemmer_free)
