/* packing.h - archives for tests, made in memory; broken and hostile ones, too. */
#pragma once

#include <archive.h>
#include <archive_entry.h>
#include <glib.h>
#include <string.h>

typedef struct {
    GByteArray *bytes;
    struct archive *archive;
} Packing;

static inline la_ssize_t
packing_write (struct archive *archive, void *data, const void *bytes, size_t size)
{
    Packing *self = data;

    (void) archive;
    g_byte_array_append (self->bytes, bytes, (guint) size);
    return (la_ssize_t) size;
}

/* `format`: "zip", "stored" (a ZIP that does not compress), "tar", "raw"; `filter`: NULL, "gzip", "bzip2", "xz", "zstd"; `password` of
 * a ZIP may be NULL. */
static inline Packing *
packing_new (const char *format, const char *filter, const char *password)
{
    Packing *self = g_new0 (Packing, 1);

    self->bytes = g_byte_array_new ();
    self->archive = archive_write_new ();
    if (g_str_equal (format, "zip") || g_str_equal (format, "stored"))
        archive_write_set_format_zip (self->archive);
    else if (g_str_equal (format, "tar"))
        archive_write_set_format_pax_restricted (self->archive);
    else
        archive_write_set_format_raw (self->archive);
    if (g_str_equal (format, "stored"))
        archive_write_set_options (self->archive, "zip:compression=store");
    if (filter)
        archive_write_add_filter_by_name (self->archive, filter);
    if (g_strcmp0 (filter, "xz") == 0 || g_strcmp0 (filter, "bzip2") == 0)
        archive_write_set_filter_option (self->archive, filter, "compression-level",
                                         "1"); /* is quicker */
    if (password) {
        archive_write_set_options (self->archive, "zip:encryption=traditional");
        archive_write_set_passphrase (self->archive, password);
    }
    archive_write_set_bytes_in_last_block (self->archive, 1);
    archive_write_open (self->archive, self, NULL, packing_write, NULL);
    return self;
}

/* `times` copies of `bytes` as one file. */
static inline void
packing_add (Packing *self, const char *name, const void *bytes, gsize size,
             guint64 times)
{
    struct archive_entry *entry = archive_entry_new ();

    archive_entry_set_pathname (entry, name);
    archive_entry_set_filetype (entry, AE_IFREG);
    archive_entry_set_perm (entry, 0644);
    archive_entry_set_size (entry, (la_int64_t) (size * times));
    g_assert_cmpint (archive_write_header (self->archive, entry), ==, ARCHIVE_OK);
    for (guint64 i = 0; i < times; i++)
        g_assert_cmpint (archive_write_data (self->archive, bytes, size), ==,
                         (gssize) size);
    archive_entry_free (entry);
}

static inline void
packing_add_text (Packing *self, const char *name, const char *text)
{
    packing_add (self, name, text, strlen (text), 1);
}

/* The archive; the packing is gone then. */
static inline GByteArray *
packing_end (Packing *self)
{
    GByteArray *bytes = self->bytes;

    archive_write_close (self->archive);
    archive_write_free (self->archive);
    g_free (self);
    return bytes;
}
