/* aside.c - a long array in memory or in a file without a name. */
#include "base/aside.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define STEP ((gsize) 1 << 20) /* bytes by which a file grows at least */

/* Where there is no such file, one that had its name for a moment. */
int
copia_nameless_open (const char *path)
{
    g_autofree char *folder = g_path_get_dirname (path);
    g_autofree char *name = g_build_filename (folder, ".copia-XXXXXX", NULL);
    int fd = open (folder, O_RDWR | O_TMPFILE | O_CLOEXEC, 0600);

    if (fd >= 0)
        return fd;
    fd = mkostemp (name, O_CLOEXEC);
    if (fd >= 0)
        (void) unlink (name);
    return fd;
}

CopiaAside *
copia_aside_new (guint element, const char *path)
{
    CopiaAside *self = g_new0 (CopiaAside, 1);

    self->element = element;
    self->fd = path ? copia_nameless_open (path) : -1;
    return self;
}

CopiaAside *
copia_aside_new_within (guint element, const char *path, gsize memory)
{
    CopiaAside *self = copia_aside_new (element, NULL);

    self->path = g_strdup (path);
    self->memory = memory;
    return self;
}

/* The disk is asked for the room first: without it a touch would end the process. */
static bool
grow_file (CopiaAside *self, gsize room)
{
    void *grown;

    if (posix_fallocate (self->fd, 0, (off_t) room) != 0)
        return false;
    grown = self->data
                ? mremap (self->data, self->room, room, MREMAP_MAYMOVE)
                : mmap (NULL, room, PROT_READ | PROT_WRITE, MAP_SHARED, self->fd, 0);
    if (grown == MAP_FAILED)
        return false;
    self->data = grown;
    self->room = room;
    return true;
}

static void
leave_file (CopiaAside *self)
{
    char *old = self->data;
    gsize size = (gsize) self->len * self->element;

    (void) close (self->fd);
    self->fd = -1;
    self->data = g_malloc (self->room + 1);
    if (!old)
        return;
    memcpy (self->data, old, size);
    (void) munmap (old, self->room);
}

/* What a file does not take goes there as it would to memory. */
static void
write_at (const CopiaAside *self, gsize at, const char *bytes, gsize size)
{
    while (size > 0 && self->fd >= 0) {
        ssize_t done = pwrite (self->fd, bytes, size, (off_t) at);

        if (done <= 0)
            break;
        at += (gsize) done;
        bytes += done;
        size -= (gsize) done;
    }
    if (size > 0)
        memcpy (self->data + at, bytes, size);
}

/* From memory into a file; where there is none, it stays for good. */
static void
enter_file (CopiaAside *self, gsize room)
{
    g_autofree char *path = g_steal_pointer (&self->path);
    CopiaAside file = { .element = self->element, .fd = copia_nameless_open (path) };

    if (file.fd < 0)
        return;
    if (!grow_file (&file, room)) {
        (void) close (file.fd);
        return;
    }
    file.len = self->len;
    write_at (&file, 0, self->data, (gsize) self->len * self->element);
    g_free (self->data);
    *self = file;
    copia_aside_rest (self);
}

void
copia_aside_reserve (CopiaAside *self, gsize n)
{
    gsize room = MAX (n * self->element, self->room + self->room / 2);

    if (n * self->element <= self->room)
        return;
    if (self->path && n * self->element > self->memory)
        enter_file (self, (room + STEP - 1) / STEP * STEP);
    if (n * self->element <= self->room)
        return;
    if (self->fd >= 0) {
        room = (room + STEP - 1) / STEP * STEP;
        if (grow_file (self, room))
            return;
        leave_file (self);
    }
    room = MAX (room, 64 * (gsize) self->element);
    self->data = g_realloc (self->data, room);
    self->room = room;
}

void
copia_aside_put (CopiaAside *self, const void *values, gsize n)
{
    if (n == 0)
        return;
    copia_aside_reserve (self, self->len + n);
    write_at (self, (gsize) self->len * self->element, values, n * self->element);
    self->len += (guint) n;
}

void
copia_aside_join (CopiaAside *self, const CopiaAside *from)
{
    copia_aside_put (self, from->data, from->len);
}

void
copia_aside_rest (const CopiaAside *self)
{
    if (self->fd >= 0 && self->data)
        (void) madvise (self->data, self->room, MADV_DONTNEED);
}

void
copia_aside_forget (const CopiaAside *self, guint from, guint until)
{
    const uintptr_t page = (uintptr_t) sysconf (_SC_PAGESIZE);
    const uintptr_t data = (uintptr_t) self->data;
    uintptr_t start = (data + (gsize) from * self->element + page - 1) / page * page;
    uintptr_t end = (data + (gsize) until * self->element) / page * page;

    if (self->fd >= 0)
        copia_aside_rest (self);
    else if (start < end)
        (void) madvise ((void *) start, end - start, MADV_DONTNEED);
}

char *
copia_aside_steal (CopiaAside *self)
{
    char *data = self->fd >= 0 ? NULL : g_steal_pointer (&self->data);

    if (data)
        copia_aside_free (self);
    return data;
}

void
copia_aside_free (CopiaAside *self)
{
    if (!self)
        return;
    g_free (self->path);
    if (self->fd >= 0) {
        if (self->data)
            (void) munmap (self->data, self->room);
        (void) close (self->fd);
    } else {
        g_free (self->data);
    }
    g_free (self);
}
