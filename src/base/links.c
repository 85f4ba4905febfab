/* links.c - classes, symbols, and four strings of codes at a time. */
#include "base/links.h"

#include "base/alike.h"
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

/* Of a long section one stretch in so many says enough. */
#define COUNTED_ALL (4u << 20) /* elements */
#define STRETCH 4096
#define ONE_IN 8

static unsigned
class_at (uint32_t width, const uint8_t *bytes)
{
    return class_of (symbol_of (MIN (load (bytes, width), MOST - 1)));
}

void
copia_links_count (CopiaLinkCounts *self, uint32_t width, const uint8_t *bytes,
                   size_t size)
{
    const uint64_t first = self->n, end = first + size / width;
    unsigned class = self->before > 0 ? self->before - 1 : COPIA_LINK_START;

    for (uint64_t at = first; at < end;) {
        uint64_t next = MIN (end, (at / STRETCH + 1) * STRETCH);

        if (at >= COUNTED_ALL && at / STRETCH % ONE_IN != 0) {
            at = next;
            continue;
        }
        if (at > first)
            class = class_at (width, bytes + (at - first - 1) * width);
        for (; at < next; at++) {
            uint32_t value = load (bytes + (at - first) * width, width);
            unsigned symbol = symbol_of (MIN (value, MOST - 1));

            self->counts[class][symbol]++;
            class = class_of (symbol);
        }
    }
    if (end > first)
        self->before = class_at (width, bytes + (end - first - 1) * width) + 1;
    self->n = end;
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
    guint8 last;

    while (first < COPIA_PREFIX_SYMBOLS && !counts->counts[COPIA_LINK_START][first])
        first++;
    count_all (counts);
    if (first < COPIA_PREFIX_SYMBOLS) /* it may stand nowhere else */
        counts->counts[COPIA_LINK_START][first]++;
    self->n = copia_alike_join (counts->counts, COPIA_LINK_START, COPIA_LINK_CODES,
                                self->code);
    memcpy (counts->counts[self->n], counts->counts[COPIA_LINK_START],
            sizeof *counts->counts);
    self->code[COPIA_LINK_START] = last = (guint8) self->n++;
    g_byte_array_append (to, &last, 1);
    g_byte_array_append (to, self->code, COPIA_LINK_START);
    for (unsigned code = 0; code < self->n; code++) {
        copia_prefix_make (&self->prefix[code], counts->counts[code], COPIA_LINK_BITS);
        copia_prefix_put (&self->prefix[code], to);
    }
}

/* Codes for n elements from their beginning; false: one has none. */
static bool
pack_stream (const CopiaLinkCodes *self, uint32_t width, const uint8_t *bytes,
             uint32_t n, GByteArray *to)
{
    const guint start = to->len;
    CopiaBitPen out = { NULL, 0, 0 };
    unsigned class = COPIA_LINK_START;

    g_byte_array_set_size (to, start + 5 * n + 8); /* none takes more than 36 bits */
    out.at = to->data + start;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t value = load (bytes + (size_t) i * width, width);
        const CopiaPrefix *prefix = &self->prefix[self->code[class]];
        unsigned symbol, rest, length;
        uint64_t low;

        if (value >= MOST)
            return false;
        symbol = symbol_of (value);
        rest = rest_of (symbol);
        length = prefix->length[symbol];
        if (length == 0)
            return false;
        low = value & ((1u << rest) - 1);
        copia_bits_write (&out, prefix->code[symbol] | low << length, length + rest);
        class = class_of (symbol);
    }
    g_byte_array_set_size (to, (guint) (copia_bits_written (&out) - to->data));
    return true;
}

bool
copia_links_pack (const CopiaLinkCodes *self, uint32_t width, const uint8_t *bytes,
                  uint32_t size, GByteArray *to)
{
    const guint start = to->len;
    CopiaBitSplit split;
    bool well = width <= 4;

    copia_bits_begin_split (&split, to);
    for (unsigned i = 0; well && i < COPIA_BITS_STREAMS; i++) {
        uint32_t first, n = copia_bits_share (size / width, i, &first);

        well = pack_stream (self, width, bytes + (size_t) first * width, n, to) &&
               copia_bits_end_stream (&split);
    }
    if (!well)
        g_byte_array_set_size (to, start);
    return well;
}

/* ---- unpacking ------------------------------------------------------------------------ */

/* What a symbol stands for: the least of its integers, in the lowest 32 bits; how many bits follow
 * it; and from bit 40 on the place of the code of what comes next, in bytes of the tables. */
#define REST_AT 32
#define NEXT_AT 40

static uint64_t
meaning (unsigned symbol, const uint8_t *code)
{
    unsigned rest = rest_of (symbol);
    uint64_t least = symbol < OWN
                         ? symbol
                         : (1u << BEHIND | (symbol & ((1u << BEHIND) - 1))) << rest;
    uint64_t next =
        code[class_of (symbol)] * sizeof ((CopiaLinkTables *) NULL)->entries[0];

    return least | (uint64_t) rest << REST_AT | next << NEXT_AT;
}

static bool
are_short (const uint8_t lengths[COPIA_PREFIX_SYMBOLS])
{
    for (unsigned symbol = 0; symbol < COPIA_PREFIX_SYMBOLS; symbol++)
        if (lengths[symbol] > 0 && lengths[symbol] + rest_of (symbol) > 28)
            return false;
    return true;
}

