/* archive.c - what is packed. */
#include "import/archive.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/natural.h"
#include "import/archive-library.h"
#include "import/unpack.h"

static bool fail (GError **error, int code, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static bool
fail (GError **error, int code, const char *format, ...)
{
    va_list arguments;

    va_start (arguments, format);
    if (error)
        *error = g_error_new_valist (COPIA_ERROR, code, format, arguments);
    va_end (arguments);
    return false;
}

static bool
fail_because (GError **error, const char *why)
{
    return fail (error, COPIA_ERROR_INPUT, COPIA_PACKED_DAMAGED, why);
}

static bool
fail_damaged (const CopiaArchive *archive, GError **error)
{
    g_autofree char *why = copia_archive_trouble (archive);

    return fail_because (error, why);
}

/* ---- kinds ---------------------------------------------------------------------------- */

/* How they begin; two bytes of gzip could only be its. */
static const struct {
    const char *bytes;
    size_t size;
} compressed[] = {
    { "\x1f\x8b", 2 },
    { "\3757zXZ", 6 },
    { "\x28\xb5\x2f\xfd", 4 },
};

/* `BZh9` and a number of six bytes, for a block or the end: a text may begin with `BZh`. */
static bool
is_bzip2 (const char *bytes, size_t size)
{
    return size >= 10 && memcmp (bytes, "BZh", 3) == 0 &&
           (memcmp (bytes + 4, "1AY&SY", 6) == 0 ||
            memcmp (bytes + 4, "\x17\x72\x45\x38\x50\x90", 6) == 0);
}

static const char *const endings[] = { ".gz", ".bz2", ".xz", ".zst" };
static const char *const packed_tars[] = { ".tgz", ".tbz2", ".txz" };

static bool
ends (const char *name, const char *ending)
{
    size_t n = strlen (name), m = strlen (ending);

    return n > m && g_ascii_strcasecmp (name + n - m, ending) == 0;
}

char *
copia_archive_inner_name (const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS (endings); i++)
        if (ends (name, endings[i]))
            return g_strndup (name, strlen (name) - strlen (endings[i]));
    return g_strdup (name);
}

bool
copia_archive_named (const char *name)
{
    g_autofree char *inner = copia_archive_inner_name (name);

    for (size_t i = 0; i < G_N_ELEMENTS (packed_tars); i++)
        if (ends (name, packed_tars[i]))
            return true;
    return strcmp (inner, name) != 0 || ends (name, ".zip");
}

static bool
is_packed_tar (const char *name)
{
    g_autofree char *inner = copia_archive_inner_name (name);

    for (size_t i = 0; i < G_N_ELEMENTS (packed_tars); i++)
        if (ends (name, packed_tars[i]))
            return true;
    return strcmp (inner, name) != 0 && ends (inner, ".tar");
}

CopiaPacked
copia_archive_kind (const char *name, const char *bytes, size_t size)
{
    bool found = is_bzip2 (bytes, size);

    if (size > 4 &&
        (memcmp (bytes, "PK\3\4", 4) == 0 || memcmp (bytes, "PK\5\6", 4) == 0))
        return COPIA_PACKED_ARCHIVE;
    if (size > 512 && memcmp (bytes + 257, "ustar", 5) == 0)
        return COPIA_PACKED_ARCHIVE;
    for (size_t i = 0; i < G_N_ELEMENTS (compressed); i++)
        found |= size >= compressed[i].size &&
                 memcmp (bytes, compressed[i].bytes, compressed[i].size) == 0;
    if (!found)
        return COPIA_PACKED_NOT;
    return is_packed_tar (name) ? COPIA_PACKED_ARCHIVE : COPIA_PACKED_FILE;
}

/* ---- reading -------------------------------------------------------------------------- */

/* One archive being read; what it may still unpack to. */
typedef struct {
    CopiaArchive *archive;
    size_t packed;
    uint64_t unpacked, limit;
    guint others; /* files that are not wanted */
} Unpacker;

