/* index.c - any bytes as an index file, as changes to a good one, and as a list of files: refused,
 * unsound, or answers within bounds; and what verify accepts answers as a plain scan of it.
 *
 * The first byte chooses.  A change is the number of a section (255: the header, 254: the
 * contents, 253: the trailer), a place in it, how many bytes there are, and the bytes; then all
 * checksums are made right again.
 */
#include "support/victim.c"

#include "base/container-layout.h"

#include <zlib.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

typedef struct {
    uint8_t *bytes;
    gsize size;
    uint64_t contents; /* where the entries begin */
    uint32_t sections;
} Sample;

/* Made once; what is tried is a copy. */
static const Sample *
sample (void)
{
    static Sample *made = NULL;

    if (g_once_init_enter (&made)) {
        Sample *self = g_new0 (Sample, 1);
        const uint8_t *trailer;

        self->bytes = (uint8_t *) battery_sample (false, &self->size);
        trailer = self->bytes + self->size - COPIA_TRAILER_SIZE;
        self->contents = copia_load64 (trailer + 8);
        self->sections = copia_load32 (trailer + 24);
        g_once_init_leave (&made, self);
    }
    return made;
}

static void
store32 (uint8_t *at, uint32_t value)
{
    memcpy (at, &value, sizeof value);
}

/* Where the bytes of an entry's section lie, if they lie in the file. */
static uint8_t *
find_bytes (uint8_t *bytes, const Sample *good, uint32_t section, uint64_t *size)
{
    const uint8_t *entry = bytes + good->contents + section * COPIA_ENTRY_SIZE;
    uint64_t offset = copia_load64 (entry + COPIA_NAME_SIZE);

    *size = copia_load64 (entry + COPIA_NAME_SIZE + 8);
    return *size == 0 || offset > good->contents || *size > good->contents - offset
               ? NULL
               : bytes + offset;
}

static void
sign (uint8_t *bytes, const Sample *good)
{
    uint8_t *trailer = bytes + good->size - COPIA_TRAILER_SIZE;
    uint8_t *crcs = bytes + good->contents + good->sections * COPIA_ENTRY_SIZE;
    const uint64_t chunk = UINT64_C (1) << COPIA_CHUNK_SHIFT;

    for (uint32_t i = 0; i < good->sections; i++) {
        uint64_t size;
        const uint8_t *section = find_bytes (bytes, good, i, &size);

        for (uint64_t at = 0; section && at < size && crcs + 4 <= trailer;
             at += chunk, crcs += 4)
            store32 (crcs,
                     (uint32_t) crc32_z (0, section + at, MIN (chunk, size - at)));
    }
    store32 (trailer + 28,
             (uint32_t) crc32_z (0, bytes + good->contents,
                                 good->size - COPIA_TRAILER_SIZE - good->contents));
    store32 (trailer + 52, (uint32_t) crc32_z (0, trailer, 52));
}

static uint8_t *
find_part (uint8_t *bytes, const Sample *good, unsigned part, uint64_t *size)
{
    switch (part) {
    case 255:
        *size = COPIA_HEADER_SIZE;
        return bytes;
    case 254:
        *size = (uint64_t) good->sections * COPIA_ENTRY_SIZE;
        return bytes + good->contents;
    case 253:
        *size = COPIA_TRAILER_SIZE;
        return bytes + good->size - COPIA_TRAILER_SIZE;
    default:
        return find_bytes (bytes, good, part % good->sections, size);
    }
}

static uint8_t *
changed (const uint8_t *data, size_t size)
{
    const Sample *good = sample ();
    uint8_t *bytes = g_memdup2 (good->bytes, good->size);

    while (size > 4) {
        uint64_t room, at;
        size_t n = MIN ((size_t) data[3], size - 4);
        uint8_t *part = find_part (bytes, good, data[0], &room);

        at = part ? (data[1] | (unsigned) data[2] << 8) % room : 0;
        if (part)
            memcpy (part + at, data + 4, MIN (n, room - at));
        data += 4 + n;
        size -= 4 + n;
    }
    sign (bytes, good);
    return bytes;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    static const char set[] = "copia set 1\n";
    Victim file = { memfd_create ("fuzz", 0), NULL };
    Result result;

    if (file.fd < 0 || size < 1)
        return 0;
    file.path = g_strdup_printf ("/proc/self/fd/%d", file.fd);
    if (data[0] % 4 == 0) {
        victim_write (&file, data + 1, size - 1);
    } else if (data[0] % 4 == 1) {
        victim_write (&file, set, sizeof set - 1);
        g_assert_cmpint (pwrite (file.fd, data + 1, size - 1, sizeof set - 1), >=, 0);
    } else {
        g_autofree uint8_t *bytes = changed (data + 1, size - 1);

        victim_write (&file, bytes, sample ()->size);
    }
    result = victim_try (&file, TRY_SCAN | TRY_CQL);
    g_assert_true (!result.verified || result.agrees);
    victim_free (&file);
    return 0;
}
