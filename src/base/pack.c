/* pack.c - pieces: as they are, integers by a prefix code, text deflated. */
#include "base/pack.h"

#include "base/bits.h"
#include "base/prefix.h"
#include "base/woven.h"

#include <string.h>
#include <zlib.h>

enum { PLAIN, PACKED, LINKED }; /* a piece's first byte */

/* Bytes are symbols.  Of wider integers, those below 16 are symbols of their own; others are named
 * by the place of their highest bit and the two bits behind it, and the rest follows as it is. */
#define OWN 16
#define OWN_BITS 4
#define BEHIND 2

static inline unsigned
symbol_of (uint32_t width, uint64_t value, unsigned *rest)
{
    unsigned high;

    *rest = 0;
    if (value < OWN || width == 1)
        return (unsigned) value;
    high = 63 - (unsigned) __builtin_clzll (value);
    *rest = high - BEHIND;
    return OWN + ((high - OWN_BITS) << BEHIND) +
           ((unsigned) (value >> *rest) & ((1u << BEHIND) - 1));
}

static inline uint64_t
mask_of (uint32_t width)
{
    return UINT64_MAX >> (64 - 8 * width);
}

static inline uint64_t
load (const uint8_t *bytes, uint32_t width)
{
    uint64_t value = 0;

    memcpy (&value, bytes, width);
    return value;
}

/* ---- integers, packing ---------------------------------------------------------------- */

static void
pack_values (uint32_t width, const uint64_t *values, uint32_t n, GByteArray *to)
{
    uint32_t counts[COPIA_PREFIX_SYMBOLS] = { 0 };
    CopiaBitWriter out = { to, 0, 0 };
    CopiaPrefix prefix;
    unsigned rest;

    for (uint32_t i = 0; i < n; i++)
        counts[symbol_of (width, values[i], &rest)]++;
    copia_prefix_make (&prefix, counts, COPIA_PREFIX_BITS);
    copia_prefix_put (&prefix, to);
    for (uint32_t i = 0; i < n; i++) {
        unsigned symbol = symbol_of (width, values[i], &rest);
        uint64_t low = values[i] & ((UINT64_C (1) << rest) - 1);

        copia_bits_put (&out, prefix.code[symbol], prefix.length[symbol]);
        copia_bits_put (&out, low & UINT32_MAX, MIN (rest, 32));
        if (rest > 32)
            copia_bits_put (&out, low >> 32, rest - 32);
    }
    copia_bits_end (&out);
}

/* The first value, then what there is to pack. */
static void
pack_integers (bool steps, uint32_t width, const uint8_t *bytes, uint32_t size,
               GByteArray *to)
{
    uint32_t n = size / width;
    g_autofree uint64_t *values = g_new (uint64_t, n);
    uint64_t before;

    for (uint32_t i = 0; i < n; i++)
        values[i] = load (bytes + (size_t) i * width, width);
    before = values[0];
    if (steps) {
        g_byte_array_append (to, bytes, width);
        for (uint32_t i = 0; i < n; i++) {
            uint64_t value = values[i];

            values[i] = (value - before) & mask_of (width);
            before = value;
        }
    }
    pack_values (width, values, n, to);
}

/* ---- integers, unpacking -------------------------------------------------------------- */

typedef struct {
    uint16_t entries[1 << COPIA_PREFIX_BITS];
} Table;

static inline unsigned
take_symbol (CopiaBitReader *in, const Table *table)
{
    unsigned entry = table->entries[in->bits & ((1u << COPIA_PREFIX_BITS) - 1)];

    (void) copia_bits_take (in, entry >> 8);
    return entry & 0xFF;
}

static inline uint64_t
take_wide (CopiaBitReader *in, const Table *table)
{
    unsigned symbol, rest;
    uint64_t low;

    copia_bits_fill (in);
    symbol = take_symbol (in, table);
    if (symbol < OWN)
        return symbol;
    symbol -= OWN;
    rest = (symbol >> BEHIND) + OWN_BITS - BEHIND;
    low = (UINT64_C (1) << BEHIND | (symbol & ((1u << BEHIND) - 1))) << rest;
    if (G_LIKELY (rest <= 32))
        return low | copia_bits_take (in, rest);
    low |= copia_bits_take (in, 32);
    copia_bits_fill (in);
    return low | copia_bits_take (in, rest - 32) << 32;
}

