/* manifest.c - reading and writing the list of files. */
#include "index/manifest.h"

#include "base/error.h"
#include "base/out.h"
#include "index/meta.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_LINE "copia set 1\n"
#define MOST_BYTES (1u << 28)

/* Its size; 0: it is no manifest. */
static size_t
look_at (int fd)
{
    char line[sizeof FIRST_LINE - 1];
    struct stat status;

    if (fd < 0 || fstat (fd, &status) != 0 || !S_ISREG (status.st_mode) ||
        pread (fd, line, sizeof line, 0) != sizeof line ||
        memcmp (line, FIRST_LINE, sizeof line) != 0)
        return 0;
    return (size_t) status.st_size;
}

bool
copia_manifest_is (const char *path)
{
    int fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    bool is = look_at (fd) > 0;

    if (fd >= 0)
        (void) close (fd);
    return is;
}

static bool
damaged (const char *path, guint line, const char *what, GError **error)
{
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_DAMAGED,
                 "%s: line %u: %s; make the list of files again with 'copia merge "
                 "--set'",
                 path, line, what);
    return false;
}

static bool
read_number (const char *text, uint64_t *number)
{
    guint64 value;

    if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &value, NULL))
        return false;
    *number = value;
    return true;
}

static char *
resolve (const char *manifest, const char *name)
{
    g_autofree char *folder = g_path_get_dirname (manifest);

    return g_path_is_absolute (name) || strcmp (folder, ".") == 0
               ? g_strdup (name)
               : g_build_filename (folder, name, NULL);
}

/* The last three fields of a line: bytes, id, name. */
static bool
read_member (CopiaMember *self, char *const *fields, const char *manifest)
{
    if (!read_number (fields[0], &self->bytes) || strlen (fields[1]) != 16 ||
        !*fields[2])
        return false;
    memcpy (self->id, fields[1], 17);
    self->name = g_strdup (fields[2]);
    copia_meta_unescape (self->name);
    self->path = resolve (manifest, self->name);
    return true;
}

static void
clear_member (void *data)
{
    CopiaMember *self = data;

    g_free (self->name);
    g_free (self->path);
}

/* What may go must not be named elsewhere. */
static bool
lies_beside (const CopiaMember *member)
{
    return !strchr (member->name, '/') && g_str_has_suffix (member->name, ".copia");
}

static bool
read_shard (CopiaManifest *self, char *const *fields, const char *path)
{
    CopiaMember member = { .own = strcmp (fields[0], "own") == 0 };
    bool good = read_number (fields[1], &member.tokens) &&
                read_member (&member, fields + 2, path) &&
                (!member.own || lies_beside (&member));

    g_array_append_val (self->shards, member);
    return good;
}

/* The last line counts what was named. */
static bool
read_total (const CopiaManifest *self, char *const *fields)
{
    uint64_t shards, tokens, sum = 0;

    for (guint i = 0; i < self->shards->len; i++)
        if (__builtin_add_overflow (sum,
                                    g_array_index (self->shards, CopiaMember, i).tokens,
                                    &sum))
            return false;
    return self->joint.name && self->shards->len > 0 &&
           read_number (fields[1], &shards) && read_number (fields[2], &tokens) &&
           shards == self->shards->len && tokens == sum;
}

/* `*whole`: the line was the last one. */
static bool
read_line (CopiaManifest *self, const char *line, const char *path, bool *whole)
{
    g_auto (GStrv) fields = g_strsplit (line, "\t", 6);
    guint n = g_strv_length (fields);

    if (n == 5 &&
        (strcmp (fields[0], "shard") == 0 || strcmp (fields[0], "own") == 0) &&
        !self->base.name && !self->joint.name && self->shards->len < COPIA_MOST_SHARDS)
        return read_shard (self, fields, path);
    if (n == 4 && strcmp (fields[0], "base") == 0 && !self->base.name &&
        !self->joint.name && self->shards->len > 0)
        return read_member (&self->base, fields + 1, path);
    if (n == 4 && strcmp (fields[0], "union") == 0 && !self->joint.name)
        return read_member (&self->joint, fields + 1, path);
    *whole = true;
    return n == 3 && strcmp (fields[0], "total") == 0 && read_total (self, fields);
}

static bool
read_lines (CopiaManifest *self, const char *path, GError **error)
{
    const char *at = self->text + strlen (FIRST_LINE);
    bool whole = false;
    guint number = 2;

    for (; !whole; number++) {
        const char *end = strchr (at, '\n');
        g_autofree char *line = end ? g_strndup (at, (gsize) (end - at)) : NULL;

        if (!line)
            return damaged (path, number, "the file was cut short", error);
        if (!read_line (self, line, path, &whole))
            return damaged (path, number, "this is not what belongs there", error);
        at = end + 1;
    }
    return *at == '\0' ||
           damaged (path, number, "there is more than the list of files", error);
}

