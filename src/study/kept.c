/* kept.c - hits on their way to lines, kept small. */
#include "base/large.h"
#include "study/kwic-private.h"

#include <string.h>

#define FIRST_ROOM 1024

/* An array of `room` elements in the place of one of n; the old one is freed. */
static void *
moved (void *old, uint32_t n, uint32_t room, size_t size)
{
    void *array = copia_large_new0 (room, size);

    if (n > 0)
        memcpy (array, old, n * size);
    copia_large_free (old);
    return array;
}

void
copia_kept_reserve (CopiaKeptList *self, uint64_t n)
{
    uint32_t room = (uint32_t) MIN (n, UINT32_MAX);

    if (room <= self->room)
        return;
    if (self->all)
        self->all = moved (self->all, self->n, room, sizeof *self->all);
    else
        self->low = moved (self->low, self->n, room, sizeof *self->low);
    self->room = room;
}

/* From now on hits are kept in full. */
static void
widen (CopiaKeptList *self)
{
    CopiaKept *all = copia_large_new0 (self->room, sizeof *all);

    for (uint32_t i = 0; i < self->n; i++)
        all[i] = (CopiaKept){ self->low[i], 0, 0, 0 };
    copia_large_free (self->low);
    self->low = NULL;
    self->all = all;
}

bool
copia_kept_add (CopiaKeptList *self, const CopiaKept *hits, size_t n)
{
    uint32_t other = 0;

    if (n > UINT32_MAX - self->n)
        return false;
    if (n > self->room - self->n)
        copia_kept_reserve (self, MAX (FIRST_ROOM, 2 * ((uint64_t) self->n + n)));
    for (size_t i = 0; i < n && !self->all; i++) {
        self->low[self->n + i] = hits[i].low;
        other |= hits[i].high | hits[i].length | hits[i].target;
    }
    if (other != 0)
        widen (self);
    if (self->all && n > 0)
        memcpy (self->all + self->n, hits, n * sizeof *hits);
    self->n += (uint32_t) n;
    return true;
}

void
copia_kept_append (CopiaKeptList *self, const CopiaKeptList *behind)
{
    copia_kept_reserve (self, (uint64_t) self->n + behind->n);
    for (uint32_t i = 0; i < behind->n; i++) {
        CopiaKept hit = copia_kept_at (behind, i);

        copia_kept_add (self, &hit, 1);
    }
}

void
copia_kept_clear (CopiaKeptList *self)
{
    copia_large_free (self->low);
    copia_large_free (self->all);
    *self = (CopiaKeptList){ .n = 0 };
}
