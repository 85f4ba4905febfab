/* json-row.c - JSON strings and a row as an object. */
#include "table/json-row.h"

#include <math.h>

#include "base/number.h"
#include "base/utf8.h"

typedef struct {
    GPtrArray *keys;     /* GString *: what stands before the cells of a row */
    const char *between; /* opens a row that is not the first, before its first key */
    const char *close;
    GString *value;
} Row;

static void
free_string (gpointer string)
{
    g_string_free (string, TRUE);
}

void *
copia_json_row_new (void)
{
    Row *row = g_new0 (Row, 1);

    row->keys = g_ptr_array_new_with_free_func (free_string);
    row->value = g_string_new (NULL);
    return row;
}

void
copia_json_row_free (void *state)
{
    Row *row = state;

    g_ptr_array_unref (row->keys);
    g_string_free (row->value, TRUE);
    g_free (row);
}

static bool
is_special (const char *bytes, size_t size)
{
    return *bytes == '"' || *bytes == '\\' ||
           (*bytes == '<' && size > 1 && (bytes[1] == '/' || bytes[1] == '!'));
}

/* Harmless text holds no control characters, but may hold what JSON or HTML take for a sign. */
static void
append_harmless (GString *into, const char *bytes, size_t size)
{
    size_t from = 0;

    for (size_t i = 0; i < size; i++) {
        if (!is_special (bytes + i, size - i))
            continue;
        g_string_append_len (into, bytes + from, (gssize) (i - from));
        g_string_append (into, bytes[i] == '<' ? "\\u003c" : "\\");
        from = bytes[i] == '<' ? i + 1 : i;
    }
    g_string_append_len (into, bytes + from, (gssize) (size - from));
}

/* Every harmful character is below U+10000. */
static size_t
append_harmful (GString *into, const char *bytes, size_t size)
{
    uint32_t c;
    size_t n = copia_utf8_decode (bytes, size, &c);

    if (c == COPIA_UTF8_BAD)
        g_string_append (into, COPIA_UTF8_REPLACEMENT);
    else if (c == '\n' || c == '\t' || c == '\r')
        g_string_append (into, c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r");
    else
        g_string_append_printf (into, "\\u%04x", c);
    return n;
}

void
copia_json_row_string (GString *into, const char *bytes, size_t size)
{
    g_string_append_c (into, '"');
    for (size_t at = 0; at < size;) {
        size_t n = copia_utf8_harmless (bytes + at, size - at);

        append_harmless (into, bytes + at, n);
        at += n;
        if (at < size)
            at += append_harmful (into, bytes + at, size - at);
    }
    g_string_append_c (into, '"');
}

static void
put_string (CopiaTable *self, const char *bytes, size_t size)
{
    Row *row = self->state;

    g_string_truncate (row->value, 0);
    copia_json_row_string (row->value, bytes, size);
    copia_table_put (self, row->value->str, row->value->len);
}

void
copia_json_row_put (CopiaTable *self, const char *text)
{
    if (text)
        put_string (self, text, strlen (text));
    else
        copia_table_puts (self, "null");
}

void
copia_json_row_begin (CopiaTable *self, const char *between, const char *close)
{
    Row *row = self->state;

    row->between = between;
    row->close = close;
    for (size_t i = 0; i < self->n_columns; i++) {
        GString *key = g_string_new (i ? "," : "{");

        copia_json_row_string (key, self->columns[i].name,
                               strlen (self->columns[i].name));
        g_string_append_c (key, ':');
        g_ptr_array_add (row->keys, key);
    }
}

static void
open_cell (CopiaTable *self)
{
    Row *row = self->state;
    const GString *key = g_ptr_array_index (row->keys, self->at);

    if (self->at == 0 && self->rows > 0)
        copia_table_puts (self, row->between);
    copia_table_put (self, key->str, key->len);
}

static void
close_cell (CopiaTable *self)
{
    const Row *row = self->state;

    if (self->at + 1 == self->n_columns)
        copia_table_puts (self, row->close);
}

void
copia_json_row_text (CopiaTable *self, const char *bytes, size_t size)
{
    open_cell (self);
    put_string (self, bytes, size);
    close_cell (self);
}

void
copia_json_row_count (CopiaTable *self, uint64_t value)
{
    char digits[COPIA_NUMBER_MAX];

    open_cell (self);
    copia_table_put (self, digits, copia_number_count (digits, value));
    close_cell (self);
}

void
copia_json_row_unknown (CopiaTable *self)
{
    open_cell (self);
    copia_table_puts (self, "null");
    close_cell (self);
}

void
copia_json_row_number (CopiaTable *self, double value)
{
    char digits[COPIA_NUMBER_MAX];

    if (!isfinite (value)) {
        copia_json_row_unknown (self);
        return;
    }
    open_cell (self);
    copia_table_put (self, digits, copia_number_shortest (digits, value));
    close_cell (self);
}
