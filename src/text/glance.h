/* glance.h - lines that have no shape, told by how they begin.
 *
 * Nearly all lines of a long text are told so, at a tenth of what copia_shape_read() takes.  What
 * is remembered of first words is one thread's.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct CopiaGlance CopiaGlance;

CopiaGlance *copia_glance_new (void);
/* False: copia_shape_read() finds none in the line, which is trimmed.  Blanks in it may be any. */
bool copia_glance_may_have_shape (CopiaGlance *self, const char *line, size_t size);
void copia_glance_free (CopiaGlance *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaGlance, copia_glance_free)
