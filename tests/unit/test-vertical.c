/* test-vertical.c - annotated text: read as events, given back as it was. */
#include "support/scratch-index.c"

#include "base/error.h"
#include "import/reader.h"
#include "study/export.h"

#include <string.h>

static ScratchIndex *
read_text (const char *text, const char *columns, GPtrArray *notes, GError **error)
{
    CopiaReaderOptions options = { .importer = "vertical", .attributes = columns };
    g_autoptr (CopiaReader) reader = copia_reader_new (&options, error);
    g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
    CopiaReceiver to = copia_index_writer_receiver (writer);

    if (!copia_reader_read_memory (reader, "a.vrt", text, strlen (text), &to, notes,
                                   error))
        return NULL;
    return scratch_index_new (writer);
}

static bool
append (void *data, const char *bytes, size_t size, GError **error G_GNUC_UNUSED)
{
    g_string_append_len (data, bytes, (gssize) size);
    return true;
}

static char *
written (const ScratchIndex *scratch)
{
    g_autoptr (GString) out = g_string_new (NULL);
    g_autoptr (GError) error = NULL;

    copia_export_vertical (scratch->index, COPIA_NONE, NULL, append, out, &error);
    g_assert_no_error (error);
    copia_index_verify (scratch->index, &error);
    g_assert_no_error (error);
    return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
assert_kept (const char *text)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (ScratchIndex) scratch = read_text (text, NULL, NULL, &error);
    g_autofree char *back = NULL;

    g_assert_no_error (error);
    back = written (scratch);
    g_assert_cmpstr (back, ==, text);
}

static void
test_what_is_read_is_given_back (void)
{
    assert_kept (
        "<text id=\"1\" title=\"Tom &amp; &quot;Jerry&quot;\">\n"
        "<s>\nThe\tDT\tthe\ncats\tNNS\tcat\n<q who=\"a\">\nran\tV\trun\n</q>\n"
        "\"\t''\t\"\n<g/>\n.\tSENT\t.\n</s>\n<s>\n&lt;b&gt;\tX\t\n</s>\n</text>\n"
        "<text id=\"2\">\n<s>\nRun\tV\trun\n</s>\n</text>\n");
}

static void
test_no_text_is_given_back_where_there_was_none (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (ScratchIndex) scratch = NULL;
    g_autofree char *back = NULL;

    assert_kept ("<doc id=\"1\">\n<s>\nno\tDT\tno\ntext\tNN\ttext\n</s>\n</doc>\n");
    scratch = read_text ("a\n<text id=\"1\">\nb\n</text>\nc\n", NULL, NULL, &error);
    g_assert_no_error (error);
    back = written (scratch);
    g_assert_cmpstr (back, ==,
                     "<text file=\"a.vrt\">\na\n</text>\n<text id=\"1\">\nb\n</text>\n"
                     "<text file=\"a.vrt\">\nc\n</text>\n");
}

static void
test_columns_that_are_not_there_are_not_given_back (void)
{
    assert_kept ("<text id=\"1\">\n<s>\none\ncolumn\n</s>\n</text>\n");
    assert_kept ("<text id=\"1\">\n<s>\ntwo\tA\ncolumns\t\n</s>\n</text>\n");
}

static void
test_nested_regions_are_given_back_by_their_name (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (ScratchIndex) scratch = NULL;
    g_autofree char *back = NULL;

    assert_kept ("<text id=\"1\">\n<np>\na\n<np n=\"in\">\nb\n<np>\nc\n</np>\n</np>\n"
                 "</np>\n<np>\n<np n=\"2\">\nd\n</np>\n</np>\n</text>\n");
    /* These are not nested, and would be others by another name. */
    assert_kept ("<text id=\"1\">\n<np>\na\n<np1>\nb\n</np>\nc\n</np1>\n</text>\n");
    assert_kept ("<text id=\"1\">\n<np>\na\n</np>\n<np1>\nb\n</np1>\n</text>\n");
    scratch = read_text ("<text id=\"1\">\n<h1>\na\n<h1>\nb\n</h1>\n</h1>\n</text>\n",
                         NULL, NULL, &error);
    g_assert_no_error (error);
    back = written (scratch);
    g_assert_cmpstr (back, ==,
                     "<text id=\"1\">\n<h1>\na\n<h11>\nb\n</h11>\n</h1>\n</text>\n");
}