bool
copia_links_tables (CopiaLinkTables *self, const uint8_t *bytes, uint64_t size)
{
    const uint8_t *code = bytes + 1, *at = code + COPIA_LINK_START, *end = bytes + size;
    uint8_t lengths[COPIA_PREFIX_SYMBOLS];

    if (size < 1 + COPIA_LINK_START || bytes[0] < 1 || bytes[0] > COPIA_LINK_CODES)
        return false;
    self->start = bytes[0];
    self->is_short = true;
    for (unsigned class = 0; class < COPIA_LINK_START; class ++)
        if (code[class] >= self->start)
            return false;
    for (unsigned symbol = 0; symbol < COPIA_PREFIX_SYMBOLS; symbol++)
        self->symbols[symbol] = meaning (symbol, code);
    for (unsigned i = 0; i <= self->start; i++) {
        if (!copia_prefix_take (&at, end, lengths) ||
            !copia_prefix_table (self->entries[i], lengths, NULL, COPIA_LINK_BITS))
            return false;
        self->is_short = self->is_short && are_short (lengths);
    }
    return at == end;
}

typedef struct {
    CopiaBitReader in;
    const uint8_t *entries; /* of the code of what comes next */
    uint8_t *to;
    uint32_t n;
} Stream;

static inline __attribute__ ((always_inline)) uint32_t
take_next (Stream *self, const CopiaLinkTables *tables)
{
    unsigned place = self->in.bits & ((1u << COPIA_LINK_BITS) - 1), length, rest;
    uint16_t entry;
    uint64_t what;
    uint32_t value;

    memcpy (&entry, self->entries + place * sizeof entry, sizeof entry);
    what = tables->symbols[entry & 0xFF];
    length = entry >> 8;
    rest = what >> REST_AT & 0xFF;
    self->entries = (const uint8_t *) tables->entries + (what >> NEXT_AT);
    self->in.bits >>= length;
    value = (uint32_t) what + ((uint32_t) self->in.bits & ((1u << rest) - 1));
    self->in.bits >>= rest;
    self->in.n -= length + rest;
    return value;
}

static inline __attribute__ ((always_inline)) void
take (Stream *self, const CopiaLinkTables *tables, uint32_t width)
{
    uint32_t value;

    copia_bits_fill (&self->in);
    value = take_next (self, tables);
    if (width == 3) {
        memcpy (self->to, &value, 2);
        self->to[2] = (uint8_t) (value >> 16);
    } else {
        memcpy (self->to, &value, width);
    }
    self->to += width;
}

/* Writes four bytes, of which those behind the element's own are written once more by those that
 * come next: it is none of the last AFTER. */
#define AFTER 3
static inline __attribute__ ((always_inline)) void
take_wide (Stream *self, const CopiaLinkTables *tables, uint32_t width)
{
    uint32_t value = take_next (self, tables);

    memcpy (self->to, &value, sizeof value);
    self->to += width;
}

/* Of each so many that two fit into what was filled, and it is asked only at the end how far they
 * got. */
#define AT_ONCE 8
static inline __attribute__ ((always_inline)) uint32_t
take_many (Stream *a, Stream *b, Stream *c, Stream *d, const CopiaLinkTables *tables,
           uint32_t width, uint32_t n)
{
    uint32_t done = 0;

    for (; done + AT_ONCE + AFTER <= n; done += AT_ONCE) {
        for (unsigned i = 0; i < AT_ONCE; i += 2) {
            copia_bits_more (&a->in);
            copia_bits_more (&b->in);
            copia_bits_more (&c->in);
            copia_bits_more (&d->in);
            take_wide (a, tables, width);
            take_wide (b, tables, width);
            take_wide (c, tables, width);
            take_wide (d, tables, width);
            take_wide (a, tables, width);
            take_wide (b, tables, width);
            take_wide (c, tables, width);
            take_wide (d, tables, width);
        }
        copia_bits_stay (&a->in);
        copia_bits_stay (&b->in);
        copia_bits_stay (&c->in);
        copia_bits_stay (&d->in);
    }
    return done;
}

/* Four at once: locals, so that each lives in registers. */
static inline __attribute__ ((always_inline)) void
take_all (Stream streams[COPIA_BITS_STREAMS], const CopiaLinkTables *tables,
          uint32_t width)
{
    Stream a = streams[0], b = streams[1], c = streams[2], d = streams[3];
    uint32_t least = d.n, done = 0; /* the last is the shortest */

    if (tables->is_short)
        done = take_many (&a, &b, &c, &d, tables, width, least);
    for (uint32_t i = done; i < least; i++) {
        take (&a, tables, width);
        take (&b, tables, width);
        take (&c, tables, width);
        take (&d, tables, width);
    }
    for (uint32_t i = least; i < a.n; i++)
        take (&a, tables, width);
    for (uint32_t i = least; i < b.n; i++)
        take (&b, tables, width);
    for (uint32_t i = least; i < c.n; i++)
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
    CopiaBitReader in[COPIA_BITS_STREAMS];
    Stream streams[COPIA_BITS_STREAMS];
    bool sound = true;

    if (width < 1 || width > 4 || !copia_bits_split (in, packed, packed + packed_size))
        return false;
    for (unsigned i = 0; i < COPIA_BITS_STREAMS; i++) {
        uint32_t first, n = copia_bits_share (size / width, i, &first);

        streams[i] = (Stream){ in[i], (const uint8_t *) self->entries[self->start],
                               bytes + (size_t) first * width, n };
    }
    if (width == 1)
        take_all (streams, self, 1);
    else if (width == 2)
        take_all (streams, self, 2);
    else if (width == 3)
        take_all (streams, self, 3);
    else
        take_all (streams, self, 4);
    for (unsigned i = 0; i < COPIA_BITS_STREAMS; i++)
        sound = sound && copia_bits_sound (&streams[i].in);
    return sound;
}
