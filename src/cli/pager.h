/* pager.h - long text for somebody at a terminal, a screen at a time.
 *
 * What PAGER names, or less, as git has it: only where standard input and output are a terminal,
 * never in a pipe.  Unset is less; empty or "cat" is none, and so is a program that is not there.
 */
#pragma once

#include <glib.h>

typedef struct CopiaPager CopiaPager;

/* Standard output goes through it from here on, until it is freed, which waits for the reader to
 * leave.  NULL: there is none to go through. */
CopiaPager *copia_pager_new (void);
void copia_pager_free (CopiaPager *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaPager, copia_pager_free)
