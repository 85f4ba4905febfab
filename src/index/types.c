/* types.c - an open-addressed table over an arena of strings. */
#include "index/types.h"

#include <string.h>
#include <unistd.h>

typedef struct {
    uint32_t hash;
    uint32_t number; /* + 1; 0: the slot is free */
} Slot;

struct CopiaTypes {
    uint64_t key;
    Slot *slots;
    uint32_t mask; /* slots - 1, a power of two less one */
    uint32_t count;
    GString *arena;
    GArray *at; /* uint64_t, count + 1 */
};

CopiaTypes *
copia_types_new (uint32_t expected)
{
    CopiaTypes *self = g_new0 (CopiaTypes, 1);
    const uint64_t zero = 0;

    if (getentropy (&self->key, sizeof self->key) != 0)
        self->key = (uint64_t) g_get_monotonic_time ();
    self->mask = 15;
    while (self->mask / 2 < MIN (expected, COPIA_MOST_TYPES / 2))
        self->mask = self->mask * 2 + 1;
    self->slots = g_new0 (Slot, (gsize) self->mask + 1);
    self->arena = g_string_sized_new ((gsize) expected * 8);
    self->at = g_array_sized_new (FALSE, FALSE, sizeof (uint64_t), expected + 1);
    g_array_append_val (self->at, zero);
    return self;
}

/* Both halves of the product, one upon the other. */
static uint64_t
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
static uint32_t
hash_bytes (uint64_t key, const char *bytes, size_t size)
{
    uint64_t hash = key ^ size, part;

    for (; size >= 8; bytes += 8, size -= 8) {
        memcpy (&part, bytes, 8);
        hash = multiply (hash ^ part, 0x9E3779B97F4A7C15u);
    }
    part = 0;
    memcpy (&part, bytes, size);
    hash = multiply (hash ^ part, 0xD6E8FEB86659FD93u);
    return (uint32_t) (hash ^ hash >> 32);
}

CopiaString
copia_types_get (const CopiaTypes *self, uint32_t number)
{
    uint64_t start = g_array_index (self->at, uint64_t, number);
    uint64_t end = g_array_index (self->at, uint64_t, number + 1);

    return (CopiaString){ self->arena->str + start, end - start };
}

static void
grow (CopiaTypes *self)
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

static bool
same (const CopiaTypes *self, uint32_t number, const char *word, size_t size)
{
    CopiaString string = copia_types_get (self, number);

    return string.size == size && memcmp (string.bytes, word, size) == 0;
}

uint32_t
copia_types_add (CopiaTypes *self, const char *word, size_t size)
{
    uint32_t hash = hash_bytes (self->key, word, size);
    uint32_t at = hash & self->mask;
    uint64_t end;

    for (; self->slots[at].number != 0; at = (at + 1) & self->mask)
        if (self->slots[at].hash == hash &&
            same (self, self->slots[at].number - 1, word, size))
            return self->slots[at].number - 1;
    if (self->count >= COPIA_MOST_TYPES)
        return COPIA_MOST_TYPES;
    self->slots[at] = (Slot){ hash, ++self->count };
    g_string_append_len (self->arena, word, (gssize) size);
    end = self->arena->len;
    g_array_append_val (self->at, end);
    if (self->count > self->mask / 2)
        grow (self);
    return self->count - 1;
}

uint32_t
copia_types_count (const CopiaTypes *self)
{
    return self->count;
}

void
copia_types_free (CopiaTypes *self)
{
    if (!self)
        return;
    g_free (self->slots);
    g_string_free (self->arena, TRUE);
    g_array_unref (self->at);
    g_free (self);
}
