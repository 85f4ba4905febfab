/* types.c - an open-addressed table over an arena of strings. */
#include "index/types.h"

#include <string.h>

typedef struct {
    uint32_t hash;
    uint32_t number; /* + 1; 0: the slot is free */
} Slot;

struct CopiaTypes {
    Slot *slots;
    uint32_t mask; /* slots - 1, a power of two less one */
    uint32_t count;
    GString *arena;
    GArray *at; /* uint64_t, count + 1 */
};

CopiaTypes *
copia_types_new (void)
{
    CopiaTypes *self = g_new0 (CopiaTypes, 1);
    const uint64_t zero = 0;

    self->mask = (1u << 14) - 1;
    self->slots = g_new0 (Slot, (gsize) self->mask + 1);
    self->arena = g_string_sized_new (1 << 17);
    self->at = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    g_array_append_val (self->at, zero);
    return self;
}

/* Multiply and fold over 8 bytes a step: words are short. */
static uint32_t
hash_bytes (const char *bytes, size_t size)
{
    uint64_t hash = size * 0x9E3779B97F4A7C15u, part;

    for (; size >= 8; bytes += 8, size -= 8) {
        memcpy (&part, bytes, 8);
        hash = (hash ^ part) * 0xD6E8FEB86659FD93u;
        hash ^= hash >> 32;
    }
    part = 0;
    memcpy (&part, bytes, size);
    hash = (hash ^ part) * 0xD6E8FEB86659FD93u;
    hash ^= hash >> 32;
    return (uint32_t) (hash * 0x9E3779B97F4A7C15u >> 32);
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
    uint32_t hash = hash_bytes (word, size);
    uint32_t at = hash & self->mask;
    uint64_t end;

    for (; self->slots[at].number != 0; at = (at + 1) & self->mask)
        if (self->slots[at].hash == hash &&
            same (self, self->slots[at].number - 1, word, size))
            return self->slots[at].number - 1;
    if (self->count >= UINT32_MAX / 4)
        return UINT32_MAX;
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
