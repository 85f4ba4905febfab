/* types-file.c - maps of a file that grows. */
#include "index/types-file.h"

#include <fcntl.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/aside.h"

#define LEAST                                                                          \
    ((size_t) 1 << 20) /* bytes of a map, of which there may be some ten thousands */
#define MOST ((size_t) 8 << 20)

typedef struct {
    void *start;
    size_t size;
} Map;

struct CopiaTypesFile {
    char *path;
    int fd; /* -1: not yet, or there is none */
    bool failed;
    uint64_t end;
    GArray *maps; /* Map */
};

CopiaTypesFile *
copia_types_file_new (const char *path)
{
    CopiaTypesFile *self = g_new0 (CopiaTypesFile, 1);

    self->path = g_strdup (path);
    self->fd = -1;
    self->maps = g_array_new (FALSE, FALSE, sizeof (Map));
    return self;
}

/* Whole pages; larger ones where much is there already. */
static size_t
map_size (const CopiaTypesFile *self, size_t size)
{
    const size_t usual = CLAMP ((size_t) (self->end / 8), LEAST, MOST);

    return (MAX (usual, size) + LEAST - 1) / LEAST * LEAST;
}

/* The disk is asked for the room first: without it a touch would end the process. */
static void *
map (CopiaTypesFile *self, size_t size)
{
    void *start;

    if (self->fd < 0)
        self->fd = copia_nameless_open (self->path);
    if (self->fd < 0 ||
        posix_fallocate (self->fd, (off_t) self->end, (off_t) size) != 0)
        return NULL;
    start = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, self->fd,
                  (off_t) self->end);
    return start == MAP_FAILED ? NULL : start;
}

char *
copia_types_file_map (CopiaTypesFile *self, size_t size, size_t *room)
{
    Map fresh = { NULL, 0 };

    if (self->failed || size > SIZE_MAX - LEAST)
        return NULL;
    fresh.size = map_size (self, size);
    fresh.start = map (self, fresh.size);
    if (!fresh.start) {
        self->failed = true;
        return NULL;
    }
    copia_types_file_rest (self);
    g_array_append_val (self->maps, fresh);
    self->end += fresh.size;
    *room = fresh.size;
    return fresh.start;
}

void
copia_types_file_rest (const CopiaTypesFile *self)
{
    for (guint i = 0; i < self->maps->len; i++) {
        const Map *one = &g_array_index (self->maps, Map, i);

        (void) madvise (one->start, one->size, MADV_DONTNEED);
    }
}

void
copia_types_file_free (CopiaTypesFile *self)
{
    if (!self)
        return;
    for (guint i = 0; i < self->maps->len; i++) {
        const Map *one = &g_array_index (self->maps, Map, i);

        (void) munmap (one->start, one->size);
    }
    g_array_unref (self->maps);
    if (self->fd >= 0)
        (void) close (self->fd);
    g_free (self->path);
    g_free (self);
}