/* Whatever lies in what: read again, it is the same. */
static void
test_random_nested_regions_are_the_same_read_again (void)
{
    static const char *const names[] = { "np", "np", "s" };

    for (unsigned round = 0; round < 300; round++) {
        g_autoptr (GString) text = g_string_new ("<text id=\"1\">\n");
        const char *open[8];
        guint n = 0;
        g_autoptr (GError) error = NULL;
        g_autoptr (ScratchIndex) first = NULL, second = NULL;
        g_autofree char *once = NULL, *twice = NULL;

        for (int steps = g_test_rand_int_range (4, 30); steps > 0; steps--) {
            int what = g_test_rand_int_range (0, 3);

            if (what == 0 && n < 8) {
                open[n] = names[g_test_rand_int_range (0, G_N_ELEMENTS (names))];
                g_string_append_printf (text, "<%s n=\"%d\">\n", open[n], steps);
                n++;
            }
            g_string_append (text, "w\n");
            if (what == 1 && n > 0) {
                guint k = (guint) g_test_rand_int_range (0, (gint32) n);

                g_string_append_printf (text, "</%s>\n", open[k]);
                memmove (&open[k], &open[k + 1], (--n - k) * sizeof *open);
            }
        }
        while (n > 0)
            g_string_append_printf (text, "</%s>\n", open[--n]);
        g_string_append (text, "</text>\n");
        first = read_text (text->str, NULL, NULL, &error);
        g_assert_no_error (error);
        once = written (first);
        second = read_text (once, NULL, NULL, &error);
        g_assert_no_error (error);
        twice = written (second);
        g_assert_null (strstr (once, "np1"));
        g_assert_cmpstr (twice, ==, once);
        g_assert_cmpstr (copia_index_id (second->index), ==,
                         copia_index_id (first->index));
    }
}

static void
test_of_an_attribute_named_twice_the_first_stands (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (ScratchIndex) scratch = read_text (
        "<text id=\"1\" n=\"a\" ID=\"2\">\n<s id=\"3\" id=\"\">\nword\tN\tx\n</s>\n"
        "<s id=\"\" id=\"4\">\nword\tN\tx\n</s>\n</text>\n",
        NULL, NULL, &error);
    g_autofree char *back = NULL;

    g_assert_no_error (error);
    back = written (scratch);
    g_assert_cmpstr (back, ==,
                     "<text id=\"1\" n=\"a\">\n<s id=\"3\">\nword\tN\tx\n</s>\n"
                     "<s id=\"\">\nword\tN\tx\n</s>\n</text>\n");
}

static void
test_random_texts_come_back (void)
{
    for (unsigned round = 0; round < 30; round++) {
        g_autoptr (GString) text = g_string_new (NULL);

        for (int texts = g_test_rand_int_range (1, 4); texts > 0; texts--) {
            bool first = true;

            g_string_append_printf (text, "<text n=\"%d\">\n", texts);
            for (int n = g_test_rand_int_range (1, 30); n > 0; n--) {
                bool quote = g_test_rand_int_range (0, 3) == 0;

                if (!first && g_test_rand_int_range (0, 4) == 0)
                    g_string_append (text, "<g/>\n");
                first = false;
                g_string_append (text, "<s>\n");
                if (quote)
                    g_string_append (text, "<q>\n");
                for (int k = g_test_rand_int_range (1, 5); k > 0; k--)
                    g_string_append_printf (text, "w%d\t%c\t%s\n",
                                            g_test_rand_int_range (0, 20),
                                            'A' + g_test_rand_int_range (0, 4),
                                            k == 1 || g_test_rand_int_range (0, 3)
                                                ? "l"
                                                : "");
                g_string_append (text, quote ? "</q>\n</s>\n" : "</s>\n");
            }
            g_string_append (text, "</text>\n");
        }
        if (strstr (text->str, "<q>"))
            assert_kept (text->str);
    }
}

static void
test_nested_regions_are_told_apart_by_their_depth (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (ScratchIndex) scratch = read_text (
        "<!-- no text tag -->\n<np>\na\n<np>\nb\n</np>\n</np>\n<p></p>\n<\tSYM\n", NULL,
        NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (copia_index_tokens (scratch->index)->size, ==, 4);
    g_assert_nonnull (copia_index_find_structure (scratch->index, "np"));
    g_assert_nonnull (copia_index_find_structure (scratch->index, "np1"));
}

static void
test_a_byte_order_mark_is_no_word (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (ScratchIndex) scratch =
        read_text ("\xEF\xBB\xBF<text id=\"1\">\r\na\tX\ta\r\n</text>\r\n", NULL, NULL,
                   &error);
    g_autofree char *back = NULL;

    g_assert_no_error (error);
    back = written (scratch);
    g_assert_cmpstr (back, ==, "<text id=\"1\">\na\tX\ta\n</text>\n");
}

static void
assert_refused (const char *text, const char *columns, const char *why)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (ScratchIndex) scratch = read_text (text, columns, NULL, &error);

    g_assert_null (scratch);
    g_assert_nonnull (strstr (error->message, why));
}

