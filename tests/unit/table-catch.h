/* table-catch.h - a sink that keeps what a writer puts, for the tests of tables. */
#pragma once

#include "table/writer.h"

#include <string.h>

typedef struct {
    GString *out;
    GString *notes;    /* a line each */
    size_t room;       /* bytes it takes before it fails; SIZE_MAX: never fails */
    unsigned writes;   /* calls of write */
    size_t last_write; /* bytes of the last one */
    size_t shown;      /* bytes that were to be seen before the end */
} Catch;

static inline bool
catch_write (void *data, const char *bytes, size_t size, GError **error)
{
    Catch *self = data;

    self->writes++;
    self->last_write = size;
    if (size > self->room - MIN (self->room, self->out->len)) {
        g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC, "the disk is full");
        return false;
    }
    g_string_append_len (self->out, bytes, (gssize) size);
    return true;
}

static inline void
catch_note (void *data, const char *line)
{
    Catch *self = data;

    g_string_append_printf (self->notes, "%s\n", line);
}

static inline void
catch_show (void *data)
{
    Catch *self = data;

    self->shown = self->out->len;
}

static inline void
catch_init (Catch *self)
{
    *self = (Catch){ g_string_new (NULL), g_string_new (NULL), SIZE_MAX, 0, 0, 0 };
}

static inline void
catch_clear (Catch *self)
{
    g_string_free (self->out, TRUE);
    g_string_free (self->notes, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Catch, catch_clear)

static inline CopiaTable *
catch_table (Catch *self, const char *writer, int width, bool color)
{
    const CopiaSink sink = { self, catch_write, catch_note, catch_show };
    const CopiaLook look = { .width = width, .color = color };

    return copia_table_new (copia_writer_find (writer), &sink, &look);
}

static inline void
catch_end (CopiaTable *table)
{
    g_autoptr (GError) error = NULL;

    g_assert_true (copia_table_end (table, &error));
    g_assert_no_error (error);
}

/* A random cell, often hostile: signs of every format, controls, bidi, broken UTF-8.  No NUL. */
static inline void
catch_random_cell (GRand *rand, GString *into)
{
    static const char *const parts[] = {
        "power",
        "the people",
        "\t",
        "\n",
        "\r\n",
        "\"",
        "\"\"",
        ",",
        ";",
        "'",
        "=1+1",
        "+",
        "-",
        "@",
        "\\",
        "\\u0041",
        "</script>",
        "<!--",
        "\x1B[31m",
        "\x7F",
        "\xC2\x9B",
        "\xD8\x9C",
        "\xE2\x80\x8F",
        "\xE2\x80\xA8",
        "\xE2\x80\xAE",
        "\xC0",
        "\xE2\x80",
        "\xFF",
        "Революция",
        "漢字",
        "é",
        " ",
        "\x01",
        "\xF0\x9F\x98",
        "😀",
    };

    g_string_truncate (into, 0);
    for (int i = g_rand_int_range (rand, 0, 8); i > 0; i--)
        g_string_append (into, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
}

/* A table of `n` columns of text, `rows` random rows, all cells also kept in `cells`. */
static inline void
catch_random_table (Catch *self, const char *writer, GRand *rand, size_t n, size_t rows,
                    GPtrArray *cells)
{
    static const char *const names[] = { "a", "b", "c", "d", "e", "f", "g", "h" };
    CopiaColumn columns[G_N_ELEMENTS (names)] = { 0 };
    g_autoptr (CopiaTable) table = catch_table (self, writer, 0, false);
    g_autoptr (GString) cell = g_string_new (NULL);

    for (size_t i = 0; i < n; i++)
        columns[i] =
            (CopiaColumn){ .name = names[i], .kind = (CopiaColumnKind) (i % 4) };
    copia_table_begin (table, columns, n, NULL);
    for (size_t i = 0; i < n * rows; i++) {
        catch_random_cell (rand, cell);
        copia_table_text (table, cell->str);
        g_ptr_array_add (cells, g_strdup (cell->str));
    }
    catch_end (table);
}
