/* test-table-texts.c - tables with a text in each row. */
#include <glib.h>
#include <string.h>

#include "base/error.h"
#include "import/import.h"
#include "import/json-line.h"

static bool
show_text (void *data, CopiaDocument *one, GError **error)
{
    (void) error;
    g_assert_cmpuint (one->size, ==, strlen (one->text));
    g_string_append (data, one->name);
    for (guint i = 0; i + 1 < one->attributes->len; i += 2)
        g_string_append_printf (data, " %s=%s", (char *) one->attributes->pdata[i],
                                (char *) one->attributes->pdata[i + 1]);
    g_string_append_printf (data, ": %s|", one->text);
    copia_document_free (one);
    return true;
}

/* `x.csv/1 author=Ann: The cat|`, or the error. */
static char *
show (const char *name, const char *table)
{
    g_autoptr (GError) error = NULL;
    GString *out = g_string_new (NULL);

    if (!copia_import_memory (name, table, strlen (table), NULL, show_text, out,
                              &error))
        g_string_assign (out, error->message);
    return g_string_free (out, FALSE);
}

static void
assert_shown (const char *name, const char *table, const char *expected)
{
    g_autofree char *shown = show (name, table);

    g_assert_cmpstr (shown, ==, expected);
}

static void
test_rows_of_cells_are_texts (void)
{
    assert_shown ("x.csv",
                  "\xEF\xBB\xBF"
                  "id,Author,text,file\r\n7,Ann,\"The \"\"cat\"\",\nand more.\",y\r\n"
                  ",Bob,A dog.\r\n9,Cy,  \r\n",
                  "x.csv/7 id=7 author=Ann: The \"cat\",\nand more.|"
                  "x.csv/4 author=Bob: A dog.|");
    assert_shown ("x.tsv", "Text\tyear\nOne, two.\t1999\n",
                  "x.tsv/2 year=1999: One, two.|");
}

static void
test_objects_on_lines_are_texts (void)
{
    assert_shown (
        "x.jsonl",
        "{\"id\": \"a/1\", \"year\": 1999, \"text\": \"One\\n\\u00e9\\uD83D\\uDE00 "
        "\\\"x\\\"\", \"tags\": [\"y\", {\"z\": \"]\"}], \"old\": null, \"good\": "
        "true}\r\n\n {\"text\":\"Two\"} \n{}\n",
        "x.jsonl/a/1 id=a/1 year=1999 good=true: One\né😀 \"x\"|"
        "x.jsonl/3: Two|");
}

static void
assert_refused (const char *name, const char *table, const char *why)
{
    g_autofree char *shown = show (name, table);

    if (!strstr (shown, why))
        g_error ("'%s' does not say '%s'", shown, why);
}

static void
test_what_is_no_such_table_is_told_with_its_line (void)
{
    assert_shown ("x.csv", "id,content\n1,a\n", "x.csv: id,content\n1,a\n|");
    assert_refused ("x.csv", "id,text\n1,\n", "no row has a text in 'text'");
    assert_refused ("x.csv", "id,text\n1,\"a\n", "line 2: a quote that is not closed");
    assert_refused ("x.jsonl", "{\"text\":\"a\"}\n{\"text\":\"b\"\n",
                    "line 2: no JSON object");
}

/* An index holds no more attributes, and to find that out took minutes. */
static void
test_very_many_columns_are_refused_at_once (void)
{
    g_autoptr (GString) names = g_string_new ("text"), values = g_string_new ("a");

    for (int i = 0; i < 999; i++) {
        g_string_append_printf (names, ",n%d", i);
        g_string_append (values, ",1");
    }
    for (int more = 0; more < 2; more++) {
        g_autofree char *table = g_strdup_printf ("%s\n%s\n", names->str, values->str);
        g_autofree char *shown = show ("x.csv", table);

        g_assert_cmpint (strstr (shown, "line 2: more than 1000 columns") != NULL, ==,
                         more);
        g_string_append (names, ",more");
        g_string_append (values, ",2");
    }
}

static void
test_what_is_said_to_be_a_table_has_a_column_of_texts (void)
{
    const CopiaImportOptions options = { .importer = "table" };
    g_autoptr (GString) out = g_string_new (NULL);
    g_autoptr (GError) error = NULL;
    static const char table[] = "id,content\n1,a\n";

    g_assert_false (copia_import_memory ("x.csv", table, sizeof table - 1, &options,
                                         show_text, out, &error));
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
    g_assert_true (g_str_has_prefix (
        error->message,
        "x.csv: line 1: no column is called 'text', as that is which "
        "holds a text in each row; there are: id, content. Name one so"));
}

/* What stands beside texts is often a table about them. */
static void
test_tables_are_not_taken_out_of_folders (void)
{
    g_assert_false (copia_import_wants ("folder/x.csv"));
    g_assert_false (copia_import_wants ("folder/x.jsonl.gz"));
    g_assert_true (copia_import_wants ("folder/x.srt"));
}

static void
test_lines_that_are_no_object_are_none (void)
{
    static const char *const lines[] = {
        "",      "[]",          "{",         "{\"a\"}",         "{\"a\":}",
        "{} x",  "{\"a\":1,}",  "{\"a\":[}", "{\"a\":\"\\",     "{\"a\":\"\\u12\"}",
        "{a:1}", "{\"a\":\"b}", "{\"a\":{}", "{\"a\":\"\\x\"}",
    };

    for (size_t i = 0; i < G_N_ELEMENTS (lines); i++) {
        g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
        g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

        if (copia_json_line (lines[i], names, values))
            g_error ("'%s' is taken for an object", lines[i]);
    }
}

static void
test_any_bytes_are_a_table_or_an_error (void)
{
    static const char bytes[] = "{}[]\":,\\u0dD8eE\n\t;text1 a";

    for (int round = 0; round < 5000; round++) {
        g_autoptr (GString) table =
            g_string_new (round % 2 ? "text,a\n" : "{\"text\":\"a\"}\n");
        g_autofree char *shown = NULL;

        for (int n = g_test_rand_int_range (0, 40); n > 0; n--)
            g_string_append_c (table,
                               bytes[g_test_rand_int_range (0, sizeof bytes - 1)]);
        shown = show (round % 2 ? "x.csv" : "x.jsonl", table->str);
        g_assert_true (g_utf8_validate (shown, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
#define TEST(name, function) g_test_add_func ("/table-texts/" name, function)
    TEST ("cells", test_rows_of_cells_are_texts);
    TEST ("objects", test_objects_on_lines_are_texts);
    TEST ("refused", test_what_is_no_such_table_is_told_with_its_line);
    TEST ("columns", test_very_many_columns_are_refused_at_once);
    TEST ("named", test_what_is_said_to_be_a_table_has_a_column_of_texts);
    TEST ("folders", test_tables_are_not_taken_out_of_folders);
    TEST ("no-object", test_lines_that_are_no_object_are_none);
    TEST ("random", test_any_bytes_are_a_table_or_an_error);
    return g_test_run ();
}
