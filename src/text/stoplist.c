/* stoplist.c - a set of forms, read from a file. */
#include "text/stoplist.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "text/fold.h"
#include "text/unicode.h"

#define SUFFIX ".txt"

enum { SIZE_LIMIT = 16 * 1024 * 1024 };

typedef struct {
    const char *bytes;
    size_t size;
} Form;

struct CopiaStoplist {
    GHashTable *forms; /* Form, a set */
    GStringChunk *bytes;
};

static guint
hash_form (gconstpointer key)
{
    const Form *form = key;
    uint32_t hash = 2166136261u; /* FNV-1a */

    for (size_t i = 0; i < form->size; i++)
        hash = (hash ^ (unsigned char) form->bytes[i]) * 16777619u;
    return hash;
}

static gboolean
equal_forms (gconstpointer one, gconstpointer other)
{
    const Form *a = one, *b = other;

    return a->size == b->size && memcmp (a->bytes, b->bytes, a->size) == 0;
}

static void
add_form (CopiaStoplist *self, const char *word, size_t size)
{
    g_autoptr (GString) folded = g_string_new (NULL);
    Form *form = g_new (Form, 1);

    copia_fold (word, size, folded);
    form->bytes =
        g_string_chunk_insert_len (self->bytes, folded->str, (gssize) folded->len);
    form->size = folded->len;
    g_hash_table_add (self->forms, form);
}

static bool
add_line (CopiaStoplist *self, const char *line, size_t size, const char *where,
          size_t number, GError **error)
{
    size_t start = 0, end = 0, at = 0;
    bool spaced = true;

    while (at < size) {
        size_t here = at;
        uint32_t code = copia_unicode_next (line, &at);
        bool space = copia_unicode_is_space (code);

        if (spaced && code == '#')
            break;
        if (!space && spaced && end > 0) {
            g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                         "%s:%zu: more than one form on a line; give each its own",
                         where, number);
            return false;
        }
        if (!space && spaced)
            start = here;
        if (!space)
            end = at;
        spaced = space;
    }
    if (end > 0)
        add_form (self, line + start, end - start);
    return true;
}

/* Nothing in it that is not text: no NUL, only UTF-8. */
static bool
check_text (const char *text, size_t size, const char *where, GError **error)
{
    const char *bad = NULL;
    size_t line = 1;

    if (memchr (text, 0, size)) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                     "%s: a binary file; a stop list is plain text, one form a line",
                     where);
        return false;
    }
    if (g_utf8_validate_len (text, size, &bad))
        return true;
    for (const char *p = text; p < bad; p++)
        line += *p == '\n';
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                 "%s:%zu: not UTF-8 (byte 0x%02X); save the list as UTF-8", where, line,
                 (unsigned char) *bad);
    return false;
}

CopiaStoplist *
copia_stoplist_parse (const char *text, size_t size, const char *where, GError **error)
{
    g_autoptr (CopiaStoplist) self = NULL;
    size_t number = 0;

    if (size > SIZE_LIMIT) {
        g_set_error (error, COPIA_ERROR, COPIA_ERROR_LIMIT,
                     "%s: too large for a stop list; the limit is 16 MiB", where);
        return NULL;
    }
    if (!check_text (text, size, where, error))
        return NULL;
    self = g_new (CopiaStoplist, 1);
    self->forms = g_hash_table_new_full (hash_form, equal_forms, g_free, NULL);
    self->bytes = g_string_chunk_new (4096);
    for (size_t start = 0; start < size;) {
        const char *newline = memchr (text + start, '\n', size - start);
        size_t end = newline ? (size_t) (newline - text) : size;

        if (!add_line (self, text + start, end - start, where, ++number, error))
            return NULL;
        start = end + 1;
    }
    return g_steal_pointer (&self);
}

/* The file in the first folder that has it, else NULL. */
static char *
find_file (const char *name, const char *const *folders)
{
    for (; folders && *folders; folders++) {
        g_autofree char *file = g_strconcat (name, SUFFIX, NULL);
        g_autofree char *path = g_build_filename (*folders, file, NULL);

        if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
            return g_steal_pointer (&path);
    }
    return NULL;
}

static void
set_missing (const char *name, const char *const *folders, GError **error)
{
    g_auto (GStrv) names = copia_stoplist_names (folders);
    g_autofree char *list = g_strjoinv (", ", names);

    if (*names)
        g_set_error (
            error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
            "no stop list is called '%s', nor is there such a file; there are %s", name,
            list);
    else
        g_set_error (
            error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
            "no stop list is called '%s', nor is there such a file; give the path "
            "of one",
            name);
}

/* The file, or as much of it as shows that it is too large. */
static GString *
read_file (const char *path, GError **error)
{
    FILE *file = fopen (path, "rb");
    g_autoptr (GString) text = g_string_new (NULL);
    char buffer[4096];
    size_t n = 0;

    while (file && text->len <= SIZE_LIMIT &&
           (n = fread (buffer, 1, sizeof buffer, file)))
        g_string_append_len (text, buffer, (gssize) n);
    if (!file || ferror (file)) {
        int number = errno;

        g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (number),
                     "%s: %s", path, g_strerror (number));
        if (file)
            fclose (file);
        return NULL;
    }
    fclose (file);
    return g_steal_pointer (&text);
}

CopiaStoplist *
copia_stoplist_load (const char *name, const char *const *folders, GError **error)
{
    bool bare = *name && !strchr (name, G_DIR_SEPARATOR);
    g_autofree char *path = bare ? find_file (name, folders) : NULL;

    if (!path && !g_file_test (name, G_FILE_TEST_EXISTS)) {
        set_missing (name, folders, error);
        return NULL;
    }
    if (!path)
        path = g_strdup (name);
    g_autoptr (GString) text = read_file (path, error);
    return text ? copia_stoplist_parse (text->str, text->len, path, error) : NULL;
}

bool
copia_stoplist_contains (const CopiaStoplist *self, const char *form, size_t size)
{
    const Form key = { form, size };

    return g_hash_table_contains (self->forms, &key);
}

size_t
copia_stoplist_size (const CopiaStoplist *self)
{
    return g_hash_table_size (self->forms);
}

void
copia_stoplist_free (CopiaStoplist *self)
{
    if (!self)
        return;
    g_hash_table_unref (self->forms);
    g_string_chunk_free (self->bytes);
    g_free (self);
}

static int
compare_names (gconstpointer one, gconstpointer other)
{
    return strcmp (*(const char *const *) one, *(const char *const *) other);
}

static void
add_names (GPtrArray *names, const char *folder)
{
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

    for (const char *file; dir && (file = g_dir_read_name (dir));) {
        if (g_str_has_suffix (file, SUFFIX) && *file != '.')
            g_ptr_array_add (names, g_strndup (file, strlen (file) - strlen (SUFFIX)));
    }
}

char **
copia_stoplist_names (const char *const *folders)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

    for (; folders && *folders; folders++)
        add_names (names, *folders);
    g_ptr_array_sort (names, compare_names);
    for (guint i = names->len; i-- > 1;) {
        if (!strcmp (names->pdata[i], names->pdata[i - 1]))
            g_ptr_array_remove_index (names, i);
    }
    g_ptr_array_add (names, NULL);
    return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}
