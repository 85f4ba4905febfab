/* container-writer.c - sections one after the other, then the contents. */
#include "base/container.h"

#include "base/container-layout.h"
#include "base/draft.h"
#include "base/workers.h"

#include <zlib.h>

#define LEAST_LINKED 65536 /* elements that are worth dozens of codes */

struct CopiaContainerWriter {
    CopiaOut *out;
    GByteArray *entries;
    GByteArray *crcs;
    uint64_t start; /* of the open section */
    uint32_t crc;   /* of the open chunk */
    uint32_t n_sections;
    uint16_t minor; /* of the header, which comes before the first section */
    CopiaPacking (*choose) (const char *name);
    uint64_t least;
    CopiaPacking packing;    /* of the open section */
    uint32_t width;          /* of its elements, at least 1 */
    bool learning;           /* what is LINKED was not seen yet */
    CopiaLinkCounts *counts; /* while learning, and */
    CopiaLinkCodes *links;   /* then */
    GByteArray *tables;      /* the same as they are stored */
    GByteArray *waiting;     /* its bytes that are not put yet; NONE: nothing */
    unsigned threads;        /* that pack */
    uint64_t batch;          /* the first piece of those that are being packed */
    GArray *ends;            /* uint64_t: of its pieces; empty: none was packed yet */
    uint64_t size;           /* of its bytes, unpacked */
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

    self->out = copia_out_new (path);
    copia_out_sweep (self->out, COPIA_MAGIC);
    self->entries = g_byte_array_new ();
    self->crcs = g_byte_array_new ();
    self->waiting = g_byte_array_new ();
    self->tables = g_byte_array_new ();
    self->threads = 1;
    self->ends = g_array_new (FALSE, FALSE, sizeof (uint64_t));
    self->minor = COPIA_FORMAT_OLDEST;
    return self;
}

void
copia_container_sweep (const char *path)
{
    copia_draft_sweep (path, COPIA_MAGIC);
}

void
copia_container_writer_format (CopiaContainerWriter *self, uint16_t minor)
{
    g_assert (self->n_sections == 0);
    self->minor = minor;
}

static void
put_header (CopiaContainerWriter *self)
{
    const uint16_t version[] = { COPIA_FORMAT_MAJOR, self->minor };

    copia_out_bytes (self->out, COPIA_MAGIC, 8);
    copia_out_bytes (self->out, version, sizeof version);
    zeros (self->out, COPIA_HEADER_SIZE - 12);
}

void
copia_container_writer_pack (CopiaContainerWriter *self,
                             CopiaPacking (*choose) (const char *name), uint64_t least)
{
    self->choose = choose;
    self->least = least;
}

void
copia_container_writer_share (CopiaContainerWriter *self, unsigned threads)
{
    self->threads = threads;
}

void
copia_container_begin (CopiaContainerWriter *self, const char *name, uint32_t width)
{
    char padded[COPIA_NAME_SIZE] = { 0 };
    const uint64_t later[3] = { 0 }; /* offset, size, count: known at the end */
    const uint32_t zero = 0;

    g_assert (strlen (name) < COPIA_NAME_SIZE);
    if (self->n_sections == 0)
        put_header (self);
    memcpy (padded, name, strlen (name));
    append (self->entries, padded, sizeof padded);
    append (self->entries, later, sizeof later);
    append (self->entries, &width, sizeof width);
    append (self->entries, &zero, sizeof zero);
    self->start = copia_out_position (self->out);
    self->crc = 0;
    self->n_sections++;
    self->packing = self->choose ? self->choose (name) : COPIA_PACKING_NONE;
    self->width = MAX (width, 1);
    self->size = 0;
    self->learning = self->packing == COPIA_PACKING_LINKED;
    g_byte_array_set_size (self->waiting, 0);
    g_array_set_size (self->ends, 0);
}

bool
copia_container_learns (const CopiaContainerWriter *self)
{
    return self->learning;
}

void
copia_container_learn (CopiaContainerWriter *self, const void *data, size_t size)
{
    if (!self->counts)
        self->counts = g_new0 (CopiaLinkCounts, 1);
    if (self->width <= 4)
        copia_links_count (self->counts, self->width, data, size);
}

void
copia_container_learnt (CopiaContainerWriter *self)
{
    self->learning = false;
    g_byte_array_set_size (self->tables, 0);
    if (!self->counts || self->counts->n < LEAST_LINKED) {
        self->packing = COPIA_PACKING_VALUES;
    } else {
        self->links = g_renew (CopiaLinkCodes, self->links, 1);
        copia_links_codes (self->links, self->counts, self->tables);
    }
    g_clear_pointer (&self->counts, g_free);
}

static void
put_stored (CopiaContainerWriter *self, const void *data, size_t size)
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

/* The place of a piece's bytes in the section; those of the last may end it. */
static uint64_t
piece_start (const CopiaContainerWriter *self, uint64_t piece)
{
    uint32_t shift = copia_piece_shift (self->packing);

    return MIN (copia_piece_first (piece, shift, self->width) * self->width,
                self->size);
}

