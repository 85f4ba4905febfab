/* list-writer.c - blocks as they fill, skips beside them. */
#include "index/list-writer.h"

static void
reset (CopiaListWriter *self)
{
    self->base = COPIA_PFOR_START;
    self->pending = 0;
    g_byte_array_set_size (self->skips, 0);
    g_byte_array_set_size (self->blocks, 0);
}

void
copia_list_writer_begin (CopiaListWriter *self)
{
    self->skips = g_byte_array_new ();
    self->blocks = g_byte_array_new ();
    reset (self);
}

void
copia_list_writer_clear (CopiaListWriter *self)
{
    g_clear_pointer (&self->skips, g_byte_array_unref);
    g_clear_pointer (&self->blocks, g_byte_array_unref);
}

void
copia_list_writer_flush (CopiaListWriter *self)
{
    uint8_t bytes[COPIA_PFOR_BLOCK_BOUND];
    size_t size = copia_pfor_encode (self->values, self->base, bytes);
    uint32_t skip[2];

    g_byte_array_append (self->blocks, bytes, (guint) size);
    self->base = self->values[COPIA_PFOR_BLOCK - 1];
    self->pending = 0;
    skip[0] = self->base;
    skip[1] = self->blocks->len;
    g_byte_array_append (self->skips, (const guint8 *) skip, sizeof skip);
}

uint64_t
copia_list_writer_end (CopiaListWriter *self, CopiaContainerWriter *out)
{
    uint64_t size;

    if (self->pending > 0) {
        uint8_t tail[COPIA_PFOR_TAIL_BOUND (COPIA_PFOR_BLOCK)];
        size_t n =
            copia_pfor_encode_tail (self->values, self->pending, self->base, tail);

        g_byte_array_append (self->blocks, tail, (guint) n);
    }
    size = (uint64_t) self->skips->len + self->blocks->len;
    copia_container_put (out, self->skips->data, self->skips->len);
    copia_container_put (out, self->blocks->data, self->blocks->len);
    reset (self);
    return size;
}
