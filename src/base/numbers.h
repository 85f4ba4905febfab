/* numbers.h - long arrays of 32-bit integers that grow at the end.
 *
 * Arrays of one store share a budget: as long as it lasts they lie in memory, behind it in a
 * file without a name beside the file that is being made.  They are read and changed block by
 * block.  Trouble with the file sticks and is reported by copia_store_check().
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define COPIA_NUMBERS_SHIFT 16
#define COPIA_NUMBERS_BLOCK (1u << COPIA_NUMBERS_SHIFT) /* integers in a block */

typedef struct CopiaStore CopiaStore;
typedef struct CopiaNumbers CopiaNumbers;

/* `path` is of the file that is being made; `memory` in bytes, 0: without limit. */
CopiaStore *copia_store_new (const char *path, uint64_t memory);
bool copia_store_check (const CopiaStore *self, GError **error);
void copia_store_free (CopiaStore *self); /* after its streams */

CopiaNumbers *copia_numbers_new (CopiaStore *store);
uint64_t copia_numbers_size (const CopiaNumbers *self);
void copia_numbers_append (CopiaNumbers *self, const uint32_t *values, size_t n);
uint32_t copia_numbers_last (const CopiaNumbers *self); /* its size is above 0 */

/* The values of block i, *n of them; `buffer` has room for a block and may be where they are.
 * Several threads may read at once. */
const uint32_t *copia_numbers_block (const CopiaNumbers *self, uint64_t i,
                                     uint32_t *buffer, size_t *n);
uint64_t copia_numbers_blocks (const CopiaNumbers *self);
/* Block i becomes these values, as many as it has; several threads may put different ones. */
void copia_numbers_put (CopiaNumbers *self, uint64_t i, const uint32_t *values);
/* Forgets all; for streams that never left memory. */
void copia_numbers_clear (CopiaNumbers *self);
/* Appends all values of `from`, each with `add` more. */
void copia_numbers_join (CopiaNumbers *self, const CopiaNumbers *from, uint32_t add);
void copia_numbers_free (CopiaNumbers *self);

/* A walk from the first value to the last. */
typedef struct {
    const CopiaNumbers *stream;
    const uint32_t *values;
    uint32_t *buffer;
    size_t at, n;
    uint64_t block;
} CopiaNumbersCursor;

CopiaNumbersCursor copia_numbers_cursor (const CopiaNumbers *stream);
bool copia_numbers_cursor_fill (CopiaNumbersCursor *self); /* slow path of next */
void copia_numbers_cursor_clear (CopiaNumbersCursor *self);

static inline bool
copia_numbers_cursor_next (CopiaNumbersCursor *self, uint32_t *value)
{
    if (G_UNLIKELY (self->at == self->n) && !copia_numbers_cursor_fill (self))
        return false;
    *value = self->values[self->at++];
    return true;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaStore, copia_store_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaNumbers, copia_numbers_free)
