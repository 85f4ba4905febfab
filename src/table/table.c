/* table.c - an answer on its way to a writer: order of cells, blocks of bytes, sticky errors. */
#include "table/table.h"

#include <stdarg.h>

#include "base/number.h"
#include "base/utf8.h"
#include "table/drawing.h"
#include "table/format.h"

/* Columns of a picture in block characters: of a terminal, within bounds, or where there is
 * none. */
enum { LEAST_PLOT = 20, MOST_PLOT = 120, USUAL_PLOT = 80 };

CopiaTable *
copia_table_new (const CopiaWriter *writer, const CopiaSink *sink,
                 const CopiaLook *look)
{
    CopiaTable *self = g_malloc (sizeof *self); /* the block needs no zeros */

    memset (self, 0, offsetof (CopiaTable, block));
    self->format = writer->format;
    self->sink = *sink;
    if (look)
        self->look = *look;
    self->strings = g_string_chunk_new (256);
    self->notes = g_ptr_array_new_with_free_func (g_free);
    if (self->format->state_new)
        self->state = self->format->state_new ();
    return self;
}

static void
flush (CopiaTable *self)
{
    bool failed = self->error != NULL;

    if (!failed && self->used > 0 &&
        !self->sink.write (self->sink.self, self->block, self->used, &self->error) &&
        !self->error)
        g_set_error (&self->error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                     "the table could not be written");
    self->used = 0;
}

void
copia_table_put_slowly (CopiaTable *self, const char *bytes, size_t size)
{
    while (size > 0 && !self->error) {
        size_t n = MIN (size, COPIA_TABLE_BLOCK - self->used);

        memcpy (self->block + self->used, bytes, n);
        self->used += n;
        bytes += n;
        size -= n;
        if (self->used == COPIA_TABLE_BLOCK)
            flush (self);
    }
}

void
copia_table_put_safe (CopiaTable *self, const char *text, size_t size)
{
    for (size_t at = 0;;) {
        size_t n = copia_utf8_harmless (text + at, size - at);
        const char *instead;

        copia_table_put (self, text + at, n);
        at += n;
        if (at == size)
            return;
        at += copia_utf8_defuse (text + at, size - at, &instead);
        copia_table_puts (self, instead);
    }
}

void
copia_table_put_provenance (CopiaTable *self, const char *before, const char *behind)
{
    const char *text = self->caption.provenance;

    if (!self->look.provenance || !text)
        return;
    copia_table_puts (self, before);
    copia_table_put_safe (self, text, strlen (text));
    copia_table_puts (self, behind);
}

static const char *
keep (CopiaTable *self, const char *text)
{
    return text ? g_string_chunk_insert (self->strings, text) : NULL;
}

static char *
key_of (const CopiaTable *self, const char *name)
{
    return self->format->caseless ? g_ascii_strdown (name, -1) : g_strdup (name);
}

/* `name_2`, or what is the next number that no name of `all` has; *k is the last one tried. */
static char *
make_up_name (const CopiaTable *self, const char *name, GHashTable *all, guint *k)
{
    char *other;

    for (;; g_free (other)) {
        other = g_strdup_printf ("%s_%u", name, ++*k);
        if (g_hash_table_add (all, key_of (self, other)))
            return other;
    }
}

/* Programs go by the names.  A name that is made up is none that a column has by itself. */
static void
tell_names_apart (CopiaTable *self)
{
    g_autoptr (GHashTable) all =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GHashTable) met = /* name: the last number it got */
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (size_t i = 0; i < self->n_columns; i++)
        g_hash_table_add (all, key_of (self, self->columns[i].name));
    for (size_t i = 0; i < self->n_columns; i++) {
        char *key = key_of (self, self->columns[i].name);
        guint k = GPOINTER_TO_UINT (g_hash_table_lookup (met, key));

        if (k > 0) {
            g_autofree char *other =
                make_up_name (self, self->columns[i].name, all, &k);

            self->columns[i].name = keep (self, other);
        }
        g_hash_table_replace (met, key, GUINT_TO_POINTER (MAX (k, 1)));
    }
}

void
copia_table_begin (CopiaTable *self, const CopiaColumn *columns, size_t n,
                   const CopiaCaption *caption)
{
    g_assert (!self->columns && n > 0);
    self->columns = g_memdup2 (columns, n * sizeof *columns);
    self->n_columns = n;
    for (size_t i = 0; i < n; i++)
        self->columns[i].name = keep (self, columns[i].name);
    if (self->format->distinct)
        tell_names_apart (self);
    if (caption)
        self->caption = *caption;
    self->caption.title = keep (self, self->caption.title);
    self->caption.provenance = keep (self, self->caption.provenance);
    self->caption.row_noun = keep (self, self->caption.row_noun);
    self->format->begin (self);
}

static inline CopiaColumnKind
kind (const CopiaTable *self)
{
    g_assert (self->columns);
    return self->columns[self->at].kind;
}

static inline void
next (CopiaTable *self)
{
    if (++self->at == self->n_columns) {
        self->at = 0;
        self->rows++;
        if (self->drawing)
            copia_drawing_end_row (self->drawing);
    }
}

void
copia_table_unknown (CopiaTable *self)
{
    g_assert (self->columns);
    self->format->unknown (self);
    next (self);
}

void
copia_table_string (CopiaTable *self, const char *bytes, size_t size)
{
    g_assert (kind (self) < COPIA_COLUMN_COUNT);
    if (self->drawing)
        copia_drawing_text (self->drawing, self->at, bytes, size);
    self->format->text (self, bytes, size);
    next (self);
}

