/* container.c - finding sections and checking their chunks. */
#include "base/container.h"

#include "base/container-layout.h"
#include "base/container-private.h"
#include "base/error.h"

bool
copia_container_damaged (const CopiaContainer *self, GError **error, const char *format,
                         ...)
{
    g_autofree char *what = NULL;
    va_list arguments;

    va_start (arguments, format);
    what = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_DAMAGED, "%s: damaged index: %s; %s",
                 self->path, what, self->way_out);
    return false;
}

const CopiaSection *
copia_container_find (const CopiaContainer *self, const char *name)
{
    size_t low = 0, high = self->n_sections + self->n_made;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp (self->by_name[middle]->name, name);

        if (order == 0)
            return self->by_name[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
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
    const CopiaContainer *container = section->container;
    int none = 0, number;

    number = section->packing == COPIA_PACKING_MADE
                 ? (int) (section - container->made) + (int) container->n_sections
                 : (int) (section - container->sections);
    atomic_compare_exchange_strong (&container->checked->damaged, &none, number + 1);
}

static void
check_chunk (const CopiaSection *self, uint64_t chunk)
{
    const CopiaContainer *container = self->container;
    uint64_t start = chunk << COPIA_CHUNK_SHIFT;
    uint64_t size = MIN (self->stored_size - start, (uint64_t) 1 << COPIA_CHUNK_SHIFT);
    uint32_t expected =
        copia_load32 (container->crcs + (self->first_chunk + chunk) * 4);

    if (container->checksum (0, self->stored + start, size) != expected)
        copia_container_blame (self);
    atomic_store_explicit (&container->checked->seen[self->first_chunk + chunk],
                           COPIA_SEEN, memory_order_release);
}

void
copia_section_check (const CopiaSection *self, uint64_t offset, uint64_t size)
{
    _Atomic uint8_t *seen = self->container->checked->seen + self->first_chunk;

    if (size == 0)
        return;
    for (uint64_t chunk = offset >> COPIA_CHUNK_SHIFT;
         chunk <= (offset + size - 1) >> COPIA_CHUNK_SHIFT; chunk++)
        if (atomic_load_explicit (&seen[chunk], memory_order_acquire) != COPIA_SEEN)
            check_chunk (self, chunk);
}

void
copia_section_see (const CopiaSection *self, uint64_t part)
{
    if (self->packing == COPIA_PACKING_NONE)
        check_chunk (self, part);
    else
        copia_section_unpack (self, part);
}

bool
copia_container_sound (const CopiaContainer *self, GError **error)
{
    size_t number = (size_t) atomic_load (&self->checked->damaged);

    return number == 0 || copia_container_damaged (
                              self, error, "the section '%s' was changed",
                              number <= self->n_sections
                                  ? self->sections[number - 1].name
                                  : self->made[number - 1 - self->n_sections].name);
}

static bool
all_zero (const uint8_t *from, const uint8_t *to)
{
    while (from < to && *from == 0)
        from++;
    return from == to;
}

bool
copia_container_verify (const CopiaContainer *self, GError **error)
{
    const uint8_t *end = self->map + COPIA_HEADER_SIZE;
    bool zero = true;

    for (size_t i = 0; i < self->n_sections; i++) {
        const CopiaSection *section = &self->sections[i];

        zero = zero && all_zero (end, section->stored);
        copia_section_check (section, 0, section->stored_size);
        copia_section_touch (section, 0, section->size);
        end = section->stored + section->stored_size;
    }
    zero = zero && all_zero (end, self->crcs - self->n_sections * COPIA_ENTRY_SIZE);
    for (size_t i = 0; i < self->n_made; i++)
        copia_section_touch (&self->made[i], 0, self->made[i].size);
    if (!zero)
        return copia_container_damaged (self, error,
                                        "bytes between its sections were changed");
    return copia_container_sound (self, error);
}
