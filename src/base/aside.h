/* aside.h - a long array that grows at its end, in memory or in a file without a name.
 *
 * Told a path, it lies in a file beside that which nobody else can open, and is read and written
 * as if it were memory; copia_aside_rest() gives back the memory of what was touched.  Where
 * there is no room for the file it lies in memory, and one that is to lie there `within` so many
 * bytes goes to the file once it is longer.  g_array_index() reads it.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <string.h>

typedef struct {
    char *data; /* moves when the array grows */
    guint len;  /* elements */

    /*< private >*/
    guint element; /* bytes of one */
    gsize room;    /* bytes */
    int fd;        /* -1: it lies in memory */
    char *path;    /* where it may still go to; NULL: it stays */
    gsize memory;  /* with so many bytes */
} CopiaAside;

CopiaAside *copia_aside_new (guint element, const char *path); /* NULL: in memory */
CopiaAside *copia_aside_new_within (guint element, const char *path, gsize memory);
/* Room for `n` elements in all. */
void copia_aside_reserve (CopiaAside *self, gsize n);
void copia_aside_rest (const CopiaAside *self);
/* Those of [from, until) will not be read again: their memory is given back, and holds anything. */
void copia_aside_forget (const CopiaAside *self, guint from, guint until);
/* Its memory instead of it, for g_free(); NULL: it lies in a file, or nothing was ever there. */
char *copia_aside_steal (CopiaAside *self);
void copia_aside_free (CopiaAside *self);

static inline void
copia_aside_append (CopiaAside *self, const void *value)
{
    gsize end = (gsize) self->len * self->element;

    if (G_UNLIKELY (end + self->element > self->room))
        copia_aside_reserve (self, self->len + (gsize) 1);
    memcpy (self->data + end, value, self->element);
    self->len++;
}

/* `n` elements behind the last.  A file is written without a touch of it, which would fill its
 * pages with zeros before. */
void copia_aside_put (CopiaAside *self, const void *values, gsize n);
/* All of `from`, which has elements of the same size, behind the last. */
void copia_aside_join (CopiaAside *self, const CopiaAside *from);

/* Opened for reading and writing beside `path`, and gone when it is closed; -1: errno says why. */
int copia_nameless_open (const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaAside, copia_aside_free)