/* Integers of 4 bytes at most: what a symbol begins, and how many bits follow.  Whether there are
 * any is not asked, for nobody could guess it. */
typedef struct {
    Table table; /* lengths of the codes and of what follows them */
    uint32_t base[COPIA_PREFIX_SYMBOLS];
    uint8_t rest[COPIA_PREFIX_SYMBOLS];
} Narrow;

/* Symbols too large for 4 bytes, which only damage has, begin and end with anything. */
static void
find_rests (Narrow *self)
{
    for (unsigned symbol = 0; symbol < COPIA_PREFIX_SYMBOLS; symbol++) {
        unsigned above = symbol - MIN (symbol, OWN), rest = 0;
        uint64_t base = symbol;

        if (symbol >= OWN) {
            rest = MIN ((above >> BEHIND) + OWN_BITS - BEHIND, 31);
            base = (UINT64_C (1) << BEHIND | (above & ((1u << BEHIND) - 1))) << rest;
        }
        self->base[symbol] = (uint32_t) base;
        self->rest[symbol] = (uint8_t) rest;
    }
}

static inline uint64_t
take_narrow (CopiaBitReader *in, const Narrow *narrow)
{
    unsigned entry, symbol, rest;
    uint64_t bits;

    copia_bits_fill (in);
    entry = narrow->table.entries[in->bits & ((1u << COPIA_PREFIX_BITS) - 1)];
    symbol = entry & 0xFF;
    rest = narrow->rest[symbol];
    bits = copia_bits_take (in, entry >> 8) >> ((entry >> 8) - rest);
    return narrow->base[symbol] | bits;
}

static bool
take_table (CopiaBitReader *in, const uint8_t *rests, Table *table)
{
    uint8_t lengths[COPIA_PREFIX_SYMBOLS];

    return copia_prefix_take (&in->at, in->end, lengths) &&
           copia_prefix_table (table->entries, lengths, rests, COPIA_PREFIX_BITS);
}

/* Symbols are the integers: four of them at once are there. */
static bool
unpack_bytes (CopiaBitReader in, uint8_t before, uint8_t add, uint8_t *bytes,
              uint32_t n)
{
    Table table;

    if (!take_table (&in, NULL, &table))
        return false;
    for (uint32_t i = 0; i < n;) {
        copia_bits_fill (&in);
        for (uint32_t end = MIN (i + 4, n); i < end; i++) {
            before = (uint8_t) ((before & add) + take_symbol (&in, &table));
            bytes[i] = before;
        }
    }
    return copia_bits_sound (&in);
}

/* The width is a constant where this is called, so that stores have a known size. */
G_ALWAYS_INLINE static inline bool
unpack_each (CopiaBitReader in, const Narrow *narrow, uint32_t before, uint32_t add,
             uint8_t *bytes, uint32_t n, uint32_t width)
{
    for (uint32_t i = 0; i < n; i++, bytes += width) {
        before = (before & add) + (uint32_t) take_narrow (&in, narrow);
        memcpy (bytes, &before, MIN (width, 2));
        if (width == 3)
            bytes[2] = (uint8_t) (before >> 16);
        if (width == 4)
            memcpy (bytes, &before, 4);
    }
    return copia_bits_sound (&in);
}

static bool
unpack_narrow (CopiaBitReader in, uint32_t before, uint32_t add, uint8_t *bytes,
               uint32_t n, uint32_t width)
{
    Narrow narrow;

    find_rests (&narrow);
    if (!take_table (&in, narrow.rest, &narrow.table))
        return false;
    if (width == 2)
        return unpack_each (in, &narrow, before, add, bytes, n, 2);
    if (width == 3)
        return unpack_each (in, &narrow, before, add, bytes, n, 3);
    return unpack_each (in, &narrow, before, add, bytes, n, 4);
}

