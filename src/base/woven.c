/* woven.c - a table for all, and four readers of it. */
#include "base/woven.h"

#include "base/bits.h"
#include "base/prefix.h"

#include <string.h>

void
copia_woven_pack (const uint8_t *bytes, uint32_t size, GByteArray *to)
{
    uint32_t counts[COPIA_PREFIX_SYMBOLS] = { 0 };
    CopiaBitSplit split;
    CopiaPrefix prefix;

    g_assert (size <= 1u << 16); /* so no string is too long */
    for (uint32_t i = 0; i < size; i++)
        counts[bytes[i]]++;
    copia_prefix_make (&prefix, counts, COPIA_WOVEN_BITS);
    copia_prefix_put (&prefix, to);
    copia_bits_begin_split (&split, to);
    for (unsigned i = 0; i < COPIA_BITS_STREAMS; i++) {
        const guint start = to->len;
        uint32_t first, n = copia_bits_share (size, i, &first);
        CopiaBitPen out = { NULL, 0, 0 };

        g_byte_array_set_size (to, start + 2 * n + 8);
        out.at = to->data + start;
        for (uint32_t k = first; k < first + n; k++)
            copia_bits_write (&out, prefix.code[bytes[k]], prefix.length[bytes[k]]);
        g_byte_array_set_size (to, (guint) (copia_bits_written (&out) - to->data));
        copia_bits_end_stream (&split);
    }
}

static inline __attribute__ ((always_inline)) uint8_t
take (CopiaBitReader *in, const uint16_t *entries)
{
    unsigned entry = entries[in->bits & ((1u << COPIA_WOVEN_BITS) - 1)];

    in->bits >>= entry >> 8;
    in->n -= entry >> 8;
    return (uint8_t) entry;
}

#define FILLED 5 /* codes that were filled, whatever they are */

/* The first n bytes of each of four strings, whose bytes lie `each` apart, as far as they are taken
 * FILLED at a time; returns how many. */
static uint32_t
take_many (CopiaBitReader in[COPIA_BITS_STREAMS], const uint16_t *entries,
           uint8_t *bytes, uint32_t each, uint32_t n)
{
    CopiaBitReader a = in[0], b = in[1], c = in[2], d = in[3];
    uint8_t *to[] = { bytes, bytes + each, bytes + 2 * (size_t) each,
                      bytes + 3 * (size_t) each };
    uint32_t done = 0;

    for (; done + FILLED <= n; done += FILLED) {
        copia_bits_fill (&a);
        copia_bits_fill (&b);
        copia_bits_fill (&c);
        copia_bits_fill (&d);
        for (unsigned i = 0; i < FILLED; i++) {
            to[0][done + i] = take (&a, entries);
            to[1][done + i] = take (&b, entries);
            to[2][done + i] = take (&c, entries);
            to[3][done + i] = take (&d, entries);
        }
    }
    in[0] = a;
    in[1] = b;
    in[2] = c;
    in[3] = d;
    return done;
}

bool
copia_woven_unpack (const uint8_t *packed, uint64_t packed_size, uint8_t *bytes,
                    uint32_t size)
{
    const uint8_t *at = packed, *end = packed + packed_size;
    uint8_t lengths[COPIA_PREFIX_SYMBOLS];
    uint16_t entries[1 << COPIA_WOVEN_BITS];
    CopiaBitReader in[COPIA_BITS_STREAMS];
    uint32_t first, each = copia_bits_share (size, 0, &first);
    uint32_t done, least = copia_bits_share (size, COPIA_BITS_STREAMS - 1, &first);
    bool sound = true;

    if (!copia_prefix_take (&at, end, lengths) ||
        !copia_prefix_table (entries, lengths, NULL, COPIA_WOVEN_BITS) ||
        !copia_bits_split (in, at, end))
        return false;
    done = take_many (in, entries, bytes, each, least);
    for (unsigned i = 0; i < COPIA_BITS_STREAMS; i++) {
        uint32_t n = copia_bits_share (size, i, &first);

        for (uint32_t k = done; k < n; k++) {
            copia_bits_fill (&in[i]);
            bytes[first + k] = take (&in[i], entries);
        }
        sound = sound && copia_bits_sound (&in[i]);
    }
    return sound;
}
