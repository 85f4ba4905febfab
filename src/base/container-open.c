/* container-open.c - mapping a container and reading its contents: nothing is believed. */
#include "base/container-private.h"

#include "base/container-layout.h"
#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#define UNPACKED_PART 4 /* of the memory: see base/unpacked.h */
#define WAY_OUT "build it again with 'copia index'"

void
copia_container_limit (CopiaContainer *self, uint64_t bytes)
{
    self->most_unpacked = bytes;
}

void
copia_container_limit_among (CopiaContainer *self, uint64_t all)
{
    double part = (double) self->size / (double) MAX (all, self->size);

    self->most_unpacked = (uint64_t) ((double) self->most_unpacked * part);
}

bool
copia_container_is (const char *path)
{
    char magic[sizeof COPIA_MAGIC - 1];
    int fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    struct stat status;
    bool is = fd >= 0 && fstat (fd, &status) == 0 && S_ISREG (status.st_mode) &&
              pread (fd, magic, sizeof magic, 0) == sizeof magic &&
              memcmp (magic, COPIA_MAGIC, sizeof magic) == 0;

    if (fd >= 0)
        (void) close (fd);
    return is;
}

/* What could be typed as it stands: no sign that a shell takes for its own. */
static bool
is_typed (const char *path)
{
    return path[0] != '-' && !g_str_has_suffix (path, ".copia") &&
           path[strspn (path, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-./")] == '\0';
}

/* Says how one is made, of this file where it may be a text. */
static bool
no_text_index (const CopiaContainer *self, GError **error)
{
    bool typed = is_typed (self->path);
    g_autofree char *name = g_path_get_basename (self->path);
    char *ending = strrchr (name, '.');

    if (ending && ending > name)
        *ending = '\0';
    g_set_error (
        error, COPIA_ERROR, COPIA_ERROR_INPUT,
        "%s: not an index of copia; make one with 'copia index -o %s.copia %s'",
        self->path, typed && g_ascii_isalnum (name[0]) ? name : "FILE",
        typed ? self->path : "TEXT...");
    return false;
}

static bool
no_index (const CopiaContainer *self, GError **error)
{
    return strcmp (self->way_out, WAY_OUT) == 0
               ? no_text_index (self, error)
               : copia_container_damaged (self, error, "it does not begin as one");
}

static bool
cannot_open (const CopiaContainer *self, int number, GError **error)
{
    if (number == ENOENT)
        g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                     "%s: there is no such index; make one with 'copia index -o "
                     "FILE.copia TEXT...'",
                     self->path);
    else
        g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number),
                     "%s: cannot open the index: %s", self->path, g_strerror (number));
    return false;
}

static bool
map_open_file (CopiaContainer *self, int fd, GError **error)
{
    struct stat status;
    void *map;

    if (fd < 0 || fstat (fd, &status) != 0)
        return cannot_open (self, errno, error);
    if (!S_ISREG (status.st_mode) || status.st_size < COPIA_HEADER_SIZE)
        return no_index (self, error);
    if ((uint64_t) status.st_size > SIZE_MAX)
        return cannot_open (self, EFBIG, error);
    map = mmap (NULL, (size_t) status.st_size, PROT_READ, MAP_SHARED, fd, 0);
    if (map == MAP_FAILED)
        return cannot_open (self, errno, error);
    self->map = map;
    self->size = (uint64_t) status.st_size;
    return true;
}

/* Opening a pipe must not wait for somebody to write into it. */
static bool
map_file (CopiaContainer *self, GError **error)
{
    int fd = open (self->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    bool good = map_open_file (self, fd, error);

    if (fd >= 0)
        (void) close (fd);
    return good;
}

static bool
check_header (CopiaContainer *self, GError **error)
{
    unsigned major = copia_load16 (self->map + 8);
    unsigned minor = copia_load16 (self->map + 10);

    if (memcmp (self->map, COPIA_MAGIC, 8) != 0) {
        if (memcmp (self->map + 1, &COPIA_MAGIC[1], 3) == 0)
            return copia_container_damaged (self, error,
                                            "its first bytes were changed");
        return no_index (self, error);
    }
    if (major != COPIA_FORMAT_MAJOR) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_VERSION,
                     "%s: the index has format %u.%u, this copia reads format %d; %s",
                     self->path, major, minor, COPIA_FORMAT_MAJOR,
                     major > COPIA_FORMAT_MAJOR
                         ? "a newer copia made it: take that one, or build it again"
                         : self->way_out);
        return false;
    }
    if (minor == COPIA_FORMAT_RETIRED) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_VERSION,
                     "%s: the index has format %u.%u, which is not read any more; %s",
                     self->path, major, minor, self->way_out);
        return false;
    }
    for (unsigned i = 12; i < COPIA_HEADER_SIZE; i++)
        if (self->map[i] != 0)
            return copia_container_damaged (self, error, "its header was changed");
    return true;
}

