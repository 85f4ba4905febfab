/* links.c - classes, symbols, and four strings of codes at a time. */
#include "base/links.h"

#include "base/bits.h"

#include <string.h>

/* Integers below 64 are symbols of their own; others are named by the place of their highest bit,
 * from 6 on, and the three bits behind it. */
#define OWN 64
#define OWN_BITS 6
#define BEHIND 3
#define MOST (1u << 30)
/* Symbols below 112 (integers below 4096) are classes of their own, others by the highest bit. */
#define ALONE 112
#define LAST (COPIA_LINK_START - 1)

#define HEAD ((COPIA_LINK_STREAMS - 1) * sizeof (uint16_t))

static inline unsigned
rest_of (unsigned symbol)
{
    return symbol < OWN ? 0 : ((symbol - OWN) >> BEHIND) + OWN_BITS - BEHIND;
}

static inline unsigned
class_of (unsigned symbol)
{
    return symbol < ALONE ? symbol : MIN (ALONE + ((symbol - ALONE) >> BEHIND), LAST);
}

/* Of an integer below MOST. */
static inline unsigned
symbol_of (uint32_t value)
{
    unsigned high;

    if (value < OWN)
        return value;
    high = 31 - (unsigned) __builtin_clz (value);
    return OWN + ((high - OWN_BITS) << BEHIND) +
           ((value >> (high - BEHIND)) & ((1u << BEHIND) - 1));
}

static inline uint32_t
load (const uint8_t *bytes, uint32_t width)
{
    uint32_t value = 0;

    memcpy (&value, bytes, width);
    return value;
}

/* ---- packing -------------------------------------------------------------------------- */

void
copia_links_count (CopiaLinkCounts *self, uint32_t width, const uint8_t *bytes,
                   size_t size)
{
    unsigned class = self->before > 0 ? self->before - 1 : COPIA_LINK_START;

    for (size_t at = 0; at < size; at += width) {
        uint32_t value = load (bytes + at, width);
        unsigned symbol = symbol_of (MIN (value, MOST - 1));

        self->counts[class][symbol]++;
        class = class_of (symbol);
    }
    self->before = class + 1;
    self->n += size / width;
}

/* Pieces begin anywhere: the code for their beginning is that of all integers. */
static void
count_all (CopiaLinkCounts *counts)
{
    uint32_t *all = counts->counts[COPIA_LINK_START];

    memset (all, 0, COPIA_PREFIX_SYMBOLS * sizeof *all);
    for (unsigned class = 0; class < COPIA_LINK_START; class ++)
        for (unsigned symbol = 0; symbol < COPIA_PREFIX_SYMBOLS; symbol++)
            all[symbol] +=
                MIN (counts->counts[class][symbol], UINT32_MAX - all[symbol]);
}

void
copia_links_codes (CopiaLinkCodes *self, CopiaLinkCounts *counts, GByteArray *to)
{
    unsigned first = 0;

    while (first < COPIA_PREFIX_SYMBOLS && !counts->counts[COPIA_LINK_START][first])
        first++;
    count_all (counts);
    if (first < COPIA_PREFIX_SYMBOLS) /* it may stand nowhere else */
        counts->counts[COPIA_LINK_START][first]++;
    for (unsigned class = 0; class < COPIA_LINK_CLASSES; class ++) {
        copia_prefix_make (&self->prefix[class], counts->counts[class],
                           COPIA_LINK_BITS);
        copia_prefix_put (&self->prefix[class], to);
    }
}

/* Codes for n elements from their beginning; false: one has none. */
static bool
pack_stream (const CopiaLinkCodes *self, uint32_t width, const uint8_t *bytes,
             uint32_t n, GByteArray *to)
{
    CopiaBitWriter out = { to, 0, 0 };
    unsigned class = COPIA_LINK_START;

    for (uint32_t i = 0; i < n; i++) {
        uint32_t value = load (bytes + (size_t) i * width, width);
        unsigned symbol, rest;

        if (value >= MOST)
            return false;
        symbol = symbol_of (value);
        rest = rest_of (symbol);
        if (self->prefix[class].length[symbol] == 0)
            return false;
        copia_bits_put (&out, self->prefix[class].code[symbol],
                        self->prefix[class].length[symbol]);
        copia_bits_put (&out, value & ((1u << rest) - 1), rest);
        class = class_of (symbol);
    }
    copia_bits_end (&out);
    return true;
}

bool
copia_links_pack (const CopiaLinkCodes *self, uint32_t width, const uint8_t *bytes,
                  uint32_t size, GByteArray *to)
{
    const uint32_t n = size / width;
    const uint32_t each = (n + COPIA_LINK_STREAMS - 1) / COPIA_LINK_STREAMS;
    const guint start = to->len;
    uint16_t sizes[COPIA_LINK_STREAMS];
    bool well = width <= 4;

    g_byte_array_set_size (to, start + HEAD);
    for (uint32_t i = 0; well && i < COPIA_LINK_STREAMS; i++) {
        uint32_t first = MIN (i * each, n), last = MIN (first + each, n);
        guint before = to->len;

        well = pack_stream (self, width, bytes + (size_t) first * width, last - first,
                            to) &&
               to->len - before <= UINT16_MAX;
        sizes[i] = (uint16_t) (to->len - before);
    }
    if (well)
        memcpy (to->data + start, sizes, HEAD);
    else
        g_byte_array_set_size (to, start);
    return well;
}