static CopiaArchive *
open_archive (const char *bytes, size_t size, GError **error)
{
    g_autoptr (CopiaArchive) self = copia_archive_new (error);
    const CopiaArchiveLibrary *library = self ? &self->library : NULL;

    if (!self)
        return NULL;
    library->archive_read_support_filter_gzip (self->handle);
    library->archive_read_support_filter_bzip2 (self->handle);
    library->archive_read_support_filter_xz (self->handle);
    library->archive_read_support_filter_zstd (self->handle);
    library->archive_read_support_format_zip (self->handle);
    library->archive_read_support_format_tar (self->handle);
    if (library->archive_read_open_memory (self->handle, bytes, size) != ARCHIVE_OK) {
        fail_damaged (self, error);
        return NULL;
    }
    return g_steal_pointer (&self);
}

static bool
take_in (Unpacker *self, uint64_t more, GError **error)
{
    self->unpacked += more;
    if (self->unpacked > COPIA_ARCHIVE_HARMLESS &&
        self->unpacked / COPIA_ARCHIVE_RATIO > self->packed)
        return fail (error, COPIA_ERROR_LIMIT,
                     "unpacks to more than %d times its size, as no text does; it is "
                     "not read. If it is a text all the same, unpack it yourself",
                     COPIA_ARCHIVE_RATIO);
    if (self->unpacked > self->limit)
        return fail (error, COPIA_ERROR_LIMIT,
                     "unpacks to more than %" G_GUINT64_FORMAT
                     " bytes, the most that is taken; unpack it yourself, "
                     "into a pipe if it is annotated: zcat FILE | copia index -o "
                     "INDEX -",
                     (guint64) self->limit);
    return true;
}

/* Memory of what was put aside is given back so often. */
#define STEP (8u << 20)
#define PIECE 65536 /* bytes at a time */

/* Keeps a NUL behind them. */
static void
append (CopiaAside *data, const void *bytes, size_t size)
{
    copia_aside_put (data, bytes, size);
    copia_aside_put (data, "", 1);
    data->len--;
    if (data->len % STEP < size)
        copia_aside_rest (data);
}

static bool
read_entry (Unpacker *self, CopiaAside *data, GError **error)
{
    g_autofree char *buffer = g_malloc (PIECE);

    for (;;) {
        la_ssize_t n = self->archive->library.archive_read_data (self->archive->handle,
                                                                 buffer, PIECE);

        if (n < 0)
            return fail_damaged (self->archive, error);
        if (n == 0)
            return true;
        if (!take_in (self, (uint64_t) n, error))
            return false;
        append (data, buffer, (size_t) n);
    }
}

/* ---- one file --------------------------------------------------------------------------- */

typedef struct {
    const char *bytes;
    size_t size;
} Whole;

static bool
give_whole (void *data, const char **bytes, size_t *size, GError **error)
{
    Whole *self = data;

    (void) error;
    *bytes = self->bytes;
    *size = self->size;
    self->size = 0;
    return true;
}

/* All of it, kept where there is something to keep it in. */
static bool
unpack (Unpacker *self, const char *bytes, CopiaAside *data, GError **error)
{
    Whole whole = { bytes, self->packed };
    g_autoptr (CopiaUnpack) unpacking =
        copia_unpack_new (bytes, self->packed, give_whole, &whole, error);
    g_autofree char *piece = g_malloc (PIECE);
    size_t n = PIECE;

    while (unpacking && n == PIECE) {
        g_autoptr (GError) trouble = NULL;

        if (!copia_unpack_read (unpacking, piece, PIECE, &n, &trouble))
            return fail_because (error, trouble->message);
        if (!take_in (self, n, error))
            return false;
        if (data)
            append (data, piece, n);
    }
    return unpacking != NULL;
}

CopiaAside *
copia_archive_unpack (const char *bytes, size_t size, uint64_t limit,
                      const char *beside, uint64_t memory, GError **error)
{
    Unpacker self = { NULL, size, 0, MIN (limit, UINT32_MAX - 2), 0 };
    g_autoptr (CopiaAside) data = copia_aside_new_within (1, beside, memory);
    bool read = unpack (&self, bytes, data, error);

    append (data, "", 0); /* a NUL, where there is nothing else */
    return read ? g_steal_pointer (&data) : NULL;
}

/* ---- members -------------------------------------------------------------------------- */

static void
free_member (void *data)
{
    CopiaMember *member = data;

    g_free (member->name);
    g_free (member->bytes);
    g_free (member);
}

