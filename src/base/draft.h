/* draft.h - files that are being written under a name of their own, and what is left of them
 * where their process was killed.
 *
 * Who writes a draft holds a lock of it (flock), which goes with the process.  So one that is
 * not locked is nobody's.
 */
#pragma once

#include <stdbool.h>

/* A name beside the file that it will be. */
char *copia_draft_name (const char *target, unsigned attempt);
/* Takes the lock.  False: it was swept already, or is about to be. */
bool copia_draft_claim (int fd);
/* Opens a draft, which is whole, and takes the lock; -1: that cannot be had. */
int copia_draft_hold (const char *path);
void copia_draft_release (int fd);
/* It is called as drafts of the file are. */
bool copia_draft_is_of (const char *path, const char *target);
/* Removes drafts of the file that are nobody's, as far as they are empty or begin with these bytes. */
void copia_draft_sweep (const char *target, const char *begins);
