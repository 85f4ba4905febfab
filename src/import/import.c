/* import.c - a file becomes a document. */
#include "import/import.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "import/encoding.h"
#include "import/importers.h"

const CopiaImporter copia_importers[] = {
    { "plain", "text as it stands", ".txt .text", NULL, copia_import_plain },
    { "gutenberg", "a Project Gutenberg text; its licence is left out", NULL,
      copia_import_gutenberg_sniff, copia_import_gutenberg },
    { "wiki", "MediaWiki text, or a page copied with its [edit] marks",
      ".wiki .mediawiki", copia_import_wiki_sniff, copia_import_wiki },
    { "markdown", "Markdown (CommonMark, tables, front matter)", ".md .markdown",
      copia_import_markdown_sniff, copia_import_markdown },
    { NULL, NULL, NULL, NULL, NULL },
};

/* ---- choosing ------------------------------------------------------------------------- */

const CopiaImporter *
copia_importer_find_extension (const char *path)
{
    const char *name = strrchr (path, '/');
    const char *dot = strrchr (name ? name : path, '.');
    size_t size = dot ? strlen (dot) : 0;

    for (const CopiaImporter *i = copia_importers; dot && i->name; i++) {
        for (const char *at = i->extensions; at && *at;) {
            size_t n = strcspn (at, " ");

            if (n == size && g_ascii_strncasecmp (at, dot, n) == 0)
                return i;
            at += n + strspn (at + n, " ");
        }
    }
    return NULL;
}

static const CopiaImporter *
find_named (const char *name, GError **error)
{
    GString *known = g_string_new (NULL);

    for (const CopiaImporter *i = copia_importers; i->name; i++) {
        if (strcmp (i->name, name) == 0) {
            g_string_free (known, TRUE);
            return i;
        }
        g_string_append_printf (known, "%s%s", known->len ? ", " : "", i->name);
    }
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_QUERY,
                 "no importer is called '%s'; there are: %s", name, known->str);
    g_string_free (known, TRUE);
    return NULL;
}

/* The extension decides between formats; that a text is plain it only supposes. */
static const CopiaImporter *
choose (const CopiaDocument *document)
{
    const CopiaImporter *claimed = copia_importer_find_extension (document->name);

    if (claimed && claimed != copia_importers)
        return claimed;
    for (const CopiaImporter *i = copia_importers; i->name; i++)
        if (i->sniff && i->sniff (document))
            return i;
    return copia_importers;
}

/* ---- reading -------------------------------------------------------------------------- */

/* Takes `bytes`. */
static CopiaDocument *
import_bytes (const char *name, char *bytes, size_t size,
              const CopiaImportOptions *options, GError **error)
{
    g_autofree char *owned = bytes;
    g_autoptr (CopiaDocument) self = copia_document_new (name);
    const CopiaImporter *importer = NULL;
    bool named;

    if (options && options->importer) {
        importer = find_named (options->importer, error);
        if (!importer)
            return NULL;
    }
    if (!copia_encoding_decode (self, g_steal_pointer (&owned), size,
                                options ? options->encoding : NULL, error)) {
        g_prefix_error (error, "%s: ", name);
        return NULL;
    }
    named = importer != NULL;
    if (!named)
        importer = choose (self);
    self->format = importer->name;
    importer->read (self);
    copia_document_settle (self);
    if (!named && importer != copia_importers && self->notes->len == 0 &&
        importer != copia_importer_find_extension (name))
        copia_document_note (
            self,
            "read as %s, by the marks in it; --importer plain reads it as "
            "it stands",
            importer->name);
    return g_steal_pointer (&self);
}

#define MOST ((uint64_t) UINT32_MAX - 1)

static uint64_t
limit_of (const CopiaImportOptions *options)
{
    return options && options->limit ? MIN (options->limit, MOST) : MOST;
}

static bool
fail_limit (const char *name, uint64_t limit, GError **error)
{
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                 "%s: longer than %" G_GUINT64_FORMAT
                 " bytes, the most a text may have; "
                 "split it",
                 name, (guint64) limit);
    return false;
}

static bool
fail_file (const char *name, int number, const char *what, GError **error)
{
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number), "%s: %s: %s",
                 name, what, g_strerror (number));
    return false;
}

/* Everything up to the end of file, in a buffer with room for one byte more. */
static bool
read_all (int fd, const char *path, uint64_t expected, uint64_t limit, char **bytes,
          size_t *size, GError **error)
{
    size_t room = MIN (expected, limit) + 1;
    g_autofree char *buffer = g_try_malloc (room + 1);
    size_t n = 0;

    while (buffer) {
        ssize_t got = read (fd, buffer + n, room - n);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fail_file (path, errno, "cannot be read", error);
        if (got == 0)
            break;
        n += (size_t) got;
        if (n > limit)
            return fail_limit (path, limit, error);
        if (n == room) {
            char *more = g_try_realloc (buffer, room * 2 + 4096);

            if (!more)
                return fail_file (path, ENOMEM, "cannot be read", error);
            g_steal_pointer (&buffer);
            buffer = more;
            room = room * 2 + 4095;
        }
    }
    if (!buffer)
        return fail_file (path, ENOMEM, "cannot be read", error);
    buffer[n] = 0;
    *bytes = g_steal_pointer (&buffer);
    *size = n;
    return true;
}

static bool
read_open (int fd, const char *path, uint64_t limit, char **bytes, size_t *size,
           GError **error)
{
    struct stat status;
    bool regular;

    if (fstat (fd, &status) != 0)
        return fail_file (path, errno, "cannot be read", error);
    if (S_ISDIR (status.st_mode))
        return fail_file (path, EISDIR, "cannot be read as a text", error);
    regular = S_ISREG (status.st_mode);
    if (regular && (uint64_t) status.st_size > limit)
        return fail_limit (path, limit, error);
    if (!read_all (fd, path, regular ? (uint64_t) status.st_size : 65535, limit, bytes,
                   size, error))
        return false;
    if (regular && *size < (uint64_t) status.st_size) {
        g_clear_pointer (bytes, g_free);
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "%s: ended after %" G_GSIZE_FORMAT " of %" G_GINT64_FORMAT
                     " bytes: it changed while it was read; try again",
                     path, (gsize) *size, (gint64) status.st_size);
        return false;
    }
    return true;
}

CopiaDocument *
copia_import_file (const char *path, const CopiaImportOptions *options, GError **error)
{
    int fd = open (path, O_RDONLY | O_CLOEXEC);
    char *bytes = NULL;
    size_t size = 0;
    bool read;

    if (fd < 0) {
        fail_file (path, errno, "cannot be opened", error);
        return NULL;
    }
    read = read_open (fd, path, limit_of (options), &bytes, &size, error);
    close (fd);
    return read ? import_bytes (path, bytes, size, options, error) : NULL;
}

CopiaDocument *
copia_import_memory (const char *name, const void *bytes, size_t size,
                     const CopiaImportOptions *options, GError **error)
{
    char *copy;

    if (size > limit_of (options)) {
        fail_limit (name, limit_of (options), error);
        return NULL;
    }
    copy = g_malloc (size + 1);
    if (size)
        memcpy (copy, bytes, size);
    copy[size] = 0;
    return import_bytes (name, copy, size, options, error);
}
