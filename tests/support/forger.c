/* forger.c - changing what stands in an index, and its checksums with it. */
#include "support/forger.h"

#include "base/container-layout.h"

#include <string.h>
#include <zlib.h>

static uint32_t
below (Forger *self, uint32_t n)
{
    return (uint32_t) g_rand_int (self->random) % n;
}

static void
store (uint8_t *at, uint64_t value, unsigned size)
{
    memcpy (at, &value, size);
}

static uint8_t *
random_entry (Forger *self)
{
    return self->bytes + self->contents +
           (size_t) below (self, self->sections) * COPIA_ENTRY_SIZE;
}

/* Numbers at which programs break, and some beside `old`. */
static uint64_t
nasty_number (Forger *self, uint64_t old)
{
    const uint64_t nasty[] = {
        0,
        1,
        2,
        127,
        128,
        129,
        255,
        256,
        539,
        540,
        541,
        UINT16_MAX,
        UINT16_MAX + 1u,
        (1u << 18) - 1,
        1u << 18,
        INT32_MAX,
        1u << 31,
        UINT32_MAX - 1,
        UINT32_MAX,
        UINT64_C (1) << 32,
        UINT64_C (1) << 61,
        INT64_MAX,
        UINT64_C (1) << 63,
        UINT64_MAX - 63,
        UINT64_MAX,
        self->size,
        self->size - 64,
    };

    switch (below (self, 4)) {
    case 0:
        return old + 1 + below (self, 3);
    case 1:
        return old - 1 - below (self, 3);
    case 2:
        return g_rand_int (self->random);
    default:
        return nasty[below (self, G_N_ELEMENTS (nasty))];
    }
}

/* Where the bytes of an entry's section lie, if they lie in the file. */
static uint8_t *
find_bytes (Forger *self, const uint8_t *entry, uint64_t *size)
{
    uint64_t offset = copia_load64 (entry + COPIA_NAME_SIZE);

    *size = copia_load64 (entry + COPIA_NAME_SIZE + 8);
    if (*size == 0 || offset > self->contents || *size > self->contents - offset)
        return NULL;
    return self->bytes + offset;
}

static void
change_bytes (Forger *self)
{
    uint64_t size;
    uint8_t *bytes = find_bytes (self, random_entry (self), &size);

    for (unsigned n = 1 + below (self, 4); bytes && n > 0; n--)
        bytes[below (self, (uint32_t) size)] = (uint8_t) g_rand_int (self->random);
}

/* One element of an array of numbers. */
static void
change_number (Forger *self)
{
    const uint8_t *entry = random_entry (self);
    uint32_t width = copia_load32 (entry + COPIA_NAME_SIZE + 24);
    uint64_t size, value = 0;
    uint8_t *bytes = find_bytes (self, entry, &size);

    if (!bytes || width == 0 || width > 8)
        return;
    bytes += below (self, (uint32_t) (size / width)) * width;
    memcpy (&value, bytes, width);
    store (bytes, nasty_number (self, value), width);
}

/* Two numbers of an array change places, or one takes the value of the other. */
static void
exchange_numbers (Forger *self)
{
    const uint8_t *entry = random_entry (self);
    uint32_t width = copia_load32 (entry + COPIA_NAME_SIZE + 24), n;
    uint64_t size, other = 0;
    uint8_t *bytes = find_bytes (self, entry, &size), *to, *from;

    if (!bytes || width == 0 || width > 8)
        return;
    n = (uint32_t) (size / width);
    to = bytes + below (self, n) * width;
    from = bytes + below (self, n) * width;
    memcpy (&other, to, width);
    memmove (to, from, width);
    if (below (self, 2))
        store (from, other, width);
}

/* Offset, size, count and width, without care. */
static void
change_entry (Forger *self)
{
    uint8_t *field = random_entry (self) + COPIA_NAME_SIZE + 8 * below (self, 4);

    store (field, nasty_number (self, copia_load64 (field)), 8);
}

/* A shape that fits: other counts and widths whose product is the size. */
static void
change_shape (Forger *self)
{
    uint8_t *entry = random_entry (self) + COPIA_NAME_SIZE;
    uint64_t size = copia_load64 (entry + 8), count;
    uint32_t width = 1 + below (self, 9);

    if (below (self, 3) == 0)
        size = below (self, (uint32_t) MIN (2 * size + 9, UINT32_MAX));
    count = size / width;
    store (entry + 8, count * width, 8);
    store (entry + 16, count, 8);
    store (entry + 24, width, 4);
    if (below (self, 8) == 0) { /* as if its elements had no fixed size */
        store (entry + 24, 0, 4);
        store (entry + 16, nasty_number (self, count), 8);
    }
}

/* Sections take each other's names, or get one that is none. */
static void
change_names (Forger *self)
{
    uint8_t *one = random_entry (self), *two = random_entry (self);
    uint8_t name[COPIA_NAME_SIZE];

    memcpy (name, one, sizeof name);
    switch (below (self, 4)) {
    case 0:
        one[below (self, COPIA_NAME_SIZE)] = (uint8_t) g_rand_int (self->random);
        break;
    case 1:
        memset (one, 'x', COPIA_NAME_SIZE);
        break;
    default:
        memcpy (one, two, sizeof name);
        memcpy (two, name, sizeof name);
    }
}

