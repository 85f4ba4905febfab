/* answers.c - any bytes as the cells of an answer: what each writer makes of them holds as many
 * rows and cells as there were, and nothing in it acts.
 *
 * The first byte chooses the writer, the second the number of columns; a cell ends with 0x1F.
 */
#include "unit/table-catch.h"

#include "base/json.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define MOST_CELLS 400u

/* Whatever is no character to be seen, but the signs of `allowed`. */
static void
check_harmless (const GString *out, const char *allowed)
{
    const char *at = out->str, *end = at + out->len;

    g_assert_true (g_utf8_validate_len (out->str, out->len, NULL));
    while (at < end) {
        size_t n = copia_utf8_harmless (at, (size_t) (end - at));

        at += n;
        if (at < end) {
            g_assert_true (*at && strchr (allowed, *at));
            at++;
        }
    }
}

/* Lines of as many cells as there are columns. */
static void
check_tsv (const GString *out, size_t columns, size_t rows)
{
    g_auto (GStrv) lines = g_strsplit (out->str, "\n", -1);

    check_harmless (out, "\t\n");
    g_assert_cmpuint (g_strv_length (lines), ==, rows + 2); /* and "" behind the last */
    for (size_t i = 0; i <= rows; i++) {
        g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);

        g_assert_cmpuint (g_strv_length (cells), ==, columns);
    }
}

/* RFC 4180, but lines end with LF; the first character of no cell begins a formula. */
static void
check_csv (const GString *out, size_t columns, size_t rows)
{
    size_t cells = 0, lines = 0;

    check_harmless (out, "\t\r\n");
    for (const char *at = out->str; *at;) {
        bool quoted = *at == '"';

        at += quoted;
        g_assert_false (lines > 0 && *at && strchr ("=+-@\t\r", *at));
        if (quoted) {
            while (at[0] != '"' || at[1] == '"') {
                g_assert_true (*at);
                at += at[0] == '"' ? 2 : 1;
            }
            at++;
        } else {
            at += strcspn (at, ",\n");
        }
        cells++;
        g_assert_true (*at == ',' || *at == '\n');
        if (*at == ',') {
            at++;
            continue;
        }
        g_assert_cmpuint (cells, ==, columns);
        cells = 0;
        lines++;
        at++;
    }
    g_assert_cmpuint (lines, ==, rows + 1);
}

static void
check_json (const char *text, size_t size)
{
    g_autoptr (GError) error = NULL;
    CopiaJson *root = copia_json_parse (text, size, &error);

    g_assert_no_error (error);
    copia_json_free (root);
}

static void
check_lines (const GString *out, size_t rows)
{
    g_auto (GStrv) lines = g_strsplit (out->str, "\n", -1);

    g_assert_cmpuint (g_strv_length (lines), ==, rows ? rows + 1 : 0);
    for (size_t i = 0; i < rows; i++)
        check_json (lines[i], strlen (lines[i]));
}

static void
check_element (GMarkupParseContext *context G_GNUC_UNUSED, const gchar *element,
               const gchar **names, const gchar **values, gpointer data G_GNUC_UNUSED,
               GError **error G_GNUC_UNUSED)
{
    static const char *const acting[] = { "script", "iframe", "object", "embed",
                                          "link",   "form",   "input",  NULL };

    g_assert_false (g_strv_contains (acting, element));
    for (; *names; names++, values++) {
        g_assert_false (g_str_has_prefix (*names, "on"));
        g_assert_false (g_str_has_prefix (*values, "javascript:"));
    }
}

/* Well formed, and without an element or attribute that acts. */
static void
check_markup (const char *piece)
{
    const GMarkupParser parser = { .start_element = check_element };
    GMarkupParseContext *context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
    g_autoptr (GError) error = NULL;

    g_markup_parse_context_parse (context, piece, -1, &error);
    g_assert_no_error (error);
    g_markup_parse_context_end_parse (context, &error);
    g_assert_no_error (error);
    g_markup_parse_context_free (context);
}

static void
check_out (const char *writer, const GString *out, size_t columns, size_t rows)
{
    if (strcmp (writer, "tsv") == 0)
        check_tsv (out, columns, rows);
    else if (strcmp (writer, "csv") == 0)
        check_csv (out, columns, rows);
    else if (strcmp (writer, "json") == 0)
        check_json (out->str, out->len);
    else if (strcmp (writer, "jsonl") == 0)
        check_lines (out, rows);
    else if (strcmp (writer, "text") == 0)
        check_harmless (out, "\n");
    else if (strcmp (writer, "fragment") == 0 || strcmp (writer, "svg") == 0)
        check_markup (out->str);
    g_assert_true (g_utf8_validate_len (out->str, out->len, NULL));
}

static void
put_cells (CopiaTable *table, char *const *cells, size_t n)
{
    for (size_t i = 0; i < n; i++)
        copia_table_text (table, cells[i]);
}

/* What the first cell says, the caption and the picture say too. */
static void
write_table (const char *writer, char *const *cells, size_t columns, size_t rows)
{
    g_auto (Catch) caught;
    g_autoptr (CopiaTable) table = NULL;
    CopiaColumn described[9] = { 0 };
    static const char *const names[] = { "a", "b", "c", "d", "e", "f", "g", "h" };
    const char *first = rows ? cells[0] : "";
    CopiaCaption caption = { first, first, rows, 0, "rows" };

    catch_init (&caught);
    table = catch_table (&caught, writer, 70, false);
    for (size_t i = 0; i < columns; i++)
        described[i] =
            (CopiaColumn){ .name = names[i], .kind = (CopiaColumnKind) (i % 4) };
    described[columns] = (CopiaColumn){ .name = "n", .kind = COPIA_COLUMN_COUNT };
    copia_table_begin (table, described, columns + 1, &caption);
    copia_table_chart (table, &(CopiaChart){ .kind = COPIA_PICTURE_BARS,
                                             .label = "a",
                                             .value = "n",
                                             .title = first,
                                             .sentence = first });
    for (size_t row = 0; row < rows; row++) {
        put_cells (table, cells + row * columns, columns);
        copia_table_count (table, row + 1);
    }
    copia_table_note (table, "%s", first);
    catch_end (table);
    check_out (writer, caught.out, columns + 1, rows);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    static const char *const writers[] = { "text", "tsv",  "csv",      "json",
                                           "svg",  "html", "fragment", "jsonl" };
    g_autofree char *text = NULL;
    g_auto (GStrv) cells = NULL;
    size_t columns, n;

    if (size < 2)
        return 0;
    text = g_strndup ((const char *) data + 2, size - 2);
    cells = g_strsplit (text, "\x1F", MOST_CELLS);
    n = g_strv_length (cells);
    columns = 1 + data[1] % 8;
    write_table (writers[data[0] % G_N_ELEMENTS (writers)], cells, columns,
                 n / columns);
    return 0;
}