static char *
read_text (const char *path, GError **error)
{
    int fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    size_t size = look_at (fd), used = 0;
    g_autofree char *text = NULL;
    ssize_t n = 1;

    if (size > 0 && size <= MOST_BYTES) {
        text = g_malloc (size + 1);
        for (; used < size && n > 0; used += n > 0 ? (size_t) n : 0)
            n = pread (fd, text + used, size - used, (off_t) used);
        text[used] = '\0';
    }
    if (fd >= 0)
        (void) close (fd);
    if (text && strlen (text) == size)
        return g_steal_pointer (&text);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_DAMAGED,
                 "%s: cannot be read as a list of files", path);
    return NULL;
}

CopiaManifest *
copia_manifest_new (void)
{
    CopiaManifest *self = g_new0 (CopiaManifest, 1);

    self->shards = g_array_new (FALSE, FALSE, sizeof (CopiaMember));
    g_array_set_clear_func (self->shards, clear_member);
    return self;
}

/* Names are beside `place`. */
static CopiaManifest *
read_at (const char *path, const char *place, GError **error)
{
    g_autoptr (CopiaManifest) self = copia_manifest_new ();

    self->text = read_text (path, error);
    if (!self->text || !read_lines (self, place, error))
        return NULL;
    return g_steal_pointer (&self);
}

/* Some keep all files in a store, and links to them in a folder. */
static bool
finds_files (const char *path)
{
    g_autoptr (CopiaManifest) self =
        copia_manifest_is (path) ? read_at (path, path, NULL) : NULL;

    return self && g_file_test (self->joint.path, G_FILE_TEST_EXISTS);
}

char *
copia_manifest_place (const char *path)
{
    char *place = g_file_test (path, G_FILE_TEST_IS_SYMLINK) && !finds_files (path)
                      ? realpath (path, NULL)
                      : NULL;

    return place ? place : g_strdup (path);
}

CopiaManifest *
copia_manifest_read (const char *path, GError **error)
{
    g_autofree char *place = copia_manifest_place (path);

    return read_at (path, place, error);
}

/* As a name beside the manifest, or whole. */
static char *
name_for (const char *path, const char *manifest)
{
    g_autofree char *folder = g_path_get_dirname (manifest);
    g_autofree char *whole_folder = g_canonicalize_filename (folder, NULL);
    g_autofree char *whole = g_canonicalize_filename (path, NULL);
    size_t size = strlen (whole_folder);

    if (strncmp (whole, whole_folder, size) == 0 && whole[size] == '/')
        return g_strdup (whole + size + 1);
    return g_steal_pointer (&whole);
}

CopiaMember
copia_member_new (const char *path, const char *manifest, uint64_t tokens,
                  uint64_t bytes, const char *id)
{
    CopiaMember self = { .name = name_for (path, manifest),
                         .path = g_strdup (path),
                         .tokens = tokens,
                         .bytes = bytes };

    g_strlcpy (self.id, id, sizeof self.id);
    return self;
}

static void
add_line (GString *text, const char *numbers, const CopiaMember *member)
{
    g_autofree char *key = g_strdup_printf ("%s\t%" G_GUINT64_FORMAT "\t%s", numbers,
                                            member->bytes, member->id);

    copia_meta_bytes (text, key, member->name);
}

CopiaOut *
copia_manifest_draft (const CopiaManifest *self, const char *path)
{
    CopiaOut *out = copia_out_new (path);
    g_autoptr (GString) text = g_string_new (FIRST_LINE);
    uint64_t tokens = 0;

    copia_out_sweep (out, FIRST_LINE);
    for (guint i = 0; i < self->shards->len; i++) {
        const CopiaMember *shard = &g_array_index (self->shards, CopiaMember, i);
        g_autofree char *numbers =
            g_strdup_printf ("%s\t%" G_GUINT64_FORMAT,
                             shard->own && lies_beside (shard) ? "own" : "shard",
                             shard->tokens);

        add_line (text, numbers, shard);
        tokens += shard->tokens;
    }
    if (self->base.name)
        add_line (text, "base", &self->base);
    add_line (text, "union", &self->joint);
    g_string_append_printf (text, "total\t%u\t%" G_GUINT64_FORMAT "\n",
                            self->shards->len, tokens);
    copia_out_bytes (out, text->str, text->len);
    copia_out_settle (out);
    return out;
}

void
copia_manifest_free (CopiaManifest *self)
{
    if (!self)
        return;
    g_array_unref (self->shards);
    clear_member (&self->base);
    clear_member (&self->joint);
    g_free (self->text);
    g_free (self);
}
