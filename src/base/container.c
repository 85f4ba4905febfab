/* container.c - opening a container and checking its chunks. */
#include "base/container.h"

#include "base/container-layout.h"
#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

struct CopiaContainer {
    char *path;
    char id[17];
    const uint8_t *map;
    uint64_t size;
    uint64_t n_chunks;
    const uint8_t *crcs; /* in the contents: one u32 a chunk */
    _Atomic uint8_t *seen;
    CopiaSection *sections;
    size_t n_sections;
    atomic_int damaged; /* number of the first damaged section + 1, 0: sound so far */
};

static bool
damaged (const CopiaContainer *self, GError **error, const char *what)
{
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_DAMAGED,
                 "%s: damaged index: %s; build it again with 'copia index'", self->path,
                 what);
    return false;
}

static bool
map_file (CopiaContainer *self, GError **error)
{
    int fd = open (self->path, O_RDONLY | O_CLOEXEC);
    struct stat status = { 0 };
    void *map = MAP_FAILED;

    if (fd >= 0 && fstat (fd, &status) == 0) {
        if (S_ISDIR (status.st_mode))
            errno = EISDIR;
        else if (status.st_size < COPIA_HEADER_SIZE)
            errno = EBADF;
        else
            map = mmap (NULL, (size_t) status.st_size, PROT_READ, MAP_SHARED, fd, 0);
    }
    if (map == MAP_FAILED) {
        int number = errno;

        if (number == EBADF)
            g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                         "%s: not an index of copia; make one with 'copia index -o "
                         "FILE.copia TEXT...'",
                         self->path);
        else
            g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number),
                         "%s: cannot open the index: %s", self->path,
                         g_strerror (number));
    } else {
        self->map = map;
        self->size = (uint64_t) status.st_size;
    }
    if (fd >= 0)
        (void) close (fd);
    return self->map != NULL;
}

static bool
check_header (CopiaContainer *self, GError **error)
{
    unsigned major = copia_load16 (self->map + 8);
    unsigned minor = copia_load16 (self->map + 10);

    if (memcmp (self->map, COPIA_MAGIC, 8) != 0) {
        if (memcmp (self->map + 1, &COPIA_MAGIC[1], 3) == 0)
            return damaged (self, error, "its first bytes were changed");
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "%s: not an index of copia; make one with 'copia index -o "
                     "FILE.copia TEXT...'",
                     self->path);
        return false;
    }
    if (major != COPIA_FORMAT_MAJOR) {
        g_set_error (
            error, COPIA_ERROR, COPIA_ERROR_VERSION,
            "%s: the index has format %u.%u, this copia reads format %d; build "
            "it again with 'copia index'",
            self->path, major, minor, COPIA_FORMAT_MAJOR);
        return false;
    }
    for (unsigned i = 12; i < COPIA_HEADER_SIZE; i++)
        if (self->map[i] != 0)
            return damaged (self, error, "its header was changed");
    return true;
}

/* Fills one section from its entry; `*end` is where the one before ended. */
static bool
load_section (CopiaContainer *self, const uint8_t *entry, CopiaSection *section,
              uint64_t limit, uint64_t *end, GError **error)
{
    uint64_t offset = copia_load64 (entry + COPIA_NAME_SIZE);

    memcpy (section->name, entry, COPIA_NAME_SIZE);
    section->size = copia_load64 (entry + COPIA_NAME_SIZE + 8);
    section->count = copia_load64 (entry + COPIA_NAME_SIZE + 16);
    section->width = copia_load32 (entry + COPIA_NAME_SIZE + 24);
    section->container = self;
    section->first_chunk = self->n_chunks;
    if (section->name[COPIA_NAME_SIZE - 1] != '\0')
        return damaged (self, error, "a section's name has no end");
    if (offset % COPIA_PADDING != 0 || offset < *end || offset > limit ||
        section->size > limit - offset ||
        limit - offset - section->size < COPIA_PADDING)
        return damaged (self, error, "a section lies outside the file");
    if (section->width != 0 && (section->count > UINT64_MAX / section->width ||
                                section->size != section->count * section->width))
        return damaged (self, error, "a section's size and count disagree");
    section->bytes = self->map + offset;
    self->n_chunks += copia_chunks (section->size);
    *end = offset + section->size + COPIA_PADDING;
    return true;
}

static void
name_content (CopiaContainer *self, const uint8_t *contents, uint64_t size)
{
    g_autofree char *digest =
        g_compute_checksum_for_data (G_CHECKSUM_SHA256, contents, (gsize) size);

    memcpy (self->id, digest, 16);
}