/* Names are seen in messages: printable ASCII, then zero bytes to the end. */
static bool
is_name (const uint8_t *name)
{
    unsigned size = 0;

    while (size < COPIA_NAME_SIZE && name[size] > ' ' && name[size] < 0x7F)
        size++;
    if (size == 0 || size == COPIA_NAME_SIZE)
        return false;
    for (; size < COPIA_NAME_SIZE; size++)
        if (name[size] != 0)
            return false;
    return true;
}

/* Fills one section from its entry; `*end` is where the one before ended. */
static bool
load_section (CopiaContainer *self, const uint8_t *entry, CopiaSection *section,
              uint64_t limit, uint64_t *end, GError **error)
{
    uint64_t offset = copia_load64 (entry + COPIA_NAME_SIZE);

    if (!is_name (entry))
        return copia_container_damaged (self, error, "a section's name cannot be one");
    memcpy (section->name, entry, COPIA_NAME_SIZE);
    section->stored_size = copia_load64 (entry + COPIA_NAME_SIZE + 8);
    section->count = copia_load64 (entry + COPIA_NAME_SIZE + 16);
    section->width = copia_load32 (entry + COPIA_NAME_SIZE + 24);
    section->packing = (CopiaPacking) copia_load32 (entry + COPIA_NAME_SIZE + 28);
    section->container = self;
    section->first_chunk = self->n_chunks;
    section->shift = COPIA_CHUNK_SHIFT;
    if (offset % COPIA_PADDING != 0 || offset < *end || offset > limit ||
        section->stored_size > limit - offset ||
        limit - offset - section->stored_size < COPIA_PADDING)
        return copia_container_damaged (self, error, "a section lies outside the file");
    section->stored = section->bytes = self->map + offset;
    section->size = section->stored_size;
    self->n_chunks += copia_chunks (section->stored_size);
    *end = offset + section->stored_size + COPIA_PADDING;
    if (section->packing != COPIA_PACKING_NONE &&
        !copia_section_prepare (section, error))
        return false;
    if (section->width != 0 && (section->count > UINT64_MAX / section->width ||
                                section->size != section->count * section->width))
        return copia_container_damaged (self, error,
                                        "a section's size and count disagree");
    return true;
}

static int
compare_names (const void *a, const void *b)
{
    const CopiaSection *x = *(const CopiaSection *const *) a;
    const CopiaSection *y = *(const CopiaSection *const *) b;

    return strcmp (x->name, y->name);
}

bool
copia_container_sort_names (CopiaContainer *self, GError **error)
{
    size_t n = self->n_sections + self->n_made;

    self->by_name = g_renew (const CopiaSection *, self->by_name, n + 1);
    for (size_t i = 0; i < self->n_sections; i++)
        self->by_name[i] = &self->sections[i];
    for (size_t i = 0; i < self->n_made; i++)
        self->by_name[self->n_sections + i] = &self->made[i];
    qsort (self->by_name, n, sizeof *self->by_name, compare_names);
    for (size_t i = 1; i < n; i++)
        if (strcmp (self->by_name[i - 1]->name, self->by_name[i]->name) == 0)
            return copia_container_damaged (self, error, "it has two sections '%s'",
                                            self->by_name[i]->name);
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
share_checked (CopiaContainer *self, GError **error)
{
    size_t size = sizeof *self->checked + self->n_chunks;
    void *shared =
        mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (shared == MAP_FAILED) {
        g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                     "%s: no memory to check it: %s", self->path, g_strerror (errno));
        return false;
    }
    self->checked = shared;
    self->checked_size = size;
    return true;
}

