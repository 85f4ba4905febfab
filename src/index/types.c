/* types.c - open-addressed tables over arenas of strings, one lock a table. */
#include "index/types.h"

#include <pthread.h>
#include <string.h>
#include <unistd.h>

#define FIRST_PAGE                                                                     \
    16 /* entries of page 0; each other has twice as many as the one before */
#define N_PAGES 27
#define MOST_STRIPES 16
#define ARENA (64 << 10)

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
} Stripe;

struct CopiaTypes {
    uint64_t key;
    uint32_t n_stripes; /* a power of two */
    _Atomic uint32_t count;
    _Atomic (Entry *) pages[N_PAGES]; /* by number */
    Stripe stripes[MOST_STRIPES];
};

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
        stripe->arenas = g_ptr_array_new_with_free_func (g_free);
    }
    return self;
}

/* Both halves of the product, one upon the other. */
static inline uint64_t
multiply (uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
    unsigned __int128 product = (unsigned __int128) a * b;

    return (uint64_t) product ^ (uint64_t) (product >> 64);
#else
    uint64_t low = (a & UINT32_MAX) * (b & UINT32_MAX), high = (a >> 32) * (b >> 32);
    uint64_t cross = (a >> 32) * (b & UINT32_MAX) + (low >> 32);
    uint64_t other = (a & UINT32_MAX) * (b >> 32) + (cross & UINT32_MAX);

    return (other << 32 | (low & UINT32_MAX)) ^ (high + (cross >> 32) + (other >> 32));
#endif
}

/* Eight bytes a step: words are short. */
static uint64_t
hash_bytes (uint64_t key, const char *bytes, size_t size)
{
    uint64_t hash = key ^ size, part;

    for (; size >= 8; bytes += 8, size -= 8) {
        memcpy (&part, bytes, 8);
        hash = multiply (hash ^ part, 0x9E3779B97F4A7C15u);
    }
    part = 0;
    memcpy (&part, bytes, size);
    return multiply (hash ^ part, 0xD6E8FEB86659FD93u);
}

/* ---- entries by number ---------------------------------------------------------------- */

static unsigned
page_of (uint32_t number, uint32_t *at)
{
    unsigned page = 0;

    for (uint32_t n = number / FIRST_PAGE + 1; n > 1; n >>= 1)
        page++;
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
}

static const char *
keep (Stripe *self, const char *bytes, size_t size)
{
    char *kept;

    if (size == 0)
        return "";
    if (size > self->room) {
        self->room = self->arenas->len == 0 ? 1024 : ARENA;
        self->room = MAX (self->room, size);
        self->arena = g_malloc (self->room);
        g_ptr_array_add (self->arenas, self->arena);
    }
    kept = memcpy (self->arena, bytes, size);
    self->arena += size;
    self->room -= size;
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
        *type = (Entry){ keep (stripe, word.bytes, word.size), (uint32_t) word.size,
                         false };
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
    g_free (self);
}

/* ---- recent types --------------------------------------------------------------------- */

#define FIRST_BITS 13 /* fits into a core's cache */
#define SECOND_BITS                                                                    \
    17 /* one access to memory instead of the three that a table takes */
#define ENOUGH                                                                         \
    200000 /* words that were not among the first: the second is worth its room */
#define LONGEST 16

typedef struct {
    uint64_t low, high; /* the word's bytes: see load() */
    uint32_t number;
    uint8_t size; /* 0: nothing is here */
    bool marked;
} Recent;

/* The last two of each hash, the last one first. */
typedef Recent RecentPair[2];

struct CopiaRecentTypes {
    CopiaTypes *types;
    uint32_t missed;    /* by the first */
    RecentPair *second; /* NULL: not yet */
    RecentPair first[1 << FIRST_BITS];
};

CopiaRecentTypes *
copia_recent_types_new (CopiaTypes *types)
{
    CopiaRecentTypes *self = g_new0 (CopiaRecentTypes, 1);

    self->types = types;
    return self;
}

static inline uint64_t
load64 (const char *bytes)
{
    uint64_t value;

    memcpy (&value, bytes, sizeof value);
    return value;
}

static inline uint64_t
load32 (const char *bytes)
{
    uint32_t value;

    memcpy (&value, bytes, sizeof value);
    return value;
}

/* One to sixteen bytes in two integers, which with the size determine them: the first half and
 * the last one, overlapping. */
static inline void
load (const char *word, size_t size, uint64_t *low, uint64_t *high)
{
    if (size >= 8) {
        *low = load64 (word);
        *high = load64 (word + size - 8);
    } else if (size >= 4) {
        *low = load32 (word);
        *high = load32 (word + size - 4);
    } else {
        *low = (uint8_t) word[0];
        *high = (uint64_t) (uint8_t) word[size / 2] << 8 | (uint8_t) word[size - 1];
    }
}

static inline bool
is_word (const Recent *self, const Recent *word)
{
    return self->low == word->low && self->high == word->high &&
           self->size == word->size && self->marked >= word->marked;
}

/* Whether the word is there; if not, the older one makes room for it. */
static inline bool
find_recent (RecentPair pair, const Recent *word)
{
    Recent last = pair[0];

    if (G_LIKELY (is_word (&last, word)))
        return true;
    pair[0] = pair[1];
    pair[1] = last;
    return is_word (&pair[0], word);
}

/* The word is not among the first; its number comes from the second or from the table. */
static uint32_t
find_further (CopiaRecentTypes *self, const char *bytes, const Recent *word,
              uint64_t hash, bool *old)
{
    Recent *pair;

    if (self->missed < ENOUGH && ++self->missed == ENOUGH)
        self->second = g_new0 (RecentPair, 1 << SECOND_BITS);
    if (!self->second)
        return add (self->types, bytes, word->size, word->marked);
    pair = self->second[hash >> (64 - SECOND_BITS)];
    *old = find_recent (pair, word);
    if (!*old) {
        pair[0] = *word;
        pair[0].number = add (self->types, bytes, word->size, word->marked);
    }
    return pair[0].number;
}

uint32_t
copia_recent_types_add (CopiaRecentTypes *self, const char *word, size_t size,
                        bool marked, bool *old)
{
    Recent here = { .size = (uint8_t) size, .marked = marked };
    uint64_t hash;
    Recent *pair;

    *old = false;
    if (size == 0 || size > LONGEST)
        return add (self->types, word, size, marked);
    load (word, size, &here.low, &here.high);
    hash = multiply (here.low ^ self->types->key,
                     here.high ^ size << 56 ^ 0x9E3779B97F4A7C15u);
    pair = self->first[hash >> (64 - FIRST_BITS)];
    if (G_LIKELY (find_recent (pair, &here))) {
        *old = true;
        return pair[0].number;
    }
    here.number = find_further (self, word, &here, hash, old);
    pair[0] = here;
    return here.number;
}

void
copia_recent_types_free (CopiaRecentTypes *self)
{
    if (!self)
        return;
    g_free (self->second);
    g_free (self);
}
