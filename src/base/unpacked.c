/* unpacked.c - the last two pieces: a place, and what stands beside it in another piece. */
#include "base/unpacked.h"

#include "base/container-private.h"

#define ROOM                                                                           \
    (4096 + 8) /* bytes of a LINKED piece: its last element may end behind it */
#define KEPT 2

typedef struct {
    const CopiaSection *section; /* NULL: none yet */
    uint64_t piece;
    uint8_t bytes[ROOM + COPIA_PADDING];
} Piece;

struct CopiaUnpacked {
    unsigned last; /* which was asked for last */
    Piece pieces[KEPT];
};

CopiaUnpacked *
copia_unpacked_new (void)
{
    return g_new0 (CopiaUnpacked, 1);
}

void
copia_unpacked_free (CopiaUnpacked *self)
{
    g_free (self);
}

static bool
is_full (const CopiaContainer *container)
{
    return atomic_load_explicit (&container->unpacked, memory_order_relaxed) >=
           container->most_unpacked;
}

/* False: all have it, or it was asked for before and there is room for it. */
static bool
is_apart (const CopiaSection *section, uint64_t piece)
{
    uint8_t state = atomic_load_explicit (&section->seen[piece], memory_order_relaxed);

    if (state == COPIA_UNSEEN)
        (void) atomic_compare_exchange_strong (&section->seen[piece], &state,
                                               COPIA_ASKED);
    return state == COPIA_UNSEEN ||
           (state == COPIA_ASKED && is_full (section->container));
}

const uint8_t *
copia_unpacked_find (CopiaUnpacked *self, const CopiaSection *section, uint64_t element,
                     uint64_t *first, uint64_t *end)
{
    uint64_t piece = (element * section->width) >> section->shift;
    Piece *kept;

    if (section->packing != COPIA_PACKING_LINKED)
        return NULL;
    copia_section_part (section, element, first, end);
    for (unsigned i = 0; i < KEPT; i++) {
        kept = &self->pieces[i];
        if (kept->piece == piece && kept->section == section) {
            self->last = i;
            return kept->bytes;
        }
    }
    if (!is_apart (section, piece))
        return NULL;
    self->last = (self->last + 1) % KEPT;
    kept = &self->pieces[self->last];
    kept->section = section;
    kept->piece = piece;
    copia_section_unpack_to (section, piece, kept->bytes);
    return kept->bytes;
}
