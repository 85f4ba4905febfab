/* stoplist.h - a set of forms, read from a file.
 *
 * The file is UTF-8, one form a line; blank lines are passed over, and so is what follows a
 * # at the start of a line or after white space.  Forms are folded when read, so a list
 * may be written in any case.  Immutable once loaded; threads may share one.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct CopiaStoplist CopiaStoplist;

/* `name` is a bare name (`en` is FOLDER/en.txt, the first of the NULL-terminated `folders`
 * that has it wins) or else a path.  Missing: G_FILE_ERROR, the message lists the names that
 * exist.  Binary, not UTF-8, or two words on a line: COPIA_ERROR_INPUT with file and line;
 * more than 16 MiB: COPIA_ERROR_LIMIT. */
CopiaStoplist *copia_stoplist_load (const char *name, const char *const *folders,
                                    GError **error);

/* The same from memory; `where` is what errors call it. */
CopiaStoplist *copia_stoplist_parse (const char *text, size_t size, const char *where,
                                     GError **error);
bool copia_stoplist_contains (const CopiaStoplist *self, const char *form, size_t size);
size_t copia_stoplist_size (const CopiaStoplist *self); /* distinct forms */
void copia_stoplist_free (CopiaStoplist *self);

/* The bare names in `folders`, sorted, each once; free with g_strfreev(). */
char **copia_stoplist_names (const char *const *folders);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaStoplist, copia_stoplist_free)
