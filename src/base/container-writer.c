/* container-writer.c - sections one after the other, then the contents. */
#include "base/container.h"

#include "base/container-layout.h"

#include <zlib.h>

struct CopiaContainerWriter {
    CopiaOut *out;
    GByteArray *entries;
    GByteArray *crcs;
    uint64_t start; /* of the open section */
    uint32_t crc;   /* of the open chunk */
    uint32_t n_sections;
};

static void
zeros (CopiaOut *out, size_t n)
{
    static const uint8_t zero[2 * COPIA_PADDING];

    g_assert (n <= sizeof zero);
    copia_out_bytes (out, zero, n);
}

static void
append (GByteArray *to, const void *data, guint size)
{
    g_byte_array_append (to, data, size);
}

static void
append64 (GByteArray *to, uint64_t value)
{
    append (to, &value, sizeof value);
}

CopiaContainerWriter *
copia_container_writer_new (const char *path)
{
    CopiaContainerWriter *self = g_new0 (CopiaContainerWriter, 1);
    const uint16_t version[] = { COPIA_FORMAT_MAJOR, COPIA_FORMAT_MINOR };

    self->out = copia_out_new (path);
    self->entries = g_byte_array_new ();
    self->crcs = g_byte_array_new ();
    copia_out_bytes (self->out, COPIA_MAGIC, 8);
    copia_out_bytes (self->out, version, sizeof version);
    zeros (self->out, COPIA_HEADER_SIZE - 12);
    return self;
}

void
copia_container_begin (CopiaContainerWriter *self, const char *name, uint32_t width)
{
    char padded[COPIA_NAME_SIZE] = { 0 };
    const uint64_t later[3] = { 0 }; /* offset, size, count: known at the end */
    const uint32_t zero = 0;

    g_assert (strlen (name) < COPIA_NAME_SIZE);
    memcpy (padded, name, strlen (name));
    append (self->entries, padded, sizeof padded);
    append (self->entries, later, sizeof later);
    append (self->entries, &width, sizeof width);
    append (self->entries, &zero, sizeof zero);
    self->start = copia_out_position (self->out);
    self->crc = 0;
    self->n_sections++;
}

void
copia_container_put (CopiaContainerWriter *self, const void *data, size_t size)
{
    const uint64_t chunk = (uint64_t) 1 << COPIA_CHUNK_SHIFT;
    const uint8_t *bytes = data;

    while (size > 0) {
        uint64_t done = copia_out_position (self->out) - self->start;
        size_t n = MIN (size, chunk - done % chunk);

        self->crc = (uint32_t) crc32_z (self->crc, bytes, n);
        copia_out_bytes (self->out, bytes, n);
        if ((done + n) % chunk == 0) {
            append (self->crcs, &self->crc, sizeof self->crc);
            self->crc = 0;
        }
        bytes += n;
        size -= n;
    }
}

void
copia_container_end (CopiaContainerWriter *self, uint64_t count)
{
    uint64_t end = copia_out_position (self->out);
    uint64_t facts[3] = { self->start, end - self->start, count };
    guint8 *entry = self->entries->data + self->entries->len - COPIA_ENTRY_SIZE;

    memcpy (entry + COPIA_NAME_SIZE, facts, sizeof facts);
    if (facts[1] % ((uint64_t) 1 << COPIA_CHUNK_SHIFT) != 0)
        append (self->crcs, &self->crc, sizeof self->crc);
    zeros (self->out,
           COPIA_PADDING + (COPIA_PADDING - end % COPIA_PADDING) % COPIA_PADDING);
}

bool
copia_container_writer_close (CopiaContainerWriter *self, GError **error)
{
    g_autoptr (GByteArray) trailer = g_byte_array_new ();
    uint64_t contents = copia_out_position (self->out);
    uint32_t crc;

    append (self->entries, self->crcs->data, self->crcs->len);
    copia_out_bytes (self->out, self->entries->data, self->entries->len);
    append64 (trailer, contents + self->entries->len + COPIA_TRAILER_SIZE);
    append64 (trailer, contents);
    append64 (trailer, self->entries->len);
    append (trailer, &self->n_sections, 4);
    crc = (uint32_t) crc32_z (0, self->entries->data, self->entries->len);
    append (trailer, &crc, 4);
    g_byte_array_set_size (trailer, 52);
    memset (trailer->data + 32, 0, 20);
    crc = (uint32_t) crc32_z (0, trailer->data, 52);
    append (trailer, &crc, 4);
    append (trailer, COPIA_MAGIC, 8);
    copia_out_bytes (self->out, trailer->data, trailer->len);
    return copia_out_close (self->out, error);
}

void
copia_container_writer_free (CopiaContainerWriter *self)
{
    if (!self)
        return;
    copia_out_free (self->out);
    g_byte_array_unref (self->entries);
    g_byte_array_unref (self->crcs);
    g_free (self);
}
