/* stream.h - long arrays of 32-bit integers that grow at the end.
 *
 * Arrays of one store share a budget: as long as it lasts they lie in memory, behind it in a
 * file without a name beside the file that is being made.  They are read and changed block by
 * block.  Trouble with the file sticks and is reported by copia_store_check().
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define COPIA_STREAM_SHIFT 16
#define COPIA_STREAM_BLOCK (1u << COPIA_STREAM_SHIFT) /* integers in a block */

typedef struct CopiaStore CopiaStore;
typedef struct CopiaStream CopiaStream;

/* `path` is of the file that is being made; `memory` in bytes, 0: without limit. */
CopiaStore *copia_store_new (const char *path, uint64_t memory);
bool copia_store_check (const CopiaStore *self, GError **error);
void copia_store_free (CopiaStore *self); /* after its streams */

CopiaStream *copia_stream_new (CopiaStore *store);
uint64_t copia_stream_size (const CopiaStream *self);
void copia_stream_append (CopiaStream *self, const uint32_t *values, size_t n);
uint32_t copia_stream_last (const CopiaStream *self); /* its size is above 0 */

/* The values of block i, *n of them; `buffer` has room for a block and may be where they are.
 * Several threads may read at once. */
const uint32_t *copia_stream_block (const CopiaStream *self, uint64_t i,
                                    uint32_t *buffer, size_t *n);
uint64_t copia_stream_blocks (const CopiaStream *self);
/* Block i becomes these values, as many as it has; one block at a time. */
void copia_stream_put (CopiaStream *self, uint64_t i, const uint32_t *values);
void copia_stream_free (CopiaStream *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaStore, copia_store_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CopiaStream, copia_stream_free)
