/* word-list.h - words from a file, as they stand there: for `[word = $name]` in a query, and
 * what stop lists and lists of lemmas are read with.
 *
 * The file is UTF-8, one word a line, in the order and the letter case of the file; blank
 * lines are passed over, and so is what follows a # at the start of a line or after white
 * space.  A byte-order mark is passed over.  Immutable once loaded.
 */
#pragma once

#include <glib.h>
#include <stddef.h>

typedef struct CopiaWordList CopiaWordList;

/* G_FILE_ERROR: cannot be read; COPIA_ERROR_INPUT: binary or not UTF-8; COPIA_ERROR_LIMIT: more than 16 MiB. */
CopiaWordList *copia_word_list_load (const char *path, GError **error);
/* The same from memory; `where` is what errors call it. */
CopiaWordList *copia_word_list_parse (const char *text, size_t size, const char *where,
                                      GError **error);
const char *const *
copia_word_list_words (const CopiaWordList *self); /* ends with NULL */
/* Where in the file word number `i` stands, from 1. */
unsigned copia_word_list_line (const CopiaWordList *self, size_t i);
void copia_word_list_free (CopiaWordList *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaWordList, copia_word_list_free)
