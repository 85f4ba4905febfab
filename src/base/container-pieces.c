/* container-pieces.c - packed sections: memory for them, and what unpacks them. */
#include "base/container-private.h"

#include "base/container-layout.h"

#include <sched.h>
#include <sys/mman.h>

/* The codes of a section, made when its first piece is unpacked. */
struct CopiaSectionLinks {
    _Atomic uint8_t state;
    bool sound;
    CopiaLinkTables tables;
};

/* What stands at the end: where each piece ends, and the size of all of them unpacked. */
bool
copia_section_prepare (CopiaSection *self, GError **error)
{
    CopiaContainer *container = self->container;
    uint64_t size, pieces, room;
    void *memory;

    if (self->packing >= COPIA_N_PACKINGS)
        return copia_container_damaged (container, error,
                                        "section '%s' is packed in an unknown way",
                                        self->name);
    size = self->stored_size >= 8 ? copia_load64 (self->stored + self->stored_size - 8)
                                  : 0;
    pieces = copia_pieces (size);
    if (size == 0 || pieces > (self->stored_size - 8) / 8 || size > SIZE_MAX / 2 ||
        size % MAX (self->width, 1) != 0 || self->width > 8)
        return copia_container_damaged (container, error,
                                        "section '%s' has a wrong size", self->name);
    room = size + COPIA_PADDING;
    memory = mmap (NULL, room, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) {
        self->packing = COPIA_PACKING_NONE; /* there is nothing to release */
        g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOMEM,
                     "%s: no memory for section '%s'", container->path, self->name);
        return false;
    }
    self->bytes = memory;
    self->size = size;
    self->shift = COPIA_PIECE_SHIFT;
    container->n_pieces += pieces;
    if (self->packing == COPIA_PACKING_LINKED) {
        self->links = g_new (struct CopiaSectionLinks, 1);
        self->links->state = COPIA_UNSEEN;
    }
    return true;
}

void
copia_section_release (CopiaSection *self)
{
    if (self->bytes && self->bytes != self->stored)
        (void) munmap ((void *) (uintptr_t) self->bytes, self->size + COPIA_PADDING);
    g_free (self->links);
}

/* True for the one thread that does what is to be done and then says COPIA_SEEN; the others wait
 * for that, which is for microseconds. */
static bool
mine_to_do (_Atomic uint8_t *state)
{
    uint8_t unseen = COPIA_UNSEEN;

    if (atomic_compare_exchange_strong (state, &unseen, COPIA_UNPACKING))
        return true;
    while (atomic_load_explicit (state, memory_order_acquire) != COPIA_SEEN)
        (void) sched_yield ();
    return false;
}

/* The codes stand between the last piece and the ends of all; NULL: they are damaged. */
static const CopiaLinkTables *
find_links (const CopiaSection *self, uint64_t table)
{
    struct CopiaSectionLinks *links = self->links;
    uint64_t last = self->stored_size - 16, start;

    if (!links)
        return NULL;
    if (atomic_load_explicit (&links->state, memory_order_acquire) != COPIA_SEEN &&
        mine_to_do (&links->state)) {
        copia_section_check (self, last, 8);
        start = copia_load64 (self->stored + last);
        links->sound = start <= table;
        if (links->sound) {
            copia_section_check (self, start, table - start);
            links->sound = copia_links_tables (&links->tables, self->stored + start,
                                               table - start);
        }
        atomic_store_explicit (&links->state, COPIA_SEEN, memory_order_release);
    }
    return links->sound ? &links->tables : NULL;
}

static bool
unpack (const CopiaSection *self, uint64_t piece)
{
    uint32_t width = MAX (self->width, 1);
    uint64_t first = copia_piece_first (piece, width) * width;
    uint64_t last = MIN (copia_piece_first (piece + 1, width) * width, self->size);
    uint64_t pieces = copia_pieces (self->size);
    uint64_t table = self->stored_size - 8 - pieces * 8;
    uint64_t at = table + piece * 8, start = 0, end;

    copia_section_check (self, piece ? at - 8 : at, piece ? 16 : 8);
    if (piece > 0)
        start = copia_load64 (self->stored + at - 8);
    end = copia_load64 (self->stored + at);
    if (start > end || end > table)
        return false;
    copia_section_check (self, start, end - start);
    return first >= last ||
           copia_unpack (self->packing, width, find_links (self, table),
                         self->stored + start, end - start,
                         (uint8_t *) (uintptr_t) self->bytes + first,
                         (uint32_t) (last - first));
}

void
copia_section_unpack (const CopiaSection *self, uint64_t piece)
{
    if (!mine_to_do (&self->seen[piece]))
        return;
    if (!unpack (self, piece))
        copia_container_blame (self);
    atomic_store_explicit (&self->seen[piece], COPIA_SEEN, memory_order_release);
}
