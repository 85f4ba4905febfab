/* borrowed.h - the sections of a union that are told as differences to those of another file.
 *
 * Opening checks what stands there; elements are made when they are read (base/made.h), so it
 * takes no longer for a large base.  Specified in FORMAT.md, "Unions that borrow".
 */
#pragma once

#include "base/container.h"

#define COPIA_BORROWED "set.borrowed" /* the section that tells of them */
#define COPIA_BORROWED_PART "set.part.%u"

typedef struct CopiaBorrowed CopiaBorrowed;

/* Gives a union the sections that it borrows.  Both containers, and what is returned, must live as
 * long as these are read.  `base`: NULL, and there must be none. */
CopiaBorrowed *copia_borrowed_new (CopiaContainer *self, const CopiaContainer *base,
                                   GError **error);
void copia_borrowed_free (CopiaBorrowed *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaBorrowed, copia_borrowed_free)