/* Text that others are found by. */
static void
change_meta (Forger *self)
{
    static const char *const pieces[] = { "text",
                                          "\t",
                                          "\n",
                                          " ",
                                          "\\",
                                          "s s s",
                                          "..",
                                          "@",
                                          "_tail",
                                          "structures\t",
                                          "attributes:s\tn",
                                          "attributes\tpos",
                                          "lemma pos" };
    const char *piece = pieces[below (self, G_N_ELEMENTS (pieces))];
    uint8_t *entry = self->bytes + self->contents; /* meta stands first */
    uint64_t size, n = strlen (piece);
    uint8_t *bytes = find_bytes (self, entry, &size);

    if (bytes && n < size)
        memcpy (bytes + below (self, (uint32_t) (size - n)), piece, n);
}

/* What a union says it borrows. */
static void
change_lines (Forger *self)
{
    static const char letters[] = "0123456789012345678901234567-+\t\n.";
    uint64_t size;

    for (uint32_t i = 0; i < self->sections; i++) {
        uint8_t *entry = self->bytes + self->contents + i * COPIA_ENTRY_SIZE;
        uint8_t *bytes = strcmp ((char *) entry, "set.borrowed") == 0
                             ? find_bytes (self, entry, &size)
                             : NULL;

        for (unsigned n = 1 + below (self, 3); bytes && n > 0; n--)
            bytes[below (self, (uint32_t) size)] =
                (uint8_t) letters[below (self, sizeof letters - 1)];
    }
}

static void
copy_bytes (Forger *self)
{
    uint32_t n = 1 + below (self, 200), limit = (uint32_t) self->contents - 264;
    uint8_t *to = self->bytes + 64 + below (self, limit);

    memmove (to, self->bytes + 64 + below (self, limit), n);
}

/* Puts a section elsewhere: over others, into the padding, at the very end. */
static void
move_section (Forger *self)
{
    uint8_t *entry = random_entry (self) + COPIA_NAME_SIZE;
    uint64_t offset = copia_load64 (entry), limit = self->contents / 64;

    store (entry,
           below (self, 2) ? offset + 64 * (below (self, 3)) - 64
                           : 64 * (uint64_t) below (self, (uint32_t) limit + 1),
           8);
}

static void
change_trailer (Forger *self)
{
    uint8_t *field =
        self->bytes + self->size - COPIA_TRAILER_SIZE + 8 * below (self, 4);

    store (field, nasty_number (self, copia_load64 (field)), 8);
}

/* Makes the checksums of chunks, contents and trailer right again. */
static void
sign (Forger *self)
{
    uint8_t *trailer = self->bytes + self->size - COPIA_TRAILER_SIZE;
    uint8_t *crcs = self->bytes + self->contents + self->sections * COPIA_ENTRY_SIZE;
    uint64_t chunk = (uint64_t) 1 << COPIA_CHUNK_SHIFT;

    for (uint32_t i = 0; i < self->sections; i++) {
        uint64_t size;
        const uint8_t *bytes =
            find_bytes (self, self->bytes + self->contents + i * COPIA_ENTRY_SIZE,
                        &size);

        for (uint64_t at = 0; bytes && at < size && crcs + 4 <= trailer;
             at += chunk, crcs += 4)
            store (crcs, crc32_z (0, bytes + at, MIN (chunk, size - at)), 4);
    }
    store (trailer + 28,
           crc32_z (0, self->bytes + self->contents,
                    self->size - COPIA_TRAILER_SIZE - self->contents),
           4);
    store (trailer + 52, crc32_z (0, trailer, 52), 4);
}

/* All numbers of an array alike, or nearly: every form has all types, every list all bytes. */
static void
fill_numbers (Forger *self, uint8_t *entry, unsigned how)
{
    uint32_t width = copia_load32 (entry + COPIA_NAME_SIZE + 24);
    uint64_t size, value = 0, last = 0, count;
    uint8_t *bytes = find_bytes (self, entry, &size);

    if (!bytes || width == 0 || width > 8)
        return;
    count = size / width;
    memcpy (&last, bytes + (count - 1) * width, width);
    for (uint64_t i = 0; i < count; i++) {
        switch (how) {
        case 0: /* falls and rises */
            value = i % 2 ? last : 0;
            break;
        case 1:
            value = last;
            break;
        case 2:
            value = MIN (i, last);
            break;
        case 3: /* falls */
            value = last - MIN (i, last);
            break;
        default:
            value = nasty_number (self, last);
        }
        store (bytes + i * width, value, width);
    }
}

static void
fill_one (Forger *self)
{
    fill_numbers (self, random_entry (self), below (self, FORGER_FILLINGS));
}

static const struct {
    const char *name;
    void (*forge) (Forger *self);
} forgeries[] = {
    { "bytes", change_bytes },        { "number", change_number },
    { "exchange", exchange_numbers }, { "entry", change_entry },
    { "shape", change_shape },        { "names", change_names },
    { "meta", change_meta },          { "lines", change_lines },
    { "copy", copy_bytes },           { "fill", fill_one },
    { "move", move_section },         { "trailer", change_trailer },
};

void
forger_begin (Forger *self)
{
    const uint8_t *trailer = self->bytes + self->size - COPIA_TRAILER_SIZE;

    self->contents = copia_load64 (trailer + 8);
    self->sections = copia_load32 (trailer + 24);
}

const char *
forger_change (Forger *self, unsigned number)
{
    unsigned kind = number % G_N_ELEMENTS (forgeries);

    for (unsigned n = below (self, 4) == 0 ? 3 : 1; n > 0; n--)
        forgeries[kind].forge (self);
    sign (self);
    return forgeries[kind].name;
}

void
forger_fill (Forger *self, uint32_t section, unsigned how)
{
    fill_numbers (self, self->bytes + self->contents + section * COPIA_ENTRY_SIZE, how);
    sign (self);
}