static char *
name_of (const CopiaArchiveLibrary *library, struct archive_entry *entry)
{
    const char *name = library->archive_entry_pathname_utf8 (entry);

    if (!name)
        name = library->archive_entry_pathname (entry);
    return name ? g_utf8_make_valid (name, -1) : g_strdup ("(no name)");
}

/* `/x`, `C:\x`, `..`, `a/../../x` */
static bool
leads_out (const char *name)
{
    g_auto (GStrv) parts = g_strsplit_set (name, "/\\", -1);

    if (*name == '/' || *name == '\\' || (g_ascii_isalpha (*name) && name[1] == ':'))
        return true;
    return g_strv_contains ((const char *const *) parts, "..");
}

static bool
read_member (Unpacker *self, struct archive_entry *entry, GPtrArray *members,
             bool (*wants) (const char *name), GError **error)
{
    const CopiaArchiveLibrary *library = &self->archive->library;
    g_autofree char *name = name_of (library, entry);
    g_autoptr (CopiaAside) data = copia_aside_new (1, NULL);
    CopiaMember *member;

    if (leads_out (name)) {
        g_autofree char *shown = copia_error_show (name, 80);

        return fail (error, COPIA_ERROR_INPUT,
                     "holds the name '%s', which leads out of it; such an archive "
                     "is not read",
                     shown);
    }
    if (library->archive_entry_filetype (entry) == AE_IFDIR)
        return true;
    if (library->archive_entry_filetype (entry) != AE_IFREG || !wants (name)) {
        self->others++;
        return true;
    }
    if (library->archive_entry_is_encrypted (entry))
        return fail (
            error, COPIA_ERROR_INPUT,
            "locked with a password; unpack it yourself, then name the folder");
    if (!read_entry (self, data, error))
        return false;
    append (data, "", 0);
    member = g_new0 (CopiaMember, 1);
    member->name = g_steal_pointer (&name);
    member->size = data->len;
    member->bytes = copia_aside_steal (g_steal_pointer (&data));
    g_ptr_array_add (members, member);
    return true;
}

static int
by_name (const void *a, const void *b)
{
    const CopiaMember *const *x = a, *const *y = b;

    return copia_natural_compare ((*x)->name, (*y)->name);
}

/* The library does not look at the checksums of gzip. */
static bool
check_gzip (const char *bytes, size_t size, GError **error)
{
    Unpacker self = { NULL, size, 0, COPIA_ARCHIVE_MOST, 0 };

    return !copia_gzip_is (bytes, size) || unpack (&self, bytes, NULL, error);
}

GPtrArray *
copia_archive_read (const char *bytes, size_t size, bool (*wants) (const char *name),
                    guint *others, GError **error)
{
    g_autoptr (CopiaArchive) archive =
        check_gzip (bytes, size, error) ? open_archive (bytes, size, error) : NULL;
    g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (free_member);
    Unpacker self = { archive, size, 0, COPIA_ARCHIVE_MOST, 0 };
    struct archive_entry *entry;
    unsigned n = 0;
    int status;

    if (!archive)
        return NULL;
    while ((status =
                archive->library.archive_read_next_header (archive->handle, &entry)) ==
               ARCHIVE_OK ||
           status == ARCHIVE_WARN) {
        if (++n > COPIA_ARCHIVE_MEMBERS) {
            fail (error, COPIA_ERROR_LIMIT,
                  "holds more than %d files; unpack it yourself, then name the folder",
                  COPIA_ARCHIVE_MEMBERS);
            return NULL;
        }
        if (!read_member (&self, entry, members, wants, error))
            return NULL;
    }
    if (status != ARCHIVE_EOF) {
        fail_damaged (archive, error);
        return NULL;
    }
    g_ptr_array_sort (members, by_name);
    if (others)
        *others = self.others;
    return g_steal_pointer (&members);
}

static int
by_key (const void *key, const void *member)
{
    return copia_natural_compare (key, (*(const CopiaMember *const *) member)->name);
}

const CopiaMember *
copia_archive_find (const GPtrArray *members, const char *name)
{
    CopiaMember *const *found = members->len
                                    ? bsearch (name, members->pdata, members->len,
                                               sizeof members->pdata[0], by_key)
                                    : NULL;

    return found ? *found : NULL;
}
