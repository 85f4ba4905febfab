/* keys.h - strings to be sorted by their bytes, many at a time.
 *
 * Eight bytes are compared at once, as an integer that lies beside the string's place, so that
 * most strings are touched no more than once.
 */
#pragma once

#include <glib.h>
#include <stdint.h>

typedef struct {
    uint64_t head; /* the bytes that decide at the moment, the first one highest */
    uint64_t at;   /* where it begins in the arena */
    uint32_t size;
    uint32_t number; /* whose it is */
} CopiaKey;

typedef struct {
    GString *arena; /* the strings, end to end */
    GArray *keys;   /* CopiaKey */
} CopiaKeys;

void copia_keys_begin (CopiaKeys *self, uint32_t n); /* about */
/* The key of `number` is what was appended to the arena since its length was `at`. */
void copia_keys_end_one (CopiaKeys *self, uint64_t at, uint32_t number);
void copia_keys_sort (CopiaKeys *self); /* of equal ones the order is any */
void copia_keys_clear (CopiaKeys *self);

static inline const CopiaKey *
copia_key (const CopiaKeys *self, uint32_t place)
{
    return &g_array_index (self->keys, CopiaKey, place);
}
