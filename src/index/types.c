/* types.c - open-addressed tables over arenas of strings, one lock a table. */
#include "index/types-private.h"

#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include "index/types-file.h"

#define FIRST_PAGE                                                                     \
    16 /* entries of page 0; each other has twice as many as the one before */
#define N_PAGES 27
#define MOST_STRIPES 16
#define ARENA (64 << 10)
#define LINE 64 /* bytes that go from core to core as one */

typedef struct {
    uint32_t hash;
    uint32_t number; /* + 1; 0: the slot is free */
} Slot;

typedef struct {
    const char *bytes;
    uint32_t size;
    bool marked;
} Entry;

/* The types whose hash has the same low bits. */
typedef struct {
    pthread_mutex_t lock;
    Slot *slots;
    uint32_t mask; /* slots - 1, a power of two less one */
    uint32_t count;
    char *arena; /* of the arenas, the one that is being filled */
    size_t room; /* bytes left there */
    GPtrArray *arenas;
    /* Again, for who has no lock and only asks for memory, which is none if they do not match.
     * They hardly change; so they do not lie where each addition writes. */
    char apart[LINE];
    _Atomic (Slot *) ahead;
    _Atomic uint32_t range;
    char behind[LINE];
} Stripe;

struct CopiaTypes {
    uint64_t key;
    uint32_t n_stripes; /* a power of two */
    _Atomic uint32_t count;
    _Atomic (Entry *) pages[N_PAGES]; /* by number */
    CopiaTypesFile *file;             /* of arenas; NULL: they stay in memory */
    uint64_t memory;                  /* that they may take before .. */
    uint64_t held;                    /* .. and do */
    Stripe stripes[MOST_STRIPES];
};

static void
show (Stripe *self)
{
    atomic_store_explicit (&self->ahead, self->slots, memory_order_relaxed);
    atomic_store_explicit (&self->range, self->mask, memory_order_relaxed);
}

CopiaTypes *
copia_types_new (uint32_t expected)
{
    CopiaTypes *self = g_new0 (CopiaTypes, 1);

    if (getentropy (&self->key, sizeof self->key) != 0)
        self->key = (uint64_t) g_get_monotonic_time ();
    self->n_stripes = expected > 0 ? MOST_STRIPES : 1;
    for (uint32_t i = 0; i < self->n_stripes; i++) {
        Stripe *stripe = &self->stripes[i];

        pthread_mutex_init (&stripe->lock, NULL);
        stripe->mask = 15;
        while (stripe->mask / 2 < expected / self->n_stripes)
            stripe->mask = stripe->mask * 2 + 1;
        stripe->slots = g_new0 (Slot, (gsize) stripe->mask + 1);
        show (stripe);
        stripe->arenas = g_ptr_array_new_with_free_func (g_free);
    }
    return self;
}

CopiaTypes *
copia_types_new_beside (const char *path, uint64_t memory)
{
    CopiaTypes *self = copia_types_new (0);

    self->file = path ? copia_types_file_new (path) : NULL;
    self->memory = memory;
    return self;
}

/* Eight bytes a step: words are short. */
static uint64_t
hash_bytes (uint64_t key, const char *bytes, size_t size)
{
    uint64_t hash = key ^ size, part;

    for (; size >= 8; bytes += 8, size -= 8) {
        memcpy (&part, bytes, 8);
        hash = copia_multiply (hash ^ part, 0x9E3779B97F4A7C15u);
    }
    part = 0;
    memcpy (&part, bytes, size);
    return copia_multiply (hash ^ part, 0xD6E8FEB86659FD93u);
}

/* ---- entries by number ---------------------------------------------------------------- */

static unsigned
page_of (uint32_t number, uint32_t *at)
{
    unsigned page = 31u - (unsigned) __builtin_clz (number / FIRST_PAGE + 1);

    *at = number - FIRST_PAGE * ((1u << page) - 1);
    return page;
}

static Entry *
entry (const CopiaTypes *self, uint32_t number)
{
    uint32_t at;
    unsigned page = page_of (number, &at);

    return &atomic_load_explicit (&self->pages[page], memory_order_acquire)[at];
}

/* The entry of a new number; whoever comes first makes its page. */
static Entry *
make_entry (CopiaTypes *self, uint32_t number)
{
    uint32_t at;
    unsigned page = page_of (number, &at);
    Entry *entries = atomic_load_explicit (&self->pages[page], memory_order_acquire);

    if (!entries) {
        Entry *fresh = g_new0 (Entry, (gsize) FIRST_PAGE << page);

        if (atomic_compare_exchange_strong (&self->pages[page], &entries, fresh))
            entries = fresh;
        else
            g_free (fresh);
    }
    return &entries[at];
}

CopiaString
copia_types_get (const CopiaTypes *self, uint32_t number)
{
    const Entry *type = entry (self, number);

    return (CopiaString){ type->bytes, type->size };
}

bool
copia_types_marked (const CopiaTypes *self, uint32_t number)
{
    return entry (self, number)->marked;
}

uint32_t
copia_types_count (const CopiaTypes *self)
{
    return MIN (atomic_load (&self->count), COPIA_MOST_TYPES);
}

/* ---- one stripe, locked --------------------------------------------------------------- */

