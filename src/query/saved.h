/* saved.h - subcorpora that were given a name: conditions in a file beside the index.
 *
 * The file is INDEX.subcorpora, UTF-8 text that may be edited by hand:
 *
 *   file := ('#' comment '\n' | name TAB conditions '\n')*
 *
 * Names are letters, digits, `-` and `_`, up to 100 bytes; conditions are those of subcorpus.h.
 * What is saved is what was asked for, not which tokens that are: an index that is made anew
 * keeps its subcorpora.
 */
#pragma once

#include "index/index.h"

#define COPIA_MOST_SAVED 10000

typedef struct {
    char *name, *conditions;
} CopiaSaved;

bool copia_saved_name_is_good (const char *name);
/* CopiaSaved, sorted by name; none where there is no file.  COPIA_ERROR_INPUT: file and line. */
GPtrArray *copia_saved_read (const char *index_path, GError **error);
const CopiaSaved *copia_saved_find (const GPtrArray *saved, const char *name);
/* Puts the conditions under the name, or takes the name out where they are NULL. */
bool copia_saved_put (const char *index_path, const char *name, const char *conditions,
                      GError **error);
/* The conditions with each `@name` replaced by what was saved under it; free with g_free().
 * COPIA_ERROR_QUERY: nothing was; the message names what there is. */
char *copia_saved_expand (const CopiaIndex *index, const char *conditions,
                          GError **error);
/* The same for each of the texts (char *, owned; NULLs stay) in place. */
bool copia_saved_expand_all (const CopiaIndex *index, GPtrArray *texts, GError **error);
