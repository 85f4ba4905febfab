/* set-leftovers.h - files beside a set that no list names any more.
 *
 * What a killed process left goes only if it is called as a union of this set would be, is one, is of files of this
 * set, and no list in the folder names it; and only while nobody is about to name one.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Before a union is written beside the set `path`: others, who may do so as well, take none of
 * them for left.  Never fails; then nothing is swept. */
int copia_set_enter (const char *path);
/* With what that returned.  If the set stands, and nobody else is in the folder, sweeps. */
void copia_set_leave (int folder, const char *path);
/* The file is called as one of the set `path` with that ending would be: "NAME.1.union" of "NAME.copia". */
bool copia_set_calls_so (const char *path, const char *file, const char *ending);
/* Of files that the list at `path` named before, removes those that no list in its folder names. */
void copia_set_remove_unnamed (GPtrArray *paths, const char *path);
/* Drafts of its files: of appends, one of which may run at a time, and who calls this is it, with the
 * lock of the set.  Where a draft is called as a file of the set as well, and no list in the folder
 * names that, it was to be named, or was named before, when its process was killed: that name goes too. */
void copia_set_sweep_drafts (const char *path);
