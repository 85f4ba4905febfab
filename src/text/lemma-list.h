/* lemma-list.h - which lemma a form belongs to: `be -> am, are, is`, one lemma a line.
 *
 * The file is UTF-8; blank lines are passed over, and so is what follows a # at the start of a
 * line or after white space.  Forms and lemmas are folded (fold.h).  Immutable once loaded.
 */
#pragma once

#include "base/strings.h"
#include <glib.h>

typedef struct CopiaLemmaList CopiaLemmaList;

/* Of a form in two entries the first holds, and a note (char *) says so.  Errors are those of
 * copia_word_list_load(), and COPIA_ERROR_INPUT for a line that is no entry. */
CopiaLemmaList *copia_lemma_list_load (const char *path, GPtrArray *notes,
                                       GError **error);
/* Appends the lemma of a word to `out`: its own folded form where it is in no entry. */
void copia_lemma_list_find (const CopiaLemmaList *self, CopiaString word, GString *out);
/* 16 hexadecimal digits that the entries have in common with the same entries in any file. */
const char *copia_lemma_list_fingerprint (const CopiaLemmaList *self);
void copia_lemma_list_free (CopiaLemmaList *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaLemmaList, copia_lemma_list_free)