/* Chunks of sections that lie as they are, and pieces of those that are packed. */
static void
share_seen (CopiaContainer *self)
{
    uint64_t piece = 0;

    self->pieces = g_malloc0 (self->n_pieces + 1);
    for (size_t i = 0; i < self->n_sections; i++) {
        CopiaSection *section = &self->sections[i];

        section->seen = self->checked->seen + section->first_chunk;
        if (section->packing == COPIA_PACKING_NONE)
            continue;
        section->seen = self->pieces + piece;
        piece += copia_pieces (section->size, section->shift);
    }
}

static bool
load_contents (CopiaContainer *self, GError **error)
{
    const uint8_t *trailer;
    const uint8_t *contents;
    uint64_t offset, size, n, end = COPIA_HEADER_SIZE;

    if (self->size < COPIA_HEADER_SIZE + COPIA_TRAILER_SIZE)
        return copia_container_damaged (self, error, "the file was cut short");
    trailer = self->map + self->size - COPIA_TRAILER_SIZE;
    if (memcmp (trailer + 56, COPIA_MAGIC, 8) != 0 ||
        copia_load32 (trailer + 52) != crc32_z (0, trailer, 52) ||
        copia_load64 (trailer) != self->size)
        return copia_container_damaged (
            self, error, "the file was cut short or its end was changed");
    offset = copia_load64 (trailer + 8);
    size = copia_load64 (trailer + 16);
    n = copia_load32 (trailer + 24);
    if (offset > self->size - COPIA_TRAILER_SIZE ||
        size != self->size - COPIA_TRAILER_SIZE - offset || n > size / COPIA_ENTRY_SIZE)
        return copia_container_damaged (self, error,
                                        "its table of contents lies outside the file");
    contents = self->map + offset;
    if (crc32_z (0, contents, size) != copia_load32 (trailer + 28))
        return copia_container_damaged (self, error,
                                        "its table of contents was changed");

    self->sections = g_new0 (CopiaSection, n);
    self->n_sections = n;
    for (size_t i = 0; i < n; i++)
        if (!load_section (self, contents + i * COPIA_ENTRY_SIZE, &self->sections[i],
                           offset, &end, error))
            return false;
    if (!copia_container_sort_names (self, error))
        return false;
    if (size != n * COPIA_ENTRY_SIZE + self->n_chunks * 4)
        return copia_container_damaged (
            self, error, "its table of contents does not fit its sections");
    self->crcs = contents + n * COPIA_ENTRY_SIZE;
    if (!share_checked (self, error))
        return false;
    share_seen (self);
    name_content (self, contents, size);
    return true;
}

static uint64_t
memory_of_machine (void)
{
    return (uint64_t) sysconf (_SC_PHYS_PAGES) * (uint64_t) sysconf (_SC_PAGESIZE);
}

CopiaContainer *
copia_container_open (const char *path, GError **error)
{
    return copia_container_open_named (path, WAY_OUT, error);
}

CopiaContainer *
copia_container_open_named (const char *path, const char *way_out, GError **error)
{
    g_autoptr (CopiaContainer) self = g_new0 (CopiaContainer, 1);

    self->path = g_strdup (path);
    self->way_out = way_out;
    copia_waiters_init (&self->waiters);
    self->most_unpacked = memory_of_machine () / UNPACKED_PART;
    if (!map_file (self, error) || !check_header (self, error))
        return NULL;
    self->checksum = copia_checksum_for (self->size);
    if (!load_contents (self, error))
        return NULL;
    return g_steal_pointer (&self);
}

void
copia_container_close (CopiaContainer *self)
{
    if (!self)
        return;
    if (self->map)
        (void) munmap ((void *) (uintptr_t) self->map, (size_t) self->size);
    if (self->checked)
        (void) munmap (self->checked, self->checked_size);
    g_free ((void *) (uintptr_t) self->pieces);
    g_free ((void *) (uintptr_t) self->made_pieces);
    if (self->shared)
        (void) munmap ((void *) (uintptr_t) self->shared, self->n_pieces);
    g_free (self->by_name);
    for (size_t i = 0; i < self->n_sections; i++)
        copia_section_release (&self->sections[i]);
    for (size_t i = 0; i < self->n_made; i++)
        copia_section_release (&self->made[i]);
    g_free (self->sections);
    g_free (self->made);
    g_free (self->path);
    copia_waiters_clear (&self->waiters);
    g_free (self);
}
