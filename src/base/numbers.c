/* numbers.c - blocks in memory, or at places in one file. */
#include "base/numbers.h"

#include "base/aside.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BLOCK_BYTES (sizeof (uint32_t) << COPIA_NUMBERS_SHIFT)

struct CopiaStore {
    char *path;
    uint64_t memory;      /* 0: without limit */
    uint64_t held;        /* bytes of full blocks in memory */
    uint64_t end;         /* of the file */
    int fd;               /* -1: no file was needed yet */
    pthread_mutex_t lock; /* of the error */
    GError *error;
};

typedef struct {
    uint32_t *values; /* NULL: in the file */
    uint64_t offset;
} Block;

struct CopiaNumbers {
    CopiaStore *store;
    uint64_t size;
    GArray *blocks;    /* Block, all full but the last, which is in memory */
    uint32_t *open;    /* the values of the last */
    size_t used, room; /* of it */
};

/* ---- the store ------------------------------------------------------------------------ */

CopiaStore *
copia_store_new (const char *path, uint64_t memory)
{
    CopiaStore *self = g_new0 (CopiaStore, 1);

    self->path = g_strdup (path);
    self->memory = memory;
    self->fd = -1;
    pthread_mutex_init (&self->lock, NULL);
    return self;
}

static void
fail (CopiaStore *self, const char *what, int number)
{
    pthread_mutex_lock (&self->lock);
    if (!self->error)
        g_set_error (&self->error, G_FILE_ERROR, g_file_error_from_errno (number),
                     "%s: cannot %s what does not fit into memory: %s%s", self->path,
                     what, g_strerror (number),
                     number == ENOSPC ? "; make room on that disk, or write to another"
                                      : "");
    pthread_mutex_unlock (&self->lock);
}

static bool
have_file (CopiaStore *self)
{
    if (self->fd >= 0)
        return true;
    self->fd = copia_nameless_open (self->path);
    if (self->fd < 0)
        fail (self, "put aside", errno);
    return self->fd >= 0;
}

static bool
write_at (CopiaStore *self, const void *bytes, size_t size, uint64_t offset)
{
    for (const char *at = bytes; size > 0;) {
        ssize_t n = pwrite (self->fd, at, size, (off_t) offset);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            fail (self, "put aside", n < 0 ? errno : ENOSPC);
            return false;
        }
        at += n;
        offset += (uint64_t) n;
        size -= (size_t) n;
    }
    return true;
}

static void
read_at (CopiaStore *self, void *bytes, size_t size, uint64_t offset)
{
    for (char *at = bytes; size > 0;) {
        ssize_t n = pread (self->fd, at, size, (off_t) offset);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            fail (self, "read back", n < 0 ? errno : EIO);
            memset (at, 0, size);
            return;
        }
        at += n;
        offset += (uint64_t) n;
        size -= (size_t) n;
    }
}

bool
copia_store_check (const CopiaStore *self, GError **error)
{
    if (self->error && error)
        *error = g_error_copy (self->error);
    return !self->error;
}

void
copia_store_free (CopiaStore *self)
{
    if (!self)
        return;
    if (self->fd >= 0)
        (void) close (self->fd);
    pthread_mutex_destroy (&self->lock);
    g_clear_error (&self->error);
    g_free (self->path);
    g_free (self);
}

/* ---- streams -------------------------------------------------------------------------- */

CopiaNumbers *
copia_numbers_new (CopiaStore *store)
{
    CopiaNumbers *self = g_new0 (CopiaNumbers, 1);

    self->store = store;
    self->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
    return self;
}

uint64_t
copia_numbers_size (const CopiaNumbers *self)
{
    return self->size;
}

/* The open block is full: it stays, or goes into the file. */
static void
shut_block (CopiaNumbers *self)
{
    CopiaStore *store = self->store;
    Block block = { self->open, 0 };

    if (store->memory > 0 && store->held + BLOCK_BYTES > store->memory &&
        !store->error && have_file (store)) {
        block = (Block){ NULL, store->end };
        store->end += BLOCK_BYTES;
        (void) write_at (store, self->open, BLOCK_BYTES, block.offset);
        self->used = 0; /* and is filled again */
    } else {
        store->held += BLOCK_BYTES;
        self->open = NULL;
        self->used = self->room = 0;
    }
    g_array_append_val (self->blocks, block);
}