static void
test_what_is_broken_is_told_with_its_line (void)
{
    assert_refused ("<s>\na\n</q>\n", NULL, "a.vrt:3: </q> closes what is not open");
    assert_refused ("a\n<s>\nb\n", NULL, "a.vrt:2: <s> is opened, but never closed");
    assert_refused ("a\n\tX\n", NULL, "a.vrt:2: the word is empty");
    assert_refused ("<s>\n<match>\na\n</match>\n</s>\n", NULL,
                    "a.vrt:2: <match> cannot be a structure");
    assert_refused ("<cpos n=\"1\">\na\n</cpos>\n", NULL,
                    "a.vrt:1: <cpos> cannot be a structure");
    assert_refused ("a\tb\tc\td\n", NULL, "a.vrt:1: more than 3 columns");
    assert_refused ("<s>\n<text>\na\n</text>\n</s>\n", NULL,
                    "<text> stands inside <s>");
    assert_refused ("<s>\na\n</s> <s>\nb\n</s>\n", NULL,
                    "a.vrt:3: more stands behind </s>");
    assert_refused ("<np>\na\n<np1>\nb\n<np>\nc\n</np>\n</np1>\n</np>\n", NULL,
                    "a.vrt:5: <np> would be called 'np1' by its depth, and <np1> of "
                    "line 3 around it is");
    assert_refused ("a\n", "pos,lemma", "one of them must be 'word'");
}

static void
test_what_only_looks_annotated_is_told_the_way_out (void)
{
    static const char text[] = "<s>\na\tb\nc\td\n";
    static const char *const names[] = { "a.txt", "a.vrt" };

    for (size_t i = 0; i < G_N_ELEMENTS (names); i++) {
        CopiaReaderOptions options = { 0 };
        g_autoptr (CopiaReader) reader = copia_reader_new (&options, NULL);
        g_autoptr (CopiaIndexWriter) writer = copia_index_writer_new ();
        CopiaReceiver to = copia_index_writer_receiver (writer);
        g_autoptr (GError) error = NULL;
        g_autofree char *says =
            g_strdup_printf ("%s:1: <s> is opened, but never closed%s", names[i],
                             i == 0 ? "; if its lines only look annotated, --importer "
                                      "plain reads them as they stand"
                                    : "");

        g_assert_false (copia_reader_read_memory (reader, names[i], text,
                                                  sizeof text - 1, &to, NULL, &error));
        g_assert_cmpstr (error->message, ==, says);
    }
}

static void
test_a_line_beyond_all_tokens_is_refused (void)
{
    g_autofree char *cell = g_strnfill (17 << 20, 'a');
    g_autofree char *text = g_strconcat ("<s>\na\tb\n", cell, "\tb\n</s>\n", NULL);

    assert_refused (text, NULL, "a.vrt:3: a line of more than 16 MiB");
}

/* The next line is looked at once for each region that is open. */
static void
test_regions_are_nested_as_deeply_as_an_index_has_names (void)
{
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (ScratchIndex) scratch = NULL;

    for (int i = 0; i < 1001; i++)
        g_string_append (text, "\n<a>");
    scratch = read_text (text->str, NULL, NULL, &error);
    g_assert_error (error, COPIA_ERROR, COPIA_ERROR_INPUT);
    g_assert_cmpstr (error->message, ==,
                     "a.vrt:1002: more than 1000 regions are open, the first of them "
                     "<a> of line 2");
    g_assert_null (scratch);
}

int
main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/vertical/given-back", test_what_is_read_is_given_back);
    g_test_add_func ("/vertical/named-twice",
                     test_of_an_attribute_named_twice_the_first_stands);
    g_test_add_func ("/vertical/random", test_random_texts_come_back);
    g_test_add_func ("/vertical/no-text",
                     test_no_text_is_given_back_where_there_was_none);
    g_test_add_func ("/vertical/columns",
                     test_columns_that_are_not_there_are_not_given_back);
    g_test_add_func ("/vertical/nested-back",
                     test_nested_regions_are_given_back_by_their_name);
    g_test_add_func ("/vertical/nested-again",
                     test_random_nested_regions_are_the_same_read_again);
    g_test_add_func ("/vertical/nested",
                     test_nested_regions_are_told_apart_by_their_depth);
    g_test_add_func ("/vertical/mark", test_a_byte_order_mark_is_no_word);
    g_test_add_func ("/vertical/way-out",
                     test_what_only_looks_annotated_is_told_the_way_out);
    g_test_add_func ("/vertical/long-line", test_a_line_beyond_all_tokens_is_refused);
    g_test_add_func ("/vertical/broken", test_what_is_broken_is_told_with_its_line);
    g_test_add_func ("/vertical/deep",
                     test_regions_are_nested_as_deeply_as_an_index_has_names);
    return g_test_run ();
}
