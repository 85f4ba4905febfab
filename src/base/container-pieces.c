/* container-pieces.c - packed sections: memory for them, and what unpacks them. */
#include "base/container-private.h"

#include "base/container-layout.h"

#include <sched.h>
#include <sys/mman.h>
#include <time.h>

#define YIELDS 50 /* before a thread that waits goes to sleep */

/* The codes of a section, made when its first piece is unpacked. */
struct CopiaSectionLinks {
    _Atomic uint8_t state;
    bool sound;
    CopiaLinkTables tables;
};

/* What stands at the end: where each piece lies, and the size of all of them unpacked. */
static uint64_t
places_size (const CopiaSection *self, uint64_t pieces)
{
    return self->packing == COPIA_PACKING_LINKED
               ? copia_groups (pieces) * COPIA_GROUP_SIZE
               : pieces * sizeof (uint64_t);
}

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
    self->shift = copia_piece_shift (self->packing);
    pieces = copia_pieces (size, self->shift);
    if (size == 0 || size > SIZE_MAX / 2 ||
        places_size (self, pieces) > self->stored_size - 8 ||
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

/* ---- who unpacks, and who waits --------------------------------------------------------- */

void
copia_waiters_init (CopiaWaiters *self)
{
    pthread_mutex_init (&self->lock, NULL);
    pthread_cond_init (&self->done, NULL);
}

void
copia_waiters_clear (CopiaWaiters *self)
{
    pthread_mutex_destroy (&self->lock);
    pthread_cond_destroy (&self->done);
}

/* Until done() wakes it; a process that shares the memory cannot. */
static void
sleep_a_little (CopiaWaiters *self)
{
    struct timespec until;

    clock_gettime (CLOCK_REALTIME, &until);
    until.tv_nsec += 10 * 1000 * 1000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    (void) pthread_cond_timedwait (&self->done, &self->lock, &until);
}

/* Mostly it is for microseconds; but who unpacks may have lost its core. */
static void
wait_for (CopiaWaiters *self, const _Atomic uint8_t *state)
{
    for (unsigned i = 0; i < YIELDS; i++) {
        if (atomic_load_explicit (state, memory_order_acquire) == COPIA_SEEN)
            return;
        (void) sched_yield ();
    }
    pthread_mutex_lock (&self->lock);
    atomic_fetch_add (&self->waiting,
                      1); /* before the state is looked at: see done() */
    while (atomic_load (state) != COPIA_SEEN)
        sleep_a_little (self);
    atomic_fetch_sub (&self->waiting, 1);
    pthread_mutex_unlock (&self->lock);
}

/* After it everybody sees what was unpacked before. */
static void
done (CopiaWaiters *self, _Atomic uint8_t *state)
{
    atomic_store (state, COPIA_SEEN); /* before it is asked whether anybody waits */
    if (G_LIKELY (atomic_load (&self->waiting) == 0))
        return;
    pthread_mutex_lock (&self->lock);
    pthread_cond_broadcast (&self->done);
    pthread_mutex_unlock (&self->lock);
}

/* True for the one thread that does what is to be done and then says done(); the others wait for
 * that. */
static bool
mine_to_do (CopiaWaiters *waiters, _Atomic uint8_t *state)
{
    uint8_t now = atomic_load_explicit (state, memory_order_relaxed);

    while (now == COPIA_UNSEEN || now == COPIA_ASKED)
        if (atomic_compare_exchange_weak (state, &now, COPIA_UNPACKING))
            return true;
    wait_for (waiters, state);
    return false;
}

/* ---- pieces --------------------------------------------------------------------------- */

/* The stored bytes [start, end) of a piece; `places` is where it is told.  False: they cannot be. */
static bool
find_piece (const CopiaSection *self, uint64_t places, uint64_t piece, uint64_t *start,
            uint64_t *end)
{
    uint64_t at = places + piece * 8;

    if (self->packing == COPIA_PACKING_LINKED) {
        at = places + piece / COPIA_GROUP * COPIA_GROUP_SIZE;
        copia_section_check (self, at, COPIA_GROUP_SIZE);
        *start = MIN (copia_load64 (self->stored + at), places);
        at += 8;
        for (uint64_t i = 0; i < piece % COPIA_GROUP; i++, at += 2)
            *start += copia_load16 (self->stored + at);
        *end = *start + copia_load16 (self->stored + at);
    } else {
        copia_section_check (self, piece ? at - 8 : at, piece ? 16 : 8);
        *start = piece ? copia_load64 (self->stored + at - 8) : 0;
        *end = copia_load64 (self->stored + at);
    }
    return *start <= *end && *end <= places;
}

/* The codes stand between the last piece and the places of all; NULL: they are damaged. */
static const CopiaLinkTables *
find_links (const CopiaSection *self, uint64_t places, uint64_t pieces)
{
    struct CopiaSectionLinks *links = self->links;
    uint64_t last, start;

    if (!links)
        return NULL;
    if (atomic_load_explicit (&links->state, memory_order_acquire) != COPIA_SEEN &&
        mine_to_do (&self->container->waiters, &links->state)) {
        links->sound = find_piece (self, places, pieces - 1, &last, &start);
        if (links->sound) {
            copia_section_check (self, start, places - start);
            links->sound = copia_links_tables (&links->tables, self->stored + start,
                                               places - start);
        }
        done (&self->container->waiters, &links->state);
    }
    return links->sound ? &links->tables : NULL;
}

/* `bytes` NULL: to where it belongs. */
static bool
unpack (const CopiaSection *self, uint64_t piece, uint8_t *bytes)
{
    uint32_t width = MAX (self->width, 1);
    uint64_t first = copia_piece_first (piece, self->shift, width) * width;
    uint64_t last = copia_piece_first (piece + 1, self->shift, width) * width;
    uint64_t pieces = copia_pieces (self->size, self->shift);
    uint64_t places, start, end;

    last = MIN (last, self->size);
    if (!bytes)
        bytes = (uint8_t *) (uintptr_t) self->bytes + first;
    if (self->packing == COPIA_PACKING_MADE)
        return first >= last ||
               copia_section_make (self, first / width, last / width, bytes);
    places = self->stored_size - 8 - places_size (self, pieces);
    if (!find_piece (self, places, piece, &start, &end))
        return false;
    copia_section_check (self, start, end - start);
    return first >= last ||
           copia_unpack (self->packing, width, find_links (self, places, pieces),
                         self->stored + start, end - start, bytes,
                         (uint32_t) (last - first));
}

void
copia_section_unpack (const CopiaSection *self, uint64_t piece)
{
    CopiaContainer *container = self->container;

    if (!mine_to_do (&container->waiters, &self->seen[piece]))
        return;
    if (!unpack (self, piece, NULL))
        copia_container_blame (self);
    atomic_fetch_add_explicit (&container->unpacked, UINT64_C (1) << self->shift,
                               memory_order_relaxed);
    done (&container->waiters, &self->seen[piece]);
}

void
copia_section_unpack_to (const CopiaSection *self, uint64_t piece, uint8_t *bytes)
{
    if (!unpack (self, piece, bytes))
        copia_container_blame (self);
}

void
copia_section_part (const CopiaSection *self, uint64_t element, uint64_t *first,
                    uint64_t *end)
{
    uint32_t width = MAX (self->width, 1);
    uint64_t piece = (element * width) >> self->shift;

    *first = copia_piece_first (piece, self->shift, width);
    *end = MIN (copia_piece_first (piece + 1, self->shift, width), self->size / width);
}