/* ---- unpacking ------------------------------------------------------------------------ */

bool
copia_links_tables (CopiaLinkTables *self, const uint8_t *bytes, uint64_t size)
{
    const uint8_t *at = bytes, *end = bytes + size;
    uint8_t lengths[COPIA_PREFIX_SYMBOLS];

    for (unsigned symbol = 0; symbol < COPIA_PREFIX_SYMBOLS; symbol++) {
        self->rest[symbol] = (uint8_t) rest_of (symbol);
        self->class[symbol] = (uint8_t) class_of (symbol);
        self->least[symbol] = symbol < OWN
                                  ? symbol
                                  : (1u << BEHIND | (symbol & ((1u << BEHIND) - 1)))
                                        << rest_of (symbol);
    }
    for (unsigned class = 0; class < COPIA_LINK_CLASSES; class ++)
        if (!copia_prefix_take (&at, end, lengths) ||
            !copia_prefix_table (self->entries[class], lengths, COPIA_LINK_BITS))
            return false;
    return at == end;
}

typedef struct {
    CopiaBitReader in;
    const uint16_t *entries; /* of the class of the integer before */
    uint8_t *to;
    uint32_t n;
} Stream;

static inline __attribute__ ((always_inline)) void
take (Stream *self, const CopiaLinkTables *tables, uint32_t width)
{
    unsigned entry, symbol;
    uint32_t value;

    copia_bits_fill (&self->in);
    entry = self->entries[self->in.bits & ((1u << COPIA_LINK_BITS) - 1)];
    symbol = entry & 0xFF;
    self->entries = tables->entries[tables->class[symbol]];
    (void) copia_bits_take (&self->in, entry >> 8);
    value = tables->least[symbol] +
            (uint32_t) copia_bits_take (&self->in, tables->rest[symbol]);
    if (width == 3) {
        memcpy (self->to, &value, 2);
        self->to[2] = (uint8_t) (value >> 16);
    } else {
        memcpy (self->to, &value, width);
    }
    self->to += width;
}

/* Four at once: locals, so that each lives in registers. */
static inline __attribute__ ((always_inline)) void
take_all (Stream streams[COPIA_LINK_STREAMS], const CopiaLinkTables *tables,
          uint32_t width)
{
    Stream a = streams[0], b = streams[1], c = streams[2], d = streams[3];

    for (uint32_t i = 0; i < d.n; i++) { /* the shortest */
        take (&a, tables, width);
        take (&b, tables, width);
        take (&c, tables, width);
        take (&d, tables, width);
    }
    for (uint32_t i = d.n; i < a.n; i++)
        take (&a, tables, width);
    for (uint32_t i = d.n; i < b.n; i++)
        take (&b, tables, width);
    for (uint32_t i = d.n; i < c.n; i++)
        take (&c, tables, width);
    streams[0] = a;
    streams[1] = b;
    streams[2] = c;
    streams[3] = d;
}

bool
copia_links_unpack (const CopiaLinkTables *self, uint32_t width, const uint8_t *packed,
                    uint64_t packed_size, uint8_t *bytes, uint32_t size)
{
    const uint32_t n = size / width;
    const uint32_t each = (n + COPIA_LINK_STREAMS - 1) / COPIA_LINK_STREAMS;
    const uint8_t *at = packed + HEAD, *end = packed + packed_size;
    Stream streams[COPIA_LINK_STREAMS];
    bool sound = true;

    if (packed_size < HEAD || width < 1 || width > 4)
        return false;
    for (uint32_t i = 0; i < COPIA_LINK_STREAMS; i++) {
        uint32_t first = MIN (i * each, n), last = MIN (first + each, n);
        uint16_t takes;

        memcpy (&takes, packed + 2 * MIN (i, COPIA_LINK_STREAMS - 2), sizeof takes);
        if (i == COPIA_LINK_STREAMS - 1)
            takes = (uint16_t) MIN (end - at, UINT16_MAX);
        if (takes > end - at)
            return false;
        streams[i] = (Stream){ { at, at + takes, 0, 0 },
                               self->entries[COPIA_LINK_START],
                               bytes + (size_t) first * width,
                               last - first };
        at += takes;
    }
    if (at != end)
        return false;
    if (width == 1)
        take_all (streams, self, 1);
    else if (width == 2)
        take_all (streams, self, 2);
    else if (width == 3)
        take_all (streams, self, 3);
    else
        take_all (streams, self, 4);
    for (uint32_t i = 0; i < COPIA_LINK_STREAMS; i++)
        sound = sound && copia_bits_sound (&streams[i].in);
    return sound;
}