static bool
unpack_wide (CopiaBitReader in, uint64_t before, uint64_t add, uint8_t *bytes,
             uint32_t n, uint32_t width)
{
    Table table;

    if (!take_table (&in, NULL, &table))
        return false;
    for (uint32_t i = 0; i < n; i++, bytes += width) {
        before = (before & add) + take_wide (&in, &table);
        memcpy (bytes, &before, width);
    }
    return copia_bits_sound (&in);
}

static bool
unpack_integers (bool steps, uint32_t width, CopiaBitReader in, uint8_t *bytes,
                 uint32_t size)
{
    const uint64_t add = steps ? UINT64_MAX : 0;
    uint64_t before = 0;
    uint32_t n = size / width;

    if (steps) {
        if ((size_t) (in.end - in.at) < width)
            return false;
        before = load (in.at, width);
        in.at += width;
    }
    if (width == 1)
        return unpack_bytes (in, (uint8_t) before, (uint8_t) add, bytes, n);
    if (width <= 4)
        return unpack_narrow (in, (uint32_t) before, (uint32_t) add, bytes, n, width);
    return unpack_wide (in, before, add, bytes, n, width);
}

/* ---- text ----------------------------------------------------------------------------- */

static void
pack_text (const uint8_t *bytes, uint32_t size, GByteArray *to)
{
    uLongf room = compressBound (size);
    guint start = to->len;

    g_byte_array_set_size (to, start + (guint) room);
    if (compress2 (to->data + start, &room, bytes, size, 6) != Z_OK)
        room = compressBound (size); /* longer than the text: it stays as it is */
    g_byte_array_set_size (to, start + (guint) room);
}

static bool
unpack_text (CopiaBitReader in, uint8_t *bytes, uint32_t size)
{
    uLongf made = size;

    return uncompress (bytes, &made, in.at, (uLong) (in.end - in.at)) == Z_OK &&
           made == size;
}

/* ---- pieces --------------------------------------------------------------------------- */

void
copia_pack (CopiaPacking packing, uint32_t width, const CopiaLinkCodes *links,
            const uint8_t *bytes, uint32_t size, GByteArray *to)
{
    const guint start = to->len;
    guint8 kind = PACKED;

    width = MAX (width, 1);
    g_assert (size > 0 && size < COPIA_PIECE_ROOM && size % width == 0);
    g_byte_array_append (to, &kind, 1);
    if (packing == COPIA_PACKING_TEXT)
        pack_text (bytes, size, to);
    else if (packing == COPIA_PACKING_WOVEN)
        copia_woven_pack (bytes, size, to);
    else if (packing == COPIA_PACKING_LINKED &&
             copia_links_pack (links, width, bytes, size, to))
        to->data[start] = LINKED;
    else
        pack_integers (packing == COPIA_PACKING_STEPS, width, bytes, size, to);
    if (to->len - start <= size)
        return;
    g_byte_array_set_size (to, start);
    kind = PLAIN;
    g_byte_array_append (to, &kind, 1);
    g_byte_array_append (to, bytes, size);
}

bool
copia_unpack (CopiaPacking packing, uint32_t width, const CopiaLinkTables *links,
              const uint8_t *packed, uint64_t packed_size, uint8_t *bytes,
              uint32_t size)
{
    CopiaBitReader in = { packed + 1, packed + packed_size, 0, 0 };

    width = MAX (width, 1);
    if (packed_size == 0 || packed[0] > LINKED || size % width != 0)
        return false;
    if (packed[0] == PLAIN) {
        if (packed_size - 1 != size)
            return false;
        memcpy (bytes, in.at, size);
        return true;
    }
    if (packed[0] == LINKED)
        return packing == COPIA_PACKING_LINKED && links &&
               copia_links_unpack (links, width, in.at, packed_size - 1, bytes, size);
    if (packing == COPIA_PACKING_TEXT)
        return unpack_text (in, bytes, size);
    if (packing == COPIA_PACKING_WOVEN)
        return copia_woven_unpack (in.at, packed_size - 1, bytes, size);
    return unpack_integers (packing == COPIA_PACKING_STEPS, width, in, bytes, size);
}