static void *
pack_piece (void *data, unsigned thread, size_t job)
{
    const CopiaContainerWriter *self = data;
    uint64_t first = piece_start (self, self->batch);
    uint64_t start = piece_start (self, self->batch + job);
    uint64_t end = piece_start (self, self->batch + job + 1);
    GByteArray *packed = g_byte_array_new ();

    (void) thread;
    if (end > start) /* else its bytes belong to an element that began before */
        copia_pack (self->packing, self->width, self->links,
                    self->waiting->data + (start - first), (uint32_t) (end - start),
                    packed);
    return packed;
}

static bool
take_piece (void *data, size_t job, void *result)
{
    CopiaContainerWriter *self = data;
    GByteArray *packed = result;
    uint64_t end;

    (void) job;
    put_stored (self, packed->data, packed->len);
    end = copia_out_position (self->out) - self->start;
    g_array_append_val (self->ends, end);
    g_byte_array_unref (packed);
    return true;
}

/* Packs the pieces that are complete: whatever begins in them is there; or all. */
static void
pack_pieces (CopiaContainerWriter *self, bool all)
{
    const CopiaWork work = { self, pack_piece, take_piece, NULL, 8 };
    uint64_t pieces = copia_pieces (self->size, copia_piece_shift (self->packing));
    uint64_t first;

    while (!all && pieces > 0 && piece_start (self, pieces) >= self->size)
        pieces--;
    self->batch = self->ends->len;
    if (pieces <= self->batch)
        return;
    (void) copia_workers_run (&work, self->threads, pieces - self->batch);
    first = piece_start (self, self->batch);
    g_byte_array_remove_range (self->waiting, 0,
                               (guint) (piece_start (self, pieces) - first));
}

/* Enough that it is worth while to share the pieces among threads. */
static size_t
batch_size (const CopiaContainerWriter *self)
{
    return (self->threads > 1 ? 64 : 4) * (size_t) COPIA_PIECE;
}

void
copia_container_put (CopiaContainerWriter *self, const void *data, size_t size)
{
    const uint8_t *bytes = data;

    if (self->learning) /* nobody did */
        copia_container_learnt (self);
    if (self->packing == COPIA_PACKING_NONE) {
        put_stored (self, data, size);
        return;
    }
    while (size > 0) {
        size_t n = MIN (size, batch_size (self));

        g_byte_array_append (self->waiting, bytes, (guint) n);
        self->size += n;
        bytes += n;
        size -= n;
        if (self->waiting->len >= MAX (self->least, batch_size (self)))
            pack_pieces (self, false);
    }
}

static void
put_groups (CopiaContainerWriter *self)
{
    const uint64_t *ends = (const uint64_t *) (const void *) self->ends->data;
    uint64_t start = 0;

    for (guint i = 0; i < self->ends->len; i += COPIA_GROUP) {
        uint16_t sizes[COPIA_GROUP] = { 0 };

        put_stored (self, &start, sizeof start);
        for (guint k = i; k < MIN (i + COPIA_GROUP, self->ends->len); k++) {
            sizes[k - i] = (uint16_t) (ends[k] - start);
            start = ends[k];
        }
        put_stored (self, sizes, sizeof sizes);
    }
}

/* The end of a section that was to be packed; a short one stays as it is. */
static void
end_packed (CopiaContainerWriter *self)
{
    if (self->ends->len == 0 && (self->size < self->least || self->size == 0)) {
        self->packing = COPIA_PACKING_NONE;
        put_stored (self, self->waiting->data, self->waiting->len);
        return;
    }
    pack_pieces (self, true);
    if (self->packing == COPIA_PACKING_LINKED) {
        put_stored (self, self->tables->data, self->tables->len);
        put_groups (self);
    } else {
        put_stored (self, self->ends->data, self->ends->len * sizeof (uint64_t));
    }
    put_stored (self, &self->size, sizeof self->size);
}

void
copia_container_end (CopiaContainerWriter *self, uint64_t count)
{
    guint8 *entry = self->entries->data + self->entries->len - COPIA_ENTRY_SIZE;
    uint64_t facts[3] = { self->start, 0, count }, end;
    uint32_t packing;

    if (self->packing != COPIA_PACKING_NONE)
        end_packed (self);
    packing = self->packing;
    end = copia_out_position (self->out);
    facts[1] = end - self->start;
    memcpy (entry + COPIA_NAME_SIZE, facts, sizeof facts);
    memcpy (entry + COPIA_ENTRY_SIZE - sizeof packing, &packing, sizeof packing);
    if (facts[1] % ((uint64_t) 1 << COPIA_CHUNK_SHIFT) != 0)
        append (self->crcs, &self->crc, sizeof self->crc);
    zeros (self->out,
           COPIA_PADDING + (COPIA_PADDING - end % COPIA_PADDING) % COPIA_PADDING);
}

bool
copia_container_writer_close (CopiaContainerWriter *self, GError **error)
{
    g_autoptr (GByteArray) trailer = g_byte_array_new ();
    uint64_t contents;
    uint32_t crc;

    if (self->n_sections == 0)
        put_header (self);
    contents = copia_out_position (self->out);
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
    g_byte_array_unref (self->waiting);
    g_byte_array_unref (self->tables);
    g_free (self->counts);
    g_free (self->links);
    g_array_unref (self->ends);
    g_free (self);
}
