/* metadata.c - what a table says of texts. */
#include "import/metadata.h"

#include <string.h>

#include "base/error.h"
#include "import/archive.h"
#include "import/cells.h"
#include "import/encoding.h"
#include "import/source.h"

#define LARGEST (UINT64_C (256) << 20) /* bytes of a table */
#define SHOWN 3                        /* names in a message */

typedef struct {
    char **cells; /* one for each column */
    uint32_t line;
    gint texts; /* that it was joined to; counted atomically */
} Row;

struct CopiaMetadata {
    char *path;
    char **columns; /* names of attributes; the key's is "" */
    guint n_columns, key, named;
    GPtrArray *rows;    /* Row * */
    GHashTable *by_key; /* key, composed -> Row * */
    GMutex mutex;
    GPtrArray *strangers; /* char *: names of texts without a row, under the mutex */
    GPtrArray *notes;     /* char *: how its letters were read */
};

static void
free_row (void *data)
{
    Row *row = data;

    g_strfreev (row->cells);
    g_free (row);
}

void
copia_metadata_free (CopiaMetadata *self)
{
    if (!self)
        return;
    g_free (self->path);
    g_strfreev (self->columns);
    g_ptr_array_unref (self->rows);
    g_hash_table_unref (self->by_key);
    g_ptr_array_unref (self->strangers);
    g_ptr_array_unref (self->notes);
    g_mutex_clear (&self->mutex);
    g_free (self);
}

static bool fail (const CopiaMetadata *self, uint32_t line, GError **error,
                  const char *format, ...) G_GNUC_PRINTF (4, 5);

static bool
fail (const CopiaMetadata *self, uint32_t line, GError **error, const char *format, ...)
{
    g_autofree char *what = NULL;
    va_list arguments;

    va_start (arguments, format);
    what = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT, "%s:%u: %s", self->path, line,
                 what);
    return false;
}

/* ---- columns -------------------------------------------------------------------------- */

/* `Datum (Brief)` is `datum_brief`, as names of attributes are.  Programs leave columns behind
 * that have no name; what stands in one is no attribute, see check_unnamed(). */
static bool
name_column (CopiaMetadata *self, guint i, const char *said, GError **error)
{
    char name[COPIA_DOCUMENT_NAME];

    copia_document_name (name, said);
    if (!*said) {
        self->columns[i] = g_strdup ("");
        return true;
    }
    self->named++;
    for (guint k = 0; k < i; k++)
        if (strcmp (self->columns[k], name) == 0)
            return fail (self, 1, error, "columns %u and %u are both called '%s'",
                         k + 1, i + 1, name);
    self->columns[i] = g_strdup (name);
    return true;
}

/* Without a name of its own the key is no attribute. */
static bool
read_header (CopiaMetadata *self, char **cells, GError **error)
{
    bool found = false;

    self->n_columns = g_strv_length (cells);
    self->columns = g_new0 (char *, self->n_columns + 1);
    for (guint i = 0; i < self->n_columns; i++) {
        if (!name_column (self, i, cells[i], error))
            return false;
        if (!found && (strcmp (self->columns[i], "file") == 0 ||
                       strcmp (self->columns[i], "filename") == 0)) {
            self->key = i;
            found = true;
        }
    }
    for (guint i = 0; i < self->n_columns; i++)
        if (i != self->key && strcmp (self->columns[i], "file") == 0)
            return fail (self, 1, error, "a second column cannot be called 'file'");
    self->columns[self->key][0] = 0;
    if (self->named < 1 + (*cells[self->key] != 0))
        return fail (
            self, 1, error,
            "only one column; the first row names the columns, parted by commas, "
            "semicolons or tabs");
    return true;
}

/* ---- rows ----------------------------------------------------------------------------- */

/* Names are compared as composed letters, with slashes. */
static char *
normal_key (const char *said)
{
    g_autofree char *composed = g_utf8_normalize (said, -1, G_NORMALIZE_NFC);
    char *key = g_strdup (composed ? composed : said);

    g_strdelimit (key, "\\", '/');
    return g_str_has_prefix (key, "./") ? memmove (key, key + 2, strlen (key) - 1)
                                        : key;
}

static bool
check_unnamed (const CopiaMetadata *self, char **cells, guint n, uint32_t line,
               GError **error)
{
    for (guint i = 0; i < n && i < self->n_columns; i++)
        if (i != self->key && !*self->columns[i] && *cells[i]) {
            g_autofree char *shown = copia_error_show (cells[i], 40);

            return fail (
                self, line, error,
                "'%s' stands in column %u, which has no name in the first row; "
                "give it one there, or empty the column",
                shown, i + 1);
        }
    return true;
}

static bool
add_row (CopiaMetadata *self, char **cells, uint32_t line, GError **error)
{
    guint n = g_strv_length (cells);
    g_autofree char *key = NULL;
    const Row *other;
    Row *row;

    for (; n > self->n_columns; n--)
        if (*cells[n - 1])
            return fail (self, line, error,
                         "%u cells, but the first row names %u columns", n,
                         self->n_columns);
    if (n <= self->key || !*cells[self->key]) {
        for (guint i = 0; i < n; i++)
            if (*cells[i])
                return fail (self, line, error, "no file is named in column %u",
                             self->key + 1);
        return true; /* an empty row */
    }
    key = normal_key (cells[self->key]);
    other = g_hash_table_lookup (self->by_key, key);
    if (other) {
        g_autofree char *shown = copia_error_show (key, 80);

        return fail (self, line, error, "'%s' was described in line %u already", shown,
                     other->line);
    }
    if (!check_unnamed (self, cells, n, line, error))
        return false;
    row = g_new0 (Row, 1);
    row->cells = g_new0 (char *, self->n_columns + 1);
    for (guint i = 0; i < self->n_columns; i++)
        row->cells[i] = g_strdup (i < n ? cells[i] : "");
    row->line = line;
    g_ptr_array_add (self->rows, row);
    g_hash_table_insert (self->by_key, g_steal_pointer (&key), row);
    return true;
}

