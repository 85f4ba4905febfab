/* stoplist.c - a set of forms, read from a file. */
#include "text/stoplist.h"

#include <stdint.h>
#include <string.h>

#include "base/error.h"
#include "text/fold.h"
#include "text/unicode.h"
#include "text/word-list.h"

#define SUFFIX ".txt"

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

/* NULL when all is well: a form has no white space inside. */
static const char *
inner_space (const char *word)
{
    for (size_t at = 0, size = strlen (word); at < size;) {
        const char *here = word + at;

        if (copia_unicode_is_space (copia_unicode_next (word, &at)))
            return here;
    }
    return NULL;
}

static CopiaStoplist *
from_list (const CopiaWordList *list, const char *where, GError **error)
{
    g_autoptr (CopiaStoplist) self = g_new (CopiaStoplist, 1);
    const char *const *words = copia_word_list_words (list);

    self->forms = g_hash_table_new_full (hash_form, equal_forms, g_free, NULL);
    self->bytes = g_string_chunk_new (4096);
    for (size_t i = 0; words[i]; i++) {
        if (inner_space (words[i])) {
            g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT,
                         "%s:%u: more than one form on a line; give each its own",
                         where, copia_word_list_line (list, i));
            return NULL;
        }
        add_form (self, words[i], strlen (words[i]));
    }
    return g_steal_pointer (&self);
}

CopiaStoplist *
copia_stoplist_parse (const char *text, size_t size, const char *where, GError **error)
{
    g_autoptr (CopiaWordList) list = copia_word_list_parse (text, size, where, error);

    return list ? from_list (list, where, error) : NULL;
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
    g_autoptr (CopiaWordList) list = copia_word_list_load (path, error);
    return list ? from_list (list, path, error) : NULL;
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