static bool
load_contents (CopiaContainer *self, GError **error)
{
    const uint8_t *trailer;
    const uint8_t *contents;
    uint64_t offset, size, n, end = COPIA_HEADER_SIZE;

    if (self->size < COPIA_HEADER_SIZE + COPIA_TRAILER_SIZE)
        return damaged (self, error, "the file was cut short");
    trailer = self->map + self->size - COPIA_TRAILER_SIZE;
    if (memcmp (trailer + 56, COPIA_MAGIC, 8) != 0 ||
        copia_load32 (trailer + 52) != crc32_z (0, trailer, 52) ||
        copia_load64 (trailer) != self->size)
        return damaged (self, error, "the file was cut short or its end was changed");
    offset = copia_load64 (trailer + 8);
    size = copia_load64 (trailer + 16);
    n = copia_load32 (trailer + 24);
    if (offset > self->size - COPIA_TRAILER_SIZE ||
        size != self->size - COPIA_TRAILER_SIZE - offset || n > size / COPIA_ENTRY_SIZE)
        return damaged (self, error, "its table of contents lies outside the file");
    contents = self->map + offset;
    if (crc32_z (0, contents, size) != copia_load32 (trailer + 28))
        return damaged (self, error, "its table of contents was changed");

    self->sections = g_new0 (CopiaSection, n);
    self->n_sections = n;
    for (size_t i = 0; i < n; i++)
        if (!load_section (self, contents + i * COPIA_ENTRY_SIZE, &self->sections[i],
                           offset, &end, error))
            return false;
    if (size != n * COPIA_ENTRY_SIZE + self->n_chunks * 4)
        return damaged (self, error, "its table of contents does not fit its sections");
    self->crcs = contents + n * COPIA_ENTRY_SIZE;
    self->seen = g_malloc0 (self->n_chunks + 1);
    for (size_t i = 0; i < n; i++)
        self->sections[i].seen = self->seen + self->sections[i].first_chunk;
    name_content (self, contents, size);
    return true;
}

CopiaContainer *
copia_container_open (const char *path, GError **error)
{
    g_autoptr (CopiaContainer) self = g_new0 (CopiaContainer, 1);

    self->path = g_strdup (path);
    if (!map_file (self, error) || !check_header (self, error) ||
        !load_contents (self, error))
        return NULL;
    return g_steal_pointer (&self);
}

const CopiaSection *
copia_container_find (const CopiaContainer *self, const char *name)
{
    for (size_t i = 0; i < self->n_sections; i++)
        if (strcmp (self->sections[i].name, name) == 0)
            return &self->sections[i];
    return NULL;
}

const CopiaSection *
copia_container_sections (const CopiaContainer *self, size_t *n)
{
    *n = self->n_sections;
    return self->sections;
}

uint64_t
copia_container_size (const CopiaContainer *self)
{
    return self->size;
}

const char *
copia_container_id (const CopiaContainer *self)
{
    return self->id;
}

const char *
copia_container_path (const CopiaContainer *self)
{
    return self->path;
}

void
copia_container_blame (const CopiaSection *section)
{
    int none = 0;

    atomic_compare_exchange_strong (&section->container->damaged, &none,
                                    (int) (section - section->container->sections) + 1);
}

void
copia_section_check (const CopiaSection *self, uint64_t chunk)
{
    const CopiaContainer *container = self->container;
    uint64_t start = chunk << COPIA_CHUNK_SHIFT;
    uint64_t size = MIN (self->size - start, (uint64_t) 1 << COPIA_CHUNK_SHIFT);
    uint32_t expected =
        copia_load32 (container->crcs + (self->first_chunk + chunk) * 4);

    if (crc32_z (0, self->bytes + start, size) != expected)
        copia_container_blame (self);
    atomic_store_explicit (&self->seen[chunk], 1, memory_order_relaxed);
}

bool
copia_container_sound (const CopiaContainer *self, GError **error)
{
    int number = atomic_load (&self->damaged);
    g_autofree char *what = NULL;

    if (number == 0)
        return true;
    what = g_strdup_printf ("the section '%s' was changed",
                            self->sections[number - 1].name);
    return damaged (self, error, what);
}

static bool
zero_between (const CopiaContainer *self, const uint8_t *from, const uint8_t *to)
{
    for (; from < to; from++)
        if (*from != 0)
            return false;
    return self != NULL;
}

bool
copia_container_verify (const CopiaContainer *self, GError **error)
{
    const uint8_t *end = self->map + COPIA_HEADER_SIZE;

    for (size_t i = 0; i < self->n_sections; i++) {
        const CopiaSection *section = &self->sections[i];

        if (!zero_between (self, end, section->bytes))
            return damaged (self, error, "bytes between its sections were changed");
        if (section->size > 0)
            copia_section_touch (section, 0, section->size);
        end = section->bytes + section->size;
    }
    if (!zero_between (self, end, self->crcs - self->n_sections * COPIA_ENTRY_SIZE))
        return damaged (self, error, "bytes between its sections were changed");
    return copia_container_sound (self, error);
}

void
copia_container_close (CopiaContainer *self)
{
    if (!self)
        return;
    if (self->map)
        (void) munmap ((void *) (uintptr_t) self->map, (size_t) self->size);
    g_free ((void *) (uintptr_t) self->seen);
    g_free (self->sections);
    g_free (self->path);
    g_free (self);
}