static void
make_room (CopiaNumbers *self, size_t n)
{
    if (self->used + n <= self->room)
        return;
    self->room = MAX (self->room * 2, 1024);
    self->room = MIN (MAX (self->room, self->used + n), COPIA_NUMBERS_BLOCK);
    self->open = g_renew (uint32_t, self->open, self->room);
}

void
copia_numbers_append (CopiaNumbers *self, const uint32_t *values, size_t n)
{
    self->size += n;
    while (n > 0) {
        size_t part = MIN (n, COPIA_NUMBERS_BLOCK - self->used);

        make_room (self, part);
        memcpy (self->open + self->used, values, part * sizeof *values);
        self->used += part;
        values += part;
        n -= part;
        if (self->used == COPIA_NUMBERS_BLOCK)
            shut_block (self);
    }
}

const uint32_t *
copia_numbers_block (const CopiaNumbers *self, uint64_t i, uint32_t *buffer, size_t *n)
{
    const Block *block;

    *n = i < self->blocks->len ? COPIA_NUMBERS_BLOCK : self->used;
    if (i >= self->blocks->len)
        return self->open;
    block = &g_array_index (self->blocks, Block, i);
    if (block->values)
        return block->values;
    read_at (self->store, buffer, BLOCK_BYTES, block->offset);
    return buffer;
}

uint64_t
copia_numbers_blocks (const CopiaNumbers *self)
{
    return self->blocks->len + (self->used > 0);
}

void
copia_numbers_put (CopiaNumbers *self, uint64_t i, const uint32_t *values)
{
    Block *block;

    if (i >= self->blocks->len) {
        memmove (self->open, values, self->used * sizeof *values);
        return;
    }
    block = &g_array_index (self->blocks, Block, i);
    if (block->values)
        memmove (block->values, values, BLOCK_BYTES);
    else
        (void) write_at (self->store, values, BLOCK_BYTES, block->offset);
}

uint32_t
copia_numbers_last (const CopiaNumbers *self)
{
    uint32_t value = 0;
    const Block *block;

    if (self->used > 0)
        return self->open[self->used - 1];
    block = &g_array_index (self->blocks, Block, self->blocks->len - 1);
    if (block->values)
        return block->values[COPIA_NUMBERS_BLOCK - 1];
    read_at (self->store, &value, sizeof value,
             block->offset + BLOCK_BYTES - sizeof value);
    return value;
}

void
copia_numbers_clear (CopiaNumbers *self)
{
    for (guint i = 0; i < self->blocks->len; i++) {
        g_free (g_array_index (self->blocks, Block, i).values);
        self->store->held -= BLOCK_BYTES;
    }
    g_array_set_size (self->blocks, 0);
    self->used = 0;
    self->size = 0;
}

void
copia_numbers_join (CopiaNumbers *self, const CopiaNumbers *from, uint32_t add)
{
    CopiaNumbersCursor cursor = copia_numbers_cursor (from);
    uint32_t some[1024], value;
    size_t n = 0;

    while (copia_numbers_cursor_next (&cursor, &value)) {
        some[n++] = value + add;
        if (n < G_N_ELEMENTS (some))
            continue;
        copia_numbers_append (self, some, n);
        n = 0;
    }
    copia_numbers_append (self, some, n);
    copia_numbers_cursor_clear (&cursor);
}

CopiaNumbersCursor
copia_numbers_cursor (const CopiaNumbers *stream)
{
    return (CopiaNumbersCursor){ .stream = stream };
}

bool
copia_numbers_cursor_fill (CopiaNumbersCursor *self)
{
    if (self->block == copia_numbers_blocks (self->stream))
        return false;
    if (!self->buffer && self->block < self->stream->blocks->len &&
        !g_array_index (self->stream->blocks, Block, self->block).values)
        self->buffer = g_new (uint32_t, COPIA_NUMBERS_BLOCK);
    self->values =
        copia_numbers_block (self->stream, self->block++, self->buffer, &self->n);
    self->at = 0;
    return true;
}

void
copia_numbers_cursor_clear (CopiaNumbersCursor *self)
{
    g_clear_pointer (&self->buffer, g_free);
}

void
copia_numbers_free (CopiaNumbers *self)
{
    if (!self)
        return;
    for (guint i = 0; i < self->blocks->len; i++)
        g_free (g_array_index (self->blocks, Block, i).values);
    g_array_unref (self->blocks);
    g_free (self->open);
    g_free (self);
}