void
copia_table_text (CopiaTable *self, const char *text)
{
    if (text)
        copia_table_string (self, text, strlen (text));
    else
        copia_table_unknown (self);
}

void
copia_table_count (CopiaTable *self, uint64_t count)
{
    g_assert (kind (self) == COPIA_COLUMN_COUNT);
    if (self->drawing)
        copia_drawing_count (self->drawing, self->at, count);
    self->format->count (self, count);
    next (self);
}

void
copia_table_number (CopiaTable *self, double number)
{
    g_assert (kind (self) == COPIA_COLUMN_NUMBER);
    if (self->drawing)
        copia_drawing_number (self->drawing, self->at, number);
    self->format->number (self, number);
    next (self);
}

void
copia_table_note (CopiaTable *self, const char *format, ...)
{
    g_autofree char *raw = NULL;
    g_autoptr (GString) line = g_string_new (NULL);
    va_list arguments;

    va_start (arguments, format);
    raw = g_strdup_vprintf (format, arguments);
    va_end (arguments);
    copia_utf8_safe (line, raw, strlen (raw));
    g_ptr_array_add (self->notes, g_strdup (line->str));
}

void
copia_table_total (CopiaTable *self, uint64_t total)
{
    self->caption.total = total;
}

void
copia_table_show (CopiaTable *self)
{
    g_assert (self->columns && self->at == 0);
    if (self->format->show)
        self->format->show (self);
    flush (self);
    if (!self->error && self->sink.show)
        self->sink.show (self->sink.self);
}

void
copia_table_chart (CopiaTable *self, const CopiaChart *chart)
{
    g_assert (self->columns && self->at == 0 && self->rows == 0 && !self->drawing);
    if (copia_table_draws (self))
        self->drawing = copia_drawing_new (self, chart);
}

bool
copia_table_draws (const CopiaTable *self)
{
    return self->format->draws || (self->format->plots && self->look.plot);
}

size_t
copia_table_plot_width (const CopiaTable *self)
{
    int width = self->look.width;

    return width > 0 ? (size_t) CLAMP (width, LEAST_PLOT, MOST_PLOT) : USUAL_PLOT;
}

uint32_t
copia_table_cells (const CopiaTable *self, uint32_t otherwise)
{
    return self->format->plots ? (uint32_t) copia_table_plot_width (self) : otherwise;
}

void
copia_table_mark (CopiaTable *self, const CopiaMark *mark)
{
    if (self->drawing)
        copia_drawing_mark (self->drawing, mark);
}

bool
copia_table_failed (const CopiaTable *self)
{
    return self->error != NULL;
}

char *
copia_table_page_line (const CopiaTable *self)
{
    const CopiaCaption *caption = &self->caption;
    uint64_t last = caption->offset + self->rows;
    uint64_t all = MAX (caption->total, self->rows ? last : 0);
    char first[COPIA_NUMBER_MAX], end[COPIA_NUMBER_MAX], total[COPIA_NUMBER_MAX];
    g_autoptr (GString) noun = g_string_new (NULL);

    if (!caption->row_noun || all == 0)
        return NULL;
    copia_utf8_safe (noun, caption->row_noun, strlen (caption->row_noun));
    if (all == 1 && g_str_has_suffix (noun->str, "s"))
        g_string_truncate (noun, noun->len - 1);
    copia_number_grouped (first, caption->offset + (self->rows > 0));
    copia_number_grouped (end, last);
    copia_number_grouped (total, all);
    if (self->rows == 0 && caption->offset == 0)
        return g_strdup_printf ("0 of %s %s", total, noun->str);
    if (self->rows == 0)
        return g_strdup_printf ("0 of %s %s after the first %s", total, noun->str,
                                first);
    if (self->rows == 1)
        return g_strdup_printf ("%s of %s %s", first, total, noun->str);
    return g_strdup_printf ("%s-%s of %s %s", first, end, total, noun->str);
}

void
copia_table_each_fact (const CopiaTable *self,
                       void (*say) (void *data, const char *key, const char *value),
                       void *data)
{
    g_autofree char *page_line = copia_table_page_line (self);

    if (self->caption.provenance)
        say (data, "provenance", self->caption.provenance);
    if (self->caption.title)
        say (data, "title", self->caption.title);
    if (page_line)
        say (data, "rows", page_line);
    for (guint i = 0; i < self->notes->len; i++)
        say (data, "note", self->notes->pdata[i]);
}

/* The page line matters to a program's user only when rows are missing. */
static void
say_beside (CopiaTable *self)
{
    g_autofree char *line = copia_table_page_line (self);
    bool all = self->caption.offset == 0 && self->rows >= self->caption.total;

    if (!self->sink.note)
        return;
    if (line && !all)
        self->sink.note (self->sink.self, line);
    for (guint i = 0; i < self->notes->len; i++)
        self->sink.note (self->sink.self, g_ptr_array_index (self->notes, i));
}

bool
copia_table_end (CopiaTable *self, GError **error)
{
    g_assert (self->columns && self->at == 0);
    self->format->end (self);
    flush (self);
    if (self->error) {
        g_propagate_error (error, g_error_copy (self->error));
        return false;
    }
    if (self->format->says_beside)
        say_beside (self);
    return true;
}

void
copia_table_free (CopiaTable *self)
{
    if (!self)
        return;
    if (self->format->state_free)
        self->format->state_free (self->state);
    copia_drawing_free (self->drawing);
    g_ptr_array_unref (self->notes);
    g_string_chunk_free (self->strings);
    g_free (self->columns);
    g_clear_error (&self->error);
    g_free (self);
}
