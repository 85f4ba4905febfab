/* container-made.c - sections without a file behind them. */
#include "base/made.h"

#include "base/container-layout.h"
#include "base/container-private.h"

#include <sys/mman.h>

static bool
prepare (CopiaSection *self, const CopiaMade *made, GError **error)
{
    const uint32_t width = made->width;
    void *memory;

    g_strlcpy (self->name, made->name, COPIA_NAME_SIZE);
    if (made->size == 0 || made->size > SIZE_MAX / 4 || width > 8 ||
        (width > 0 && (made->count > made->size || made->size != made->count * width)))
        return copia_container_damaged (self->container, error,
                                        "section '%s' has a wrong size", self->name);
    memory = mmap (NULL, made->size + COPIA_PADDING, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) {
        g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOMEM,
                     "%s: no memory for section '%s'", self->container->path,
                     self->name);
        return false;
    }
    self->bytes = memory;
    self->size = made->size;
    self->count = made->count;
    self->width = width;
    self->packing = COPIA_PACKING_MADE;
    self->shift = copia_piece_shift (COPIA_PACKING_MADE);
    self->made = made->data;
    return true;
}

bool
copia_container_make (CopiaContainer *self, const CopiaMade *made, size_t n,
                      CopiaMake make, GError **error)
{
    uint64_t pieces = 0;

    self->make = make;
    self->made = g_new0 (CopiaSection, n + 1);
    for (; self->n_made < n; self->n_made++) {
        CopiaSection *section = &self->made[self->n_made];

        section->container = self;
        if (!prepare (section, &made[self->n_made], error))
            return false;
        pieces += copia_pieces (section->size, section->shift);
    }
    self->made_pieces = g_malloc0 (pieces + 1);
    pieces = 0;
    for (size_t i = 0; i < n; i++) {
        self->made[i].seen = self->made_pieces + pieces;
        pieces += copia_pieces (self->made[i].size, self->made[i].shift);
    }
    return copia_container_sort_names (self, error);
}

bool
copia_section_make (const CopiaSection *self, uint64_t first, uint64_t end,
                    uint8_t *bytes)
{
    uint8_t room[COPIA_PIECE_ROOM + COPIA_MADE_SPARE];
    uint64_t width = MAX (self->width, 1);

    if (!self->container->make (self->made, first, end, room))
        return false;
    memcpy (bytes, room, (end - first) * width);
    return true;
}
