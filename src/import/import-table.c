/* import-table.c - a table with a text in each row: CSV, tab-separated, or JSON by the line. */
#include <string.h>

#include "base/error.h"
#include "import/annotated-lines.h"
#include "import/cells.h"
#include "import/importers.h"
#include "import/json-line.h"

#define MOST 500000 /* texts: each is held until all are read */

typedef struct {
    CopiaDocument *first, *last;
    const char *path;
    guint texts, empty;
} Table;

static bool fail (uint32_t line, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static bool
fail (uint32_t line, GError **error, const char *format, ...)
{
    g_autofree char *what = NULL;
    va_list arguments;

    va_start (arguments, format);
    what = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    g_set_error (error, COPIA_ERROR, COPIA_ERROR_INPUT, "line %u: %s", line, what);
    return false;
}

/* The next text of the file, called by its id, or else by its line. */
static CopiaDocument *
next_document (Table *self, const char *id, uint32_t line)
{
    CopiaDocument *document = self->first;
    g_autofree char *name = id && *id ? g_strdup_printf ("%s/%s", self->path, id)
                                      : g_strdup_printf ("%s/%u", self->path, line);

    if (self->texts++ == 0) {
        g_free (document->name);
        document->name = g_steal_pointer (&name);
        return self->last = document;
    }
    document = copia_document_new (name);
    document->format = self->first->format;
    document->encoding = g_strdup (self->first->encoding);
    return self->last = self->last->next = document;
}

/* Values by their names; the text is one of them. */
static bool
take_row (Table *self, char **names, char **values, uint32_t line, GError **error)
{
    const char *text = NULL, *id = NULL;
    CopiaDocument *document;

    for (guint i = 0; names[i] && values[i]; i++) {
        if (i == COPIA_LINES_MOST_NAMES)
            return fail (line, error,
                         "more than %d columns; --importer plain reads the file as it "
                         "stands",
                         COPIA_LINES_MOST_NAMES);
        text = !text && g_ascii_strcasecmp (names[i], "text") == 0 ? values[i] : text;
        id = !id && g_ascii_strcasecmp (names[i], "id") == 0 ? values[i] : id;
    }
    if (!text || !text[strspn (text, " \t\r\n")]) {
        self->empty++;
        return true;
    }
    if (self->texts == MOST)
        return fail (line, error,
                     "more than %d texts; divide the table into several, each with the "
                     "names in front",
                     MOST);
    document = next_document (self, id, line);
    g_free (document->text);
    document->text = g_strdup (text);
    document->size = (uint32_t) strlen (text);
    for (guint i = 0; names[i] && values[i]; i++) {
        char name[COPIA_DOCUMENT_NAME];

        copia_document_name (name, names[i]);
        if (values[i] != text && names[i][0] && strcmp (name, "file") != 0)
            copia_document_attribute (document, name, values[i]);
    }
    return true;
}

/* ---- cells ---------------------------------------------------------------------------- */

static bool
has_text (char **names)
{
    for (; names && *names; names++)
        if (g_ascii_strcasecmp (*names, "text") == 0)
            return true;
    return false;
}

static bool
check_names (char **names, GError **error)
{
    g_autofree char *all = g_strjoinv (", ", names);
    g_autofree char *shown = copia_error_show (all, 200);

    if (has_text (names))
        return true;
    return fail (1, error,
                 "no column is called 'text', as that is which holds a text in each "
                 "row; there are: %s. Name one so in the first row; --importer plain "
                 "reads the file as it stands",
                 shown);
}

static bool
read_cells (Table *self, const char *source, GError **error)
{
    g_auto (GStrv) names = NULL;
    CopiaCells cells;

    copia_cells_init (&cells, source);
    for (;;) {
        g_auto (GStrv) row = NULL;

        if (!copia_cells_next (&cells, &row))
            return fail (cells.row, error, "a quote that is not closed");
        if (!row)
            return true;
        if (!names && !check_names (row, error))
            return false;
        if (!names)
            names = g_steal_pointer (&row);
        else if (!take_row (self, names, row, cells.row, error))
            return false;
    }
}

/* ---- JSON ----------------------------------------------------------------------------- */

static bool
read_objects (Table *self, const char *source, GError **error)
{
    uint32_t line = 1;

    for (const char *at = source; *at; line++) {
        size_t n = strcspn (at, "\n");
        g_autofree char *text = g_strndup (at, n);
        g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
        g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

        at += n + (at[n] != '\0');
        if (!text[strspn (text, " \t\r")])
            continue;
        if (!copia_json_line (text, names, values))
            return fail (line, error,
                         "no JSON object of one line; --importer plain reads the file "
                         "as it stands");
        g_ptr_array_add (names, NULL);
        g_ptr_array_add (values, NULL);
        if (!take_row (self, (char **) names->pdata, (char **) values->pdata, line,
                       error))
            return false;
    }
    return true;
}

static const char *
beginning (const char *text)
{
    text += g_str_has_prefix (text, "\xEF\xBB\xBF") ? 3 : 0;
    return text + strspn (text, " \t\r\n");
}

bool
copia_import_table_sniff (const CopiaDocument *document)
{
    const char *start = beginning (document->text);
    size_t n = MIN (strcspn (start, "\r\n"), 1 << 20);
    g_autofree char *line = g_strndup (start, n);
    g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
    g_auto (GStrv) row = NULL;
    CopiaCells cells;

    if (*line == '{') {
        if (!copia_json_line (line, names, values))
            return false;
        g_ptr_array_add (names, NULL);
        return has_text ((char **) names->pdata);
    }
    copia_cells_init (&cells, line);
    return copia_cells_next (&cells, &row) && has_text (row);
}

bool
copia_import_table (CopiaDocument *document, const CopiaImportOptions *options,
                    GError **error)
{
    g_autofree char *source = g_steal_pointer (&document->text);
    g_autofree char *path = g_strdup (document->name);
    const char *start = beginning (source);
    Table self = { document, document, path, 0, 0 };

    (void) options;
    document->text = g_strdup ("");
    document->size = 0;
    g_array_set_size (document->skips, 0);
    if (!(*start == '{' ? read_objects (&self, start, error)
                        : read_cells (&self, start, error)))
        return false;
    if (self.texts == 0)
        return fail (1, error, "no row has a text in 'text'");
    if (self.empty)
        copia_document_note (document, "%u row%s without a text passed over",
                             self.empty, self.empty == 1 ? "" : "s");
    return true;
}
