/* lists.h - the word lists that --list NAME=FILE gives to queries: `[word = $NAME]`. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct CopiaLists CopiaLists;

/* `given` (NULL-terminated, or NULL) are texts NAME=FILE; all files are read at once.
 * COPIA_ERROR_QUERY: not of that form, or a name twice; and what reading files says. */
CopiaLists *copia_lists_new (const char *const *given, GError **error);
/* As CopiaMatchOptions has it; COPIA_ERROR_QUERY names the lists there are. */
const char *const *copia_lists_find (void *self, const char *name, GError **error);
/* The FILE of NAME=FILE. */
const char *copia_lists_file (const char *given);
void copia_lists_free (CopiaLists *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaLists, copia_lists_free)