static bool
read_table (CopiaMetadata *self, const char *text, GError **error)
{
    CopiaCells cells;
    bool header = true;

    copia_cells_init (&cells, text);
    for (;;) {
        g_auto (GStrv) row = NULL;

        if (!copia_cells_next (&cells, &row))
            return fail (self, cells.row, error, "a quote that is not closed");
        if (!row)
            break;
        if (header ? !read_header (self, row, error)
                   : !add_row (self, row, cells.row, error))
            return false;
        header = false;
    }
    return self->rows->len > 0 || fail (self, 1, error, "no row describes a text");
}

CopiaMetadata *
copia_metadata_load (const char *path, GError **error)
{
    g_autoptr (CopiaMetadata) self = g_new0 (CopiaMetadata, 1);
    g_autoptr (CopiaDocument) document = copia_document_new (path);
    size_t size = 0;
    char *bytes;

    g_mutex_init (&self->mutex);
    self->path = g_strdup (path);
    self->rows = g_ptr_array_new_with_free_func (free_row);
    self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    self->strangers = g_ptr_array_new_with_free_func (g_free);
    self->notes = g_ptr_array_new_with_free_func (g_free);
    bytes = copia_source_read (path, LARGEST, 1, &size, error);
    if (!bytes)
        return NULL;
    if (!copia_encoding_decode (document, bytes, size, NULL, error)) {
        g_prefix_error (error, "%s: ", path);
        return NULL;
    }
    copia_document_settle (document);
    for (guint i = 0; i < document->notes->len; i++)
        g_ptr_array_add (self->notes,
                         g_strdup_printf ("%s: %s", path,
                                          (const char *) document->notes->pdata[i]));
    return read_table (self, document->text + (document->skips->len ? 3 : 0), error)
               ? g_steal_pointer (&self)
               : NULL;
}

/* ---- joining -------------------------------------------------------------------------- */

/* `name` itself, without what says that it is packed, without its ending, or NULL. */
static Row *
find_name (const CopiaMetadata *self, const char *name)
{
    g_autofree char *inner = copia_archive_inner_name (name);
    char *slash = strrchr (inner, '/'), *dot = strrchr (slash ? slash : inner, '.');
    Row *row = g_hash_table_lookup (self->by_key, name);

    if (!row)
        row = g_hash_table_lookup (self->by_key, inner);
    if (!row && dot && dot != (slash ? slash + 1 : inner)) {
        *dot = 0;
        row = g_hash_table_lookup (self->by_key, inner);
    }
    return row;
}

static Row *
find_row (const CopiaMetadata *self, const char *file)
{
    g_autofree char *path = normal_key (file);
    const char *name = path;

    while (name) {
        Row *row = find_name (self, name);

        if (row)
            return row;
        name = strchr (name, '/');
        name = name ? name + 1 : NULL;
    }
    return NULL;
}

void
copia_metadata_join (CopiaMetadata *self, CopiaDocument *document)
{
    Row *row = find_row (self, document->name);

    if (!row) {
        g_mutex_lock (&self->mutex);
        g_ptr_array_add (self->strangers, g_strdup (document->name));
        g_mutex_unlock (&self->mutex);
        return;
    }
    g_atomic_int_inc (&row->texts);
    for (guint i = 0; i < self->n_columns; i++)
        if (*self->columns[i] && *row->cells[i])
            copia_document_replace (document, self->columns[i], row->cells[i]);
}

/* ---- what did not join ---------------------------------------------------------------- */

static int
by_bytes (const void *a, const void *b)
{
    return strcmp (*(char *const *) a, *(char *const *) b);
}

static void
note (const CopiaMetadata *self, GPtrArray *names, const char *one, const char *many,
      GPtrArray *notes)
{
    GString *line = g_string_new (NULL);

    if (names->len > 0) {
        g_ptr_array_sort (names, by_bytes);
        g_string_printf (line, "%s: %u %s:", self->path, names->len,
                         names->len == 1 ? one : many);
        for (guint i = 0; i < MIN (names->len, SHOWN); i++)
            g_string_append_printf (line, "%s %s", i ? "," : "",
                                    (const char *) names->pdata[i]);
        g_string_append (line, names->len > SHOWN ? ", ..." : "");
        g_ptr_array_add (notes, g_strdup (line->str));
    }
    g_string_free (line, TRUE);
}

void
copia_metadata_report (CopiaMetadata *self, GPtrArray *notes)
{
    g_autoptr (GPtrArray) idle = g_ptr_array_new (), shared = g_ptr_array_new ();

    for (guint i = 0; i < self->notes->len; i++)
        g_ptr_array_add (notes, g_strdup (self->notes->pdata[i]));
    for (guint i = 0; i < self->rows->len; i++) {
        Row *row = self->rows->pdata[i];
        int texts = g_atomic_int_get (&row->texts);

        if (texts != 1)
            g_ptr_array_add (texts ? shared : idle, row->cells[self->key]);
    }
    g_mutex_lock (&self->mutex);
    note (self, self->strangers, "text has no row", "texts have no row", notes);
    g_mutex_unlock (&self->mutex);
    note (self, idle, "row fits no text", "rows fit no text", notes);
    note (self, shared, "row fits several texts", "rows fit several texts", notes);
}
