/* bits.c - strings of bits side by side. */
#include "base/bits.h"

#define HEAD ((COPIA_BITS_STREAMS - 1) * sizeof (uint16_t))

bool
copia_bits_split (CopiaBitReader streams[COPIA_BITS_STREAMS], const uint8_t *packed,
                  const uint8_t *end)
{
    const uint8_t *at = packed + HEAD;
    uint16_t sizes[COPIA_BITS_STREAMS - 1];

    if ((size_t) (end - packed) < HEAD)
        return false;
    memcpy (sizes, packed, HEAD);
    for (unsigned i = 0; i < COPIA_BITS_STREAMS; i++) {
        const uint8_t *from = at;

        at = i + 1 < COPIA_BITS_STREAMS && sizes[i] < end - at ? at + sizes[i] : end;
        streams[i] = (CopiaBitReader){ from, at, 0, 0 };
    }
    return true;
}

void
copia_bits_begin_split (CopiaBitSplit *self, GByteArray *to)
{
    *self = (CopiaBitSplit){ .to = to, .head = to->len };
    g_byte_array_set_size (to, to->len + HEAD);
    self->start = to->len;
}

bool
copia_bits_end_stream (CopiaBitSplit *self)
{
    guint size = self->to->len - self->start;
    uint16_t stored = (uint16_t) size;

    if (size > UINT16_MAX)
        return false;
    if (self->n < COPIA_BITS_STREAMS - 1)
        memcpy (self->to->data + self->head + 2 * self->n, &stored, sizeof stored);
    self->start = self->to->len;
    self->n++;
    return true;
}
