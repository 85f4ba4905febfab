/* set-leftovers.h - what a killed process left beside a set: a union that no list names.
 *
 * A file goes only if it is called as a union of this set would be, is one, is of files of this
 * set, and no list in the folder names it; and only while nobody is about to name one.
 */
#pragma once

/* Before a union is written beside the set `path`: others, who may do so as well, take none of
 * them for left.  Never fails; then nothing is swept. */
int copia_set_enter (const char *path);
/* With what that returned.  If the set stands, and nobody else is in the folder, sweeps. */
void copia_set_leave (int folder, const char *path);
/* Drafts of its files: of appends, one of which may run at a time. */
void copia_set_sweep_drafts (const char *path);