static void
grow (Stripe *self)
{
    uint32_t mask = self->mask * 2 + 1;
    Slot *slots = g_new0 (Slot, (gsize) mask + 1);

    for (uint32_t i = 0; i <= self->mask; i++) {
        uint32_t at = self->slots[i].hash & mask;

        if (self->slots[i].number == 0)
            continue;
        while (slots[at].number != 0)
            at = (at + 1) & mask;
        slots[at] = self->slots[i];
    }
    g_free (self->slots);
    self->slots = slots;
    self->mask = mask;
    show (self);
}

/* There is but one stripe where there is a file. */
static void
make_arena (CopiaTypes *self, Stripe *stripe, size_t size)
{
    size_t room = stripe->arenas->len == 0 ? 1024 : ARENA;

    if (self->file && self->held >= self->memory &&
        (stripe->arena = copia_types_file_map (self->file, size, &stripe->room)))
        return;
    stripe->room = MAX (room, size);
    stripe->arena = g_malloc (stripe->room);
    self->held += self->file ? stripe->room : 0;
    g_ptr_array_add (stripe->arenas, stripe->arena);
}

static const char *
keep (CopiaTypes *self, Stripe *stripe, const char *bytes, size_t size)
{
    char *kept;

    if (size == 0)
        return "";
    if (size > stripe->room)
        make_arena (self, stripe, size);
    kept = memcpy (stripe->arena, bytes, size);
    stripe->arena += size;
    stripe->room -= size;
    return kept;
}

/* The slot of the word, or the free one where it belongs. */
static Slot *
find (const CopiaTypes *self, const Stripe *stripe, uint32_t hash, const char *word,
      size_t size)
{
    uint32_t at = hash & stripe->mask;

    for (; stripe->slots[at].number != 0; at = (at + 1) & stripe->mask) {
        const Entry *type;

        if (stripe->slots[at].hash != hash)
            continue;
        type = entry (self, stripe->slots[at].number - 1);
        if (type->size == size && (size == 0 || memcmp (type->bytes, word, size) == 0))
            break;
    }
    return &stripe->slots[at];
}

static uint32_t
add_locked (CopiaTypes *self, Stripe *stripe, uint32_t hash, CopiaString word,
            bool marked)
{
    Slot *slot = find (self, stripe, hash, word.bytes, word.size);
    uint32_t number = slot->number - 1;
    Entry *type;

    if (slot->number == 0) {
        number = atomic_fetch_add (&self->count, 1);
        if (number >= COPIA_MOST_TYPES) {
            atomic_fetch_sub (&self->count, 1);
            return COPIA_MOST_TYPES;
        }
        type = make_entry (self, number);
        *type = (Entry){ keep (self, stripe, word.bytes, word.size),
                         (uint32_t) word.size, false };
        *slot = (Slot){ hash, number + 1 };
        if (++stripe->count > stripe->mask / 2)
            grow (stripe);
    }
    if (marked)
        entry (self, number)->marked = true;
    return number;
}

static uint32_t
add (CopiaTypes *self, const char *word, size_t size, bool marked)
{
    uint64_t hash = hash_bytes (self->key, word, size);
    Stripe *stripe = &self->stripes[hash >> 32 & (self->n_stripes - 1)];
    uint32_t number;

    g_assert (size <= UINT32_MAX);
    pthread_mutex_lock (&stripe->lock);
    number =
        add_locked (self, stripe, (uint32_t) hash, (CopiaString){ word, size }, marked);
    pthread_mutex_unlock (&stripe->lock);
    return number;
}

uint32_t
copia_types_add (CopiaTypes *self, const char *word, size_t size)
{
    return add (self, word, size, false);
}

uint32_t
copia_types_add_marked (CopiaTypes *self, const char *word, size_t size)
{
    return add (self, word, size, true);
}

void
copia_types_expect (const CopiaTypes *self, const char *word, size_t size)
{
    uint64_t hash = hash_bytes (self->key, word, size);
    const Stripe *stripe = &self->stripes[hash >> 32 & (self->n_stripes - 1)];
    const Slot *slots = atomic_load_explicit (&stripe->ahead, memory_order_relaxed);

    __builtin_prefetch (slots +
                        ((uint32_t) hash &
                         atomic_load_explicit (&stripe->range, memory_order_relaxed)));
}

void
copia_types_expect_number (const CopiaTypes *self, uint32_t number)
{
    __builtin_prefetch (entry (self, number));
}

void
copia_types_rest (const CopiaTypes *self)
{
    if (self->file)
        copia_types_file_rest (self->file);
}

void
copia_types_seal (CopiaTypes *self)
{
    for (uint32_t i = 0; i < self->n_stripes; i++)
        g_clear_pointer (&self->stripes[i].slots, g_free);
}

uint64_t
copia_types_key (const CopiaTypes *self)
{
    return self->key;
}

void
copia_types_free (CopiaTypes *self)
{
    if (!self)
        return;
    for (uint32_t i = 0; i < self->n_stripes; i++) {
        pthread_mutex_destroy (&self->stripes[i].lock);
        g_free (self->stripes[i].slots);
        g_ptr_array_unref (self->stripes[i].arenas);
    }
    for (unsigned i = 0; i < N_PAGES; i++)
        g_free (self->pages[i]);
    copia_types_file_free (self->file);
    g_free (self);
}
