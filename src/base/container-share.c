/* container-share.c - what children unpack, unpacked for their parent too. */
#include "base/container-layout.h"
#include "base/container-private.h"

#include <sys/mman.h>

static void *
shared_memory (size_t size)
{
    void *memory = mmap (NULL, size, PROT_READ | PROT_WRITE,
                         MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    return memory == MAP_FAILED ? NULL : memory;
}

/* What was unpacked so far comes along. */
static void
copy_unpacked (const CopiaSection *self, uint64_t pieces, uint8_t *to,
               _Atomic uint8_t *seen)
{
    uint32_t width = MAX (self->width, 1);

    for (uint64_t piece = 0; piece < pieces; piece++) {
        uint64_t first = copia_piece_first (piece, self->shift, width) * width;
        uint64_t end = copia_piece_first (piece + 1, self->shift, width) * width;

        seen[piece] = self->seen[piece];
        if (seen[piece] == COPIA_SEEN && first < self->size)
            memcpy (to + first, self->bytes + first, MIN (end, self->size) - first);
    }
}

/* Takes the place of the memory it has, which readers know.  Without memory nothing changes. */
static void
share_section (CopiaSection *self, _Atomic uint8_t *seen)
{
    const size_t room = self->size + COPIA_PADDING;
    void *place = (void *) (uintptr_t) self->bytes, *memory = shared_memory (room);

    if (!memory)
        return;
    copy_unpacked (self, copia_pieces (self->size, self->shift), memory, seen);
    if (mremap (memory, room, room, MREMAP_MAYMOVE | MREMAP_FIXED, place) == MAP_FAILED)
        g_error ("no memory for section '%s'", self->name); /* nothing lies there now */
    self->seen = seen;
}

void
copia_container_share (CopiaContainer *self)
{
    uint64_t piece = 0;

    if (self->shared || self->n_pieces == 0)
        return;
    self->shared = shared_memory (self->n_pieces);
    for (size_t i = 0; self->shared && i < self->n_sections; i++) {
        CopiaSection *section = &self->sections[i];

        if (section->packing == COPIA_PACKING_NONE)
            continue;
        share_section (section, self->shared + piece);
        piece += copia_pieces (section->size, section->shift);
    }
}

void
copia_container_settle (const CopiaContainer *self)
{
    for (uint64_t piece = 0; self->shared && piece < self->n_pieces; piece++)
        if (self->shared[piece] == COPIA_UNPACKING)
            self->shared[piece] = COPIA_UNSEEN;
}
